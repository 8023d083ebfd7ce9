"""What is kept of files that were made to be taken out."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.access import Right, may
from organizations.models import Membership, Organization
from organizations.scoping import scoped


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, member: Membership) -> Self:
        """The archives of the organization, for who may take them out."""
        ours = self.filter(organization_id=member.organization_id)
        return ours if may(member, Right.TAKE_OUT) else ours.none()

    def ready(self) -> Self:
        """Those whose file is there."""
        return self.filter(state=Export.State.READY)


class Export(models.Model):
    """One archive of everything: asked for, made by a worker, there for some days.

    `file` names it in the storage, "" before and after.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not made")
        DELETED = "deleted", _("Deleted")

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="exports")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    objects = scoped(ExportQuerySet)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"], condition=Q(state="queued"), name="export_one_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="export_due")]

    def __str__(self) -> str:
        return f"{self.organization} {self.asked_at:%Y-%m-%d %H:%M}"
