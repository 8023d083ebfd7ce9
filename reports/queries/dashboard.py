"""The dashboard of many teams: how they stand, what changed, what holds them back.

Everything is read from the summary rows that `surveys.results` wrote, through `visible_to`, so every total
is one over the teams that the member sees. The number of queries does not depend on the number of teams.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, F, Q, TextField
from django.db.models.functions import Cast

from maturity.matching import Matching, match
from maturity.models import Criterion, Dimension
from maturity.reading import Catalog, catalog
from maturity.scoring import COUNTED, Summary, summarize, summarize_levels
from organizations.models import Membership
from reports.queries.filters import BY_UNIT, Unit, within
from reports.queries.lines import Page, page_of
from reports.queries.rounds import RoundFacts
from reports.queries.standings import Reading, Standing, read_round
from reports.queries.trends import MOST_ROUNDS, Trend, trend_of
from surveys.models import DimensionResult, TeamResult

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
class Turnout:
    """How many of the teams asked in a round have answered."""

    round: RoundFacts
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the dashboard says of one round."""

    round: RoundFacts
    earlier: RoundFacts | None
    catalog: Catalog
    teams: int
    summary: Summary
    before: Summary
    climbed: int
    fell: int
    people: tuple[int, int]
    turnout: Sequence[Turnout]
    uncounted: Sequence[Standing]
    dimensions: Sequence[DimensionSummary]
    trend: Trend
    held_back: Sequence[HeldBack]
    page: Page

    @property
    def compared(self) -> int:
        """How many teams are counted in this round and in the one before."""
        return self.before.counted

    @property
    def own_turnout(self) -> Turnout | None:
        """How many teams of this round have answered; None where none was asked."""
        return next((one for one in self.turnout if one.round.pk == self.round.pk), None)

    @property
    def version_changed(self) -> bool:
        """Whether the round before was answered under another version."""
        return self.earlier is not None and self.earlier.version_id != self.round.version_id

    @property
    def matching(self) -> Matching | None:
        """How the criteria of the round before stand in this one (no query once its version is known)."""
        if self.earlier is None:
            return None
        return match(catalog(self.earlier.version_id).spec.criteria, self.catalog.spec.criteria)


def overview(
    member: Membership,
    chosen: RoundFacts,
    earlier: Sequence[RoundFacts],
    *,
    unit: Unit | None = None,
    label: str = "",
    order: str = BY_UNIT,
    page: int | None = 1,
) -> Overview:
    """The dashboard of one round (eight queries once the version is known to the process).

    Args:
        earlier: the rounds to compare with, the newest first.
        order: one of `filters.ORDERS`, or `filters.IN_DIMENSION` and a key of the round's version.
        page: None for all teams on one page.
    """
    reading = read_round(member, chosen, unit, label)
    levels = [level.number for level in reading.catalog.levels]
    now = reading.counted_levels()
    history = trend_of(member, chosen, earlier, now, unit, label)
    previous = earlier[0] if earlier else None
    before = history.levels_in(previous.pk) if previous else {}
    both = now.keys() & before.keys()
    counted = [one for one in reading.teams if one.counted]
    return Overview(
        round=chosen,
        earlier=previous,
        catalog=reading.catalog,
        teams=len(reading.teams),
        summary=summarize(reading.teams, levels=levels),
        before=summarize_levels(Counter(before[team] for team in both), levels=levels),
        climbed=sum(now[team] > before[team] for team in both),
        fell=sum(now[team] < before[team] for team in both),
        people=(sum(one.responses for one in counted), sum(one.expected for one in counted)),
        turnout=_turnout(member, [*reversed(earlier[:MOST_ROUNDS]), chosen], unit, label),
        uncounted=[one for one in reading.teams if not one.counted],
        dimensions=_by_dimension(reading, levels),
        trend=history.trend,
        held_back=_held_back(reading),
        page=page_of(reading, order=order, number=page, previous=previous, before=before),
    )


def _turnout(
    member: Membership, rounds: Sequence[RoundFacts], unit: Unit | None, label: str
) -> list[Turnout]:
    """How many teams answered, round by round (one query); a hidden team is no answer that could be seen."""
    results = TeamResult.objects.visible_to(member).filter(
        round_id__in=[one.pk for one in rounds], version_id=F("round__version_id")
    )
    results = within(results, unit, label)
    rows = results.order_by().values_list("round_id")
    counts = {
        pk: (asked, answered)
        for pk, asked, answered in rows.annotate(
            asked=Count("pk"), answered=Count("pk", filter=Q(responses__gt=0))
        )
    }
    return [Turnout(one, *counts[one.pk]) for one in rounds if one.pk in counts]


def _by_dimension(reading: Reading, levels: Sequence[int]) -> list[DimensionSummary]:
    """Section 8 of the rule for each dimension, from counts that the database made."""
    counted = reading.results.filter(state__in=COUNTED)
    rows = (
        DimensionResult.objects.filter(team_result__in=counted.values("pk"), level__isnull=False)
        .order_by()
        .values_list("dimension_id", "level")
        .annotate(teams=Count("pk"))
    )
    found: dict[int, dict[int, int]] = {}
    for dimension, level, teams in rows:
        found.setdefault(dimension, {})[level] = teams
    return [
        DimensionSummary(one, summarize_levels(found.get(one.pk, {}), levels=levels))
        for one in reading.catalog.dimensions
    ]


@lru_cache(maxsize=4096)  # a thousand plans cost a tenth of the page, and are the same the next time
def _criteria_in(plan: str) -> tuple[str, ...]:
    """The criteria that a stored plan, given as its text, passes through."""
    return tuple(item["criterion"] for item in json.loads(plan)["items"])


def _held_back(reading: Reading) -> list[HeldBack]:
    """The criteria that stand in the shortest way up of most teams; ties in catalog order (one query)."""
    planned = reading.results.filter(state__in=COUNTED, plan__isnull=False).order_by()
    plans = planned.values_list(Cast("plan", TextField()), flat=True)
    passing = Counter(criterion for plan in plans for criterion in _criteria_in(plan))
    held = [HeldBack(one, passing[one.key]) for one in reading.catalog.criteria if passing[one.key]]
    return sorted(held, key=lambda one: -one.teams)[:MOST_HELD_BACK]
