"""Accounts: one a person, by address."""

import pytest
from allauth.account.forms import default_token_generator

from organizations.access import Role
from organizations.accounts import people
from organizations.models import MembershipOffer, User
from organizations.offers.offering import NewOffer, make_offers
from organizations.operators import operators
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_an_account_is_found_by_its_address_however_spelled() -> None:
    nina = people.add_person(email=" Nina@Aurora.Example", name="Nina Faro")

    assert nina.email == "nina@aurora.example"
    assert people.person_with("NINA@aurora.example ") == nina


def test_an_address_has_one_account(cast: Cast) -> None:
    with pytest.raises(people.PersonExists):
        people.add_person(email="LIA@aurora.example", name="Lia Again")

    assert User.objects.filter(email__iexact="lia@aurora.example").count() == 1


@pytest.mark.parametrize(
    "email", ["", "nina", "nina@", "a b@aurora.example", "nina@aurora.example\nBcc: x@y.example"]
)
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(people.AddressInvalid):
        people.add_person(email=email, name="Nina Faro")


def test_a_name_is_one_line() -> None:
    nina = people.add_person(email="nina@aurora.example", name="Nina\r\nBcc: x@y.example")

    assert nina.name == "Nina Bcc: x@y.example"


def test_a_person_needs_a_name() -> None:
    with pytest.raises(people.PersonNameMissing):
        people.add_person(email="nina@aurora.example", name=" \n ")


def test_without_a_password_nobody_gets_in() -> None:
    nina = people.add_person(email="nina@aurora.example", name="Nina Faro")

    assert not nina.has_usable_password()
    assert not nina.check_password("")


def test_a_person_changes_name_and_zone(cast: Cast) -> None:
    people.change_account(cast.lia.user, name=" Lia  de Souza ", time_zone="Europe/Berlin")

    cast.lia.user.refresh_from_db()
    assert (cast.lia.user.name, cast.lia.user.time_zone) == ("Lia de Souza", "Europe/Berlin")


def test_a_name_can_not_be_emptied(cast: Cast) -> None:
    with pytest.raises(people.PersonNameMissing):
        people.change_account(cast.lia.user, name=" ", time_zone="")

    cast.lia.user.refresh_from_db()
    assert cast.lia.user.name == "Lia Souza"


def test_a_closed_account_loses_its_sessions_its_links_and_its_offers_for_good(cast: Cast) -> None:
    make_offers(cast.aurora, [NewOffer("lena@boreal.example", Role.AUDITOR)], by=cast.ada)
    lena = cast.leads["logistics"].user
    key = default_token_generator.make_token(lena)
    seal = lena.get_session_auth_hash()

    operators.close_account(lena, by=None)
    operators.open_account(lena, by=None)

    assert lena.is_active
    assert not default_token_generator.check_token(lena, key)
    assert default_token_generator.check_token(lena, default_token_generator.make_token(lena))
    assert lena.get_session_auth_hash() != seal
    assert MembershipOffer.objects.get().state == MembershipOffer.State.REVOKED
