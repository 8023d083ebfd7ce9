"""Rounds one after the other: the share of the same teams at or above each level."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import F

from maturity.reading import catalog
from maturity.scoring import COUNTED, summarize_levels
from organizations.models import Membership
from reports.queries.filters import Unit, within
from reports.queries.rounds import RoundFacts
from surveys.models import TeamResult

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


@dataclass(frozen=True, slots=True)
class History:
    """The levels of counted teams in earlier rounds, and the trend made of them."""

    levels: Mapping[int, Mapping[int, int]]
    trend: Trend

    def levels_in(self, round_id: int) -> Mapping[int, int]:
        """The level of each counted team in one round."""
        return self.levels.get(round_id, {})


def trend_of(
    member: Membership,
    chosen: RoundFacts,
    earlier: Sequence[RoundFacts],
    now: Mapping[int, int],
    unit: Unit | None = None,
    label: str = "",
) -> History:
    """The levels before `chosen`, and the trend up to it (one query).

    A round is left out when fewer than half of the teams counted now were counted then; only teams counted
    in every round that is shown enter, so that a change is one of teams and not of who took part.

    Args:
        earlier: the newest first.
        now: the level of each team that is counted in `chosen`.
    """
    rounds = list(earlier[:MOST_ROUNDS])
    levels = _levels(member, rounds, unit, label) if rounds else {}
    same = set(now)
    shown: list[RoundFacts] = []
    for one in rounds:
        common = same & levels.get(one.pk, {}).keys()
        if not common or 2 * len(common) < len(now):
            continue
        same = common
        shown.append(one)
    read = catalog(chosen.version_id)
    numbers = [level.number for level in read.levels]
    points: list[TrendRound] = []
    for one in [*reversed(shown), chosen]:
        reached = now if one is chosen else levels[one.pk]
        summary = summarize_levels(Counter(reached[team] for team in same), levels=numbers)
        shares = {level: share for level, share in summary.at_or_above.items() if share is not None}
        counts = {level: int(share * summary.counted) for level, share in shares.items()}
        breaks = bool(points) and points[-1].round.version_id != one.version_id
        points.append(TrendRound(one, breaks, counts, shares))
    trend = Trend(len(same), numbers[1:], points if same else [], len(rounds) - len(shown))
    return History(levels, trend)


def _levels(
    member: Membership, rounds: Sequence[RoundFacts], unit: Unit | None, label: str
) -> dict[int, dict[int, int]]:
    results = TeamResult.objects.visible_to(member).filter(
        round_id__in=[one.pk for one in rounds],
        version_id=F("round__version_id"),
        state__in=COUNTED,
        level__isnull=False,
    )
    results = within(results, unit, label)
    found: dict[int, dict[int, int]] = {}
    for round_id, team, level in results.order_by().values_list(
        "round_id", "participation__team_id", "level"
    ):
        if level is not None:  # the query leaves those out already, which types cannot know
            found.setdefault(round_id, {})[team] = level
    return found
