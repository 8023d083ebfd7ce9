"""Accounts: one a person, by address."""

import pytest

from organizations import people
from organizations.models import User
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
