"""From the address to the membership: who gets in, in which language and at which time."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from core.clock import now
from organizations.access import Role
from organizations.members import memberships
from organizations.models import RoleGrant
from organizations.scoping import scope
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup

TEAMS = "/o/aurora/teams/"


def test_who_is_not_signed_in_comes_back_after_signing_in(cast: Cast, client: Client) -> None:
    answer = client.get("/o/aurora/teams/?q=pri")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/login/?next=/o/aurora/teams/%3Fq%3Dpri"


def test_htmx_goes_to_the_sign_in_page_as_a_whole(cast: Cast, client: Client) -> None:
    answer = client.get(
        "/o/aurora/teams/?q=pri",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/o/aurora/teams/"},
    )

    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/o/aurora/teams/"


@pytest.mark.parametrize("page", ["http://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_htmx_never_comes_back_to_a_page_elsewhere(cast: Cast, client: Client, page: str) -> None:
    answer = client.get(TEAMS, headers={"HX-Request": "true", "HX-Current-URL": page})

    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/"


def test_a_program_is_told_in_json(cast: Cast, client: Client) -> None:
    answer = client.get(TEAMS, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")


@pytest.mark.parametrize("slug", ["boreal", "nothing"])
def test_what_one_does_not_belong_to_does_not_exist(cast: Cast, enter: Enter, slug: str) -> None:
    assert enter(cast.lia).get(f"/o/{slug}/teams/").status_code == 404


def test_an_archived_organization_is_gone(cast: Cast, enter: Enter) -> None:
    cast.aurora.archived_at = now()
    cast.aurora.save()

    assert enter(cast.lia).get(TEAMS).status_code == 404


@pytest.mark.parametrize("state", ["suspended", "ended"])
def test_who_is_no_member_now_is_out_with_the_next_page(cast: Cast, enter: Enter, state: str) -> None:
    client = enter(cast.lia)
    assert client.get(TEAMS).status_code == 200

    cast.lia.state = state
    cast.lia.save()

    assert client.get(TEAMS).status_code == 404


def test_a_closed_account_is_signed_out_with_the_next_page(cast: Cast, enter: Enter) -> None:
    client = enter(cast.lia)
    cast.lia.user.is_active = False
    cast.lia.user.save()

    assert client.get(TEAMS).headers["Location"].startswith("/accounts/login/")


def test_a_right_taken_away_is_gone_with_the_next_page(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    assert client.get("/o/aurora/people/").status_code == 200

    with scope(organization=cast.aurora):
        memberships.grant_role(cast.ada, Role.MEMBER, team=cast.pricing, by=cast.olga)
        memberships.revoke_role(RoleGrant.objects.get(membership=cast.ada, role=Role.ADMIN), by=cast.olga)

    assert client.get("/o/aurora/people/").status_code == 403


def test_a_refusal_names_the_right_and_who_can_give_it(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.lia).get("/o/aurora/people/", headers={"Accept-Language": "en"})

    page = markup(answer)
    assert answer.status_code == 403
    assert "In Aurora Seguros you do not have the right to see all people and their roles." in page
    assert "Ada Nunes, Olga Prado" in page
    assert "Otto" not in page


@pytest.mark.parametrize(
    ("mine", "cookie", "browser", "organization", "spoken"),
    [
        pytest.param("en", "pt-br", "pt-BR", "pt-br", "en", id="the person's own choice is first"),
        pytest.param("", "en", "pt-BR", "pt-br", "en", id="then the choice on this device"),
        pytest.param("", "", "pt-BR,en;q=0.5", "en", "pt-BR", id="then the browser's"),
        pytest.param("", "", "pt-PT", "en", "pt-BR", id="its nearest relative counts"),
        pytest.param("", "", "ja,de;q=0.8", "pt-br", "pt-BR", id="then the organization's"),
        pytest.param("", "", "", "pt-br", "pt-BR", id="a browser that says nothing"),
        pytest.param("", "", "*", "pt-br", "pt-BR", id="a browser that takes anything"),
        pytest.param("", "tlh", "ja", "pt-br", "pt-BR", id="a cookie with nonsense"),
        pytest.param("tlh", "", "ja", "xx", "en", id="nonsense all along"),
    ],
)
def test_the_language_is_the_nearest_choice(
    cast: Cast,
    enter: Enter,
    settings: Settings,
    mine: Any,
    cookie: Any,
    browser: Any,
    organization: Any,
    spoken: Any,
) -> None:
    cast.lia.user.language = mine
    cast.lia.user.save()
    cast.aurora.language = organization
    cast.aurora.save()
    client = enter(cast.lia)
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    page = markup(client.get(TEAMS, headers={"Accept-Language": browser}))

    assert f'<html lang="{spoken}"' in page


@pytest.mark.parametrize(
    ("mine", "organizations", "zone"),
    [
        pytest.param("Europe/Berlin", "America/Sao_Paulo", "Europe/Berlin", id="one's own"),
        pytest.param("", "America/Sao_Paulo", "America/Sao_Paulo", id="the organization's"),
        pytest.param(
            "Mars/Olympus", "America/Sao_Paulo", "America/Sao_Paulo", id="an unknown one of one's own"
        ),
        pytest.param("../../etc/passwd", "Mars/Olympus", "UTC", id="nonsense on both sides"),
    ],
)
def test_the_time_zone_is_the_nearest_that_exists(
    cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch, mine: Any, organizations: Any, zone: Any
) -> None:
    cast.lia.user.time_zone = mine
    cast.lia.user.save()
    cast.aurora.time_zone = organizations
    cast.aurora.save()
    seen = []
    shown = timezone.get_current_timezone_name
    monkeypatch.setattr("organizations.teams.queries.tree", _noting(seen, shown))

    assert enter(cast.lia).get(TEAMS).status_code == 200

    assert seen == [zone]
    assert timezone.get_current_timezone_name() == "UTC"


def _noting(seen: Any, shown: Any) -> Any:
    from organizations.teams import queries

    tree = queries.tree

    def noted(*args: Any, **kwargs: Any) -> Any:
        seen.append(shown())
        return tree(*args, **kwargs)

    return noted


def test_after_signing_in_again_a_form_is_there_and_not_an_address_that_only_takes_forms(
    client: Client, cast: Cast
) -> None:
    sent = "/o/aurora/settings/team/pricing/archive/"

    answer = client.post(sent, headers={"referer": "http://testserver/o/aurora/settings/team/pricing/"})
    lost = client.post(sent)
    lured = client.post(sent, headers={"referer": "https://evil.example/o/aurora/"})

    assert answer.headers["Location"] == "/accounts/login/?next=/o/aurora/settings/team/pricing/"
    assert lost.headers["Location"] == lured.headers["Location"] == "/accounts/login/?next=/"
