"""Rounds one after the other: the share of the same teams at or above each level."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity.scoring import summarize_levels
from reports.queries.rounds import RoundFacts
from reports.queries.standings import Reading
from reports.queries.turnout import Turnout

MOST_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class TrendRound:
    """One round of a trend; `breaks` where its version is another than that of the round before."""

    round: RoundFacts
    breaks: bool
    counts: Mapping[int, int]
    shares: Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class Trend:
    """The rounds in which all of `teams` teams are counted, the earliest first.

    `levels` are those above the lowest. `left_out` counts rounds between in which too few of them were.
    """

    teams: int
    levels: Sequence[int]
    rounds: Sequence[TrendRound]
    left_out: int

    @property
    def tells(self) -> bool:
        """Whether there is anything to compare."""
        return len(self.rounds) > 1


def trend_of(
    chosen: RoundFacts, earlier: Sequence[RoundFacts], reading: Reading, turnout: Sequence[Turnout]
) -> Trend:
    """The trend up to the round `chosen`, which `reading` holds.

    A round is left out when fewer than half of the teams counted now were counted then; only teams counted
    in every round that is shown enter, so that a change is one of teams and not of who took part.

    Args:
        earlier: the newest first.
    """
    now = reading.totals.levels
    levels = {one.round.pk: one.levels for one in turnout}
    rounds = list(earlier[:MOST_ROUNDS])
    same = set(now)
    shown: list[RoundFacts] = []
    for one in rounds:
        common = same & levels.get(one.pk, {}).keys()
        if not common or 2 * len(common) < len(now):
            continue
        same = common
        shown.append(one)
    points = [(one, levels[one.pk]) for one in reversed(shown)]
    return _trend([*points, (chosen, now)], same, reading, len(rounds) - len(shown))


def standing_trend(lineage: Sequence[RoundFacts], reading: Reading, turnout: Sequence[Turnout]) -> Trend:
    """Where the teams that stand somewhere now stood at the end of each round, up to now.

    A team that let a round pass stands where it stood, as it does everywhere else. The trend begins with the
    first round at whose end half of the teams had a level, and follows those that had one then.

    Args:
        lineage: the rounds of the lineage, the newest first.
    """
    now = reading.totals.levels
    levels = {one.round.pk: one.levels for one in turnout}
    closed = [one for one in reversed(lineage) if one.pk in levels and not one.is_open and not one.is_void]
    points: list[tuple[RoundFacts, Mapping[int, int]]] = []
    stood: dict[int, int] = {}
    for one in closed:
        stood = {**stood, **levels[one.pk]}
        points.append((one, stood))
    going_on = next((one for one in lineage if one.is_open and one.pk in reading.totals.rounds), None)
    if going_on is not None:
        points.append((going_on, now))
    elif points:
        points[-1] = (points[-1][0], now)
    told = [point for point in points if 2 * len(now.keys() & point[1].keys()) >= len(now)]
    same = now.keys() & told[0][1].keys() if told else set()
    return _trend(told, same, reading, len(points) - len(told))


def _trend(
    points: Sequence[tuple[RoundFacts, Mapping[int, int]]], same: set[int], reading: Reading, left_out: int
) -> Trend:
    """The share of `same` on each level, from the level of each team at each point."""
    numbers = [level.number for level in reading.catalog.levels]
    told: list[TrendRound] = []
    for one, reached in points:
        summary = summarize_levels(Counter(reached[team] for team in same), levels=numbers)
        shares = {level: share for level, share in summary.at_or_above.items() if share is not None}
        counts = {level: int(share * summary.counted) for level, share in shares.items()}
        breaks = bool(told) and told[-1].round.version_id != one.version_id
        told.append(TrendRound(one, breaks, counts, shares))
    return Trend(len(same), numbers[1:], told if same else [], left_out)
