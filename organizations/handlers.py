"""What organizations carry out after a commit."""

from typing import Any

from core.outbox import handles
from organizations import letters, mail, offer_letters
from organizations.models import Membership, OfferMail, Organization
from organizations.offer_mails import hand_out
from organizations.scoping import in_tenant


@handles("member.added")
@in_tenant
def welcome(payload: dict[str, Any]) -> None:
    """Write to a new member; nothing when they have left again."""
    members = Membership.objects.active().with_grants().select_related("user", "organization")
    member = members.filter(pk=payload["membership"]).first()
    if member is not None:
        mail.send_welcome(member)


@handles("offers.planned")
@in_tenant
def hand_out_mails(payload: dict[str, Any]) -> None:
    """One message for each mail that is due, so that one bad address holds nobody else up."""
    hand_out(Organization.objects.get(pk=payload["organization"]))


@handles("offer.send")
@in_tenant
def send_offer(payload: dict[str, Any]) -> None:
    """Mail one address what is offered there; a rerun finds it sent and does nothing."""
    letter = OfferMail.objects.select_related("organization").filter(pk=payload["mail"]).first()
    if letter is not None:
        offer_letters.send_offers(letter)


@handles("ownership.handed_on")
@in_tenant
def tell_new_owner(payload: dict[str, Any]) -> None:
    """Write to whoever was made an owner by another one."""
    members = Membership.objects.active().select_related("user", "organization")
    found = {member.pk: member for member in members.filter(pk__in=(payload["membership"], payload["by"]))}
    if payload["membership"] in found:
        letters.tell_new_owner(found[payload["membership"]], by=found.get(payload["by"]))
