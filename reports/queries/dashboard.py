"""The dashboard of many teams: how they stand, what changed, what holds them back.

Everything is read from the rows that `surveys.results` wrote, through what the member may see, so every total
is one over the teams that the member sees. The number of queries does not depend on the number of teams.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from core.clock import now
from maturity.matching import Matching, match
from maturity.reading import Catalog, catalog
from maturity.scoring import Summary
from organizations.models import Membership
from reports.queries.choices import Choice
from reports.queries.lines import Page, page_of
from reports.queries.rounds import RoundFacts
from reports.queries.standings import Reading, Standing, read_round, read_standings
from reports.queries.totals import DimensionSummary, HeldBack
from reports.queries.trends import MOST_ROUNDS, Trend, standing_trend, trend_of
from reports.queries.turnout import Turnout, turnout_in
from surveys.retention import months_before


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the dashboard says: of one round, or, with `round` None, of where each team stands now.

    `earlier` is the round that all are compared with; None where there is none, or each team is compared with
    its own round before. `open` holds the rounds that are going on, of whatever model. `uncounted` are the
    teams that enter no total; `too_old` says how many stand by a round that is too old.
    """

    round: RoundFacts | None
    earlier: RoundFacts | None
    catalog: Catalog
    teams: Sequence[Standing]
    summary: Summary
    before: Summary
    climbed: int
    fell: int
    people: tuple[int, int]
    turnout: Sequence[Turnout]
    open: Sequence[Turnout]
    dimensions: Sequence[DimensionSummary]
    trend: Trend
    held_back: Sequence[HeldBack]
    uncounted: Sequence[Standing]
    too_old: int
    page: Page
    rounds: dict[int, RoundFacts] = field(repr=False)
    stale: frozenset[int]
    never_asked: int

    @property
    def compared(self) -> int:
        """How many teams are counted both now and in what they are compared with."""
        return self.before.counted

    @property
    def own_turnout(self) -> Turnout | None:
        """How many teams of this round have answered; None where none was asked."""
        own = self.round.pk if self.round else None
        return next((one for one in self.turnout if one.round.pk == own), None)

    @property
    def version_changed(self) -> bool:
        """Whether the round before was answered under another version."""
        return self.earlier is not None and self.earlier.version_id != self.catalog.version.pk

    @property
    def matching(self) -> Matching | None:
        """How the criteria of the round before stand in this one (no query once its version is known)."""
        if self.earlier is None:
            return None
        return match(catalog(self.earlier.version_id).spec.criteria, self.catalog.spec.criteria)


def overview(member: Membership, choice: Choice, read: Catalog) -> Overview:
    """The dashboard of what was chosen.

    Where each team stands now: four queries once the process knows the standings, the totals of the closed
    rounds and the version. One round: seven, whatever was read before.

    Args:
        read: the version whose dimensions are the columns, `choice.catalog`.
    """
    reading = reading_of(member, choice, read)
    totals, stale = reading.totals, _stale(choice)
    turnout = turnout_in(member, _told_of(choice), choice.unit, choice.label)
    if choice.round is not None:
        trend = trend_of(choice.round, choice.earlier, reading, turnout)
    else:
        trend = standing_trend(choice.of_lineage, reading, turnout)
    return Overview(
        round=choice.round,
        earlier=_earlier(choice, totals.compared_with),
        catalog=read,
        teams=reading.teams,
        summary=totals.summary,
        before=totals.before,
        climbed=totals.climbed,
        fell=totals.fell,
        people=totals.people,
        turnout=[one for one in turnout if one.asked and not (choice.round is None and one.round.is_open)],
        open=[one for one in turnout if one.round.is_open and one.asked] if choice.round is None else [],
        dimensions=totals.dimensions,
        trend=trend,
        held_back=totals.held_back,
        uncounted=totals.uncounted,
        too_old=sum(teams for round, teams in totals.rounds.items() if round in stale),
        page=page_of(listed(choice, reading), choice.page),
        rounds={one.pk: one for one in choice.rounds},
        stale=stale,
        never_asked=reading.never_asked,
    )


def reading_of(member: Membership, choice: Choice, read: Catalog) -> Reading:
    """The teams that `member` sees of what was chosen, with where each stands."""
    if choice.round is not None:
        previous = choice.earlier[0] if choice.earlier else None
        return read_round(member, choice.round, choice.unit, choice.label, previous=previous)
    if choice.stamps is None:
        return Reading(None, read, [])
    return read_standings(member, choice.stamps, read.version.pk, choice.unit, choice.label)


def listed(choice: Choice, reading: Reading) -> list[Standing]:
    """The teams of the table: those of the figure that was followed, else all, in the order chosen."""
    stale = _stale(choice)
    show = choice.show
    shown = [one for one in reading.teams if show is None or show.holds(one, stale)]
    places = {one.pk: -place for place, one in enumerate(choice.rounds)}
    return Reading(reading.round, reading.catalog, shown).in_order(choice.order, places)


def _told_of(choice: Choice) -> list[RoundFacts]:
    """The rounds of which the page says how many answered: those before, and those that are going on."""
    if choice.round is not None:
        return [*reversed(choice.earlier[:MOST_ROUNDS]), choice.round]
    closed = [one for one in choice.of_lineage if not one.is_open and not one.is_void]
    going_on = [one for one in choice.rounds if one.is_open and not one.is_void]
    return [*reversed(closed[:MOST_ROUNDS]), *reversed(going_on)]


def _earlier(choice: Choice, compared_with: frozenset[int]) -> RoundFacts | None:
    """The one round with which all teams are compared; None where they differ in it."""
    if choice.round is not None:
        return choice.earlier[0] if choice.earlier else None
    if len(compared_with) != 1:
        return None
    return next((one for one in choice.rounds if one.pk in compared_with), None)


def _stale(choice: Choice) -> frozenset[int]:
    """The rounds that ended too long ago to say where a team stands now; of a chosen round nobody asks."""
    if choice.round is not None:
        return frozenset()
    bound: datetime = months_before(now(), settings.STALE_MONTHS)
    return frozenset(one.pk for one in choice.rounds if not one.is_open and one.ends_at < bound)
