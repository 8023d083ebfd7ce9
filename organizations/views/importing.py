"""Importing teams and people: a list, what its columns mean, what it would do, and doing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.limits import takes_up_to
from organizations.access import Right, requires
from organizations.importing import columns, examples, faulty, keeping
from organizations.importing.carrying_out import PlanChanged, import_tables
from organizations.importing.checking import check as plan_for
from organizations.importing.forms import ColumnsForm, ListForm, has_hidden
from organizations.importing.keeping import Upload
from organizations.importing.pages import mails_of, page_of
from organizations.importing.plans import ImportPlan
from organizations.importing.remembered import remember
from organizations.requests import MemberRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.INVITE)
@takes_up_to(11)  # two files of 5 MB, and the form around them
def start(request: MemberRequest) -> HttpResponse:
    """Choose or paste the list; nothing is changed by sending it."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListForm(*sent, member=request.member)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "organizations/import.html", {"form": form}, status=status)
    keeping.forget_old()
    word = keeping.keep(form.upload, of=request.member)
    step = "import_columns" if form.upload.asked else "import_check"
    return redirect(f"organizations:{step}", request.member.organization.slug, word)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.INVITE)
def say_columns(request: MemberRequest, upload: str) -> HttpResponse:
    """What each column means; what is said is remembered for the next list of that shape."""
    kept = _kept(request, upload)
    problem = ""
    form = ColumnsForm(
        request.POST if request.method == "POST" else None, initial={"hidden_too": kept.hidden_too}
    )
    if request.method == "POST":
        form.is_valid()
        try:
            meant = columns.said_in(kept, request.POST.getlist("column"))
        except DomainError as error:
            problem = str(error)
        else:
            for grid, said in zip(kept.grids, meant, strict=True):
                remember(request.member, grid, said)
            kept = kept.saying(meant, hidden_too=form.cleaned_data["hidden_too"])
            keeping.keep_again(upload, kept, of=request.member)
            return redirect("organizations:import_check", request.member.organization.slug, upload)
    context = {
        "form": form if has_hidden(kept.grids) else None,
        "grids": columns.columns_of(kept, said=request.POST.getlist("column") if problem else None),
        "choices": columns.choices(),
        "asked": kept.asked,
        "problem": problem,
        "upload": upload,
    }
    return render(request, "organizations/import_columns.html", context, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.INVITE)
def check(request: MemberRequest, upload: str) -> HttpResponse:
    """What the list would do, row by row; and doing it, if it still would do that."""
    kept = _kept(request, upload)
    if kept.asked:
        return redirect("organizations:import_columns", request.member.organization.slug, upload)
    if request.method != "POST":
        return _plan_page(request, kept, upload)
    try:
        plan = import_tables(
            request.member.organization,
            kept.tables(),
            digest=request.POST.get("digest", ""),
            by=request.member,
            otherwise=kept.otherwise,
            leave_out="leave_out" in request.POST,
            invite=request.POST.get("send") == "now",
        )
    except PlanChanged as changed:
        return _plan_page(request, kept, upload, told=str(changed))
    keeping.forget(upload, of=request.member)
    messages.success(request, _done(plan, invited=request.POST.get("send") == "now"))
    page = "teams" if plan.changing else "offers"
    return redirect(f"organizations:{page}", request.member.organization.slug)


@require_safe
@requires(Right.INVITE)
def faults(request: MemberRequest, upload: str) -> HttpResponse:
    """The rows with problems as they were sent, with what is wrong, to correct and send again."""
    kept = _kept(request, upload)
    plan = _plan(request, kept, leave_out=True)
    content = faulty.as_csv(kept, plan)
    name = pgettext("the name of a file with the rows of a list that are wrong", "errors")
    return _file(content, f"{request.member.organization.slug}-{name}.csv", CSV)


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
    return _file(examples.as_csv(kind, organization), f"{organization.slug}-{kind}.csv", CSV)


def _kept(request: MemberRequest, upload: str) -> Upload:
    found = keeping.kept(upload, of=request.member)
    if found is None:
        raise Http404
    return found


def _plan(request: MemberRequest, kept: Upload, *, leave_out: bool) -> ImportPlan:
    return plan_for(
        request.member.organization,
        kept.tables(),
        by=request.member,
        otherwise=kept.otherwise,
        leave_out=leave_out,
    )


def _plan_page(request: MemberRequest, kept: Upload, upload: str, told: str = "") -> HttpResponse:
    leave_out = "leave_out" in request.POST if told else "leave_out" in request.GET
    plan = _plan(request, kept, leave_out=leave_out)
    everything = request.GET.get("rows") == "all"
    found = page_of(plan, kept, everything=everything)
    context = {
        "plan": plan,
        "found": found,
        "columns": columns.read_as(kept),
        "mails": mails_of(request.member.organization, plan),
        "page": Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page")),
        "everything": everything,
        "leave_out": leave_out,
        "told": told,
        "upload": upload,
    }
    return render(request, "organizations/import_check.html", context, status=409 if told else 200)


def _done(plan: ImportPlan, *, invited: bool) -> str:
    words = {"teams": len(plan.changing), "people": len(plan.offers)}
    told = _("Imported. Teams and units changed: %(teams)s; people: %(people)s.") % words
    if not plan.invited:
        return told
    more = _("No mail has gone out yet. Open a round, or invite from the invitations to join.")
    if invited:
        more = _("Mails going out: %(mails)s.") % {"mails": plan.invited}
    return f"{told} {more}"


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
