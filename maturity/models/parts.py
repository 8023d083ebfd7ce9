"""The parts of a version: levels, dimensions and criteria."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from core.text import SortedJSONField, TranslatedField
from maturity.models.versions import ModelVersion, refuse_published


class VersionPartQuerySet(models.QuerySet[Any]):
    """Rows of versions: as usual for drafts, `VersionIsPublished` for whatever would change another."""

    def update(self, **values: Any) -> int:
        target = values.get("version", values.get("version_id"))
        moved_to = set() if target is None else {getattr(target, "pk", target)}
        refuse_published(self._versions() | moved_to)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        refuse_published(self._versions(), unless_purging=True)
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        refuse_published({row.version_id or row.version.pk for row in rows})
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        stored = self.model._base_manager.filter(pk__in=[row.pk for row in rows])
        refuse_published({row.version_id for row in rows} | set(stored.values_list("version", flat=True)))
        return super().bulk_update(rows, *args, **kwargs)

    def _versions(self) -> set[int]:
        return set(self.order_by().values_list("version", flat=True).distinct())


class VersionPart(models.Model):
    """A row of a version: level, dimension or criterion. It changes only while its version is a draft."""

    version: Any
    version_id: int
    extra = SortedJSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As usual in a draft; else `VersionIsPublished`, whether the row is new or not."""
        refuse_published({self.version_id or self.version.pk} | self._stored_version())
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """As usual in a draft; else `VersionIsPublished`, unless the organization is being deleted."""
        refuse_published(self._stored_version(), unless_purging=True)
        return super().delete(*args, **kwargs)

    def _stored_version(self) -> set[int]:
        stored: models.QuerySet[Any] = type(self)._base_manager.filter(pk=self.pk)
        return set(stored.values_list("version", flat=True)) if self.pk else set()


class LevelManager(models.Manager.from_queryset(VersionPartQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, model: str, version: int, number: int) -> Level:
        return self.get(
            version__model__owner=None, version__model__key=model, version__number=version, number=number
        )


class Level(VersionPart):
    """A step. `highlights` and `technology` describe it and are never rated."""

    version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    name = TranslatedField()
    summary = TranslatedField()
    highlights = SortedJSONField(default=list, blank=True)
    technology = SortedJSONField(default=list, blank=True)

    objects = LevelManager()

    class Meta:
        ordering = ["version", "number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="level_number_unique")]

    def __str__(self) -> str:
        return str(self.name)

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.version.natural_key(), self.number)

    natural_key.dependencies = ["maturity.modelversion"]  # type: ignore[attr-defined]


class DimensionManager(models.Manager.from_queryset(VersionPartQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, model: str, version: int, key: str) -> Dimension:
        return self.get(
            version__model__owner=None, version__model__key=model, version__number=version, key=key
        )


class Dimension(VersionPart):
    """A subject that is rated on its own."""

    version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="dimensions")
    key = models.CharField(max_length=60)
    name = TranslatedField()
    short = TranslatedField()
    abbreviation = TranslatedField()
    description = TranslatedField()
    why = TranslatedField()
    group = TranslatedField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()  # its place in the document, from 1

    objects = DimensionManager()

    class Meta:
        ordering = ["version", "position", "key"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="dimension_key_unique")]

    def __str__(self) -> str:
        return str(self.name)

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.version.natural_key(), self.key)

    natural_key.dependencies = ["maturity.modelversion"]  # type: ignore[attr-defined]


class CriterionManager(models.Manager.from_queryset(VersionPartQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, model: str, version: int, key: str) -> Criterion:
        return self.get(
            version__model__owner=None, version__model__key=model, version__number=version, key=key
        )


class Criterion(VersionPart):
    """One checkable statement. Its key means the same for ever; a new meaning takes a new key."""

    version = models.ForeignKey(ModelVersion, on_delete=models.CASCADE, related_name="criteria")
    # `version` repeats that of the dimension and the level, and `exchange` keeps it so: keys are unique in a
    # version, and its criteria are read by one index.
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="criteria")
    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="criteria")
    key = models.CharField(max_length=80)
    statement = TranslatedField()
    guidance = SortedJSONField()
    evidence = TranslatedField()
    improve = SortedJSONField(default=list)
    na_allowed = models.BooleanField(default=True)
    not_applicable_when = TranslatedField()
    evidences = SortedJSONField(default=list, blank=True)
    contrast = SortedJSONField(default=list, blank=True)
    references = SortedJSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField()  # its place in the document, from 1

    objects = CriterionManager()

    class Meta:
        ordering = ["version", "position", "key"]
        verbose_name_plural = "criteria"
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="criterion_key_unique")]
        indexes = [models.Index(fields=["version", "dimension", "level"], name="criterion_cell")]

    def __str__(self) -> str:
        return str(self.statement)

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.version.natural_key(), self.key)

    natural_key.dependencies = ["maturity.dimension", "maturity.level"]  # type: ignore[attr-defined]
