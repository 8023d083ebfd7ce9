"""The pages of rounds: list, plan, look over, open, extend, close."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import moments
from organizations.access import Right, may_everywhere, requires
from organizations.requests import MemberRequest
from surveys import planning, queries, rounds
from surveys.answer_pages import Sheet
from surveys.forms import ExtendForm, RoundForm, TeamsForm
from surveys.models import Participation, Round
from surveys.recurring.queries import origin_of
from surveys.refusals import RoundNotDraft
from surveys.review import review
from surveys.timing import minutes_of
from surveys.views.chasing import watch


@require_safe
@requires(Right.SEE_ROUNDS)
def index(request: MemberRequest) -> HttpResponse:
    """All rounds that the member sees."""
    page = queries.round_page(request.member, request.GET.get("page", ""))
    may_plan = may_everywhere(request.member, Right.RUN_ROUND)
    context = {"page_obj": page, "last": planning.last_round(request.member) if may_plan else None}
    return render(request, "surveys/rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def new(request: MemberRequest) -> HttpResponse:
    """Plan a round; nobody is told yet. The address can name the round that it follows."""
    form = _form(request)
    after = _followed(request)
    if after is not None:
        form.begin_with(after)
    if not form.is_valid():
        return _form_page(request, form, after=after)
    planned = rounds.plan_round(request.member.organization, **form.plan(), by=request.member)
    return to_round(planned)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    round = _to_change(request, pk)
    if round.state != Round.State.DRAFT:
        raise RoundNotDraft
    form = _form(request, round)
    if not form.is_valid():
        return _form_page(request, form, round)
    rounds.change_round(round, **form.plan(), by=request.member)
    messages.success(request, _("The draft is saved."))
    return to_round(round)


@require_safe
@requires(Right.SEE_ROUNDS)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """A draft to look over before it opens, or how far each team is."""
    seen = Round.objects.visible_to(request.member).select_related("version__model", "organization")
    round = get_object_or_404(seen, pk=pk)
    if round.state != Round.State.DRAFT:
        return watch(request, round)
    context = {
        "round": round,
        "minutes": partial(minutes_of, round),  # asked only where the page says it
        "closes": moments.day_and_time(round.ends_at, round.time_zone),
        "opens": moments.day_and_time(round.opens_at, round.time_zone),
        "place": moments.place_of(round.time_zone),
        "reminders": [moments.day_and_time(one, round.time_zone, year=False) for one in round.reminders],
        "review": review(request.member, round),
        "origin": origin_of(round),
    }
    return render(request, "surveys/round_draft.html", context)


@require_safe
@requires(Right.RUN_ROUND)
def preview(request: MemberRequest, pk: int, dimension_key: str = "") -> HttpResponse:
    """One dimension as those who are asked see it, the first without a key; nothing is stored."""
    round = _to_change(request, pk)
    sheet = Sheet(Participation(round=round, team_name=_("Your team")), None)
    try:
        dimension = sheet.read.dimension(dimension_key) if dimension_key else sheet.read.dimensions[0]
    except KeyError:
        raise Http404 from None
    page = sheet.page(dimension, sheet.form(dimension))
    return render(request, "surveys/preview.html", {"round": round, "sheet": sheet, "page": page})


@require_POST
@requires(Right.RUN_ROUND)
def open_round(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a draft now."""
    round = _to_change(request, pk)
    mails = rounds.open_round(round, by=request.member)
    messages.success(request, _told_of_opening(round, mails))
    return to_round(round)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def extend(request: MemberRequest, pk: int) -> HttpResponse:
    """Give an open round another end."""
    round = _to_change(request, pk)
    form = ExtendForm(request.POST or None, round=round)
    if not form.is_valid():
        context = {"form": form, "round": round, "place": moments.place_of(round.time_zone)}
        return render(request, "surveys/round_extend.html", context, status=422 if form.is_bound else 200)
    rounds.extend_round(round, closes_at=form.cleaned_data["closes_at"], by=request.member)
    words = {"end": moments.day_and_time(round.closes_at, round.time_zone)}
    messages.success(request, _("The round now closes on %(end)s.") % words)
    return to_round(round)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def close(request: MemberRequest, pk: int) -> HttpResponse:
    """Close an open round, after telling what that means."""
    round = _to_change(request, pk)
    if request.method != "POST":
        context = {"round": round, "turnout": queries.turnout(request.member, round)}
        return render(request, "surveys/round_close.html", context)
    rounds.close_round(round, by=request.member)
    messages.success(request, _("Round %(name)s is closed.") % {"name": round.name})
    return to_round(round)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def discard(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete a draft, after asking."""
    round = _to_change(request, pk)
    if request.method != "POST":
        return render(request, "surveys/round_discard.html", {"round": round})
    organization = round.organization
    rounds.discard_draft(round, by=request.member)
    messages.success(request, _("The draft is discarded."))
    return redirect("surveys:rounds", organization.slug)


@require_POST
@requires(Right.RUN_ROUND)
def recompute(request: MemberRequest, pk: int) -> HttpResponse:
    """Have the results of a round computed again from its answers."""
    round = _to_change(request, pk)
    rounds.ask_recompute(round, by=request.member)
    messages.success(request, _("The results are being computed again from the answers."))
    return to_round(round)


def _told_of_opening(round: Round, mails: int) -> str:
    """What opening has set going: as many mails as the outbox holds by it."""
    if not mails:
        return _("Round %(name)s is open. Nobody leads its teams yet, so no mail goes out.") % {
            "name": round.name
        }
    told = ngettext(
        "Round %(name)s is open. %(count)s mail with a personal link goes out.",
        "Round %(name)s is open. %(count)s mails with a personal link go out.",
        mails,
    )
    return told % {"name": round.name, "count": mails}


def to_round(round: Round) -> HttpResponse:
    """To the page of a round."""
    return redirect("surveys:round", round.organization.slug, round.pk)


def _form(request: MemberRequest, round: Round | None = None) -> RoundForm:
    """The form of a round."""
    form = RoundForm(request.POST or None, member=request.member, round=round)
    begin_labelled(request, form)
    return form


def begin_labelled(request: MemberRequest, form: TeamsForm) -> None:
    """The address can name a label whose teams a form begins with."""
    label = request.GET.get("label", "")
    if label and label not in form.labels:
        raise Http404
    if label:
        form.choose_labelled(label)


def _followed(request: MemberRequest) -> planning.Following | None:
    """What the round begins with that follows the one that the address names."""
    named = request.GET.get("follows", "")
    if not named:
        return None
    ended = Round.objects.where_may(request.member, Right.RUN_ROUND).filter(state__in=planning.ENDED)
    known = ended.select_related("version__model", "organization")
    if not (named.isascii() and named.isdigit() and len(named) < 10):
        raise Http404
    return planning.following(get_object_or_404(known, pk=named))


def _to_change(request: MemberRequest, pk: int) -> Round:
    mine = Round.objects.where_may(request.member, Right.RUN_ROUND).select_related("organization", "version")
    return get_object_or_404(mine, pk=pk)


def _form_page(
    request: MemberRequest,
    form: RoundForm,
    round: Round | None = None,
    *,
    after: planning.Following | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "round": round,
        "after": after,
        "place": moments.place_of(form.zone),
        "units": list(form.units()),
    }
    return render(request, "surveys/round_form.html", context, status=422 if form.is_bound else 200)
