"""The audit trail: lines are added, and never changed or taken away.

Two deeds alone may touch what is there, in the way that the triggers of the database let pass as well:
`audit.recording.forget_person` blanks what names an erased person, and `tenant.deleting` marks the lines of
an organization that is being deleted before it deletes them, past the querysets of this module.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.text import SortedJSONField
from organizations.access import Right, may
from organizations.models.roles import Membership
from organizations.scoping import scoped


class TrailIsAppendOnly(DomainError):
    """Somebody tried to change or delete a line; triggers refuse the same below."""

    code = "trail_is_append_only"
    message = _("The audit trail is only ever added to.")


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, member: Membership) -> Self:
        """The trail of the organization for those who may read it; nothing for others."""
        return (
            self.filter(organization=member.organization_id) if may(member, Right.SEE_AUDIT) else self.none()
        )

    def newest_first(self) -> Self:
        """In the order in which pages show them; the key tells apart what happened at once."""
        return self.order_by("-at", "-pk")

    def older_than(self, at: datetime, pk: int) -> Self:
        """The lines that come after the line of that time and key on the page."""
        return self.filter(Q(at__lte=at) & (Q(at__lt=at) | Q(pk__lt=pk)))

    def newer_than(self, at: datetime, pk: int) -> Self:
        """The lines that come before the line of that time and key on the page."""
        return self.filter(Q(at__gte=at) & (Q(at__gt=at) | Q(pk__gt=pk)))

    def update(self, **values: Any) -> int:
        """Never: raises TrailIsAppendOnly."""
        raise TrailIsAppendOnly

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        """Never: raises TrailIsAppendOnly."""
        raise TrailIsAppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        """Never: raises TrailIsAppendOnly."""
        raise TrailIsAppendOnly

    delete.alters_data = True  # type: ignore[attr-defined]

    def blank(self, *fields: str) -> int:
        """Empty these of `label`, `detail` and `address`; for `recording.forget_person` alone."""
        empty = {"label": "", "detail": {}, "address": ""}
        return super().update(erased=True, **{name: empty[name] for name in fields})


class AuditEvent(models.Model):
    """Who did what to which thing, when and from where. Holds no answer, no token, no password."""

    organization = models.ForeignKey(
        "organizations.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="audit_events",
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("who")
    )
    # About whom it is, where it is about somebody: derived from the thing when the line is written, so that
    # all about a person is found by an index, and found again when the person is erased.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    action = models.CharField(_("action"), max_length=60)
    # Derived from the action (`audit.words.kind_of`), for the filter by kind to have an index; never changes.
    kind = models.CharField(_("kind"), max_length=12, default="other")
    # By type and number and not by foreign key: a line outlives what it is about. The label is the thing's
    # name as it was then, copied by `audit.recording`; only erasing a person empties it.
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    detail = SortedJSONField(default=dict, blank=True)
    at = models.DateTimeField(_("when"))
    origin = models.CharField(_("from where"), max_length=8, default="")  # web, command or clock
    address = models.CharField(_("network address"), max_length=45, blank=True, default="")
    erased = models.BooleanField(default=False)  # somebody whom it named was erased
    # Set by `tenant.deleting` alone, once the organization's `deletion_due_at` is past: then the guards let
    # it go.
    purging = models.BooleanField(default=False)

    objects = scoped(AuditEventQuerySet)

    class Meta:
        verbose_name = _("line of the trail")
        verbose_name_plural = _("trail of the operators")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["organization", "-at", "-id"], name="audit_by_time"),
            models.Index(fields=["organization", "kind", "-at", "-id"], name="audit_by_kind"),
            models.Index(fields=["organization", "actor", "-at", "-id"], name="audit_by_actor"),
            models.Index(fields=["organization", "person", "-at", "-id"], name="audit_by_person"),
            models.Index(fields=["object_type", "object_id"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line; raises TrailIsAppendOnly for one that is there."""
        if not self._state.adding:
            raise TrailIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never: raises TrailIsAppendOnly."""
        raise TrailIsAppendOnly

    delete.alters_data = True  # type: ignore[attr-defined]
