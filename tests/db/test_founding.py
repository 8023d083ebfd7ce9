"""An organization begins with an owner and an address of its own."""

from typing import Any

import pytest

from organizations.access import Right, Role, may
from organizations.accounts.people import add_person
from organizations.models import AuditEvent, Organization, User
from organizations.scoping import scope
from organizations.tenant.founding import AddressTaken, OrganizationNameMissing, found_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora() -> User:
    return add_person(email="nora@example.com", name="Nora Lind", password="rivers run to the sea")


def found(owner: User, name: str = "Água & Luz", **more: Any) -> Organization:
    return found_organization(name=name, language="pt-br", time_zone="UTC", owner=owner, **more).organization


def test_the_founder_owns_the_organization(nora: User) -> None:
    member = found_organization(name="Água & Luz", language="pt-br", time_zone="America/Recife", owner=nora)

    with scope(organization=member.organization):
        assert [grant.role for grant in member.roles_now()] == [Role.OWNER]
        assert may(member, Right.MANAGE_PEOPLE)
    assert member.organization.time_zone == "America/Recife"


def test_the_address_is_made_of_the_name(nora: User) -> None:
    assert found(nora).slug == "agua-luz"


def test_the_same_name_twice_gives_two_addresses(nora: User) -> None:
    assert [found(nora).slug, found(nora).slug] == ["agua-luz", "agua-luz-2"]


def test_a_given_address_that_is_taken_is_refused(nora: User) -> None:
    found(nora)

    with pytest.raises(AddressTaken):
        found(nora, name="Other", slug="agua-luz")

    assert Organization.objects.count() == 1


def test_a_name_of_spaces_is_no_name(nora: User) -> None:
    with pytest.raises(OrganizationNameMissing):
        found(nora, name="   ")


def test_founding_and_joining_are_in_the_trail(nora: User) -> None:
    organization = found(nora)

    with scope(organization=organization):
        events = AuditEvent.objects.order_by("pk")
        assert [event.action for event in events] == ["organization.founded", "member.joined", "role.granted"]
        assert events[0].actor == nora
