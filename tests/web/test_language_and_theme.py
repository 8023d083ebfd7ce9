"""Switching language and theme, on this device or with the account everywhere; always back to our pages."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from organizations.models import User
from tests.cast import Cast
from tests.kinds import Enter


@pytest.fixture
def visitor(db: None) -> Client:
    return Client(headers={"accept-language": "en"})


def test_a_visitor_reads_portuguese_from_the_next_page_on(visitor: Client) -> None:
    answer = visitor.post("/language/", {"language": "pt-br", "next": "/help/"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/")
    assert '<html lang="pt-BR"' in visitor.get("/help/").content.decode()


def test_the_language_of_the_browser_counts_until_one_is_chosen(visitor: Client) -> None:
    page = visitor.get("/help/", headers={"accept-language": "pt-BR,pt;q=0.9"}).content.decode()

    assert '<html lang="pt-BR"' in page


def test_a_person_takes_the_language_along_to_every_device(cast: Cast, enter: Enter) -> None:
    enter(cast.lia).post("/language/", {"language": "pt-br", "next": "/help/"})

    assert User.objects.get(pk=cast.lia.user.pk).language == "pt-br"
    another_device = Client(headers={"accept-language": "en"})
    another_device.force_login(cast.lia.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert '<html lang="pt-BR"' in another_device.get("/help/").content.decode()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_a_visitor_keeps_the_theme_on_this_device(visitor: Client, choice: str) -> None:
    visitor.post("/theme/", {"theme": choice, "next": "/help/"})

    page = visitor.get("/help/").content.decode()

    assert f'data-bs-theme="{choice}"' in page
    assert "js/theme.js" not in page


def test_as_the_device_needs_the_script_that_asks_the_device(visitor: Client) -> None:
    visitor.post("/theme/", {"theme": "dark"})
    visitor.post("/theme/", {"theme": "auto"})

    page = visitor.get("/help/").content.decode()

    assert 'data-theme="auto"' in page
    assert "js/theme.js" in page


def test_a_person_takes_the_theme_along_to_every_device(cast: Cast, enter: Enter) -> None:
    enter(cast.lia).post("/theme/", {"theme": "dark", "next": "/help/"})

    assert User.objects.get(pk=cast.lia.user.pk).theme == "dark"


@pytest.mark.parametrize("address", ["/language/", "/theme/"])
@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param("https://evil.example/", id="another host"),
        pytest.param("//evil.example/", id="another host without a scheme"),
        pytest.param("/\\evil.example/", id="another host by a backslash"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("", id="nowhere"),
    ],
)
def test_nobody_is_led_elsewhere(visitor: Client, address: str, elsewhere: Any) -> None:
    answer = visitor.post(address, {"language": "en", "theme": "dark", "next": elsewhere})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize(("address", "field"), [("/language/", "language"), ("/theme/", "theme")])
@pytest.mark.parametrize("value", ["", "tlh", "../../etc", "a" * 5000])
def test_what_there_is_not_is_refused_and_changes_nothing(
    cast: Cast, enter: Enter, address: str, field: str, value: Any
) -> None:
    answer = enter(cast.lia).post(address, {field: value, "next": "/help/"})

    person = User.objects.get(pk=cast.lia.user.pk)
    assert answer.status_code == 400
    assert (person.language, person.theme) == ("", "auto")
    assert not answer.cookies


@pytest.mark.parametrize("address", ["/language/", "/theme/"])
def test_a_link_switches_nothing(visitor: Client, address: str) -> None:
    assert visitor.get(address, {"language": "pt-br", "theme": "dark"}).status_code == 405


@pytest.mark.django_db  # the refusal is written down
def test_the_choice_of_another_site_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/language/", {"language": "pt-br"}).status_code == 403


def test_after_a_form_that_was_wrong_the_switch_leads_back_to_it(visitor: Client) -> None:
    page = visitor.post(
        "/accounts/login/",
        {"login": "lia"},
        headers={"referer": "http://testserver/accounts/login/?next=/help/"},
    ).content.decode()

    assert 'name="next" value="http://testserver/accounts/login/?next=/help/"' in page


def test_a_form_sent_from_elsewhere_leads_back_to_the_start(visitor: Client) -> None:
    page = visitor.post(
        "/accounts/login/", {"login": "lia"}, headers={"referer": "https://evil.example/"}
    ).content.decode()

    assert 'name="next" value="/"' in page
    assert "evil.example" not in page
