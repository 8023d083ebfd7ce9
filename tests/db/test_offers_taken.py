"""Taking offers to join: by their address alone, and what a link says that leads to none."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from organizations.access import Role
from organizations.accounts.addresses import note_address
from organizations.accounts.people import add_person, person_with
from organizations.members import memberships
from organizations.models import (
    MembershipOffer,
    OfferLink,
    User,
)
from organizations.offers import accepting, mail_queue, offering
from organizations.offers.offering import make_offers
from organizations.teams.tree import archive_team
from surveys.invitations import hash_of as hash_of_invitation
from tests.cast import Cast, join
from tests.offering import NINA, NOON, link_to, new, offered, token_in


def test_who_is_new_gets_an_account_with_that_address_and_the_role(cast: Cast) -> None:
    member = accepting.accept_with(link_to(cast), name="Nina F.", password="rivers run to the sea")

    assert (member.user.email, member.user.name) == (NINA, "Nina F.")
    assert [(grant.role, grant.team) for grant in member.roles_now()] == [("member", cast.pricing)]
    assert accepting.address_is_confirmed(member.user)
    offer = MembershipOffer.objects.get()
    assert (offer.state, offer.membership) == ("accepted", member)


def test_one_yes_takes_all_that_is_offered(cast: Cast) -> None:
    make_offers(cast.aurora, [new(cast, role=Role.MEMBER), new(cast, role=Role.LEAD)], by=cast.ada)
    person = add_person(email=NINA, name="Nina")

    member = accepting.accept(cast.aurora, person=person)

    assert sorted(grant.role for grant in member.roles_now()) == ["lead", "member"]


def test_a_weak_password_stores_nothing(cast: Cast) -> None:
    link = link_to(cast)

    with pytest.raises(accepting.PassphraseRefused):
        accepting.accept_with(link, name="Nina", password="nina@example.com")

    assert accepting.person_with(NINA) is None


def test_a_link_is_for_its_address_alone(cast: Cast) -> None:
    link = link_to(cast)

    with pytest.raises(accepting.ForAnotherAddress):
        accepting.accept_as(link, person=cast.otto.user)
    with pytest.raises(accepting.ForAnotherAddress):
        accepting.decline_with(link, by=cast.otto.user)


def end_by_accepting(cast: Cast, link: OfferLink) -> None:
    accepting.accept_with(link, name="Nina", password="rivers run to the sea")


def end_by_declining(cast: Cast, link: OfferLink) -> None:
    accepting.decline_with(link, by=None)


def end_by_withdrawing(cast: Cast, link: OfferLink) -> None:
    offering.revoke_offer(MembershipOffer.objects.get(), by=cast.ada)


def end_by_time(cast: Cast, link: OfferLink) -> None:
    MembershipOffer.objects.update(expires_at=NOON - timedelta(days=300))


def end_by_archiving(cast: Cast, link: OfferLink) -> None:
    archive_team(cast.pricing, by=cast.ada)


def end_by_demotion(cast: Cast, link: OfferLink) -> None:
    memberships.grant_role(cast.ada, Role.OWNER, by=cast.olga)
    memberships.end_membership(cast.olga, by=cast.ada)


@pytest.mark.parametrize(
    ("end", "error"),
    [
        pytest.param(end_by_accepting, accepting.OfferAccepted, id="accepted"),
        pytest.param(end_by_declining, accepting.OfferDeclined, id="declined"),
        pytest.param(end_by_withdrawing, accepting.OfferWithdrawn, id="withdrawn"),
        pytest.param(end_by_time, accepting.OfferExpired, id="expired"),
        pytest.param(end_by_archiving, accepting.OfferWithdrawn, id="its team is archived"),
        pytest.param(end_by_demotion, accepting.OfferWithdrawn, id="who offered may not any more"),
    ],
)
def test_a_link_tells_how_its_offer_ended(cast: Cast, end: Any, error: Any) -> None:
    link = link_to(cast)
    token = token_in(mail.outbox[-1])
    end(cast, link)

    with pytest.raises(error):
        accepting.link_of(token)
    with pytest.raises(error):
        accepting.accept(cast.aurora, person=add_person_or_known())


def add_person_or_known() -> User:
    return person_with(NINA) or add_person(email=NINA, name="Nina")


@pytest.mark.parametrize("token", ["", "x" * 43, "é", "0" * 5000])
def test_a_token_that_was_made_up_leads_nowhere(cast: Cast, token: str) -> None:
    offered(cast)

    with pytest.raises(accepting.OfferUnknown):
        accepting.link_of(token)


def test_the_token_of_an_invitation_to_answer_is_none_here(cast: Cast) -> None:
    link = link_to(cast)
    token = token_in(mail.outbox[0])

    assert hash_of_invitation(token) != link.token_hash


def test_offers_wait_for_who_has_shown_that_the_address_is_hers(cast: Cast) -> None:
    offered(cast, "otto@boreal.example")
    note_address(cast.otto.user, confirmed=False)

    assert accepting.offers_for(cast.otto.user) == []
    accepting.confirm_address(cast.otto.user)
    assert [offer.organization for offer in accepting.offers_for(cast.otto.user)] == [cast.aurora]


def test_an_address_that_bounced_can_still_accept_with_a_link_that_arrived(cast: Cast) -> None:
    link = link_to(cast)
    mail_queue.mark_bounced(link.mail, reason="550 no such user")
    assert MembershipOffer.objects.get().state == "bounced"

    assert accepting.link_of(token_in(mail.outbox[0])) == link


def test_who_left_comes_back_by_an_offer_without_the_old_roles(cast: Cast) -> None:
    left = join(cast.aurora, "Luca Pires", Role.LEAD, cast.churn)
    memberships.end_membership(left, by=cast.ada)
    offered(cast, left.user.email)

    member = accepting.accept(cast.aurora, person=left.user)

    assert member == left
    assert [(grant.role, grant.team) for grant in member.roles_now()] == [("member", cast.pricing)]
