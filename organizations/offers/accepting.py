"""Taking an offer to join: what a link stands for, accepting, declining.

Whoever takes an offer takes all that the organization offers to the same address: one yes, one membership.
Reading a link changes nothing, for mail scanners open links too.
"""

from collections.abc import Iterator, Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import DomainError
from core.names import by_name
from organizations.access import Role
from organizations.accounts.addresses import address_is_confirmed, confirm_address
from organizations.accounts.people import PersonExists, add_person, person_with
from organizations.audit.recording import record
from organizations.members import memberships
from organizations.members.giving import Giving
from organizations.models import Membership, MembershipOffer, OfferLink, OfferMail, Organization, Team, User
from organizations.models.roles import TEAM_ROLES
from organizations.offers.mail_queue import hash_of, offers_at
from organizations.offers.offering import close, facts, place_of
from organizations.scoping import scope, scopes_disabled

State = MembershipOffer.State


class OfferUnknown(DomainError):
    code = "offer_unknown"
    message = _("This link leads to no invitation.")
    status = 404


class OfferReplaced(DomainError):
    code = "offer_replaced"
    message = _("A newer mail has replaced this link.")


class OfferAccepted(DomainError):
    code = "offer_accepted"
    message = _("This invitation is accepted already.")


class OfferDeclined(DomainError):
    code = "offer_declined"
    message = _("This invitation was declined.")


class OfferWithdrawn(DomainError):
    code = "offer_withdrawn"
    message = _("This invitation was withdrawn.")


class OfferExpired(DomainError):
    code = "offer_expired"
    message = _("The time of this invitation is over.")


class LinkNotOpened(DomainError):
    code = "offer_link_not_opened"
    message = _("Open the link in your mail again.")
    status = 401


class PassphraseRefused(DomainError):
    code = "passphrase_refused"
    message = "%(reasons)s"
    status = 422


class ForAnotherAddress(DomainError):
    code = "offer_for_another_address"
    message = _("This invitation is for another address than the one you are signed in with.")
    status = 403


# What a link is told when nothing can be taken any more, by the latest of its offers.
ENDS: dict[str, type[DomainError]] = {
    State.ACCEPTED: OfferAccepted,
    State.DECLINED: OfferDeclined,
    State.REVOKED: OfferWithdrawn,
}


def link_of(token: str) -> OfferLink:
    """The link that a token stands for. Changes nothing.

    Raises:
        OfferUnknown: no link has this token.
        The errors of `check_link`.
    """
    with scopes_disabled():
        found = (
            OfferLink.objects.select_related("mail__organization").filter(token_hash=hash_of(token)).first()
        )
    return check_link(found)


def link_with(pk: int) -> OfferLink:
    """The link that a cookie stands for.

    Raises:
        The errors of `link_of`.
    """
    with scopes_disabled():
        found = OfferLink.objects.select_related("mail__organization").filter(pk=pk).first()
    return check_link(found)


def check_link(link: OfferLink | None) -> OfferLink:
    """The link, if something can be taken with it.

    Raises:
        OfferUnknown: there is no such link, or its organization is gone.
        OfferReplaced: a newer mail went to the address.
        OfferAccepted, OfferDeclined, OfferWithdrawn, OfferExpired: nothing is left to take.
    """
    if link is None or link.mail.organization.archived_at is not None:
        raise OfferUnknown
    mail = link.mail
    with scope(organization=mail.organization):
        newer = OfferMail.objects.filter(organization=mail.organization_id, email=mail.email, pk__gt=mail.pk)
        if newer.exclude(links=None).exists():
            raise OfferReplaced
        if not standing(offers_at(mail)):
            raise end_of(mail)
    return link


def end_of(mail: OfferMail) -> DomainError:
    """Why nothing is left to take of what was offered to the address of a mail."""
    offers = MembershipOffer.objects.filter(organization=mail.organization_id, email=mail.email)
    last = offers.order_by("closed_at", "pk").last()
    if last is None:
        return OfferUnknown()
    if last.state in MembershipOffer.TAKEABLE and last.expires_at > now():
        return OfferWithdrawn()  # whoever made it may not give the role any more, or the team is gone
    return ENDS.get(last.state, OfferExpired)()


def standing(offers: Sequence[MembershipOffer]) -> list[MembershipOffer]:
    """Those that still hold: the team is in use, and whoever made the offer may still give the role."""
    makers: dict[tuple[int, int], Giving] = {}  # each asks for the teams in its reach once
    return [offer for offer in offers if _stands(offer, makers)]


def _stands(offer: MembershipOffer, makers: dict[tuple[int, int], Giving]) -> bool:
    team = place_of(offer)
    if team is not None and team.archived_at is not None:
        return False
    maker = offer.made_by
    if maker is None:
        return True
    may_still = makers.setdefault((maker.pk, offer.organization_id), Giving(maker, offer.organization_id))
    return maker.active and maker.user.is_active and may_still.may(Role(offer.role), team)


def offers_for(person: User) -> list[MembershipOffer]:
    """What all organizations offer to a person's address, once it is known to be hers; by organization."""
    if not address_is_confirmed(person):
        return []
    with scopes_disabled():
        found = MembershipOffer.objects.open_at(now()).filter(email=person.email)
        found = found.filter(organization__archived_at=None)
        found = found.select_related("organization", "team", "made_by__user").order_by("pk")
        return standing(by_name(found, lambda offer: offer.organization.name))


def accept_with(link: OfferLink, *, name: str, password: str) -> Membership:
    """Open an account for the address of the link, and take what is offered there.

    The link proves that the address is the person's own.

    Raises:
        PassphraseRefused: the password breaks a rule.
        The errors of `add_person` and `accept`; nothing is stored then.
    """
    mail = link.mail
    try:
        validate_password(password, User(email=mail.email, name=name))
    except ValidationError as error:
        raise PassphraseRefused(reasons=" ".join(error.messages)) from error
    language = _language_of(mail)
    with transaction.atomic():
        person = add_person(email=mail.email, name=name, password=password, language=language)
        confirm_address(person)
        return accept(mail.organization, person=person)


def _language_of(mail: OfferMail) -> str:
    with scope(organization=mail.organization):
        return next((one.language for one in offers_at(mail) if one.language), "")


def accept_as(link: OfferLink, *, person: User) -> Membership:
    """Take what a link offers with the account that the person is signed in with.

    Raises:
        ForAnotherAddress: the link went to another address.
        The errors of `accept`.
    """
    if person.email != link.mail.email:
        raise ForAnotherAddress
    with transaction.atomic():
        member = accept(link.mail.organization, person=person)
        confirm_address(person)
        return member


def offers_to_lead(organization: Organization) -> Iterator[tuple[Team, MembershipOffer]]:
    """What stands of the offers to lead a team, each with the team that it is about now; four queries."""
    with scope(organization=organization):
        open_now = MembershipOffer.objects.filter(organization=organization, role=Role.LEAD).open_at(now())
        makers = Membership.objects.with_grants().select_related("user", "organization")
        found = open_now.select_related("team").prefetch_related(Prefetch("made_by", queryset=makers))
        for offer in standing(list(found.order_by("pk"))):
            team = place_of(offer)
            if team is not None:
                yield team, offer


def offered_in(organization: Organization, *, email: str, team: int) -> list[MembershipOffer]:
    """What stands of the offers to an address to lead one team (id), or to be its member."""
    with scope(organization=organization):
        mine = MembershipOffer.objects.filter(organization=organization, email=email, role__in=TEAM_ROLES)
        found = mine.open_at(now()).select_related("organization", "team", "made_by__user").order_by("pk")
        return [offer for offer in standing(list(found)) if _leads_to(offer, team)]


def accept_in(organization: Organization, *, email: str, team: int, name: str) -> Membership:
    """Take what is offered to an address in one team (id), and nothing else that is offered there.

    The caller knows that whoever acts holds a link that came to the address. Who has no account gets one
    without a password: a link for a new one, sent to the address, is the way to sign in. An account that is
    there keeps its name.

    Raises:
        PersonNameMissing: there is no account, and the name is empty.
        MembershipSuspended: the person is a member here, and suspended.
        OfferUnknown, OfferAccepted, OfferDeclined, OfferWithdrawn, OfferExpired: nothing is left to take; and
            where the account is closed.
    """
    with transaction.atomic(), scope(organization=organization):
        # Against accepting, declining and withdrawing at the same moment: the next one reads why not.
        organization.hold()
        offers = offered_in(organization, email=email, team=team)
        if not offers:
            raise end_of(OfferMail(organization=organization, email=email))
        language = next((one.language for one in offers if one.language), "")
        return _take(organization, offers, offers, _person_at(email, name=name, language=language))


def _leads_to(offer: MembershipOffer, team: int) -> bool:
    place = place_of(offer)
    return place is not None and place.pk == team


def _person_at(email: str, *, name: str, language: str) -> User:
    """The account of an address that has just been shown to be its holder's; opened now if there is none."""
    person = person_with(email)
    if person is None:
        try:
            return add_person(email=email, name=name, language=language, confirmed=True)
        except PersonExists:  # opened at this moment by a link of another organization
            person = User.objects.get(email=email)
    if not person.is_active:
        raise OfferUnknown
    confirm_address(person)
    return person


def accept(organization: Organization, *, person: User) -> Membership:
    """Take all that the organization offers to the person's address, which is known to be hers.

    The organization's row is held, so that of many who accept at once one does.

    Raises:
        OfferAccepted, OfferDeclined, OfferWithdrawn, OfferExpired: nothing is left to take.
        MembershipSuspended: the person is a member here, and suspended.
    """
    with transaction.atomic(), scope(organization=organization):
        # Against accepting, declining and withdrawing at the same moment: the next one reads why not.
        organization.hold()
        mine = MembershipOffer.objects.filter(organization=organization, email=person.email)
        found = list(mine.open_at(now()).select_related("team", "made_by__user").order_by("pk"))
        offers = standing(found)
        if not offers:
            raise end_of(OfferMail(organization=organization, email=person.email))
        return _take(organization, offers, found, person)


def _take(
    organization: Organization,
    offers: Sequence[MembershipOffer],
    closing: Sequence[MembershipOffer],
    person: User,
) -> Membership:
    """Give each role that is offered, and close offers. The caller holds the organization's row."""
    for offer in offers:
        member = memberships.join(
            organization, user=person, role=Role(offer.role), team=place_of(offer), by=None
        )
        record("offer.accepted", offer, by=person, organization=organization, **facts(offer))
    close(closing, State.ACCEPTED, membership=member)
    return member


def decline_with(link: OfferLink, *, by: User | None) -> None:
    """Decline what a link offers; the link is enough, unless somebody else is signed in.

    Raises:
        ForAnotherAddress: the link went to another address than that of `by`.
        The errors of `decline`.
    """
    if by is not None and by.email != link.mail.email:
        raise ForAnotherAddress
    decline(link.mail.organization, email=link.mail.email, by=by)


def decline(organization: Organization, *, email: str, by: User | None) -> None:
    """Decline all that the organization offers to an address; its link dies.

    Raises:
        OfferAccepted, OfferDeclined, OfferWithdrawn, OfferExpired: nothing is left to decline.
    """
    with transaction.atomic(), scope(organization=organization):
        # Against accepting at the same moment, on another device.
        organization.hold()
        mine = MembershipOffer.objects.filter(organization=organization, email=email)
        offers = list(mine.open_at(now()).select_related("team").order_by("pk"))
        if not close(offers, State.DECLINED):
            raise end_of(OfferMail(organization=organization, email=email))
        for offer in offers:
            record("offer.declined", offer, by=by, organization=organization, **facts(offer))


def has_account(link: OfferLink) -> bool:
    """Whether the address of a link has an account; told to the holder of the link alone."""
    return person_with(link.mail.email) is not None
