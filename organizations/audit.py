"""Writing the audit trail."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from core.clock import now
from organizations.models import AuditEvent, Membership, MembershipOffer, Organization, User

# Their label would be a person's name or address, which must go when the person is erased while the
# trail stays as it is. The number leads to the row, and whoever reads the trail sees what it says now.
NAMELESS = (MembershipOffer,)


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
    _line(action, thing, by, where, detail).save(force_insert=True)


def record_each(
    action: str,
    things: Iterable[tuple[models.Model, dict[str, Any]]],
    *,
    by: Membership | User | None,
    organization: Organization,
) -> None:
    """Add a line for each thing with its facts, as `record` would; one query for hundreds."""
    lines = [_line(action, thing, by, organization, detail) for thing, detail in things]
    AuditEvent.objects.bulk_create(lines, batch_size=500)


def _line(
    action: str,
    thing: models.Model,
    by: Membership | User | None,
    organization: Organization | None,
    detail: dict[str, Any],
) -> AuditEvent:
    return AuditEvent(
        organization=organization,
        actor=by.user if isinstance(by, Membership) else by,
        action=action,
        object_type=thing._meta.model_name or "",
        object_id=str(thing.pk),
        label="" if isinstance(thing, NAMELESS) else str(thing)[:200],
        detail=detail,
        at=now(),
    )
