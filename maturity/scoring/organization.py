"""Many teams at once: the distribution of levels, its median, and the share at or above each level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from maturity.scoring.rule import State

COUNTED = frozenset({State.COMPLETE, State.DECIDED})
"""The states in which a team's level is certain enough to be counted."""


class Standing(Protocol):
    """Whatever has a state and a level: a `TeamScore`, a `Stand`, a stored result."""

    @property
    def state(self) -> str: ...

    @property
    def level(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one team stands, in the whole or in one dimension."""

    state: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The levels of many teams.

    `distribution` and `at_or_above` have an entry for each level of the model; a share is None when no
    team is counted. `others` counts the teams that are not counted, by state.
    """

    teams: int
    counted: int
    distribution: Mapping[int, int]
    median: int | None
    at_or_above: Mapping[int, Fraction | None]
    others: Mapping[State, int]


def summarize(standings: Iterable[Standing], *, levels: Sequence[int]) -> Summary:
    """Summarize where teams stand (scoring rule, section 8).

    Only complete and decided results are counted. For one dimension give a `Stand` of the team's state
    and the dimension's level; a dimension that is not rated is not counted. The median of an even number
    is the lower of the two in the middle, so that it is a level that exists.

    Args:
        levels: the level numbers of the model in rising order.
    """
    reached: Counter[int] = Counter()
    others: Counter[State] = Counter()
    for standing in standings:
        state = State(standing.state)
        if state not in COUNTED:
            others[state] += 1
        elif standing.level is None:
            others[State.NOT_RATED] += 1
        else:
            reached[standing.level] += 1
    return summarize_levels(reached, levels=levels, others=others)


def summarize_levels(
    reached: Mapping[int, int], *, levels: Sequence[int], others: Mapping[State, int] | None = None
) -> Summary:
    """The same from how many counted teams stand on each level, where a database has counted them.

    Args:
        others: the teams that are not counted, by state.
    """
    uncounted = others or {}
    counted = sum(reached.values())
    at_or_above = {level: sum(n for one, n in reached.items() if one >= level) for level in levels}
    return Summary(
        teams=counted + sum(uncounted.values()),
        counted=counted,
        distribution={level: reached.get(level, 0) for level in levels},
        median=_lower_median(reached, counted),
        at_or_above={k: Fraction(n, counted) if counted else None for k, n in at_or_above.items()},
        others={state: uncounted.get(state, 0) for state in State if state not in COUNTED},
    )


def _lower_median(reached: Mapping[int, int], counted: int) -> int | None:
    """The level in the middle, of two middle ones the lower."""
    place = (counted + 1) // 2
    for level in sorted(reached):
        place -= reached[level]
        if counted and place <= 0:
            return level
    return None
