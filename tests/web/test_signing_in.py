"""The pages around an account, in the product's style and words."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD, Cast


@pytest.fixture
def visitor(db) -> Client:
    return Client(headers={"accept-language": "en"})


def test_lia_signs_in_and_out(cast: Cast, visitor):
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
def test_what_is_wrong_is_said_with_how_to_mend_it(cast: Cast, visitor, sent, words):
    page = visitor.post("/accounts/login/", sent).content.decode()

    assert words in page
    assert "note--bad" in page or "invalid-feedback" in page


def test_nobody_is_led_to_another_host_after_signing_in(cast: Cast, visitor):
    answer = visitor.post(
        "/accounts/login/",
        {"login": cast.lia.user.email, "password": PASSWORD, "next": "https://evil.example/"},
    )

    assert answer.headers["Location"] == "/"


def test_a_forgotten_password_is_set_anew_by_mail(cast: Cast, visitor):
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
    new = {"password1": "an entirely new phrase", "password2": "an entirely new phrase"}
    done = visitor.post(form.request["PATH_INFO"], new, follow=True)
    assert "New password saved" in done.content.decode()
    assert visitor.login(email=cast.lia.user.email, password="an entirely new phrase")
    assert "This link no longer works" in visitor.get(link, follow=True).content.decode()


def test_who_asks_for_an_unknown_address_learns_nothing(cast: Cast, visitor):
    known = visitor.post("/accounts/password/reset/", {"email": cast.lia.user.email}, follow=True)
    unknown = visitor.post("/accounts/password/reset/", {"email": "nobody@aurora.example"}, follow=True)

    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
    assert token.sub("", known.content.decode()) == token.sub("", unknown.content.decode())
    assert mail.outbox[-1].subject == "Patamar: Somebody asked for a new password for this address"


def test_a_short_password_is_refused_in_its_place(cast: Cast, enter):
    page = enter(cast.lia).post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    )

    assert "invalid-feedback" in page.content.decode()
    cast.lia.user.refresh_from_db()
    assert cast.lia.user.check_password(PASSWORD)


def test_a_changed_password_ends_the_session_and_is_told_by_mail(cast: Cast, enter):
    lia = enter(cast.lia)

    lia.post(
        "/accounts/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "an entirely new phrase",
            "password2": "an entirely new phrase",
        },
    )

    [told] = mail.outbox
    assert "Account of" not in lia.get("/help/").content.decode()
    assert told.subject == "Patamar: Your password was changed"
    assert "The password of your account was changed." in told.body


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/accounts/signup/", "Accounts come from your organization"),
        ("/accounts/inactive/", "This account is closed"),
        ("/accounts/password/reset/key/1-nothing/", "This link no longer works"),
        ("/accounts/confirm-email/nothing/", "This link no longer works"),
    ],
)
def test_every_page_around_an_account_is_ours(visitor, address, words):
    page = visitor.get(address).content.decode()

    assert words in page
    assert "css/foundation.css" in page


@pytest.mark.parametrize("address", ["/accounts/password/change/", "/accounts/logout/"])
def test_every_page_of_an_account_is_ours(cast: Cast, enter, address):
    page = enter(cast.lia).get(address).content.decode()

    assert "css/foundation.css" in page
    assert "style=" not in page


def test_many_attempts_are_slowed_down(cast: Cast, visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}

    answers = [visitor.post("/accounts/password/reset/", {"email": cast.lia.user.email}) for _ in range(2)]

    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()
