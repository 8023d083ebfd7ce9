"""Error pages: in style, in the reader's language, with nothing of the inside in them; JSON for programs."""

import json
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as the_product
from core.errors import DomainError
from organizations.access import Right, requires
from tests.cast import Cast
from tests.kinds import Enter

__all__ = ["handler400", "handler403", "handler404", "handler500"]


class RoundNotOpen(DomainError):
    code = "round_not_open"
    message = "This round is not open."


class RoomIsFull(DomainError):
    heading = "There is no chair left"


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the inside")


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("consuming input failed: the server is at 10.1.2.3")


def full_disk(request: HttpRequest) -> HttpResponse:
    with closing(sqlite3.connect(":memory:")) as small:
        small.execute("PRAGMA max_page_count = 2")
        small.execute("CREATE TABLE page (words)")
        raise_as_django(lambda: small.execute("INSERT INTO page VALUES (zeroblob(10000))"))
    return HttpResponse("stored")


def lacking_table(request: HttpRequest) -> HttpResponse:
    with closing(sqlite3.connect(":memory:")) as empty:
        raise_as_django(lambda: empty.execute("SELECT * FROM nowhere"))
    return HttpResponse("read")


def raise_as_django(ask: Callable[[], object]) -> None:
    """What the driver raises, as the class of Django's that it arrives as."""
    try:
        ask()
    except sqlite3.OperationalError as error:
        raise OperationalError(*error.args) from error


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("a secret of the inside")


def refused(request: HttpRequest) -> HttpResponse:
    raise RoundNotOpen


def refused_with(request: HttpRequest, status: int) -> HttpResponse:
    error = RoundNotOpen()
    error.status = status
    raise error


def full(request: HttpRequest) -> HttpResponse:
    raise RoomIsFull


@requires(Right.RUN_ROUND)
def run(request: HttpRequest) -> HttpResponse:
    return HttpResponse("running")


urlpatterns = [
    path("broken/", broken),
    path("away/", away),
    path("full-disk/", full_disk),
    path("lacking-table/", lacking_table),
    path("suspicious/", suspicious),
    path("refused/", refused),
    path("refused/<int:status>/", refused_with),
    path("full/", full),
    path("o/<slug:organization>/run/", run),
    *the_product,
]
pytestmark = pytest.mark.urls("tests.web.test_errors")


@pytest.fixture
def visitor(db: None) -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing/", 404, "This step does not exist"),
        ("/suspicious/", 400, "This request could not be read"),
        ("/broken/", 500, "A step broke on our side"),
        ("/refused/", 409, "This round is not open."),
    ],
)
def test_an_error_has_a_page_in_style(visitor: Client, address: str, status: int, words: str) -> None:
    answer = visitor.get(address)

    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "css/base_plain.css" in page
    assert "Traceback" not in page
    assert "secret of the inside" not in page


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/refused/403/", "This is not open to you"),
        ("/refused/409/", "Something stands in the way"),
        ("/refused/410/", "This is not here any more"),
        ("/refused/413/", "This is too much at once"),
        ("/refused/422/", "Something has to be corrected"),
        ("/refused/429/", "This is not possible now"),
        ("/refused/418/", "Something stands in the way"),
        ("/full/", "There is no chair left"),
    ],
)
def test_a_refusal_is_headed_by_its_cause(visitor: Client, address: str, heading: str) -> None:
    page = visitor.get(address).text

    assert f"<h1>{heading}</h1>" in page
    assert f"<title>{heading}" in page
    assert ("not possible now" in page) == (heading == "This is not possible now")


def test_a_refusal_is_one_line_in_the_log_and_a_defect_tells_where(
    cast: Cast, enter: Enter, visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    enter(cast.mauro).get("/o/aurora/run/")
    visitor.get("/suspicious/")
    visitor.get("/broken/")

    lines = [(line.levelname, line.exc_info is None) for line in caplog.records if line.name != "core.views"]
    assert lines == [("WARNING", True), ("ERROR", True), ("ERROR", False)]


def test_an_error_speaks_the_readers_language(visitor: Client) -> None:
    page = visitor.get("/nothing/", headers={"accept-language": "pt-BR"}).content.decode()

    assert '<html lang="pt-BR"' in page


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/nothing/", 404, "not_found"),
        ("/suspicious/", 400, "bad_request"),
        ("/broken/", 500, "defect"),
        ("/refused/", 409, "round_not_open"),
    ],
)
def test_a_program_gets_json(visitor: Client, address: str, status: int, code: str) -> None:
    answer = visitor.get(address, headers={"accept": "application/json"})

    assert answer.status_code == status
    assert json.loads(answer.content)["code"] == code


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
        ("text/html;q=0.8, application/json", "application/json"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/html, application/json", "text/html"),
    ],
)
def test_a_refusal_is_json_for_whoever_would_rather_have_it(
    cast: Cast, enter: Enter, accept: str, kind: str
) -> None:
    mauro = enter(cast.mauro)
    mauro.handler.enforce_csrf_checks = True

    for answer in (
        mauro.get("/o/aurora/run/", headers={"accept": accept}),  # he has no right to it
        mauro.post("/language/", {"language": "en"}, headers={"accept": accept}),  # a form without its token
    ):
        assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (403, kind)


def test_who_lacks_a_right_is_told_who_they_are_and_whom_to_ask(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.mauro).get("/o/aurora/run/")

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "You cannot open this page" in page
    assert "You are signed in as Mauro Reis." in page
    assert "Aurora Seguros" in page


def test_a_stranger_learns_nothing_about_the_organization(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.otto).get("/o/aurora/run/")

    assert answer.status_code == 404
    assert "Aurora" not in answer.content.decode()


def test_a_refusal_for_htmx_is_a_part_that_is_read_out(visitor: Client) -> None:
    page = visitor.get("/refused/", headers={"hx-request": "true"}).content.decode()

    assert "<html" not in page
    assert 'role="alert"' in page
    assert "This round is not open." in page


@pytest.mark.django_db  # the refusal is written down
def test_a_form_without_its_token_is_explained() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/accounts/login/", {"login": "lia@aurora.example", "password": "wrong"})

    assert answer.status_code == 403
    assert "This form is no longer valid" in answer.content.decode()


FORM = "application/x-www-form-urlencoded"
UNREADABLE = {
    "another charset": (b"a=b", FORM + "; charset=utf-16"),
    "too many fields": (b"&".join(b"a%d=1" % n for n in range(3000)), FORM),
    "too many bytes": (b"a=" + b"x" * 2_000_000, FORM),
    "no boundary": (b"x", "multipart/form-data"),
    "too many files": (
        b"".join(
            b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n\r\n' for _ in range(20)
        )
        + b"--b--\r\n",
        "multipart/form-data; boundary=b",
    ),
}


@pytest.mark.parametrize("address", ["/nothing/", "/static/nothing.css", "/accounts/login/"])
@pytest.mark.parametrize(("body", "kind"), UNREADABLE.values(), ids=UNREADABLE)
def test_the_page_of_an_error_does_not_stumble_over_the_body_that_caused_it(
    db: None, address: str, body: Any, kind: Any
) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.get("/accounts/login/")  # with the cookie the token in the body is looked for

    answer = strict.post(address, body, content_type=kind)

    assert 400 <= answer.status_code < 500
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize(("body", "kind"), UNREADABLE.values(), ids=UNREADABLE)
def test_where_programs_send_answers_they_read_json_however_wrong_the_body_is(
    db: None, body: Any, kind: Any
) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.get("/accounts/login/")

    answer = strict.post("/a/answers/", body, content_type=kind)

    assert 400 <= answer.status_code < 500
    assert answer.json()["message"]


def test_an_address_with_a_nul_is_refused(visitor: Client) -> None:
    answer = visitor.get("/help/?q=a%00b", headers={"accept-language": "pt-BR"})

    assert answer.status_code == 400
    assert '<html lang="pt-BR"' in answer.content.decode()


def test_a_cookie_with_a_nul_is_as_good_as_none(visitor: Client) -> None:
    answer = visitor.get("/account/", headers={"cookie": 'session="\\000aaaaaaaaaaaa"'})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


def test_a_defect_names_a_reference_that_the_log_has_too(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="core.views"):
        answer = visitor.get("/broken/")

    reference = answer.headers["X-Request-Id"]
    assert reference in answer.content.decode()
    assert f"Request {reference} failed: GET /broken/" in caplog.messages


@pytest.mark.parametrize("address", ["/away/", "/full-disk/"])
def test_a_database_that_is_away_or_full_is_no_defect_and_a_program_tries_again(
    visitor: Client, address: str
) -> None:
    answer = visitor.post(address, "{}", content_type="application/json")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.json()["code"] == "database_away"
    assert "10.1.2.3" not in answer.content.decode()


def test_who_meets_a_database_that_is_away_reads_what_is_stored(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = visitor.get("/away/", headers={"accept-language": "pt-BR"})

    assert answer.status_code == 503
    page = answer.content.decode()
    assert "O banco de dados não responde" in page
    assert "As respostas mostradas como salvas estão guardadas" in page
    reference = answer.headers["X-Request-Id"]
    assert reference in page
    assert f"Request {reference} failed: GET /away/: OperationalError" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_table_that_is_lacking_is_a_defect_though_sqlite_gives_it_the_same_name(visitor: Client) -> None:
    answer = visitor.post("/lacking-table/", "{}", content_type="application/json")

    assert answer.status_code == 500
    assert answer.json()["code"] == "defect"


def test_the_page_of_a_defect_needs_no_database(visitor: Client) -> None:
    from core.views import server_error

    def no_database(*_: Any) -> None:
        raise AssertionError("the page of a defect asked the database")

    with connection.execute_wrapper(no_database):
        answer = server_error(RequestFactory().get("/broken/"))

    assert answer.status_code == 500
    assert "A step broke on our side" in answer.content.decode()


def test_a_host_that_is_not_ours_is_refused_even_in_a_form(visitor: Client) -> None:
    answer = visitor.post(
        "/accounts/login/", {}, headers={"host": "evil.example", "referer": "https://evil.example/"}
    )

    assert answer.status_code == 400
    assert "This request could not be read" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()
