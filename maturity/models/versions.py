"""The numbered versions of a maturity model, and the guard that keeps published ones as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.text import SortedJSONField, TranslatedField
from maturity.models.catalogs import MaturityModel
from organizations.access import Right, may
from organizations.models import Membership, Organization


class VersionIsPublished(DomainError):
    """Somebody tried to change a published version or a part of one; triggers refuse the same below."""

    code = "version_is_published"
    message = _("A published version never changes. A correction is a new version.")


class ModelVersionQuerySet(models.QuerySet["ModelVersion"]):
    def readable_in(self, organization: Organization) -> Self:
        """Versions of the built-in models and of the organization's own."""
        return self.filter(Q(model__owner=None) | Q(model__owner=organization))

    def visible_to(self, member: Membership) -> Self:
        """What `member` may read; drafts of the organization's own models only who edits the catalog."""
        readable = self.readable_in(member.organization)
        if may(member, Right.EDIT_CATALOG):
            return readable.exclude(state=ModelVersion.State.DRAFT, model__owner=None)
        return readable.read_by_all() if may(member, Right.SEE_CATALOG) else self.none()

    def at(self, model: str, number: int | str) -> Self:
        """The versions at an address: by model key, and by number or "draft".

        Where an organization's own model bears the key of a built-in one, its own comes first.
        """
        versions = self.filter(model__key=model).select_related("model")
        if number == "draft":
            versions = versions.filter(state=ModelVersion.State.DRAFT)
        else:
            versions = versions.filter(number=number).read_by_all()
        return versions.order_by(models.F("model__owner").asc(nulls_last=True))

    def published(self) -> Self:
        """What a new round may ask."""
        return self.filter(state=ModelVersion.State.PUBLISHED)

    def read_by_all(self) -> Self:
        """What everybody may read: published and retired, no drafts."""
        return self.exclude(state=ModelVersion.State.DRAFT)

    def update(self, **values: Any) -> int:
        """As usual for drafts; of published versions only the state may move on.

        Raises:
            VersionIsPublished: anything else of a published version would change.
        """
        if not values.keys() <= {"state", "purging"} or values.get("state") == ModelVersion.State.DRAFT:
            self._refuse_published()
        return super().update(**values)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        """As usual for drafts; `VersionIsPublished` when one of the versions is published."""
        rows = list(objs)
        refuse_published([row.pk for row in rows])
        return super().bulk_update(rows, *args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As usual for drafts.

        Raises:
            VersionIsPublished: one of the versions is published, and its organization is not deleted.
        """
        self.exclude(purging=True)._refuse_published()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _refuse_published(self) -> None:
        if self.exclude(state=ModelVersion.State.DRAFT).exists():
            raise VersionIsPublished


class ModelVersionManager(models.Manager.from_queryset(ModelVersionQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, model: str, number: int) -> ModelVersion:
        return self.get(model__owner=None, model__key=model, number=number)


class ModelVersion(models.Model):
    """A numbered state of a maturity model; once published it never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    model = models.ForeignKey(MaturityModel, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    languages = SortedJSONField()
    name = TranslatedField()
    description = TranslatedField()
    purpose = TranslatedField()
    source = SortedJSONField()
    references = SortedJSONField(default=dict, blank=True)
    rating = SortedJSONField()
    # Derived from the parts, written by `exchange` before a version is published: so that lists need not read
    # the parts, and so that the guards know when a version is whole. Publishing refuses a wrong count.
    base_level = models.PositiveSmallIntegerField(default=0)
    level_count = models.PositiveSmallIntegerField(default=0)
    dimension_count = models.PositiveSmallIntegerField(default=0)
    criterion_count = models.PositiveSmallIntegerField(default=0)
    note = TranslatedField(default=dict, blank=True)
    # Which state of its source the version follows, and the licence of its texts. They say where the document
    # comes from and are no part of it: its checksum stays the same. None where nobody has told.
    source_revision = TranslatedField(null=True, blank=True)
    licence = TranslatedField(null=True, blank=True)
    # None for a draft, and for a built-in version: it came with the product, at no moment that we could name.
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "organizations.Membership", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Derived: SHA-256 of the document in its canonical form, written once by `exchange`, so that a catalog
    # file is compared with what is there without reading all its parts.
    checksum = models.CharField(max_length=64, blank=True)
    # Set by `organizations.tenant.deleting` alone, once the owner's `deletion_due_at` is past: then the
    # guards let it go.
    purging = models.BooleanField(default=False, editable=False)
    extra = SortedJSONField(default=dict, blank=True)

    objects = ModelVersionManager()

    class Meta:
        ordering = ["model", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["model", "number"], name="version_number_unique"),
            models.UniqueConstraint(fields=["model"], condition=Q(state="draft"), name="version_one_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As usual while the stored row is a draft, publishing included; else `VersionIsPublished`."""
        if self.pk:
            refuse_published({self.pk})
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """As usual for a draft; else `VersionIsPublished`, unless its organization is being deleted."""
        refuse_published({self.pk}, unless_purging=True)
        return super().delete(*args, **kwargs)

    def natural_key(self) -> tuple[str, int]:
        return (*self.model.natural_key(), self.number)

    natural_key.dependencies = ["maturity.maturitymodel"]  # type: ignore[attr-defined]

    @property
    def top_level(self) -> int:
        """The highest level of this version."""
        return self.base_level + self.level_count - 1

    @property
    def address(self) -> str:
        """How an address names it: by its number, or as the draft."""
        return "draft" if self.state == self.State.DRAFT else str(self.number)


def refuse_published(versions: Collection[int], *, unless_purging: bool = False) -> None:
    """Raise `VersionIsPublished` when one of these ids is of a published version."""
    published = ModelVersion.objects.filter(pk__in=versions).read_by_all()
    if unless_purging:
        published = published.exclude(purging=True)
    if published.exists():
        raise VersionIsPublished
