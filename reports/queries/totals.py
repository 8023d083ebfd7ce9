"""What the teams of a reading amount to: figures that need every team, and no language and no clock.

A reading is kept while its teams are the same, and these figures with it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity.models import Criterion, Dimension
from maturity.reading import Catalog
from maturity.scoring import COUNTED, State, Summary, summarize_levels

if TYPE_CHECKING:
    from reports.queries.standings import Standing

MOST_HELD_BACK = 5


@dataclass(frozen=True, slots=True)
class DimensionSummary:
    """How the counted teams stand in one dimension."""

    dimension: Dimension
    summary: Summary


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A criterion, and for how many teams the shortest way up passes there."""

    criterion: Criterion
    teams: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of some teams.

    `levels` holds the level of each counted team by its id, `people` how many in them have answered, of how
    many. `before` is the summary of what they are compared with, and `compared_with` the rounds of that.
    `rounds` says how many teams stand by which round.
    """

    uncounted: "Sequence[Standing]"
    levels: Mapping[int, int]
    summary: Summary
    before: Summary
    compared_with: frozenset[int]
    climbed: int
    fell: int
    people: tuple[int, int]
    rounds: Mapping[int, int]
    dimensions: Sequence[DimensionSummary]
    held_back: Sequence[HeldBack]


def totals_of(read: Catalog, teams: "Sequence[Standing]") -> Totals:
    """The figures of all these teams (no query).

    Args:
        read: the version whose dimensions and levels are told.
    """
    numbers = [level.number for level in read.levels]
    counted = [one for one in teams if one.counted]
    both = [one for one in counted if one.change is not None]
    uncounted = [one for one in teams if not one.counted]
    levels = {one.team: one.level for one in counted if one.level is not None}
    before = Counter(one.before.level for one in both if one.before and one.before.level is not None)
    others = Counter(State.NOT_RATED if one.state in COUNTED else State(one.state) for one in uncounted)
    return Totals(
        uncounted=uncounted,
        levels=levels,
        summary=summarize_levels(Counter(levels.values()), levels=numbers, others=others),
        before=summarize_levels(before, levels=numbers),
        compared_with=frozenset(one.before.round for one in both if one.before),
        climbed=sum((one.change or 0) > 0 for one in both),
        fell=sum((one.change or 0) < 0 for one in both),
        people=(
            sum(one.told.responses for one in counted if one.told),
            sum(one.told.expected for one in counted if one.told),
        ),
        rounds=Counter(one.told.round for one in teams if one.told),
        dimensions=_by_dimension(read, counted, numbers),
        held_back=_held_back(read, counted),
    )


def _by_dimension(
    read: Catalog, counted: "Sequence[Standing]", levels: Sequence[int]
) -> list[DimensionSummary]:
    """Section 8 of the rule for each dimension; a team that is not rated there is not counted there."""
    found = []
    reached_in = [one.told.levels for one in counted if one.told]
    for dimension in read.dimensions:
        key = dimension.key
        reached = Counter([levels_of_team.get(key) for levels_of_team in reached_in])
        rated = {level: teams for level, teams in reached.items() if level is not None}
        found.append(DimensionSummary(dimension, summarize_levels(rated, levels=levels)))
    return found


def _held_back(read: Catalog, counted: "Sequence[Standing]") -> list[HeldBack]:
    """The criteria that stand in the shortest way up of most teams; ties in catalog order."""
    passing = Counter(key for one in counted if one.told for key in one.told.way)
    held = [HeldBack(one, passing[one.key]) for one in read.criteria if passing[one.key]]
    return sorted(held, key=lambda one: -one.teams)[:MOST_HELD_BACK]
