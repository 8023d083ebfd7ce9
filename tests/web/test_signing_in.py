"""The pages around an account, in the product's style and words."""

import re
from typing import Any

import pytest
import time_machine
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from organizations.mail import password_link
from tests.cast import PASSWORD, Cast
from tests.kinds import Enter

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW = {"password1": "an entirely new phrase", "password2": "an entirely new phrase"}


def link_in(message: Any) -> str:
    """The path of the link in a mail."""
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", message.body)[1]


def signed_by(key: str) -> Client:
    """A browser that holds the cookie of that session."""
    client = Client()
    client.cookies["session"] = key
    return client


def shape(sql: str) -> str:
    """A statement without its values."""
    return re.sub(r"'(?:[^']|'')*'|\d+", "?", sql)


@pytest.fixture
def visitor(db: None) -> Client:
    return Client(headers={"accept-language": "en"})


def test_lia_signs_in_and_out(cast: Cast, visitor: Client) -> None:
    answer = visitor.post(
        "/accounts/login/", {"login": cast.lia.user.email, "password": PASSWORD, "next": "/help/"}
    )

    assert answer.headers["Location"] == "/help/"
    assert "Account of Lia Souza" in visitor.get("/help/").content.decode()
    assert visitor.post("/accounts/logout/").status_code == 302
    assert "Account of" not in visitor.get("/help/").content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param(
            {"login": "lia@aurora", "password": "x"}, "Write the full address", id="half an address"
        ),
        pytest.param(
            {"login": "lia@aurora.example", "password": "wrong"},
            "The address or the password is wrong.",
            id="a wrong password",
        ),
        pytest.param(
            {"login": "nobody@aurora.example", "password": "wrong"},
            "The address or the password is wrong.",
            id="an unknown address, told in the same words",
        ),
    ],
)
def test_what_is_wrong_is_said_with_how_to_mend_it(
    cast: Cast, visitor: Client, sent: Any, words: Any
) -> None:
    page = visitor.post("/accounts/login/", sent).content.decode()

    assert words in page
    assert "note--bad" in page or "invalid-feedback" in page


def test_nobody_is_led_to_another_host_after_signing_in(cast: Cast, visitor: Client) -> None:
    answer = visitor.post(
        "/accounts/login/",
        {"login": cast.lia.user.email, "password": PASSWORD, "next": "https://evil.example/"},
    )

    assert answer.headers["Location"] == "/"


def test_a_forgotten_password_is_set_anew_by_mail(
    cast: Cast, visitor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        asked = visitor.post(
            "/accounts/password/reset/",
            {"email": cast.lia.user.email},
            follow=True,
            headers={"host": "testserver:6666"},  # whatever host the request names, the mail names ours
        )

    assert "Look into your mail" in asked.content.decode()
    [sent] = mail.outbox
    assert sent.subject == "Patamar: Choose a new password"
    assert "Hello from" not in sent.body
    link = re.search(r"http://127\.0\.0\.1:8000(/accounts/password/reset/key/\S+)", sent.body)[1]
    form = visitor.get(link, follow=True)
    assert "New password, once more" in form.content.decode()
    done = visitor.post(form.request["PATH_INFO"], NEW, follow=True)
    assert "New password saved" in done.content.decode()
    assert visitor.login(email=cast.lia.user.email, password="an entirely new phrase")
    assert "This link no longer works" in visitor.get(link, follow=True).content.decode()


def test_who_asks_for_an_unknown_address_learns_nothing(
    cast: Cast, visitor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """The same words, the same statements: the account is looked up by the worker, after the answer."""
    with django_capture_on_commit_callbacks() as later:
        with CaptureQueriesContext(connection) as of_known:
            known = visitor.post("/accounts/password/reset/", {"email": cast.lia.user.email}, follow=True)
        with CaptureQueriesContext(connection) as of_unknown:
            unknown = visitor.post(
                "/accounts/password/reset/", {"email": "nobody@aurora.example"}, follow=True
            )
    for carry_out in later:
        carry_out()

    assert [shape(query["sql"]) for query in of_known] == [shape(query["sql"]) for query in of_unknown]
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert token.sub("", known.content.decode()) == token.sub("", unknown.content.decode())
    assert mail.outbox[-1].subject == "Patamar: Somebody asked for a new password for this address"


def test_a_short_password_is_refused_in_its_place(cast: Cast, enter: Enter) -> None:
    page = enter(cast.lia).post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    )

    assert "invalid-feedback" in page.content.decode()
    cast.lia.user.refresh_from_db()
    assert cast.lia.user.check_password(PASSWORD)


def test_a_changed_password_ends_all_other_sessions_and_is_told_by_mail(
    cast: Cast, enter: Enter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    here, elsewhere = enter(cast.lia), Client()
    elsewhere.force_login(cast.lia.user, backend=BACKEND)

    with django_capture_on_commit_callbacks(execute=True):
        here.post("/accounts/password/change/", {"oldpassword": PASSWORD, **NEW})

    [told] = mail.outbox
    assert "Account of Lia" in here.get("/help/").content.decode()
    assert "Account of" not in elsewhere.get("/help/").content.decode()
    assert told.subject == "Patamar: Your password was changed"
    assert "The password of your account was changed." in told.body
    assert "From: 127.0.0.1, Unknown device" in told.body


def test_a_reset_ends_every_session(
    cast: Cast,
    enter: Enter,
    visitor: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    elsewhere = enter(cast.lia)
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/accounts/password/reset/", {"email": cast.lia.user.email})
    form = visitor.get(link_in(mail.outbox[0]), follow=True)

    visitor.post(form.request["PATH_INFO"], NEW)

    assert "Account of" not in elsewhere.get("/help/").content.decode()
    assert "Account of" not in visitor.get("/help/").content.decode()


def test_a_link_dies_when_the_address_or_the_password_changes(cast: Cast, visitor: Client) -> None:
    lia = cast.lia.user
    path = password_link(lia).removeprefix("http://127.0.0.1:8000")
    lia.set_password("something else entirely")
    lia.save()

    assert "This link no longer works" in visitor.get(path, follow=True).content.decode()


def test_a_link_dies_of_age(cast: Cast, visitor: Client) -> None:
    with time_machine.travel("2026-01-01T12:00Z", tick=False):
        path = password_link(cast.lia.user).removeprefix("http://127.0.0.1:8000")
    with time_machine.travel("2026-01-02T12:00:01Z", tick=False):
        page = visitor.get(path, follow=True).content.decode()

    assert "This link no longer works" in page


def test_a_link_for_another_purpose_sets_no_password(cast: Cast, visitor: Client) -> None:
    """The same person, the same moment; made for confirming an address."""
    lia = cast.lia.user
    other = PasswordResetTokenGenerator()
    other.key_salt = "another purpose"
    key = f"{user_pk_to_url_str(lia)}-{other.make_token(lia)}"

    page = visitor.get(f"/accounts/password/reset/key/{key}/", follow=True).content.decode()

    assert "This link no longer works" in page


@pytest.mark.parametrize("header", ["host", "x-forwarded-host"])
def test_a_forged_host_leads_no_link_astray(
    cast: Cast,
    visitor: Client,
    header: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = visitor.post(
            "/accounts/password/reset/", {"email": cast.lia.user.email}, headers={header: "evil.example"}
        )

    if header == "host":
        assert answer.status_code == 400
        assert mail.outbox == []
    else:
        assert "http://127.0.0.1:8000/accounts/password/reset/key/" in mail.outbox[0].body
        assert "evil.example" not in mail.outbox[0].body


def test_signing_in_changes_the_key_of_the_session(cast: Cast, visitor: Client) -> None:
    """Who gave somebody a session before holds nothing afterwards."""
    visitor.get("/accounts/passkeys/sign-in/", headers={"accept": "application/json"})
    before = visitor.session.session_key

    visitor.post("/accounts/login/", {"login": cast.lia.user.email, "password": PASSWORD})

    assert before
    assert visitor.session.session_key != before
    assert "Account of" not in signed_by(before).get("/help/").content.decode()


def test_another_site_signs_nobody_in(cast: Cast) -> None:
    stranger = Client(enforce_csrf_checks=True)

    answer = stranger.post("/accounts/login/", {"login": cast.lia.user.email, "password": PASSWORD})

    assert answer.status_code == 403
    assert "_auth_user_id" not in stranger.session


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites(
    cast: Cast, visitor: Client
) -> None:
    answer = visitor.post("/accounts/login/", {"login": cast.lia.user.email, "password": PASSWORD})

    cookie = answer.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_a_browser_can_fill_in_and_keep_what_is_typed(cast: Cast, visitor: Client, enter: Enter) -> None:
    page = visitor.get("/accounts/login/").content.decode()
    change = enter(cast.lia).get("/accounts/password/change/").content.decode()

    assert re.findall(r'autocomplete="([^"]+)"', page) == ["username", "current-password"]
    assert re.findall(r'autocomplete="([^"]+)"', change) == [
        "current-password",
        "new-password",
        "new-password",
    ]
    assert "onpaste" not in page + change


def test_a_long_sentence_is_a_password(cast: Cast, enter: Enter, visitor: Client) -> None:
    sentence = "o pato nadou até a outra margem e voltou com a chave; " * 4  # 216 characters
    enter(cast.lia).post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": sentence, "password2": sentence}
    )

    answer = visitor.post("/accounts/login/", {"login": cast.lia.user.email, "password": sentence})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("password", "why"),
    [
        pytest.param("elevenchars", "at least 12 characters", id="one too few"),
        pytest.param("password12345", "too common", id="one of those that many use"),
        pytest.param("lia@aurora.example", "too similar", id="the address itself"),
        pytest.param("x" * 1025, "at most 1024 characters", id="longer than any sentence"),
    ],
)
def test_a_password_is_refused_for_what_makes_it_weak(
    cast: Cast, enter: Enter, password: Any, why: Any
) -> None:
    page = enter(cast.lia).post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )

    assert why in page.content.decode()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/accounts/signup/", "Accounts come from your organization"),
        ("/accounts/inactive/", "This account is closed"),
        ("/accounts/password/reset/key/1-nothing/", "This link no longer works"),
        ("/accounts/confirm-email/nothing/", "This link no longer works"),
    ],
)
def test_every_page_around_an_account_is_ours(visitor: Client, address: str, words: str) -> None:
    page = visitor.get(address).content.decode()

    assert words in page
    assert "css/base_plain.css" in page


@pytest.mark.parametrize("address", ["/accounts/password/change/", "/accounts/logout/"])
def test_every_page_of_an_account_is_ours(cast: Cast, enter: Enter, address: str) -> None:
    page = enter(cast.lia).get(address).content.decode()

    assert "css/base_plain.css" in page
    assert "style=" not in page


def test_many_attempts_are_slowed_down(cast: Cast, visitor: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}

    answers = [visitor.post("/accounts/password/reset/", {"email": cast.lia.user.email}) for _ in range(2)]

    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()
