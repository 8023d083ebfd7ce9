"""The shortest way up: the fewest steps on the scale after which the next level's conditions are met.

A step moves one criterion from its value to the next greater value of its scale. Steps measure distance
on the scale, not days of work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import ceil, lcm

from maturity.scoring.rule import TeamScore, score_criteria
from maturity.scoring.spec import ModelSpec, Option
from maturity.scoring.tallies import CriterionScore, Status

Gains = Sequence[int | None]
"""The greatest gain by number of steps, from 0 steps up; None where that many steps will not do."""


@dataclass(frozen=True, slots=True)
class Lift:
    """One criterion to lift, from `start` to `end`, the value of the option `end_option`.

    `find_out_first` marks a criterion of which nobody knows yet how far it is achieved.
    """

    criterion: str
    start: Fraction
    end: Fraction
    end_option: str
    steps: int
    find_out_first: bool


@dataclass(frozen=True, slots=True)
class WayUp:
    """The one shortest way to reach `target`; `cost` is its steps in all."""

    target: int
    cost: int
    items: tuple[Lift, ...]


def shortest_way_up(model: ModelSpec, score: TeamScore) -> WayUp | None:
    """The fewest steps to the team's next level (scoring rule, section 7).

    Among ways of equal cost it is the one with the most steps on the most urgent criterion, then on the
    second, and so on: it finishes the weakest first.

    Returns:
        None when there is no next level, or no result to start from.
    """
    if score.next_level is None:
        return None
    level, required = score.next_level, model.bounds.overall_from
    need = _lacking(model, score, model.dimensions, level, score.means[level], required)
    return _shortest(model, score, level, score.blocking, overall_need=need)


def shortest_way_up_for_dimension(model: ModelSpec, score: TeamScore, dimension: str) -> WayUp | None:
    """The fewest steps to the next level of one dimension, whose own cell is the only condition.

    Returns:
        None when the dimension has no next level, or there is no result to start from.
    """
    own = score.dimensions[dimension]
    if own.next_level is None:
        return None
    return _shortest(model, score, own.next_level, own.blocking, overall_need=Fraction(0))


def score_after(model: ModelSpec, score: TeamScore, way: WayUp) -> TeamScore:
    """The result of the team once `way` has been gone; it can stand more than one level higher."""
    lifted = {item.criterion: CriterionScore(Status.RATED, item.end) for item in way.items}
    return score_criteria(model, {**score.criteria, **lifted})


@dataclass(frozen=True, slots=True)
class _Ladder:
    """The steps that one criterion can still take: the options above where it stands."""

    key: str
    start: Fraction
    options: tuple[Option, ...]
    is_open: bool

    def after(self, steps: int) -> Lift:
        end = self.options[steps - 1]
        return Lift(self.key, self.start, end.value, end.key, steps, self.is_open)

    def gains(self, unit: int) -> list[int]:
        """What 0, 1, 2... steps add to the value, in points of 1/unit."""
        start = self.start.numerator * (unit // self.start.denominator)
        ends = (option.value for option in self.options)
        return [0, *(end.numerator * (unit // end.denominator) - start for end in ends)]


def _shortest(
    model: ModelSpec, score: TeamScore, level: int, blocking: Sequence[str], *, overall_need: Fraction
) -> WayUp:
    """The shortest way over the criteria `blocking`: dimension by dimension, the most urgent first."""
    ladders = [_ladder(model, score, key) for key in blocking]
    scales = {model.scales[key].denominator for key in blocking}
    unit = lcm(*scales, *(one.start.denominator for one in ladders))
    groups = []
    for dimension, members in groupby(ladders, key=lambda ladder: model.by_key[ladder.key].dimension):
        mean, required = score.dimensions[dimension].means[level], model.bounds.dimension_from
        need = _lacking(model, score, (dimension,), level, mean, required)
        groups.append(([ladder.gains(unit) for ladder in members], ceil(need * unit)))
    steps = _fewest_steps(groups, ceil(overall_need * unit))
    items = tuple(ladder.after(count) for ladder, count in zip(ladders, steps, strict=True) if count)
    return WayUp(level, sum(steps), items)


def _ladder(model: ModelSpec, score: TeamScore, key: str) -> _Ladder:
    criterion = score.criteria[key]
    start = Fraction(0) if criterion.value is None else criterion.value
    return _Ladder(key, start, model.scales[key].above(start), criterion.is_open)


def _lacking(
    model: ModelSpec,
    score: TeamScore,
    dimensions: Iterable[str],
    level: int,
    mean: Fraction | None,
    required: Fraction,
) -> Fraction:
    """By how much the values at `level` must grow in sum until their mean reaches `required`."""
    if mean is None:
        return Fraction(0)
    keys = (key for dimension in dimensions for key in model.cells[dimension][level])
    asked = sum(score.criteria[key].status is not Status.NOT_APPLICABLE for key in keys)
    return (required - mean) * asked


def _fewest_steps(groups: Sequence[tuple[list[list[int]], int]], need: int) -> list[int]:
    """The number of steps for each criterion, in the order given.

    Gains differ from step to step where values are means, so the greatest gain first is not always the
    cheapest: the tables hold the greatest gain for every number of steps, and a walk down the order then
    gives each criterion as many steps as the rest can afford.

    Args:
        groups: for each dimension the gains of its criteria by number of steps, and the gain it needs.
        need: the gain needed over all dimensions together.
    """
    within = [_tables_within(gains) for gains, _ in groups]
    beyond = _tables_beyond([(tables[0], own) for tables, (_, own) in zip(within, groups, strict=True)])
    left = next(steps for steps, gain in enumerate(beyond[0]) if gain is not None and gain >= need)
    chosen: list[int] = []
    for number, (members, own_need) in enumerate(groups):
        own = own_need
        for place, gains in enumerate(members, start=1):
            here, later = within[number][place], beyond[number + 1]
            steps = next(
                count
                for count in range(min(len(gains) - 1, left), -1, -1)
                if _will_do(here, later, left - count, own - gains[count], need - gains[count])
            )
            left, own, need = left - steps, own - gains[steps], need - gains[steps]
            chosen.append(steps)
    return chosen


def _will_do(here: Gains, later: Gains, steps: int, own: int, need: int) -> bool:
    """Whether exactly `steps` more steps can give `own` in this dimension and `need` in all."""
    return any(
        gain is not None and gain >= own and rest is not None and gain + rest >= need
        for spent, gain in enumerate(here[: steps + 1])
        if steps - spent < len(later)
        for rest in (later[steps - spent],)
    )


def _tables_within(members: Sequence[list[int]]) -> list[Gains]:
    """For each place in a dimension, the greatest gain of the criteria from there on."""
    tables: list[Gains] = [[0]]
    for gains in reversed(members):
        tables.append(_together(gains, tables[-1]))
    return tables[::-1]


def _tables_beyond(groups: Sequence[tuple[Gains, int]]) -> list[Gains]:
    """For each dimension, the greatest gain from there on if every dimension gets what it needs."""
    tables: list[Gains] = [[0]]
    for gains, need in reversed(groups):
        enough = [gain if gain is not None and gain >= need else None for gain in gains]
        tables.append(_together(enough, tables[-1]))
    return tables[::-1]


def _together(one: Gains, other: Gains) -> Gains:
    """The greatest gain of two sets of criteria by the steps they take together."""
    best: list[int | None] = [None] * (len(one) + len(other) - 1)
    for spent, gain in enumerate(one):
        if gain is None:
            continue
        for more, rest in enumerate(other):
            known = best[spent + more]
            if rest is not None and (known is None or gain + rest > known):
                best[spent + more] = gain + rest
    return best
