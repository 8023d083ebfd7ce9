"""A whole version as pages, surveys and results read it: loaded once, then kept.

A published version never changes, so each process keeps it by its id and asks the database no more. A
draft is read anew each time. What can change about a version, its state, is to be asked of its own row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from core.text import TranslatedText
from maturity.models import Criterion, Dimension, Level, ModelVersion
from maturity.scoring import Bounds, CriterionSpec, ModelSpec, Option, Scale

_kept: dict[int, Catalog] = {}


@dataclass(frozen=True)
class Catalog:
    """One version with all its parts; reading it costs no query. `criteria` know their dimension and level.

    Treat the rows as read-only: they are shared by every request of the process.
    """

    version: ModelVersion
    levels: list[Level]
    dimensions: list[Dimension]
    criteria: list[Criterion]
    options: list[dict[str, Any]] = field(repr=False)

    def criterion(self, key: str) -> Criterion:
        """The criterion of this key, or KeyError."""
        return self._criteria[key]

    def has_criterion(self, key: str) -> bool:
        """Whether there is a criterion of this key."""
        return key in self._criteria

    def criterion_of(self, pk: int) -> Criterion:
        """The criterion of this id, or KeyError."""
        return self._by_id[pk]

    def dimension(self, key: str) -> Dimension:
        """The dimension of this key, or KeyError."""
        return self._dimensions[key]

    def level(self, number: int) -> Level:
        """The level of this number, or KeyError."""
        return self._levels[number]

    def criteria_of(self, dimension: str) -> list[Criterion]:
        """The criteria of one dimension, by level and then as they should be asked."""
        return self._by_dimension[dimension]

    def options_of(self, criterion: Criterion) -> list[dict[str, Any]]:
        """The answers offered for a criterion, lowest first; in this format those of the version."""
        return self.options

    @cached_property
    def spec(self) -> ModelSpec:
        """What the scoring rule needs of this version."""
        rating = self.version.rating
        return ModelSpec(
            levels=tuple(level.number for level in self.levels),
            dimensions=tuple(dimension.key for dimension in self.dimensions),
            criteria=tuple(
                CriterionSpec(one.key, one.dimension.key, one.level.number, na_allowed=one.na_allowed)
                for one in self.criteria
            ),
            scale=Scale(tuple(Option(option["key"], option["value"]) for option in self.options)),
            bounds=Bounds(Fraction(rating["dimension_from"]), Fraction(rating["overall_from"])),
        )

    @cached_property
    def items(self) -> Mapping[str, LevelItem]:
        """Every highlight and technology item by its key."""
        return {item.key: item for level in self.levels for item in items_of(level)}

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {criterion.key: criterion for criterion in self.criteria}

    @cached_property
    def _by_id(self) -> dict[int, Criterion]:
        return {criterion.pk: criterion for criterion in self.criteria}

    @cached_property
    def _dimensions(self) -> dict[str, Dimension]:
        return {dimension.key: dimension for dimension in self.dimensions}

    @cached_property
    def _levels(self) -> dict[int, Level]:
        return {level.number: level for level in self.levels}

    @cached_property
    def _by_dimension(self) -> dict[str, list[Criterion]]:
        found: dict[str, list[Criterion]] = {dimension.key: [] for dimension in self.dimensions}
        for criterion in self.criteria:
            found[criterion.dimension.key].append(criterion)
        return found


@dataclass(frozen=True, slots=True)
class LevelItem:
    """A highlight or technology item of a level."""

    key: str
    level: Level
    column: str
    polarity: str
    text: TranslatedText


def items_of(level: Level) -> list[LevelItem]:
    """The highlights of a level, then its technology, in the order of the catalog."""
    return [
        LevelItem(row["key"], level, column, row["polarity"], TranslatedText(row["text"]))
        for column in ("highlights", "technology")
        for row in getattr(level, column)
    ]


def catalog(version_id: int) -> Catalog:
    """The version with all its parts: no query when it is published and was read before, else four.

    Raises:
        ModelVersion.DoesNotExist: there is no such version.
    """
    kept = _kept.get(version_id)
    if kept is not None:
        return kept
    found = _read(version_id)
    if found.version.state != ModelVersion.State.DRAFT:
        _kept[version_id] = found
    return found


def forget() -> None:
    """Empty what this process keeps: for tests, whose database is rolled back under it."""
    _kept.clear()


def _read(version_id: int) -> Catalog:
    version = ModelVersion.objects.select_related("model").get(pk=version_id)
    levels = list(version.levels.order_by("number"))
    dimensions = list(version.dimensions.order_by("position", "key"))
    criteria = list(version.criteria.order_by("position", "key"))
    level_by_id = {level.pk: level for level in levels}
    dimension_by_id = {dimension.pk: dimension for dimension in dimensions}
    for part in (*levels, *dimensions, *criteria):
        part.version = version
    for criterion in criteria:
        criterion.level = level_by_id[criterion.level_id]
        criterion.dimension = dimension_by_id[criterion.dimension_id]
    options = [
        {
            "key": option["key"],
            "label": TranslatedText(option["label"]),
            "value": Fraction(option["value"]),
        }
        for option in version.rating["scale"]
    ]
    return Catalog(version, levels, dimensions, criteria, options)
