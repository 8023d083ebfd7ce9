"""The audit trail of an organization: to read, to filter, to take along."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from organizations.access import Right, requires
from organizations.audit import reading
from organizations.audit.file import as_file
from organizations.audit.forms import TrailForm
from organizations.requests import MemberRequest


@require_safe
@requires(Right.SEE_AUDIT)
def index(request: MemberRequest) -> HttpResponse:
    """The newest lines first; a filter that cannot be read is told, and the others count."""
    form = TrailForm(request.GET)
    asked = form.asked()
    page = reading.page_of(
        request.member, asked, before=request.GET.get("before", ""), after=request.GET.get("after", "")
    )
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "thing": reading.known_thing(request.member, asked) if asked.thing else "",
        "older": asked.query(before=page.older) if page.older else "",
        "newer": asked.query(after=page.newer) if page.newer else "",
    }
    return render(request, "organizations/audit.html", context, status=200 if form.is_valid() else 422)


@require_POST
@requires(Right.SEE_AUDIT)
def download(request: MemberRequest) -> StreamingHttpResponse:
    """The same lines as a file; a form fetches it and no link, for the download is a line itself."""
    asked = TrailForm(request.POST).asked()
    file = as_file(request.member, asked)
    response = StreamingHttpResponse(file.pieces, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    return response
