"""Taking out everything: asking for an archive, and fetching it."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.access import Right, requires
from organizations.requests import MemberRequest, confirmed_lately, is_confirmed_lately
from reports.exports import asking
from reports.exports.sheets import SHEETS
from reports.models import Export

SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.TAKE_OUT)
@confirmed_lately
def index(request: MemberRequest) -> HttpResponse:
    """What an archive holds, the last ones, and the button that asks for another."""
    organization = request.member.organization
    if request.method == "POST":
        asking.ask_for_archive(organization, by=request.member)
        messages.success(request, _("The archive is being made. A mail tells you when it is ready."))
        return redirect("reports:archives", organization.slug)
    last = Export.objects.visible_to(request.member).select_related("asked_by__user")[:SHOWN]
    context = {"exports": last, "sheets": SHEETS, "days": asking.KEPT_FOR.days}
    return render(request, "reports/archives.html", context)


@require_POST
@requires(Right.TAKE_OUT)
def fetch(request: MemberRequest, pk: int) -> Any:
    """The file; a form fetches it and no link, for that leaves a line in the trail."""
    made = get_object_or_404(Export.objects.visible_to(request.member).select_related("organization"), pk=pk)
    if not is_confirmed_lately(request):
        return redirect("reports:archives", request.member.organization.slug)
    name = f"{request.member.organization.slug}-{made.asked_at:%Y-%m-%d}.zip"
    opened = asking.fetch(made, by=request.member)
    return FileResponse(opened, as_attachment=True, filename=name, content_type="application/zip")
