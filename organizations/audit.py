"""Writing the audit trail."""

from typing import Any

from django.db import models

from core.clock import now
from organizations.models import AuditEvent, Membership, Organization, User


def record(
    action: str,
    thing: models.Model,
    *,
    by: Membership | User | None,
    organization: Organization | None = None,
    **detail: Any,
) -> None:
    """Add one line to the trail, in the caller's transaction.

    Args:
        action: "subject.deed", for example "round.closed".
        by: who did it; None for the clock.
        organization: where it happened; taken from the actor or from the thing when not given.
        detail: short facts; never an answer, a comment, a token or a password.
    """
    where = organization or getattr(by, "organization", None) or getattr(thing, "organization", None)
    AuditEvent.objects.create(
        organization=where,
        actor=by.user if isinstance(by, Membership) else by,
        action=action,
        object_type=thing._meta.model_name or "",
        object_id=str(thing.pk),
        label=str(thing)[:200],
        detail=detail,
        at=now(),
    )
