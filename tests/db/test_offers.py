"""Offers to join: made once, within one's rank, all or none, and brought to their end."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from organizations.access import Role
from organizations.accounts.people import AddressInvalid
from organizations.members import memberships
from organizations.members.giving import NotYoursToInvite
from organizations.models import (
    AuditEvent,
    Membership,
    MembershipOffer,
    OfferMail,
    RoleGrant,
)
from organizations.offers import offering
from organizations.offers.offering import Kind, look_ahead, make_offers
from organizations.tasks import end_offers
from tests.cast import Cast
from tests.offering import NINA, NOON, new, offered


def test_an_offer_makes_nobody_a_member(cast: Cast) -> None:
    [offer] = offered(cast)

    assert (offer.email, offer.name, offer.role, offer.team) == (NINA, "Nina Faro", "member", cast.pricing)
    assert offer.state == MembershipOffer.State.OPEN
    assert not Membership.objects.filter(user__email=NINA).exists()


def test_the_same_offer_again_stays_one(cast: Cast) -> None:
    [first] = offered(cast)

    [again] = make_offers(cast.aurora, [new(cast, " NINA@example.com ")], by=cast.ada)

    assert again == first
    assert MembershipOffer.objects.count() == OfferMail.objects.count() == 1


def test_the_same_line_twice_is_one_offer(cast: Cast) -> None:
    assert len(offered(cast, NINA, NINA.upper(), "nuno@example.com")) == 2


def test_two_roles_for_one_address_come_in_one_mail(cast: Cast) -> None:
    make_offers(cast.aurora, [new(cast), new(cast, role=Role.LEAD)], by=cast.ada)

    assert MembershipOffer.objects.count() == 2
    assert OfferMail.objects.count() == 1


def test_a_member_gains_the_role_and_gets_no_offer(cast: Cast) -> None:
    made = make_offers(cast.aurora, [new(cast, cast.mauro.user.email, Role.LEAD)], by=cast.ada)

    assert made == []
    assert {grant.role for grant in RoleGrant.objects.filter(membership=cast.mauro)} == {"member", "lead"}


@pytest.mark.parametrize(
    ("who", "role", "error"),
    [
        pytest.param("ada", Role.OWNER, memberships.AboveOwnRank, id="an admin offers no ownership"),
        pytest.param("davi", Role.MANAGER, NotYoursToInvite, id="a manager makes no manager"),
        pytest.param("marta", Role.AUDITOR, NotYoursToInvite, id="nor an auditor, in a unit"),
        pytest.param("lia", Role.MEMBER, memberships.AboveOwnRank, id="a lead offers nothing"),
        pytest.param(
            "otto", Role.MEMBER, memberships.AboveOwnRank, id="an owner elsewhere offers nothing here"
        ),
    ],
)
def test_roles_are_offered_up_to_ones_own_rank(cast: Cast, who: str, role: Role, error: type) -> None:
    with pytest.raises(error):
        make_offers(cast.aurora, [new(cast, role=role)], by=getattr(cast, who))

    assert not MembershipOffer.objects.exists()


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        pytest.param({"email": "nina@"}, AddressInvalid, id="half an address"),
        pytest.param({"team": None}, memberships.RoleNeedsTeam, id="no team"),
        pytest.param(
            {"role": Role.ADMIN, "team": "pricing"}, memberships.RoleHasNoTeam, id="a team too many"
        ),
        pytest.param({"team": "logistics"}, memberships.TeamNotHere, id="a team of another organization"),
        pytest.param({"team": "retail"}, memberships.LeadNeedsTeam, id="a unit"),
    ],
)
def test_one_faulty_offer_holds_all_back(cast: Cast, bad: dict, error: type) -> None:
    if isinstance(bad.get("team"), str):
        bad = bad | {"team": getattr(cast, bad["team"])}

    with pytest.raises(error):
        make_offers(cast.aurora, [new(cast, "nuno@example.com"), new(cast, **bad)], by=cast.ada)

    assert not MembershipOffer.objects.exists()


def test_a_suspended_member_is_brought_back_and_not_offered_anything(cast: Cast) -> None:
    Membership.objects.filter(pk=cast.mauro.pk).update(state=Membership.State.SUSPENDED)

    with pytest.raises(memberships.MembershipSuspended):
        make_offers(cast.aurora, [new(cast, cast.mauro.user.email)], by=cast.ada)


def test_looking_ahead_tells_what_each_offer_would_do_and_does_nothing(cast: Cast) -> None:
    offered(cast, "open@example.com")
    lines = [
        new(cast),
        new(cast, "open@example.com"),
        new(cast),
        new(cast, cast.mauro.user.email, Role.LEAD),
        new(cast, cast.mauro.user.email),
        new(cast, role=Role.OWNER),
        new(cast, "otto@boreal.example"),  # has an account elsewhere, which nobody here learns
    ]

    effects = look_ahead(cast.aurora, lines, by=cast.ada)

    assert [effect.kind for effect in effects] == [
        Kind.NEW,
        Kind.OPEN,
        Kind.REPEATED,
        Kind.ROLE,
        Kind.HELD,
        Kind.REFUSED,
        Kind.NEW,
    ]
    assert str(effects[5].problem) == "You cannot give or remove a role above your own."
    assert MembershipOffer.objects.count() == 1


def test_hundreds_of_offers_take_few_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people = [new(cast, f"p{number}@example.com") for number in range(400)]

    with django_assert_max_num_queries(40):  # SQLite takes some eighty rows at a time
        make_offers(cast.aurora, people, by=cast.ada)
    with django_assert_max_num_queries(24):  # and as few when nothing is left to do
        make_offers(cast.aurora, people, by=cast.ada)

    assert MembershipOffer.objects.count() == OfferMail.objects.count() == 400


def test_the_trail_keeps_no_name_and_no_address(cast: Cast) -> None:
    [offer] = offered(cast)

    line = AuditEvent.objects.get(action="offer.made")

    assert (line.object_id, line.label, line.actor) == (str(offer.pk), "", cast.ada.user)
    assert line.detail == {"role": "member", "team": "Pricing"}


# The mails


def test_time_ends_offers_when_the_day_that_was_told_is_over(cast: Cast) -> None:
    with clock.at(NOON):
        [offer] = offered(cast)
    with clock.at(NOON + timedelta(days=14, hours=14)):  # 23:00 of the 16th in São Paulo
        assert end_offers() == 0
    with clock.at(NOON + timedelta(days=14, hours=15)):
        assert end_offers() == 1

    offer.refresh_from_db()
    assert offer.state == MembershipOffer.State.EXPIRED


def test_a_closed_offer_is_forgotten_after_a_year(cast: Cast) -> None:
    with clock.at(NOON):
        [gone] = offered(cast)
        offering.revoke_offer(gone, by=cast.ada)
    with clock.at(NOON + timedelta(days=365)):
        [open_still] = offered(cast, "nuno@example.com")
        end_offers()
        assert MembershipOffer.objects.count() == 2
    with clock.at(NOON + timedelta(days=365, seconds=1)):
        end_offers()

    assert list(MembershipOffer.objects.all()) == [open_still]
    assert [letter.email for letter in OfferMail.objects.all()] == ["nuno@example.com"]
