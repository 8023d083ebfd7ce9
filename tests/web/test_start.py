"""Where a person arrives: the front page, the organization, the list of several, an honest nothing."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from organizations.access import Role
from organizations.members import memberships
from organizations.scoping import scope
from organizations.tenant.founding import found_organization
from tests.cast import Cast
from tests.kinds import Enter


def test_a_visitor_reads_what_patamar_is(cast: Cast, client: Client) -> None:
    page = client.get("/").content.decode()

    assert "Know which step each team stands on" in page
    assert "Aurora" not in page


def test_a_member_of_one_organization_goes_there(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.lia).get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/o/aurora/")


def test_a_member_of_two_chooses(cast: Cast, enter: Enter) -> None:
    with scope(organization=cast.boreal):
        memberships.join(cast.boreal, user=cast.lia.user, role=Role.AUDITOR, by=cast.otto)

    page = enter(cast.lia).get("/").content.decode()

    assert 'href="/o/aurora/"' in page
    assert 'href="/o/boreal/"' in page
    assert "Auditor" in page


def test_who_is_in_several_can_change_the_organization_from_its_settings(cast: Cast, enter: Enter) -> None:
    with scope(organization=cast.boreal):
        memberships.join(cast.boreal, user=cast.lia.user, role=Role.AUDITOR, by=cast.otto)

    assert "Change organization" in enter(cast.lia).get("/o/aurora/settings/").content.decode()


def test_who_is_nowhere_reads_who_can_help(cast: Cast, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        memberships.end_membership(cast.mauro, by=cast.ada)

    page = enter(cast.mauro).get("/").content.decode()

    assert "You are in no organization yet" in page
    assert cast.mauro.user.email in page
    assert "owner or an admin" in page


def test_the_list_of_organizations_takes_the_same_queries_for_two_and_for_six(
    cast: Cast, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def join_some(count: int) -> None:
        for number in range(count):
            found_organization(name=f"Org {number}", language="en", time_zone="UTC", owner=cast.lia.user)

    join_some(1)
    client = enter(cast.lia)
    # the person, the memberships, their roles; whether the address is confirmed, what is offered to it
    with django_assert_num_queries(5):
        client.get("/")
    join_some(4)
    with django_assert_num_queries(5):
        client.get("/")


@pytest.mark.first_run
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/o/aurora/", "/account/"])
def test_while_nobody_is_here_every_page_leads_to_the_first_run(client: Client, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/setup/")


@pytest.mark.first_run
@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/setup/", "/help/", "/privacy/", "/accessibility/", "/healthz", "/readyz"]
)
def test_what_helps_to_set_up_stays_open(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.first_run
@pytest.mark.django_db
def test_htmx_is_led_to_the_first_run_as_a_whole_page(client: Client) -> None:
    answer = client.get("/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/setup/"


@pytest.mark.first_run
def test_once_somebody_is_here_no_query_asks_for_it_again(
    cast: Cast, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/help/")
    client.get("/accounts/login/")

    with django_assert_num_queries(0):
        client.get("/accounts/login/")
