"""When a pass to answer ends. Whoever copied the cookie from a device must not go on with it afterwards."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.core.management import call_command
from django.test import Client

from core import clock
from surveys.models import Response, Round
from surveys.views import passes
from tests.cast import PASSWORD, Cast
from tests.survey_steps import MONDAY
from tests.web.answering.steps import DONE, START, VALUE, stored

NEW = "a quite different passphrase"
SIGN_IN = {"login": "lia@aurora.example", "password": PASSWORD}


def device(*, signed_in: bool = True) -> Client:
    client = Client()
    if signed_in:
        client.post("/accounts/login/", SIGN_IN)
    return client


def begins(client: Client, round: Round) -> Client:
    """From the round's page, signed in: a pass for this visit."""
    client.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")
    return client


def thief(of: Client, *names: str) -> Client:
    """Another browser, with the pass of a device, and with its further cookies of these names."""
    stranger = Client()
    for name in (settings.ANSWER_COOKIE_NAME, *names):
        stranger.cookies[name] = of.cookies[name].value
    return stranger


def save(client: Client, response: Response) -> Any:
    sent = {
        "response": response.public_id,
        "criterion": "value.known-users",
        "rating": "largely",
        "revision": 1,
    }
    return client.post("/a/answers/", sent, content_type="application/json")


def reads_on(client: Client) -> bool:
    return client.get(VALUE).status_code == 200


def sign_out(client: Client) -> None:
    client.post("/accounts/logout/")


def new_password(client: Client) -> None:
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/accounts/password/change/", fields).status_code == 302


def end_others(client: Client) -> None:
    assert client.post("/account/sessions/end-others/").status_code == 302


def lose_factors(_client: Client) -> None:
    call_command("remove_factors", SIGN_IN["login"], stdout=StringIO())


def end_the_session_of(phone: Client, *, at: Client) -> None:
    """From the list of the account's page."""
    row = UserSession.objects.get(session_key=phone.session.session_key)
    assert at.post(f"/account/sessions/{row.pk}/end/").status_code == 302


# A pass for this visit, of who is signed in


def test_a_pass_for_this_visit_is_nothing_without_the_visit(round: Round, response: Response) -> None:
    lia = begins(device(), round)
    assert reads_on(lia)

    stolen = thief(lia)

    assert stolen.get(VALUE).status_code == 401
    assert stolen.get(START).status_code == 401
    assert save(stolen, response).json()["code"] == "pass_missing"
    sent = stolen.post("/a/submit/", {"response": response.public_id, "key": "k"})
    assert sent.status_code == 401
    assert stored() == {}


@pytest.mark.parametrize("deed", [sign_out, new_password, end_others, lose_factors])
def test_what_was_copied_of_a_visit_ends_with_it(round: Round, response: Response, deed: Any) -> None:
    lia, laptop = begins(device(), round), device()
    stolen = thief(lia, settings.SESSION_COOKIE_NAME)
    assert reads_on(stolen)

    deed(lia if deed is sign_out else laptop)

    assert stolen.get(VALUE).status_code == 401
    assert save(stolen, response).status_code == 401


def test_a_visit_of_somebody_else_opens_nothing(
    cast: Cast, round: Round, response: Response, enter: Any
) -> None:
    stolen = thief(begins(device(), round))

    stolen.force_login(cast.mauro.user, backend="organizations.accounts.backends.PersonBackend")

    assert stolen.get(VALUE).status_code == 401


@pytest.mark.parametrize("deed", [new_password, end_others])
def test_the_visit_goes_on_where_the_others_were_ended(round: Round, response: Response, deed: Any) -> None:
    lia = begins(device(), round)

    deed(lia)

    assert save(lia, response).status_code == 200
    assert reads_on(lia)


def test_a_pass_made_anew_on_the_way_hangs_on_the_session_of_now(
    round: Round, response: Response, django_assert_num_queries: Any
) -> None:
    lia = begins(device(), round)
    new_password(lia)
    save(lia, response)

    with django_assert_num_queries(5):  # the pass, the response, the answer; a savepoint and its release
        save(lia, response)
    assert thief(lia).get(VALUE).status_code == 401


def test_who_comes_by_the_link_and_is_signed_in_has_a_visit(link: str, round: Round) -> None:
    lia = device()
    lia.post(link)

    assert lia.cookies[settings.ANSWER_COOKIE_NAME]["max-age"] == ""
    assert reads_on(lia)
    assert thief(lia).get(VALUE).status_code == 401


# A pass that is kept, of who came by the link


@pytest.mark.parametrize("deed", [new_password, end_others, lose_factors])
def test_a_kept_pass_ends_with_the_password_and_with_other_sessions(
    link: str, response: Response, deed: Any
) -> None:
    phone, laptop = device(signed_in=False), device()
    phone.post(link)
    assert reads_on(phone)

    deed(laptop)

    assert phone.get(VALUE).status_code == 401
    assert save(phone, response).status_code == 401
    phone.post(link)
    assert save(phone, response).status_code == 200


def test_a_session_ended_in_the_list_takes_its_visit_along_and_no_kept_pass(
    link: str, round: Round, response: Response
) -> None:
    """Nobody knows where a kept pass lies; the page beside the button says what ends it."""
    laptop, visit, kept = device(), begins(device(), round), device(signed_in=False)
    kept.post(link)
    kept.post("/accounts/login/", SIGN_IN)

    end_the_session_of(visit, at=laptop)
    end_the_session_of(kept, at=laptop)

    assert visit.get(VALUE).status_code == 401
    assert save(visit, response).status_code == 401
    assert reads_on(kept)
    page = laptop.get("/account/").text
    assert "can go on answering that round after" in page
    end_others(laptop)
    assert kept.get(VALUE).status_code == 401


def test_signing_out_ends_every_copy_of_a_kept_pass(link: str, response: Response) -> None:
    phone = device(signed_in=False)
    phone.post(link)
    stolen = thief(phone)
    phone.post("/accounts/login/", SIGN_IN)
    assert reads_on(stolen)

    sign_out(phone)

    assert stolen.get(VALUE).status_code == 401
    assert phone.get(VALUE).status_code == 401
    phone.post(link)
    assert reads_on(phone)


def test_a_copy_that_has_ended_ends_no_other(link: str, round: Round) -> None:
    phone = device(signed_in=False)
    phone.post(link)
    stolen = thief(phone)
    sign_out(phone)
    phone.post(link)

    sign_out(stolen)

    assert reads_on(phone)


def test_a_kept_pass_counts_as_long_as_the_page_about_cookies_says(link: str, round: Round) -> None:
    phone = device(signed_in=False)
    with time_machine.travel(MONDAY, tick=False) as hours:
        assert "180 days if you came by the link" in phone.get("/privacy/").text
        phone.post(link)
        assert phone.cookies[settings.ANSWER_COOKIE_NAME]["max-age"] == 180 * 24 * 3600
        stolen = thief(phone)
        with clock.at(MONDAY):
            hours.shift(timedelta(days=179))
            assert reads_on(stolen)
            hours.shift(timedelta(days=2))
            assert stolen.get(VALUE).status_code == 401


def test_a_pass_of_before_this_rule_counts_for_who_is_signed_in(round: Round, response: Response) -> None:
    lia = device()
    lia.cookies[settings.ANSWER_COOKIE_NAME] = signing.dumps(
        {"invitation": response.invitation_id}, salt=passes.SALT
    )

    assert thief(lia).get(VALUE).status_code == 401
    assert reads_on(lia)


# What is not sent yet


def test_signing_in_again_leads_on_to_what_waits(cast: Cast, round: Round, response: Response) -> None:
    phone = begins(device(), round)
    new_password(device())
    told = save(phone, response)
    assert (told.status_code, told.json()["code"]) == (401, "pass_missing")

    page = phone.get(VALUE)
    assert page.status_code == 401
    assert f'href="/accounts/login/?next={VALUE}"' in page.text

    back = phone.post(f"/accounts/login/?next={VALUE}", {**SIGN_IN, "password": NEW, "next": VALUE})

    assert back.headers["Location"] == VALUE
    assert reads_on(phone)  # and its script sends what is kept on the device
    assert save(phone, response).status_code == 200
    assert stored() == {"value.known-users": "largely"}


def test_who_lost_the_pass_itself_is_led_to_the_rounds(cast: Cast, round: Round, response: Response) -> None:
    lia = begins(device(), round)
    sign_out(lia)
    lia.post("/accounts/login/", SIGN_IN)

    assert lia.get(DONE).status_code == 401
    assert save(begins(lia, round), response).status_code == 200
