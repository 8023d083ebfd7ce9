"""The first-run page, as whoever installs Patamar meets it."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from core.clock import now
from organizations.models import Organization, User
from organizations.scoping import scopes_disabled
from organizations.tenant import first_run
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.first_run]

GOOD = {
    "organization": "Aurora Seguros",
    "language": "pt-br",
    "time_zone": "America/Sao_Paulo",
    "name": "Olga Prado",
    "email": "Olga@aurora.example",
    "password": "rivers run to the sea",
    "start": "empty",
}


def test_the_first_person_is_signed_in_and_led_to_the_teams(client: Client) -> None:
    answer = client.post("/setup/", GOOD)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/o/aurora-seguros/teams/")
    page = client.get(answer.headers["Location"], headers={"Accept-Language": "en"}).content.decode()
    assert "No teams yet" in page
    assert "Olga Prado" in page


def test_what_was_chosen_is_stored(client: Client) -> None:
    client.post("/setup/", GOOD)

    organization, olga = Organization.objects.get(), User.objects.get()
    assert (organization.name, organization.language, organization.time_zone) == (
        "Aurora Seguros",
        "pt-br",
        "America/Sao_Paulo",
    )
    assert (olga.name, olga.email) == ("Olga Prado", "olga@aurora.example")
    assert olga.check_password(GOOD["password"])


def test_the_page_speaks_the_browsers_language_and_offers_it(client: Client) -> None:
    page = client.get("/setup/", headers={"Accept-Language": "pt-BR"}).content.decode()

    assert '<html lang="pt-BR"' in page
    assert '<option value="pt-br" selected>' in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        pytest.param("organization", " ", "This field is required.", id="no organization"),
        pytest.param("name", "", "This field is required.", id="no name"),
        pytest.param("email", "olga@", "Write the full address", id="half an address"),
        pytest.param("password", "short", "at least 12 characters", id="a short password"),
        pytest.param("password", "michaeljackson", "too common", id="a common password"),
        pytest.param(
            "password", "olga@aurora.example", "too similar to the e-mail", id="the address as password"
        ),
        pytest.param("time_zone", "Mars/Olympus", "Select a valid choice", id="a zone of elsewhere"),
        pytest.param("language", "tlh", "Select a valid choice", id="a language that nobody speaks"),
        pytest.param("start", "everything", "Select a valid choice", id="an unknown start"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    client: Client, field: Any, value: Any, words: Any
) -> None:
    answer = client.post("/setup/", GOOD | {field: value}, headers={"Accept-Language": "en"})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert first_run.nobody_is_here()
    assert not Organization.objects.exists()


def test_all_that_was_typed_is_kept_with_all_that_is_wrong(client: Client) -> None:
    answer = client.post("/setup/", GOOD | {"email": "olga@", "password": "short"})

    page = answer.content.decode()
    for typed in ("Aurora Seguros", "Olga Prado", "olga@", "short"):
        assert f'value="{typed}"' in page
    assert '<option value="America/Sao_Paulo" selected>' in page
    assert page.count("is-invalid") == 2


def test_the_page_closes_with_the_first_person(client: Client) -> None:
    client.post("/setup/", GOOD)

    assert client.get("/setup/").headers["Location"] == "/"
    assert Client().post("/setup/", GOOD | {"email": "nora@example.com"}).headers["Location"] == "/"
    assert User.objects.count() == 1


def test_a_server_with_people_has_no_first_run(cast: Cast, client: Client) -> None:
    assert client.get("/setup/").headers["Location"] == "/"


def test_a_form_without_its_token_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post("/setup/", GOOD)

    assert answer.status_code == 403
    assert first_run.nobody_is_here()


def test_outside_production_no_code_is_asked(client: Client) -> None:
    assert "One-time code" not in client.get("/setup/", headers={"Accept-Language": "en"}).content.decode()


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA"])
def test_production_asks_for_the_code_that_the_server_prints(
    client: Client, settings: Settings, code: str
) -> None:
    settings.IN_PRODUCTION = True

    answer = client.post("/setup/", GOOD | {"code": code})

    assert answer.status_code == 422
    assert first_run.nobody_is_here()


def test_production_opens_with_the_right_code(client: Client, settings: Settings) -> None:
    settings.IN_PRODUCTION = True

    answer = client.post("/setup/", GOOD | {"code": first_run.code_at(now())})

    assert answer.status_code == 302
    with scopes_disabled():
        assert Organization.objects.get().slug == "aurora-seguros"
