"""What organizations carry out after a commit."""

from typing import Any

from core.outbox import handles
from organizations.mail import send_welcome
from organizations.models import Membership
from organizations.scoping import in_tenant


@handles("member.added")
@in_tenant
def welcome(payload: dict[str, Any]) -> None:
    """Write to a new member; nothing when they have left again."""
    members = Membership.objects.active().with_grants().select_related("user", "organization")
    member = members.filter(pk=payload["membership"]).first()
    if member is not None:
        send_welcome(member)
