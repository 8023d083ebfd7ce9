"""The headers that every answer carries, whatever it is."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import PASSWORD, Cast
from tests.kinds import Enter

NOTHING = "'none'"


@pytest.fixture
def visitor(db: None) -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        pytest.param("/help/", 200, id="a page"),
        pytest.param("/accounts/login/", 200, id="a page of allauth"),
        pytest.param("/account/", 302, id="a redirect"),
        pytest.param("/nothing/", 404, id="not found"),
        pytest.param("/language/", 405, id="the wrong method"),
        pytest.param("/healthz", 200, id="JSON"),
        pytest.param("/static/css/base.css", 200, id="a file"),
        pytest.param("/static/nothing.css", 404, id="a file that is not there"),
    ],
)
def test_every_answer_carries_them(visitor: Client, address: Any, status: Any) -> None:
    answer = visitor.get(address)

    assert answer.status_code == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert policy_of(answer)["default-src"] == [NOTHING]


def test_the_other_errors_carry_them_too(cast: Cast, enter: Enter) -> None:
    forbidden = enter(cast.lia).get("/o/aurora/people/")
    without_token = Client(enforce_csrf_checks=True).post("/accounts/login/")

    for answer in (forbidden, without_token):
        assert answer.status_code == 403
        assert policy_of(answer)["default-src"] == [NOTHING]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_comes_from_elsewhere_and_nothing_stands_inline(visitor: Client) -> None:
    policy = policy_of(visitor.get("/help/"))

    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
    assert policy["base-uri"] == policy["object-src"] == policy["frame-ancestors"] == [NOTHING]
    assert policy["form-action"] == ["'self'"]
    written = str(policy)
    for loophole in ("unsafe", "http:", "https:", "*"):
        assert loophole not in written


def test_pages_are_not_kept_by_anybody_and_files_are(visitor: Client) -> None:
    assert visitor.get("/help/").headers["Cache-Control"] == "private, no-store"
    assert visitor.get("/nothing/").headers["Cache-Control"] == "private, no-store"
    assert "no-store" not in visitor.get("/static/css/base.css").headers["Cache-Control"]


def test_a_page_with_names_in_it_is_not_kept_either(cast: Cast, enter: Enter) -> None:
    assert enter(cast.lia).get("/o/aurora/teams/").headers["Cache-Control"] == "private, no-store"


def test_a_file_that_is_made_while_it_is_sent_is_held_back_by_no_proxy(cast: Cast, enter: Enter) -> None:
    client = enter(cast.vera)

    assert client.post("/o/aurora/settings/audit/download/").headers["X-Accel-Buffering"] == "no"
    assert "X-Accel-Buffering" not in client.get("/o/aurora/settings/audit/").headers
    assert "X-Accel-Buffering" not in client.get("/static/css/base.css").headers


@pytest.mark.parametrize(
    ("below", "on_the_list", "told"),
    [
        pytest.param(False, False, "max-age=31536000", id="this host alone"),
        pytest.param(True, False, "max-age=31536000; includeSubDomains", id="and those below it"),
        pytest.param(True, True, "max-age=31536000; includeSubDomains; preload", id="and on the list"),
    ],
)
def test_over_https_browsers_are_told_to_stay_there(
    settings: Settings, db: None, below: Any, on_the_list: Any, told: Any
) -> None:
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD = below, on_the_list

    answer = Client().get("/help/", secure=True)

    assert answer.headers["Strict-Transport-Security"] == told


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(
    cast: Cast, client: Client, settings: Settings
) -> None:
    client.post("/accounts/login/", {"login": cast.lia.user.email, "password": PASSWORD})
    client.get("/account/")

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example"])
def test_a_host_that_is_not_ours_is_refused(visitor: Client, host: str) -> None:
    assert visitor.get("/help/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    ("name", "value"), [("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https")]
)
def test_what_a_client_forges_has_no_effect(visitor: Client, cast: Cast, name: str, value: str) -> None:
    visitor.post("/accounts/password/reset/", {"email": cast.lia.user.email}, headers={name: value})
    answer = visitor.get("/help/", headers={name: value})

    assert not answer.wsgi_request.is_secure()
    assert answer.wsgi_request.get_host() == "testserver"


def policy_of(answer: Any) -> dict[str, list[str]]:
    """The content security policy as a mapping."""
    directives = [words.split() for words in answer.headers["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in directives}


@pytest.mark.parametrize("address", ["/static/css/base.css", "/static/nothing.css", "/help/", "/nothing/"])
def test_only_files_are_kept_by_caches_that_many_share(visitor: Client, address: str) -> None:
    answer = visitor.get(address)

    is_file = answer.status_code == 200 and address.startswith("/static/")
    assert ("public" in answer.headers["Cache-Control"]) == is_file
    assert ("no-store" in answer.headers["Cache-Control"]) != is_file
