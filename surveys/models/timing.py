"""How long answering takes: a histogram that says nothing of anybody."""

from django.db import models

from maturity.models import Dimension, ModelVersion
from organizations.models import Organization
from organizations.scoping import scoped


class AnsweringTime(models.Model):
    """How many sendings took about so long for a criterion of one dimension. No one says whose they were."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    # The dimension's, which never changes: all measures of a version are read by one index.
    version = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="+")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="+")
    seconds = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    objects = scoped(models.QuerySet["AnsweringTime"])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "version", "dimension", "seconds"], name="answering_time_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dimension_id}: {self.number} x {self.seconds} s"
