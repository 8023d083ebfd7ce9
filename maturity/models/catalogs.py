"""The maturity models themselves: what their numbered versions have in common."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from organizations.models import Organization


class MaturityModelQuerySet(models.QuerySet["MaturityModel"]):
    def readable_in(self, organization: Organization) -> Self:
        """The built-in models and the organization's own."""
        return self.filter(Q(owner=None) | Q(owner=organization))


class MaturityModelManager(models.Manager.from_queryset(MaturityModelQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, key: str) -> MaturityModel:
        """Only built-in models are named by their key alone."""
        return self.get(owner=None, key=key)


class MaturityModel(models.Model):
    """A catalog on one subject. Its texts belong to its versions, which never change."""

    owner = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="maturity_models"
    )
    key = models.CharField(max_length=60)
    # The published version, built in or its owner's, from which this model was adapted. Written once, when
    # the model is made, so that its past stays its past: see `maturity.lineage`. A guard keeps it.
    derived_from = models.ForeignKey(
        "maturity.ModelVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="adapted_as"
    )
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = MaturityModelManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="model_key_unique"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(owner=None), name="model_key_unique_built_in"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)
