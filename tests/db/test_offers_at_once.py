"""Fifty at once: one membership from one offer, and never more mails than the day's limit."""

from functools import partial

import pytest
from pytest_django import Settings

from core import clock
from organizations.access import Role
from organizations.accounts.people import add_person
from organizations.models import Membership, MembershipOffer, OfferMail, RoleGrant, User
from organizations.offers import accepting, offering
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope
from tests.at_once import at_once
from tests.cast import Cast
from tests.offering import NINA, NOON, link_to

pytestmark = pytest.mark.django_db(transaction=True)
FIFTY = 50


def test_fifty_who_accept_one_offer_with_one_account_are_one_member(
    transactional_db: None, cast: Cast
) -> None:
    make_offers(cast.aurora, [NewOffer(NINA, Role.MEMBER, team=cast.pricing)], by=cast.ada)
    person = add_person(email=NINA, name="Nina")

    outcomes = at_once(*[partial(accepting.accept, cast.aurora, person=person)] * FIFTY)

    assert Membership.objects.filter(user=person).count() == 1
    assert RoleGrant.objects.filter(membership__user=person).count() == 1
    assert sum(isinstance(outcome, Membership) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, accepting.OfferAccepted) for outcome in outcomes) == FIFTY - 1


def test_fifty_who_open_an_account_with_one_link_are_one_person(transactional_db: None, cast: Cast) -> None:
    link = link_to(cast)
    open_account = partial(accepting.accept_with, link, name="Nina", password="rivers run to the sea")

    outcomes = at_once(*[open_account] * FIFTY)

    assert User.objects.filter(email=NINA).count() == 1
    assert Membership.objects.filter(user__email=NINA).count() == 1
    assert sum(isinstance(outcome, Membership) for outcome in outcomes) == 1


def test_fifty_who_send_at_once_stay_below_the_days_limit(
    transactional_db: None, cast: Cast, settings: Settings
) -> None:
    settings.OFFER_MAILS_PER_DAY = 20

    def send(number: int) -> None:
        with clock.at(NOON), scope(organization=cast.aurora):
            one = NewOffer(f"p{number}@example.com", Role.MEMBER, team=cast.pricing)
            make_offers(cast.aurora, [one], by=cast.ada)

    outcomes = at_once(*[partial(send, number) for number in range(FIFTY)])

    assert outcomes == [None] * FIFTY
    days = [(due - NOON).days for due in OfferMail.objects.values_list("due_at", flat=True)]
    assert [days.count(day) for day in range(3)] == [20, 20, 10]
    assert MembershipOffer.objects.count() == FIFTY


def test_fifty_who_make_the_same_offer_make_one(transactional_db: None, cast: Cast) -> None:
    def make() -> int:
        with scope(organization=cast.aurora):
            [offer] = make_offers(cast.aurora, [NewOffer(NINA, Role.MEMBER, team=cast.pricing)], by=cast.ada)
            return offer.pk

    outcomes = at_once(*[make] * FIFTY)

    assert set(outcomes) == {MembershipOffer.objects.get().pk}
    assert OfferMail.objects.count() == 1


def test_accepting_and_withdrawing_at_once_have_one_winner(transactional_db: None, cast: Cast) -> None:
    [offer] = make_offers(cast.aurora, [NewOffer(NINA, Role.MEMBER, team=cast.pricing)], by=cast.ada)
    person = add_person(email=NINA, name="Nina")

    def withdraw() -> None:
        with scope(organization=cast.aurora):
            offering.revoke_offer(offer, by=cast.ada)

    at_once(partial(accepting.accept, cast.aurora, person=person), withdraw)

    offer.refresh_from_db()
    assert (offer.state == "accepted") == Membership.objects.filter(user=person).exists()
