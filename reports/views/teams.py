"""One team: its result, one of its dimensions, one of its criteria."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from maturity.models import Criterion
from organizations.access import Right, requires
from organizations.models import Team
from organizations.requests import MemberRequest
from organizations.teams.queries import seen_above
from reports.pages import changes, criteria, dimension, team_tables
from reports.pages import team as page
from reports.pages.place import glance, place_of
from reports.pages.team_addresses import Addresses, InOrganization
from reports.pages.words import round_line, sent_line
from reports.queries.choices import lineages_of, number
from reports.queries.filters import reaches_one_team
from reports.queries.history import past_of
from reports.queries.team import (
    DimensionStand,
    OneResult,
    TeamReading,
    criterion_of,
    parts_of,
    read_team,
    team_seen_by,
    unit_seen_by,
)


@require_safe
@requires(Right.SEE_RESULTS)
def result(request: MemberRequest, team: str) -> HttpResponse:
    """Where a team stands and what lifts it; a unit's address leads to its teams."""
    organization = request.member.organization.slug
    found = team_seen_by(request.member, team)
    if found is None and unit_seen_by(request.member, team):
        return redirect(f"{reverse('reports:overview', args=[organization])}?unit={team}")
    reading = _reading(request, found)
    now = reading.now
    if now is None:
        context = _place(request, reading) | place_of(request.member, reading)
        return render(request, "reports/team_unasked.html", context)
    to = _addresses(request, reading, now)
    context = _place(request, reading) | place_of(request.member, reading) | whole_result(to, reading, now)
    context |= {
        "rounds": page.rounds_to_choose(reading.parts, now),
        "waiting": page.waiting(reading),
        "since": page.since_line(reading),
        "history": team_tables.history(organization, reading, now),
        "abbreviations": team_tables.abbreviations(now),
    }
    moved = changes.changes(to, reading)
    fallen = changes.fall(moved, reading)
    context |= {"fall": fallen, "changes": changes.apart_from_fall(moved, fallen)}
    context["contents"] = page.contents(context)
    return render(request, "reports/team.html", context)


def whole_result(to: Addresses, reading: TeamReading, now: OneResult) -> dict[str, Any]:
    """What the page of a team says of one round by itself, whoever reads it."""
    conditions = page.conditions_of(to, reading, now)
    return {
        "reading": reading,
        "now": now,
        "team": reading.team,
        "version": now.catalog.version,
        "lead": round_line(now.part.round),
        "sent": sent_line(reading.sent),
        "confirmed": page.confirmed(reading),
        "notices": page.notices(reading, now),
        "standing": page.standing(reading, now, conditions),
        "blocks": page.blocks(now, conditions),
        "way": page.way(to, reading, now),
        "levels": team_tables.level_lines(now),
        "dimensions": team_tables.dimension_lines(to, reading, now, conditions),
        "bar": team_tables.bar(now),
        "blocking": page.blocking(to, reading, now),
        "apart": page.set_apart(to, reading, now),
        "remarks": page.remarks(to, reading, now),
    }


def one_dimension(
    to: Addresses, reading: TeamReading, now: OneResult, stand: DimensionStand
) -> dict[str, Any]:
    """What the page of one dimension says."""
    return {
        "reading": reading,
        "now": now,
        "team": reading.team,
        "version": now.catalog.version,
        "stand": stand,
        "lead": round_line(now.part.round),
        "page": dimension.page(to, reading, now, stand),
    }


def one_criterion(
    to: Addresses, reading: TeamReading, now: OneResult, criterion: Criterion
) -> dict[str, Any]:
    """What the page of one criterion says."""
    return {
        "reading": reading,
        "now": now,
        "team": reading.team,
        "version": now.catalog.version,
        "criterion": criterion,
        "line": criteria.line(to, reading, now, criterion),
        "options": criteria.options(now, criterion),
        "back": to.dimension(criterion.dimension.key),
        "lead": round_line(now.part.round),
    }


@require_safe
@requires(Right.SEE_RESULTS)
def glance_at_team(request: MemberRequest, team: str) -> HttpResponse:
    """The newest level alone, which htmx puts beside the tree of teams."""
    reading = _reading(request, team_seen_by(request.member, team))
    return render(request, "reports/_glance.html", {"team": reading.team, "glance": glance(reading)})


@require_safe
@requires(Right.SEE_RESULTS)
def dimension_of_team(request: MemberRequest, team: str, dimension_key: str) -> HttpResponse:
    """Every criterion of one dimension as this team answered it."""
    reading, now = _asked(request, team)
    stand = now.dimension(dimension_key)
    if stand is None:
        raise Http404
    context = _place(request, reading) | one_dimension(_addresses(request, reading, now), reading, now, stand)
    context["rounds"] = page.rounds_to_choose(reading.parts, now)
    return render(request, "reports/dimension.html", context)


@require_safe
@requires(Right.SEE_RESULTS)
def criterion_of_team(request: MemberRequest, team: str, criterion_key: str) -> HttpResponse:
    """One criterion for one team: what it means, what was answered in each round, what comes next."""
    reading, now = _asked(request, team)
    criterion = criterion_of(now.catalog, criterion_key)
    if criterion is None:
        raise Http404
    to = _addresses(request, reading, now)
    context = _place(request, reading) | one_criterion(to, reading, now, criterion)
    context["past"] = criteria.past(past_of(reading, criterion.key))
    return render(request, "reports/criterion.html", context)


def _reading(request: MemberRequest, team: Team | None) -> TeamReading:
    """The team in the round asked for, or in the newest of the model asked for; 404 without one of them."""
    if team is None:
        raise Http404
    parts = parts_of(request.member, team)
    wanted, model = request.GET.get("round", "").strip(), request.GET.get("model", "").strip()
    round_id = number(wanted)
    if wanted and round_id not in [part.round.pk for part in parts]:
        raise Http404
    lineages = {one.key: one.pk for one in lineages_of([part.round for part in parts])}
    if model and model not in lineages:
        raise Http404
    return read_team(request.member, team, parts, round_id, lineages.get(model))


def _asked(request: MemberRequest, team: str) -> tuple[TeamReading, OneResult]:
    """The same for pages that need an answered round."""
    reading = _reading(request, team_seen_by(request.member, team))
    if reading.now is None:
        raise Http404
    return reading, reading.now


def _addresses(request: MemberRequest, reading: TeamReading, now: OneResult) -> Addresses:
    return InOrganization(request.member.organization.slug, reading.team.slug, now.part.round.pk)


def _place(request: MemberRequest, reading: TeamReading) -> dict[str, Any]:
    """The path above the heading; `back` is what the overview showed."""
    own = reading.team
    chosen = {"model": request.GET.get("model"), "round": request.GET.get("round")}
    back = urlencode({name: value for name, value in chosen.items() if value})
    found = {"team": own, "back": back, "unit": None, "overview": True}
    if reaches_one_team(request.member) is not None:
        return found | {"overview": False}
    seen = seen_above(request.member, own)
    return found | {"unit": seen[-1] if seen else None}
