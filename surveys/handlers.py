"""What follows from a change of a round, carried out from the outbox."""

from typing import Any

from django.db import transaction

from core.outbox import emit, handles
from organizations.models import Membership
from organizations.scoping import in_tenant
from surveys import mail, results
from surveys.models import Invitation, Round


@handles("round.opened")
@in_tenant
def hand_out_invitations(payload: dict[str, Any]) -> None:
    """One message for each person to be asked, so that one bad address holds nobody else up."""
    waiting = Invitation.objects.filter(
        participation__round=payload["round"], sent_at=None, revoked_at=None, membership__isnull=False
    )
    people = waiting.order_by("membership_id").values_list("membership_id", flat=True).distinct()
    with transaction.atomic():
        for membership in people:
            emit("round.invite", payload | {"membership": membership})


@handles("round.invite")
@in_tenant
def invite(payload: dict[str, Any]) -> None:
    """Mail one person all their links of one round; a rerun finds them sent and does nothing."""
    round = Round.objects.select_related("organization", "version").get(pk=payload["round"])
    member = Membership.objects.active().select_related("user").filter(pk=payload["membership"]).first()
    if member is not None and round.state == Round.State.OPEN:
        mail.send_invitation(round, member)


@handles("round.recompute")
@in_tenant
def recompute(payload: dict[str, Any]) -> None:
    """Compute all results of a round again from the answers."""
    results.recompute(Round.objects.get(pk=payload["round"]))
