"""What a link's token leaves behind, and the pass that a device carries afterwards."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.links import hash_of, new_token
from core.passes import Pass

PASS = Pass("OFFER_COOKIE_NAME", "tests.pass", "offers:answer", lasts=timedelta(hours=1))
OTHER = Pass("OFFER_COOKIE_NAME", "tests.other pass", "offers:answer", lasts=timedelta(hours=1))


def given(carried: dict[str, Any], **more: Any) -> Any:
    """The cookie that a browser is handed."""
    response = HttpResponse()
    PASS.give(response, carried, **more)
    return response.cookies[settings.OFFER_COOKIE_NAME]


def sent(value: str) -> HttpRequest:
    """A request that brings a cookie of this value."""
    request = HttpRequest()
    request.COOKIES[settings.OFFER_COOKIE_NAME] = value
    return request


def test_tokens_are_long_and_each_is_another() -> None:
    tokens = {new_token() for _number in range(100)}

    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}  # 32 bytes, six bits a letter


def test_the_hashes_that_are_stored_stay_what_they_are() -> None:
    assert hash_of("abc") == hashlib.sha256(b"abc").hexdigest()
    assert hash_of("abc", of="offer to join") == hashlib.sha256(b"offer to join:abc").hexdigest()


def test_a_token_that_no_text_can_hold_has_a_hash_like_any_other() -> None:
    assert len(hash_of("\ud800")) == 64


def test_a_device_carries_what_it_was_given_to_one_address_alone() -> None:
    cookie = given({"link": 7})

    assert PASS.carried_in(sent(cookie.value)) == {"link": 7}
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/offer/", True, "Lax")
    assert cookie["max-age"] == 3600
    assert given({"link": 7}, stay=False)["max-age"] == ""


@pytest.mark.parametrize("value", ["", "nonsense", "a:b:c"])
def test_what_is_forged_or_missing_is_no_pass(value: str) -> None:
    assert PASS.carried_in(HttpRequest()) is None
    assert PASS.carried_in(sent(value)) is None


def test_a_pass_of_another_kind_is_none() -> None:
    assert OTHER.carried_in(sent(given({"link": 7}).value)) is None


def test_a_pass_ends_with_its_time_whatever_the_browser_keeps() -> None:
    with time_machine.travel("2026-11-02T12:00:00Z", tick=False) as clock:
        request = sent(given({"link": 7}, stay=False).value)
        clock.shift(timedelta(minutes=59))
        assert PASS.carried_in(request) == {"link": 7}
        clock.shift(timedelta(minutes=2))
        assert PASS.carried_in(request) is None


def test_a_pass_is_taken_back_where_it_was_given() -> None:
    response = HttpResponse()

    PASS.take_back(response)

    cookie = response.cookies[settings.OFFER_COOKIE_NAME]
    assert (cookie.value, cookie["path"], cookie["max-age"]) == ("", "/offer/", 0)
