"""The people of an organization: found, added, given roles by rank, let go."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from organizations.access import Role
from organizations.accounts.backends import BACKEND
from organizations.models import Membership, RoleGrant
from organizations.scoping import scope, scopes_disabled
from tests.cast import Cast, join
from tests.confirmed import confirm
from tests.kinds import Enter
from tests.markup import markup

PEOPLE = "/o/aurora/people/"
ENGLISH = {"Accept-Language": "en"}


def text_of(client: Client, address: str) -> str:
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == 200
    return markup(answer)


def rows_in(page: str) -> list[str]:
    """The names in the list of members, in its order."""
    return re.findall(r'aria-hidden="true">\w+</span> ?<span><span translate="no">([^<]+?) ?<', page)


def roles_of(member: Membership) -> set[tuple[str, str]]:
    with scopes_disabled():
        grants = RoleGrant.objects.filter(membership=member).select_related("team")
        return {(grant.role, grant.team.name if grant.team else "") for grant in grants}


@pytest.mark.parametrize("deed", ["", "roles/", "suspend/", "end/", "erase/"])
def test_who_has_left_has_no_page_any_more(cast: Cast, enter: Enter, deed: str) -> None:
    with scopes_disabled():
        Membership.objects.filter(pk=cast.mauro.pk).update(state=Membership.State.ENDED)
    client = enter(cast.olga)
    confirm(client)

    assert client.get(f"{PEOPLE}{cast.mauro.pk}/").status_code == 404
    assert client.post(f"{PEOPLE}{cast.mauro.pk}/{deed}").status_code == (404 if deed else 405)


def test_all_members_are_listed_by_name_with_their_roles(cast: Cast, enter: Enter) -> None:
    page = text_of(enter(cast.ada), PEOPLE)

    assert rows_in(page)[:4] == ["Ada Nunes", "Caio Lima", "Clara Dias", "Davi Lopes"]
    for words in (
        "10 members of Aurora Seguros",
        "Manager, whole organization",
        "Manager of Retail",
        "Lead of Pricing",
    ):
        assert words in page
    assert "Otto" not in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param({"q": "lia s"}, ["Lia Souza"], id="by name"),
        pytest.param({"q": "MAURO@"}, ["Mauro Reis"], id="by address"),
        pytest.param({"role": "lead"}, ["Caio Lima", "Fabio Alves", "Lia Souza"], id="by role"),
        pytest.param({"q": "caio", "role": "lead"}, ["Caio Lima"], id="by both"),
        pytest.param({"q": "otto"}, [], id="nobody of another organization"),
        pytest.param({"role": "queen"}, None, id="a role that there is not is no filter"),
    ],
)
def test_people_are_found(cast: Cast, enter: Enter, query: Any, names: Any) -> None:
    answer = enter(cast.ada).get(PEOPLE, query, headers=ENGLISH)

    found = rows_in(markup(answer))
    assert found == names if names is not None else len(found) == 10


def add_many(cast: Cast, count: int) -> None:
    with scope(organization=cast.aurora):
        for number in range(count):
            join(cast.aurora, f"P{number} Person {number:02}", Role.MEMBER, cast.pricing)


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_takes_the_same_queries_however_many_people(
    cast: Cast, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    add_many(cast, many)
    client = enter(cast.ada)
    client.get(PEOPLE)

    # the person, the membership, its roles; the count, the members, their own; the open offers
    with django_assert_num_queries(7):
        client.get(PEOPLE)


def test_a_long_list_has_pages_that_keep_the_search(cast: Cast, enter: Enter) -> None:
    add_many(cast, 55)
    client = enter(cast.ada)

    first = text_of(client, f"{PEOPLE}?q=person")
    second = text_of(client, f"{PEOPLE}?q=person&page=2")

    assert len(rows_in(first)) == 50
    assert len(rows_in(second)) == 5
    assert "?q=person&amp;page=2" in first


def test_an_owner_may_give_every_role_and_an_admin_all_but_owner(cast: Cast, enter: Enter) -> None:
    def offered(member: Membership) -> set[str]:
        page = text_of(enter(member), f"{PEOPLE}{cast.mauro.pk}/")
        return set(re.findall(r'<option value="([a-z_]+)"', page))

    assert offered(cast.olga) - offered(cast.ada) == {"owner"}
    assert offered(cast.olga) == set(Role.values)


def test_a_role_is_given_and_taken_away(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    client.post(f"{PEOPLE}{cast.mauro.pk}/roles/", {"role": "lead", "team": cast.churn.pk})
    assert roles_of(cast.mauro) == {("member", "Pricing"), ("lead", "Churn")}

    with scopes_disabled():
        grant = RoleGrant.objects.get(membership=cast.mauro, role="lead")
    client.post(f"{PEOPLE}{cast.mauro.pk}/roles/{grant.pk}/revoke/")
    assert roles_of(cast.mauro) == {("member", "Pricing")}


def test_an_admin_is_not_offered_an_owners_role_and_is_refused_it(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    with scopes_disabled():
        grant = RoleGrant.objects.get(membership=cast.olga)

    page = text_of(client, f"{PEOPLE}{cast.olga.pk}/")
    answer = client.post(f"{PEOPLE}{cast.olga.pk}/roles/{grant.pk}/revoke/", headers=ENGLISH)

    assert "above your own role" in page
    assert f"/roles/{grant.pk}/revoke/" not in page
    assert answer.status_code == 403
    assert roles_of(cast.olga) == {("owner", "")}


def test_the_last_owner_is_told_what_to_do_first(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.olga).post(f"{PEOPLE}{cast.olga.pk}/end/", headers=ENGLISH)

    assert answer.status_code == 409
    assert "Make somebody else an owner first." in markup(answer)


def test_a_role_of_one_person_is_not_taken_at_the_address_of_another(cast: Cast, enter: Enter) -> None:
    with scopes_disabled():
        grant = RoleGrant.objects.get(membership=cast.lia)

    answer = enter(cast.ada).post(f"{PEOPLE}{cast.mauro.pk}/roles/{grant.pk}/revoke/")

    assert answer.status_code == 404
    assert roles_of(cast.lia) == {("lead", "Pricing")}


def test_who_is_let_go_is_gone_from_the_list(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    answer = client.post(f"{PEOPLE}{cast.mauro.pk}/end/", follow=True, headers=ENGLISH)

    page = markup(answer)
    assert "Mauro Reis is no member any more." in page
    assert "Mauro Reis" not in rows_in(page)


def test_who_lets_go_of_oneself_arrives_at_the_start(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.ada).post(f"{PEOPLE}{cast.ada.pk}/end/")

    assert answer.headers["Location"] == "/"


def test_a_refused_role_is_said_on_the_page_of_the_person(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.ada).post(f"{PEOPLE}{cast.mauro.pk}/roles/", {"role": "lead"}, headers=ENGLISH)

    assert answer.status_code == 422
    assert "Choose the team in which the person has this role." in markup(answer)


def test_an_auditor_reads_people_and_finds_nothing_to_change(cast: Cast, enter: Enter) -> None:
    client = enter(cast.vera)

    pages = [
        text_of(client, address) for address in (PEOPLE, f"{PEOPLE}{cast.mauro.pk}/", f"{PEOPLE}offers/")
    ]

    assert "Lead of Pricing" in pages[0]
    assert "Member of Pricing" in pages[1]
    for page in pages:
        main = page[page.index("<main") : page.index("</main>")]
        assert 'method="post"' not in main
        assert "Invite somebody" not in main


def test_a_suspended_person_is_out_at_once_and_stays_in_the_list(cast: Cast, enter: Enter) -> None:
    other = Client()
    other.force_login(cast.mauro.user, backend=BACKEND)
    assert other.get("/o/aurora/teams/").status_code == 200

    page = enter(cast.ada).post(f"{PEOPLE}{cast.mauro.pk}/suspend/", follow=True, headers=ENGLISH)

    assert "Mauro Reis is suspended and is let in no more." in markup(page)
    assert other.get("/o/aurora/teams/").status_code == 404
    assert "Suspended" in text_of(enter(cast.ada), f"{PEOPLE}?q=mauro")
    enter(cast.ada).post(f"{PEOPLE}{cast.mauro.pk}/bring-back/")
    assert other.get("/o/aurora/teams/").status_code == 200


def test_an_admin_is_not_offered_to_suspend_an_owner(cast: Cast, enter: Enter) -> None:
    page = text_of(enter(cast.ada), f"{PEOPLE}{cast.olga.pk}/")

    assert "This person has a role above your own" in page
    assert "/suspend/" not in page
    assert "/end/" not in page


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999999999"])
def test_a_number_that_is_nobodys_is_not_found(cast: Cast, enter: Enter, pk: str) -> None:
    assert enter(cast.ada).get(f"{PEOPLE}{pk}/").status_code == 404


def test_a_name_is_shown_and_never_run(cast: Cast, enter: Enter) -> None:
    cast.mauro.user.name = '"><img src=x onerror=alert(1)>'
    cast.mauro.user.save()
    client = enter(cast.ada)

    for address in (PEOPLE, f"{PEOPLE}{cast.mauro.pk}/", "/o/aurora/settings/team/pricing/"):
        assert "<img src=x" not in text_of(client, address)
