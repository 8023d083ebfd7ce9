"""The people of an organization: found, added, given roles by rank, let go."""

import re

import pytest
from django.core import mail

from organizations import joining
from organizations.access import Role
from organizations.models import Membership, RoleGrant, User
from organizations.scoping import scope, scopes_disabled
from tests.cast import PASSWORD, Cast

PEOPLE = "/o/aurora/people/"
ENGLISH = {"Accept-Language": "en"}


def text_of(client, address: str) -> str:
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def rows_in(page: str) -> list[str]:
    """The names in the list of members, in its order."""
    return re.findall(r'aria-hidden="true">\w+</span><span translate="no">([^<]+)<', page)


def roles_of(member: Membership) -> set[tuple[str, str]]:
    with scopes_disabled():
        grants = RoleGrant.objects.filter(membership=member).select_related("team")
        return {(grant.role, grant.team.name if grant.team else "") for grant in grants}


def nina(cast: Cast, **more) -> dict[str, object]:
    given = {"name": "Nina Faro", "email": "Nina@aurora.example", "role": "member", "team": cast.pricing.pk}
    return given | more


def test_all_members_are_listed_by_name_with_their_roles(cast: Cast, enter):
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
def test_people_are_found(cast: Cast, enter, query, names):
    answer = enter(cast.ada).get(PEOPLE, query, headers=ENGLISH)

    found = rows_in(answer.content.decode())
    assert found == names if names is not None else len(found) == 10


def add_many(cast: Cast, count: int) -> None:
    with scope(organization=cast.aurora):
        for number in range(count):
            joining.add_member(
                cast.aurora,
                email=f"p{number}@aurora.example",
                name=f"Person {number:02}",
                role=Role.MEMBER,
                team=cast.pricing,
                by=None,
            )


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_takes_the_same_queries_however_many_people(
    cast: Cast, enter, django_assert_num_queries, many
):
    add_many(cast, many)
    client = enter(cast.ada)
    client.get(PEOPLE)

    # the person, the membership, its roles; the form's teams, their paths; the count, the members, their own
    with django_assert_num_queries(8):
        client.get(PEOPLE)


def test_a_long_list_has_pages_that_keep_the_search(cast: Cast, enter):
    add_many(cast, 55)
    client = enter(cast.ada)

    first = text_of(client, f"{PEOPLE}?q=person")
    second = text_of(client, f"{PEOPLE}?q=person&page=2")

    assert len(rows_in(first)) == 50
    assert len(rows_in(second)) == 5
    assert "?q=person&amp;page=2" in first


def test_an_added_person_gets_a_mail_chooses_a_password_and_comes_in(
    cast: Cast, enter, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = enter(cast.ada).post(PEOPLE, nina(cast), follow=True, headers=ENGLISH)
    assert "Nina Faro is a member now." in answer.content.decode()
    client.logout()

    [link] = re.findall(r"https?://\S+/accounts/password/reset/key/\S+", mail.outbox[0].body)
    form = client.get(re.sub(r"^https?://[^/]+", "", link), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/accounts/login/", {"login": "nina@aurora.example", "password": PASSWORD})

    assert client.get("/").headers["Location"] == "/o/aurora/"
    assert "Pricing" in text_of(client, "/o/aurora/teams/")


def test_a_link_lets_nobody_in_twice(cast: Cast, enter, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enter(cast.ada).post(PEOPLE, nina(cast))
    client.logout()
    [link] = re.findall(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})

    again = client.get(link, follow=True, headers=ENGLISH)

    assert "This link no longer works" in again.content.decode()


def test_who_has_not_chosen_a_password_can_ask_for_another_link(
    cast: Cast, enter, client, django_capture_on_commit_callbacks
):
    enter(cast.ada).post(PEOPLE, nina(cast))
    client.logout()

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/reset/", {"email": "nina@aurora.example"})

    assert [message.to for message in mail.outbox] == [["nina@aurora.example"]]
    assert "/accounts/password/reset/key/" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({"name": " "}, "This field is required.", id="no name"),
        pytest.param({"email": "nina@"}, "Write the full address", id="half an address"),
        pytest.param({"email": "LIA@aurora.example"}, "This person is a member already.", id="a member"),
        pytest.param({"team": ""}, "Choose the team in which the person has this role.", id="no team"),
        pytest.param({"role": "auditor"}, "not in one team", id="a role that has no team"),
        pytest.param({"role": "owner", "team": ""}, "Select a valid choice", id="a role above one's own"),
        pytest.param({"role": "queen"}, "Select a valid choice", id="a role that there is not"),
    ],
)
def test_what_is_wrong_is_said_and_kept_and_nothing_is_stored(cast: Cast, enter, sent, words):
    answer = enter(cast.ada).post(PEOPLE, nina(cast, **sent), headers=ENGLISH)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert not User.objects.filter(email="nina@aurora.example").exists()
    assert 'value="Nina Faro"' in page or sent.get("name") == " "


def test_the_team_from_which_one_comes_is_chosen_already(cast: Cast, enter):
    page = text_of(enter(cast.ada), f"{PEOPLE}?team=churn")

    assert f'<option value="{cast.churn.pk}" selected>Retail / Churn</option>' in page


def test_an_owner_may_give_every_role_and_an_admin_all_but_owner(cast: Cast, enter):
    def offered(member) -> set[str]:
        page = text_of(enter(member), f"{PEOPLE}{cast.mauro.pk}/")
        return set(re.findall(r'<option value="([a-z_]+)"', page))

    assert offered(cast.olga) - offered(cast.ada) == {"owner"}
    assert offered(cast.olga) == set(Role.values)


def test_a_role_is_given_and_taken_away(cast: Cast, enter):
    client = enter(cast.ada)

    client.post(f"{PEOPLE}{cast.mauro.pk}/", {"role": "lead", "team": cast.churn.pk})
    assert roles_of(cast.mauro) == {("member", "Pricing"), ("lead", "Churn")}

    with scopes_disabled():
        grant = RoleGrant.objects.get(membership=cast.mauro, role="lead")
    client.post(f"{PEOPLE}{cast.mauro.pk}/roles/{grant.pk}/revoke/")
    assert roles_of(cast.mauro) == {("member", "Pricing")}


def test_an_admin_is_not_offered_an_owners_role_and_is_refused_it(cast: Cast, enter):
    client = enter(cast.ada)
    with scopes_disabled():
        grant = RoleGrant.objects.get(membership=cast.olga)

    page = text_of(client, f"{PEOPLE}{cast.olga.pk}/")
    answer = client.post(f"{PEOPLE}{cast.olga.pk}/roles/{grant.pk}/revoke/", headers=ENGLISH)

    assert "above your own role" in page
    assert f"/roles/{grant.pk}/revoke/" not in page
    assert answer.status_code == 403
    assert roles_of(cast.olga) == {("owner", "")}


def test_the_last_owner_is_told_what_to_do_first(cast: Cast, enter):
    answer = enter(cast.olga).post(f"{PEOPLE}{cast.olga.pk}/end/", headers=ENGLISH)

    assert answer.status_code == 409
    assert "Make somebody else an owner first." in answer.content.decode()


def test_a_role_of_one_person_is_not_taken_at_the_address_of_another(cast: Cast, enter):
    with scopes_disabled():
        grant = RoleGrant.objects.get(membership=cast.lia)

    answer = enter(cast.ada).post(f"{PEOPLE}{cast.mauro.pk}/roles/{grant.pk}/revoke/")

    assert answer.status_code == 404
    assert roles_of(cast.lia) == {("lead", "Pricing")}


def test_who_is_let_go_is_gone_from_the_list(cast: Cast, enter):
    client = enter(cast.ada)

    answer = client.post(f"{PEOPLE}{cast.mauro.pk}/end/", follow=True, headers=ENGLISH)

    page = answer.content.decode()
    assert "Mauro Reis is no member any more." in page
    assert "Mauro Reis" not in rows_in(page)


def test_who_lets_go_of_oneself_arrives_at_the_start(cast: Cast, enter):
    answer = enter(cast.ada).post(f"{PEOPLE}{cast.ada.pk}/end/")

    assert answer.headers["Location"] == "/"


def test_the_mail_can_be_sent_again_until_the_first_sign_in(
    cast: Cast, enter, django_capture_on_commit_callbacks
):
    client = enter(cast.ada)
    address = f"{PEOPLE}{cast.mauro.pk}/"
    assert "Send the mail again" in text_of(client, address)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address}write/")
    cast.mauro.user.last_login = cast.mauro.created_at
    cast.mauro.user.save()

    assert [message.to for message in mail.outbox] == [["mauro@aurora.example"]]
    assert "Send the mail again" not in text_of(client, address)


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999999999"])
def test_a_number_that_is_nobodys_is_not_found(cast: Cast, enter, pk):
    assert enter(cast.ada).get(f"{PEOPLE}{pk}/").status_code == 404


def test_a_name_is_shown_and_never_run(cast: Cast, enter):
    cast.mauro.user.name = '"><img src=x onerror=alert(1)>'
    cast.mauro.user.save()
    client = enter(cast.ada)

    for address in (PEOPLE, f"{PEOPLE}{cast.mauro.pk}/", "/o/aurora/settings/team/pricing/"):
        assert "<img src=x" not in text_of(client, address)
