"""Where somebody is signed in, and ending it."""

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from organizations.accounts.devices import device_words, is_phone
from tests.cast import PASSWORD, Cast

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)


def device(cast: Cast, agent: str, name: str = "lia") -> Client:
    client = Client(headers={"user-agent": agent, "accept-language": "en"})
    client.post("/accounts/login/", {"login": f"{name}@aurora.example", "password": PASSWORD})
    return client


def signed_in(client: Client) -> bool:
    return "Account of" in client.get("/help/").content.decode()


def row_of(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


@pytest.mark.parametrize(
    ("agent", "words", "phone"),
    [
        (FIREFOX, "Firefox on Linux", False),
        (IPHONE, "Safari on iPhone", True),
        (EDGE, "Edge on Windows", False),
        ("curl/8.5", "Unknown device", False),
        ("", "Unknown device", False),
        ("Firefox", "Firefox", False),
    ],
)
def test_a_device_is_named_as_people_know_it(agent: str, words: str, phone: bool) -> None:
    assert (device_words(agent), is_phone(agent)) == (words, phone)


def test_the_account_lists_every_device_and_marks_this_one(cast: Cast) -> None:
    laptop, _phone = device(cast, FIREFOX), device(cast, IPHONE)

    page = laptop.get("/account/").content.decode()

    here, there = page.index("Firefox on Linux"), page.index("Safari on iPhone")
    assert here < page.index("This one") < there
    assert "127.0.0.1" in page


def test_ending_one_works_with_the_next_request(cast: Cast) -> None:
    laptop, phone = device(cast, FIREFOX), device(cast, IPHONE)

    laptop.post(f"/account/sessions/{row_of(phone).pk}/end/")

    assert not signed_in(phone)
    assert signed_in(laptop)
    assert "Safari on iPhone" not in laptop.get("/account/").content.decode()


def test_ending_all_others_leaves_this_one(cast: Cast) -> None:
    laptop, *others = device(cast, FIREFOX), device(cast, IPHONE), device(cast, EDGE)

    answer = laptop.post("/account/sessions/end-others/", follow=True)

    assert "2 other devices are signed out." in answer.content.decode()
    assert signed_in(laptop)
    assert not any(signed_in(other) for other in others)


def test_nobody_ends_the_session_of_somebody_else(cast: Cast) -> None:
    lia, olga = device(cast, FIREFOX), device(cast, IPHONE, "olga")

    answer = lia.post(f"/account/sessions/{row_of(olga).pk}/end/")

    assert answer.status_code == 404
    assert signed_in(olga)


def test_when_it_was_last_seen_is_noted_once_in_a_while(cast: Cast) -> None:
    with time_machine.travel("2026-01-01T12:00Z", tick=False) as clock:
        laptop = device(cast, FIREFOX)
        clock.shift(299)
        laptop.get("/help/")
        assert row_of(laptop).last_seen_at.isoformat() == "2026-01-01T12:00:00+00:00"

        clock.shift(2)
        laptop.get("/help/")
        assert row_of(laptop).last_seen_at.isoformat() == "2026-01-01T12:05:01+00:00"


def test_seeing_a_page_costs_no_query_for_the_list(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    laptop = device(cast, FIREFOX)

    with django_assert_max_num_queries(2):  # the person, and the preferences' own
        laptop.get("/help/")


def test_a_session_that_ended_by_itself_is_not_listed(cast: Cast) -> None:
    laptop, phone = device(cast, FIREFOX), device(cast, IPHONE)
    phone.post("/accounts/logout/")

    assert "Safari on iPhone" not in laptop.get("/account/").content.decode()
