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
    reached: list[int] = []
    others: Counter[State] = Counter()
    for standing in standings:
        state = State(standing.state)
        if state not in COUNTED:
            others[state] += 1
        elif standing.level is None:
            others[State.NOT_RATED] += 1
        else:
            reached.append(standing.level)
    reached.sort()
    counted = len(reached)
    found = Counter(reached)
    at_or_above = {level: sum(1 for one in reached if one >= level) for level in levels}
    return Summary(
        teams=counted + others.total(),
        counted=counted,
        distribution={level: found[level] for level in levels},
        median=reached[(counted - 1) // 2] if counted else None,
        at_or_above={k: Fraction(n, counted) if counted else None for k, n in at_or_above.items()},
        others={state: others[state] for state in State if state not in COUNTED},
    )
