"""Where a deed comes from. The address is the one that the proxy saw, never one that a visitor wrote."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from core.origin import CLOCK, COMMAND, Origin, address_of, coming_from, of_request, origin


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "told"),
    [
        pytest.param(False, "203.0.113.9", None, "203.0.113.9", id="nobody in front"),
        pytest.param(
            False, "203.0.113.9", "198.51.100.1", "203.0.113.9", id="a header that nobody vouches for"
        ),
        pytest.param(True, "10.0.0.2", "198.51.100.1", "198.51.100.1", id="behind the proxy"),
        pytest.param(True, "10.0.0.2", "1.1.1.1, 198.51.100.1", "198.51.100.1", id="the last hop only"),
        pytest.param(True, "10.0.0.2", "198.51.100.1,", "10.0.0.2", id="an empty hop"),
        pytest.param(True, "10.0.0.2", None, "10.0.0.2", id="a proxy that does not tell"),
        pytest.param(True, "10.0.0.2", "x' OR 1=1", "", id="no address at all"),
        pytest.param(False, "::ffff:203.0.113.9", None, "203.0.113.9", id="an IPv4 address in IPv6"),
        pytest.param(False, "2001:DB8::1", None, "2001:db8::1", id="IPv6 in one spelling"),
        pytest.param(False, "fe80::1%eth0", None, "fe80::1", id="without the name of an interface"),
        pytest.param(False, "", None, "", id="a socket without an address"),
    ],
)
def test_the_address_of_a_request(
    settings: Settings, trusted: bool, remote: str, forwarded: str | None, told: str
) -> None:
    settings.TRUST_PROXY = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded

    assert address_of(request) == told


def test_without_a_word_it_is_the_clock() -> None:
    assert origin() == CLOCK


def test_a_block_says_where_it_comes_from_and_no_more_than_that() -> None:
    with coming_from(COMMAND):
        assert origin() == COMMAND
        with coming_from(CLOCK):
            assert origin() == CLOCK
        assert origin() == COMMAND
    assert origin() == CLOCK


def test_a_request_comes_from_the_web() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9")

    assert of_request(request) == Origin("web", "203.0.113.9")
