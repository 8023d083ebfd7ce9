"""How far levels are achieved: the means of all cells and levels, from the values of a team's criteria."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm

from maturity.scoring.spec import ModelSpec
from maturity.scoring.tallies import CriterionScore

Means = Mapping[int, Fraction | None]
"""Mean achievement from 0 to 1 by level; None where nothing is asked, or N/A removed all."""


@dataclass(frozen=True, slots=True)
class Achievement:
    """The means of all cells, by dimension, and of all levels."""

    cells: Mapping[str, Means]
    overall: Means


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a team's criteria in whole numbers of one unit, which add and compare much faster."""

    unit: int  # so many make 1
    known: Mapping[str, int]
    open: Collection[str]  # without a rating, yet asked

    def top(self, model: ModelSpec, key: str) -> int:
        """The highest value of a criterion's scale, in the same unit."""
        return model.tops[key] * (self.unit // model.unit)


def values_of(model: ModelSpec, criteria: Mapping[str, CriterionScore]) -> Values:
    """What each criterion adds, over a denominator that serves all of them and every option."""
    rated = [score.value for score in criteria.values() if score.value is not None]
    unit = lcm(model.unit, *{value.denominator for value in rated})
    return Values(
        unit,
        {
            key: score.value.numerator * (unit // score.value.denominator)
            for key, score in criteria.items()
            if score.value is not None
        },
        {key for key, score in criteria.items() if score.is_open},
    )


def achievements(model: ModelSpec, values: Values) -> tuple[Achievement, Achievement]:
    """The means of all cells and levels, open criteria counting nothing, and counting in full.

    Where nothing is open both are the same, dimension by dimension: whoever asks both need not ask twice.
    """
    unit, known, unclear = values.unit, values.known, values.open
    least_cells: dict[str, Means] = {}
    most_cells: dict[str, Means] = {}
    totals, opens, counts = (dict.fromkeys(model.rungs, 0) for _ in range(3))
    for dimension, by_level in model.cells.items():
        least: dict[int, Fraction | None] = {}
        most: dict[int, Fraction | None] = {}
        for level, keys in by_level.items():
            rated = [known[key] for key in keys if key in known]
            open_here = sum([key in unclear for key in keys]) if unclear else 0
            total, count = sum(rated), len(rated) + open_here
            least[level] = most[level] = _share(total, unit * count)
            if open_here:
                most[level] = _share(total + open_here * unit, unit * count)
            totals[level] += total
            opens[level] += open_here
            counts[level] += count
        least_cells[dimension] = least
        most_cells[dimension] = least if most == least else most
    least_overall = {level: _share(totals[level], unit * counts[level]) for level in model.rungs}
    most_overall = {
        level: _share(totals[level] + opens[level] * unit, unit * counts[level]) for level in model.rungs
    }
    return Achievement(least_cells, least_overall), Achievement(most_cells, most_overall)


@lru_cache(maxsize=4096)  # few shares recur over all cells and teams
def _share(total: int, of: int) -> Fraction | None:
    """The share as a fraction; None of nothing."""
    return Fraction(total, of) if of else None


def is_below(one: Fraction, other: Fraction) -> bool:
    """Whether one is less than the other: as fractions compare, without their look at types before."""
    return one.numerator * other.denominator < other.numerator * one.denominator
