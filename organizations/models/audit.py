"""The audit trail: append only."""

from django.conf import settings
from django.db import models

from core.text import SortedJSONField
from organizations.scoping import scoped


class AuditEvent(models.Model):
    """Who did what to which thing, and when. Holds no answer, no token, no password."""

    organization = models.ForeignKey(
        "organizations.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="audit_events",
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    detail = SortedJSONField(default=dict, blank=True)
    at = models.DateTimeField()

    objects = scoped(models.QuerySet["AuditEvent"])

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["organization", "-at"], name="audit_by_time"),
            models.Index(fields=["object_type", "object_id"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.label}"
