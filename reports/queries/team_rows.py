"""The rows under one team's pages, as they are stored; prepared for who sees the results of all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from core.prepared import Prepared
from organizations.access import EVERYWHERE, Right, reach_of
from organizations.models import Membership, Team
from organizations.models.tenants import TeamQuerySet
from organizations.teams.queries import ABOVE
from reports.queries.rounds import FIELDS
from surveys.models import DimensionResult, Participation, Response, Round, TeamResult

PART = ("pk", "team_name", "unit_path", "expected")
RESULT = (
    "pk",
    "round_id",
    "state",
    "level",
    "highest_level",
    "next_level",
    "score_exact",
    "conditions",
    "plan",
    "missing",
    "unknown",
    "not_applicable",
    "responses",
    "computed_at",
)


def team_row(member: Membership, slug: str) -> Team | None:
    """The team of this slug, if `member` may see its results; the units above come with it (one query)."""
    if reach_of(member, Right.SEE_RESULTS).everywhere:
        return _of_slug.first(member.organization_id, slug)
    return _with_slug(Team.objects.where_may(member, Right.SEE_RESULTS), slug).first()


@Prepared
def _of_slug(organization: int, slug: str) -> QuerySet[Team]:
    """The team of this slug, for who sees the results of all."""
    return _with_slug(Team.objects.within(organization, EVERYWHERE), slug)


def _with_slug(teams: TeamQuerySet, slug: str) -> QuerySet[Team]:
    return teams.teams().select_related(*ABOVE, "merged_into").filter(slug=slug)


def part_rows(member: Membership, team: int) -> Sequence[tuple[Any, ...]]:
    """`PART` and the round's `FIELDS` for each round that asked the team, the newest first (one query)."""
    if reach_of(member, Right.SEE_RESULTS).everywhere:
        return _all_parts.rows(member.organization_id, team)
    return list(_begun(Participation.objects.visible_to(member), team))


@Prepared
def _all_parts(organization: int, team: int) -> QuerySet[Participation, tuple[Any, ...]]:
    """The same of any team, for who sees the results of all."""
    return _begun(Participation.objects.filter(round__organization_id=organization), team)


def _begun(parts: QuerySet[Participation], team: int) -> QuerySet[Participation, tuple[Any, ...]]:
    begun = parts.filter(team=team).exclude(round__state=Round.State.DRAFT)
    of_round = ["round_id" if name == "pk" else f"round__{name}" for name in FIELDS]
    return begun.order_by("-round__opens_at", "-round_id").values_list(*PART, *of_round)


def result_rows(member: Membership, participations: tuple[int, ...]) -> Sequence[tuple[Any, ...]]:
    """`RESULT` of each participation under its round's own version (one query)."""
    if reach_of(member, Right.SEE_RESULTS).everywhere:
        return _all_results.rows(member.organization_id, participations)
    return list(_own_version(TeamResult.objects.visible_to(member), participations))


@Prepared
def _all_results(organization: int, participations: tuple[int, ...]) -> QuerySet[TeamResult, tuple[Any, ...]]:
    """The same of any team, for who sees the results of all."""
    return _own_version(TeamResult.objects.filter(round__organization_id=organization), participations)


def _own_version(
    results: QuerySet[TeamResult], participations: tuple[int, ...]
) -> QuerySet[TeamResult, tuple[Any, ...]]:
    own = results.filter(participation_id__in=participations, version_id=F("round__version_id"))
    return own.values_list(*RESULT)


class DimensionRow(NamedTuple):
    """A stored result of one dimension."""

    team_result_id: int
    dimension_id: int
    level: int | None
    next_level: int | None
    score_exact: str
    next_mean_exact: str
    blockers: Sequence[str]


def dimension_rows(team: int, results: tuple[int, ...]) -> list[DimensionRow]:
    """The dimensions of some results of a team (one query)."""
    return [DimensionRow(*row) for row in _of_team.rows(team, results)]


@Prepared
def _of_team(team: int, results: tuple[int, ...]) -> QuerySet[DimensionResult, tuple[Any, ...]]:
    rows = DimensionResult.objects.filter(team=team, team_result__in=results).order_by()
    return rows.values_list(*DimensionRow._fields)


def sending(participation: int) -> tuple[datetime | None, str | None] | None:
    """When answers were sent last, and the name of who sent them (one query)."""
    return _sendings.first(participation)


@Prepared
def _sendings(participation: int) -> QuerySet[Response, tuple[datetime | None, str | None]]:
    sent = Response.objects.filter(participation_id=participation, state=Response.State.SUBMITTED)
    return sent.order_by("-submitted_at").values_list("submitted_at", "submitted_by__user__name")[:1]
