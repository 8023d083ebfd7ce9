"""Importing teams and people: choose a file, look at what it would do, do it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.limits import takes_up_to
from core.spreadsheets.tables import Table
from organizations.access import Right, requires
from organizations.importing import examples, keeping
from organizations.importing.carrying_out import PlanChanged, import_tables
from organizations.importing.checking import check as plan_for
from organizations.importing.forms import UploadForm
from organizations.importing.pages import page_of
from organizations.requests import MemberRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_TEAMS)
@takes_up_to(11)  # two files of 5 MB, and the form around them
def start(request: MemberRequest) -> HttpResponse:
    """Choose the file; nothing is changed by sending it."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "organizations/import.html", {"form": form}, status=status)
    keeping.forget_old()
    word = keeping.keep(form.tables, of=request.member)
    return redirect("organizations:import_check", request.member.organization.slug, word)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_TEAMS)
def check(request: MemberRequest, upload: str) -> HttpResponse:
    """What the file would do, row by row; and doing it, if it still would do that."""
    tables = keeping.kept(upload, of=request.member)
    if tables is None:
        raise Http404
    if request.method != "POST":
        return _plan_page(request, tables)
    try:
        plan = import_tables(
            request.member.organization, tables, digest=request.POST.get("digest", ""), by=request.member
        )
    except PlanChanged as changed:
        return _plan_page(request, tables, told=str(changed))
    keeping.forget(upload, of=request.member)
    words = {"teams": len(plan.changing), "people": len(plan.offers)}
    messages.success(request, _("Imported. Teams changed: %(teams)s; people: %(people)s.") % words)
    return redirect("organizations:teams", request.member.organization.slug)


@require_safe
@requires(Right.MANAGE_TEAMS)
def workbook(request: MemberRequest) -> HttpResponse:
    """A workbook to fill in: the tree as it is, with the columns in the reader's language."""
    organization = request.member.organization
    return _file(examples.as_workbook(organization), f"{organization.slug}.xlsx", XLSX)


@require_safe
@requires(Right.MANAGE_TEAMS)
def table(request: MemberRequest, kind: str) -> HttpResponse:
    """The same as CSV, teams or people alone."""
    organization = request.member.organization
    content = examples.as_csv(kind, organization)
    return _file(content, f"{organization.slug}-{kind}.csv", "text/csv; charset=utf-8")


def _plan_page(request: MemberRequest, tables: list[Table], told: str = "") -> HttpResponse:
    plan = plan_for(request.member.organization, tables, by=request.member)
    everything = request.GET.get("rows") == "all"
    rows = page_of(plan, everything=everything)
    context = {
        "plan": plan,
        "summary": rows.summary,
        "page": Paginator(rows.rows, 100).get_page(request.GET.get("page")),
        "everything": everything,
        "told": told,
    }
    return render(request, "organizations/import_check.html", context, status=409 if told else 200)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
