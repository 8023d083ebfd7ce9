"""What organizations carry out after a commit."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from core.origin import Origin, coming_from
from core.outbox import emit, handles
from organizations.access import Role
from organizations.accounts import mail as account_mail
from organizations.accounts.people import person_with
from organizations.audit.recording import refuse, refuse_person
from organizations.models import Membership, OfferMail, Organization, User
from organizations.offers import mail as offer_mail
from organizations.offers.mail_queue import hand_out
from organizations.scoping import in_tenant
from organizations.tenant import mail as tenant_mail


@handles("offers.planned")
@in_tenant
def hand_out_mails(payload: dict[str, Any]) -> None:
    """One message for each mail that is due, so that one bad address holds nobody else up."""
    hand_out(Organization.objects.get(pk=payload["organization"]))


@handles("offer.send")
@in_tenant
def send_offer(payload: dict[str, Any]) -> None:
    """Mail one address what is offered there; a rerun finds it sent and does nothing."""
    mail = OfferMail.objects.select_related("organization").filter(pk=payload["mail"]).first()
    if mail is not None:
        offer_mail.send_offers(mail)


@handles("ownership.handed_on")
@in_tenant
def tell_new_owner(payload: dict[str, Any]) -> None:
    """Write to whoever was made an owner by another one."""
    members = Membership.objects.active().select_related("user", "organization")
    found = {member.pk: member for member in members.filter(pk__in=(payload["membership"], payload["by"]))}
    if payload["membership"] in found:
        tenant_mail.tell_new_owner(found[payload["membership"]], by=found.get(payload["by"]))


@handles("password.forgotten")
def answer_forgotten_password(payload: dict[str, Any]) -> None:
    """A link for whoever has an account with that address, a word for whoever has none."""
    person = person_with(payload["address"])
    if person is not None and person.is_active:
        account_mail.send_password_link(person, language=payload["language"])
    else:
        account_mail.send_unknown(payload["address"], language=payload["language"])


@handles("person.not_let_in")
def note_failed_sign_in(payload: dict[str, Any]) -> None:
    """Add to the trail that somebody tried a password, of an account or of nobody's."""
    person = User.objects.filter(pk=payload["person"]).first()
    with coming_from(Origin("web", payload["address"])):
        if person is None:
            refuse("person.sign_in_failed", None, by=None)
        else:
            refuse_person("person.sign_in_failed", person, by=None)


@handles("address.given")
def ask_for_confirmation(payload: dict[str, Any]) -> None:
    """Write to an address that is to count; nothing when it is no longer wanted, or confirmed already."""
    waiting = EmailAddress.objects.select_related("user").filter(verified=False)
    address = waiting.filter(pk=payload["address"]).first()
    if address is not None:
        account_mail.send_confirmation(address, language=payload["language"])


@handles("account.changed")
def tell_the_holder(payload: dict[str, Any]) -> None:
    """Tell the holder of an account what was changed in it, so that a stranger's deed is noticed."""
    person = User.objects.filter(pk=payload["user"], is_active=True).first()
    if person is not None:
        account_mail.send_change(
            person,
            what=payload["what"],
            to=payload["to"],
            address=payload["address"],
            browser=payload["browser"],
            at=datetime.fromisoformat(payload["at"]),
            language=payload["language"],
        )


@handles("organization.end_asked")
@in_tenant
def tell_owners_of_end(payload: dict[str, Any]) -> None:
    """A message for each owner, so that one bad address holds nobody else up."""
    with transaction.atomic():
        for member in Membership.objects.active().holding(Role.OWNER):
            emit("owner.told_of_end", payload | {"membership": member.pk, "stays": False})


@handles("organization.end_taken_back")
@in_tenant
def tell_owners_that_it_stays(payload: dict[str, Any]) -> None:
    """The same when the organization stays."""
    with transaction.atomic():
        for member in Membership.objects.active().holding(Role.OWNER):
            emit("owner.told_of_end", payload | {"membership": member.pk, "stays": True})


@handles("owner.told_of_end")
@in_tenant
def tell_owner_of_end(payload: dict[str, Any]) -> None:
    """Write to one owner; nothing when things have turned again meanwhile."""
    members = Membership.objects.active().select_related("user", "organization")
    member = members.filter(pk=payload["membership"]).first()
    asked_by = members.filter(pk=payload["by"]).first()
    if member is not None and (member.organization.deletion_due_at is None) == payload["stays"]:
        tenant_mail.tell_of_end(member, by=asked_by)
