"""Taking part without an account: the first page of a link that went to an address.

Its button accepts what the organization offers to that address in this one team, and ties the invitation to
the membership that comes of it. Nothing is saved before. Nobody is signed in by it: the pass alone answers.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from organizations.access import Role
from organizations.models import Membership, MembershipOffer, Organization, User
from organizations.offers.accepting import accept_in, offered_in
from organizations.scoping import scope
from surveys.invitations import check_open, hold, take_over, with_the_link_of
from surveys.models import Invitation, Round
from surveys.refusals import LinkRevoked
from surveys.seats import leads_of


class ForAnotherPerson(DomainError):
    """Somebody is signed in on the device, and the link went to another address."""

    code = "link_for_another_person"
    message = _("This link is for another address than the one you are signed in with. Sign out to use it.")
    status = 403


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody would take on by starting."""

    organization: Organization
    email: str
    name: str  # a suggestion, that whoever is asked may change
    offers: list[MembershipOffer]

    @property
    def leads(self) -> bool:
        """Whether it is to lead the team; else to be its member."""
        return any(offer.role == Role.LEAD for offer in self.offers)

    @property
    def language(self) -> str:
        """The language in which the organization writes to the address."""
        return next((one.language for one in self.offers if one.language), self.organization.language)


def proposal_of(invitation: Invitation, *, by: User | None) -> Proposal | None:
    """What a link proposes to its address; None where whoever has it leads the team already. Changes nothing.

    Args:
        by: who is signed in on the device.

    Raises:
        LinkRevoked: nothing is offered there any more.
        ForAnotherPerson: `by` has another address.
    """
    email, organization = invitation.email, invitation.participation.round.organization
    if by is not None and by.email != email:
        raise ForAnotherPerson
    offers = offered_in(organization, email=email, team=invitation.participation.team_id) if email else []
    if offers:
        name = by.name if by else next((one.name for one in reversed(offers) if one.name), "")
        return Proposal(organization, email, name, offers)
    if _who_joined(invitation) is None:
        raise LinkRevoked
    return None


def take_part(invitation: Invitation, *, name: str, by: User | None) -> int:
    """Join the organization by a link, as what it offers in this team; which invitation counts from now on.

    A second click, here or on another device, changes nothing. It is the invitation itself, unless the person
    has another one of the same team, as a member who was asked before: that one takes the link over.

    Args:
        name: of whoever has no account yet.

    Raises:
        LinkRevoked: nothing is offered there any more.
        RoundClosed: the round is over; nothing is stored then.
        ForAnotherPerson: `by` has another address.
        The errors of `accept_in`.
    """
    participation = invitation.participation
    organization = participation.round.organization
    with transaction.atomic(), scope(organization=organization):
        # Against withdrawing, which holds the organization as well; then against closing; then against
        # another click. Whoever takes several of these takes them in this order.
        organization.hold()
        check_open(Round.objects.select_for_update(of=("self",)).get(pk=participation.round_id))
        held = hold(invitation)
        if held.membership_id is not None:
            return held.pk
        held.participation = participation
        if held.revoked_at is not None:
            taken_over = with_the_link_of(invitation)
            if taken_over is None:
                raise LinkRevoked
            return taken_over.pk
        member = _who_joined(held)
        if proposal_of(held, by=by) is not None:
            member = accept_in(organization, email=held.email, team=participation.team_id, name=name)
        own = Invitation.objects.filter(participation=participation, membership=member).first()
        if own is not None:
            take_over(own, held)
            return own.pk
        held.membership, held.email = member, ""
        held.save(update_fields=["membership", "email"])
        return held.pk


def _who_joined(invitation: Invitation) -> Membership | None:
    """Who leads the team under the address of a link, having joined by another way."""
    grants = leads_of([invitation.participation.team_id]).filter(membership__user__email=invitation.email)
    found = grants.select_related("membership").first()
    return found.membership if found else None
