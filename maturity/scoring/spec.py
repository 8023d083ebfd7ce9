"""What the scoring rule knows of a model version: its scale, its bounds, its criteria and their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

NA = "na"
"""The answer "not applicable", which takes a criterion out."""

DK = "dk"
"""The answer "don't know", which is an answer without a value."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Shares of achievement that a level asks for, reached when equalled; a version carries its own."""

    dimension_from: Fraction = Fraction(1, 2)
    overall_from: Fraction = Fraction(2, 3)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a scale, and what it is worth between 0 and 1."""

    key: str
    value: Fraction


@dataclass(frozen=True)
class Scale:
    """The answers that have a value, rising from 0 to 1."""

    options: tuple[Option, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The option keys, lowest first."""
        return tuple(option.key for option in self.options)

    @cached_property
    def denominator(self) -> int:
        """The least number that makes every value times it a whole number of points."""
        return lcm(*(option.value.denominator for option in self.options))

    @cached_property
    def points(self) -> tuple[tuple[str, int], ...]:
        """Each option key with its value in points of 1/denominator, lowest first."""
        unit = self.denominator
        return tuple(
            (option.key, option.value.numerator * unit // option.value.denominator) for option in self.options
        )

    @cached_property
    def rated(self) -> dict[tuple[Any, ...], Any]:
        """What answers amount to on this scale, by pattern: kept as `tallies.rate` works it out."""
        return {}

    @cached_property
    def top(self) -> Fraction:
        """The value of the highest option."""
        return self.options[-1].value

    def value(self, key: str) -> Fraction:
        """The value of one option.

        Raises:
            KeyError: the scale has no such option; `na` and `dk` are no options of a scale.
        """
        for option in self.options:
            if option.key == key:
                return option.value
        raise KeyError(key)

    def above(self, value: Fraction) -> tuple[Option, ...]:
        """The options worth more than `value`, lowest first: the steps that are left."""
        bound, unit = value.numerator * self.denominator, value.denominator
        places = zip(self.options, self.points, strict=True)  # whole numbers compare faster than fractions
        return tuple(option for option, (_, points) in places if points * unit > bound)


@dataclass(frozen=True, slots=True)
class CriterionSpec:
    """One criterion's place in the model; `scale` None means the model's own scale."""

    key: str
    dimension: str
    level: int
    na_allowed: bool = True
    scale: Scale | None = None


@dataclass(frozen=True)
class ModelSpec:
    """A model version as the rule sees it.

    Args:
        levels: all level numbers in rising order without gaps; the first needs nothing.
        dimensions: dimension keys in catalog order.
        criteria: in catalog order, each at a level above the first.

    Build it once per version and keep it: the derived mappings are computed on first use and stay.
    """

    levels: tuple[int, ...]
    dimensions: tuple[str, ...]
    criteria: tuple[CriterionSpec, ...]
    scale: Scale
    bounds: Bounds = Bounds()

    @property
    def base(self) -> int:
        """The lowest level, which needs nothing."""
        return self.levels[0]

    @cached_property
    def rungs(self) -> tuple[int, ...]:
        """The levels that ask something of a team: all above the lowest."""
        return self.levels[1:]

    @cached_property
    def by_key(self) -> Mapping[str, CriterionSpec]:
        """Each criterion by its key."""
        return {criterion.key: criterion for criterion in self.criteria}

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """The scale in force for each criterion key."""
        return {criterion.key: criterion.scale or self.scale for criterion in self.criteria}

    @cached_property
    def unit(self) -> int:
        """A denominator of the values of all options."""
        return lcm(*{scale.denominator for scale in self.scales.values()})

    @cached_property
    def tops(self) -> Mapping[str, int]:
        """The value of the highest option for each criterion key, in parts of `unit`."""
        return {key: int(scale.top * self.unit) for key, scale in self.scales.items()}

    @cached_property
    def cells(self) -> Mapping[str, Mapping[int, tuple[str, ...]]]:
        """Criterion keys by dimension and level, in catalog order; an empty tuple is a blank cell."""
        keys: dict[str, dict[int, list[str]]] = {
            dimension: {level: [] for level in self.rungs} for dimension in self.dimensions
        }
        for criterion in self.criteria:
            keys[criterion.dimension][criterion.level].append(criterion.key)
        return {
            dimension: {level: tuple(cell) for level, cell in by_level.items()}
            for dimension, by_level in keys.items()
        }
