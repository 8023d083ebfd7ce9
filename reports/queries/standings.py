"""Where each team stands in one round: the rows under every total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.names import sort_key
from maturity.reading import Catalog, catalog
from maturity.scoring import COUNTED, State
from organizations.models import Membership
from reports.queries.filters import BY_NAME, BY_UNIT, HIGHEST, IN_DIMENSION, LOWEST, Unit, within
from reports.queries.rounds import RoundFacts
from surveys.models import DimensionResult, TeamResult
from surveys.models.results import TeamResultQuerySet


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one team stands in the round; `level` None where it has none."""

    result: int
    team: int
    name: str
    unit: str
    slug: str
    state: str
    level: int | None
    highest_level: int | None
    next_level: int | None
    score_exact: str
    responses: int
    expected: int
    missing: int
    unknown: int
    not_applicable: int

    @property
    def counted(self) -> bool:
        """Whether the level is certain enough to enter a total."""
        return self.level is not None and self.state in COUNTED

    @property
    def hidden(self) -> bool:
        """Whether nothing of the result may be shown."""
        return self.state == State.SUPPRESSED


STANDING = (
    "pk",
    "participation__team_id",
    "participation__team_name",
    "participation__unit_path",
    "participation__team__slug",
    "state",
    "level",
    "highest_level",
    "next_level",
    "score_exact",
    "responses",
    "participation__expected",
    "missing",
    "unknown",
    "not_applicable",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One round as a member reads it, in one unit or in all: what every part of the dashboard starts from."""

    round: RoundFacts
    catalog: Catalog
    results: TeamResultQuerySet
    teams: Sequence[Standing]

    def counted_levels(self) -> dict[int, int]:
        """The level of each team that is counted, by its id."""
        return {one.team: one.level for one in self.teams if one.level is not None and one.counted}

    def in_order(self, order: str) -> list[Standing]:
        """The teams in an order of `filters`; by a dimension the lowest level comes first (one query).

        Teams without a certain level come last; where levels are equal, names decide.
        """
        if order == BY_UNIT:
            return list(self.teams)
        by_name = sorted(self.teams, key=lambda one: (sort_key(one.name), one.team))
        if order == BY_NAME:
            return by_name
        levels: Mapping[int, int | None]
        if order in (LOWEST, HIGHEST):
            levels = {one.result: one.level for one in self.teams}
        else:
            key = order.removeprefix(IN_DIMENSION)
            rows = DimensionResult.objects.filter(
                team_result__in=self.results.values("pk"), dimension_id=self.catalog.dimension(key).pk
            )
            levels = dict(rows.values_list("team_result_id", "level"))
        sign = -1 if order == HIGHEST else 1

        def place(one: Standing) -> tuple[bool, int]:
            level = levels.get(one.result) if one.counted else None
            return (level is None, sign * (level or 0))

        return sorted(by_name, key=place)


def read_round(member: Membership, chosen: RoundFacts, unit: Unit | None = None, label: str = "") -> Reading:
    """A round as `member` sees it: one query, and the version's if the process does not know it yet."""
    results = results_in(member, chosen, unit, label)
    found = [Standing(*row) for row in results.values_list(*STANDING)]
    teams = sorted(found, key=lambda one: (sort_key(one.unit), sort_key(one.name), one.team))
    return Reading(chosen, catalog(chosen.version_id), results, teams)


def results_in(
    member: Membership, chosen: RoundFacts, unit: Unit | None, label: str = ""
) -> TeamResultQuerySet:
    """The results of a round under its own version that `member` sees, of the teams asked for."""
    found: TeamResultQuerySet = TeamResult.objects.visible_to(member).filter(
        round_id=chosen.pk, version_id=chosen.version_id
    )
    return within(found, unit, label)


def levels_of(results: TeamResultQuerySet) -> dict[int, int]:
    """The level of each counted team by its id (one query)."""
    counted = results.filter(state__in=COUNTED).order_by()
    rows = counted.values_list("participation__team_id", "level")
    return {team: level for team, level in rows if level is not None}
