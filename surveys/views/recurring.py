"""The pages of recurring rounds: list, set up, look at, change, pause, end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import moments
from organizations.access import Right, requires
from organizations.requests import MemberRequest
from surveys.models import Recurrence
from surveys.recurring import queries, recurrences
from surveys.recurring.forms import RecurrenceForm
from surveys.refusals import RecurrenceEnded


@require_safe
@requires(Right.RUN_ROUND)
def index(request: MemberRequest) -> HttpResponse:
    """All recurring rounds."""
    return render(request, "surveys/recurrences.html", {"lines": queries.lines_for(request.member)})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def new(request: MemberRequest) -> HttpResponse:
    """Set a recurring round up; nobody is told before its first draft."""
    form = RecurrenceForm(request.POST or None, member=request.member)
    if not form.is_valid():
        return _form_page(request, form)
    made = recurrences.set_up(request.member.organization, form.wanted(), by=request.member)
    messages.success(request, _("The recurring round is set up."))
    return _to(made)


@require_safe
@requires(Right.RUN_ROUND)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """What it does next, and what it has done."""
    recurrence = _mine(request, pk)
    context = {
        "recurrence": recurrence,
        "outlook": queries.outlook(recurrence),
        "place": moments.place_of(recurrence.time_zone),
    }
    return render(request, "surveys/recurrence.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what it asks of whom and when."""
    recurrence = _mine(request, pk)
    if recurrence.state == Recurrence.State.ENDED:
        raise RecurrenceEnded
    form = RecurrenceForm(request.POST or None, member=request.member, recurrence=recurrence)
    if not form.is_valid():
        return _form_page(request, form, recurrence)
    recurrences.change(recurrence, form.wanted(), by=request.member)
    messages.success(request, _("The changes count from the next draft on."))
    return _to(recurrence)


@require_POST
@requires(Right.RUN_ROUND)
def pause(request: MemberRequest, pk: int) -> HttpResponse:
    """Let nothing be drafted until it goes on."""
    recurrence = _mine(request, pk)
    recurrences.pause(recurrence, by=request.member)
    messages.success(request, _("The recurring round is paused: no draft is made until it goes on."))
    return _to(recurrence)


@require_POST
@requires(Right.RUN_ROUND)
def resume(request: MemberRequest, pk: int) -> HttpResponse:
    """Let it go on."""
    recurrence = _mine(request, pk)
    recurrences.resume(recurrence, by=request.member)
    messages.success(request, _("The recurring round goes on."))
    return _to(recurrence)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """End it for good, after asking."""
    recurrence = _mine(request, pk)
    if request.method != "POST":
        context = {"recurrence": recurrence, "draft": queries.outlook(recurrence).draft}
        return render(request, "surveys/recurrence_end.html", context)
    recurrences.end(recurrence, by=request.member)
    messages.success(request, _("The recurring round has ended."))
    return _to(recurrence)


def _mine(request: MemberRequest, pk: int) -> Recurrence:
    mine = Recurrence.objects.where_may(request.member, Right.RUN_ROUND)
    return get_object_or_404(
        mine.select_related("organization", "model", "unit", "label", "made_by__user"), pk=pk
    )


def _to(recurrence: Recurrence) -> HttpResponse:
    return redirect("surveys:recurrence", recurrence.organization.slug, recurrence.pk)


def _form_page(
    request: MemberRequest, form: RecurrenceForm, recurrence: Recurrence | None = None
) -> HttpResponse:
    context = {"form": form, "recurrence": recurrence}
    return render(request, "surveys/recurrence_form.html", context, status=422 if form.is_bound else 200)
