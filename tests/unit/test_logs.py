"""No log keeps a token that stood in an address."""

import logging

import pytest

from core.logs import WithoutTokens, without_tokens


@pytest.mark.parametrize(
    ("logged", "kept"),
    [
        ("Not Found: /a/abcdefgh/", "Not Found: /a/…/"),
        ("Gone: /offer/abc-def_1/", "Gone: /offer/…/"),
        ("Forbidden: /accounts/password/reset/key/1-abc-def/", "Forbidden: /accounts/password/reset/key/…/"),
        ("{'path': 'a/abcdefgh/'}", "{'path': 'a/…/'}"),
        ("Not Found: /o/aurora/teams/pricing/", "Not Found: /o/aurora/teams/pricing/"),
        ("Not Found: /data/abc/", "Not Found: /data/abc/"),
    ],
)
def test_a_token_becomes_three_dots(logged: str, kept: str) -> None:
    assert without_tokens(logged) == kept


def test_the_arguments_of_a_message_are_looked_at_as_well() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s: %s %d", ("Not Found", "/a/secret/", 404), None)

    assert WithoutTokens().filter(record)
    assert record.getMessage() == "Not Found: /a/…/ 404"
