"""Pages are compressed by Patamar itself, where that tells nobody what stands in them."""

import gzip
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.kinds import Enter

ZIPPED = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


@pytest.fixture
def lia(cast: Cast, enter: Enter) -> Client:
    return enter(cast.lia)


def test_a_page_is_compressed_for_a_browser_that_takes_it(lia: Client) -> None:
    plain = lia.get("/o/aurora/teams/")
    zipped = lia.get("/o/aurora/teams/", **ZIPPED)

    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in zipped.headers["Vary"]
    assert len(zipped.content) < len(plain.content) / 2
    assert b"Pricing" in gzip.decompress(zipped.content)


def test_its_length_differs_from_time_to_time(lia: Client) -> None:
    lengths = {len(lia.get("/help/", **ZIPPED).content) for _again in range(12)}

    assert len(lengths) > 1


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda one: one.get("/o/aurora/teams/", {"q": "Pricing"}, **ZIPPED), id="a search"),
        pytest.param(lambda one: one.post("/accounts/login/", {"login": "x"}, **ZIPPED), id="a form"),
        pytest.param(lambda one: one.get("/healthz", **ZIPPED), id="JSON"),
        pytest.param(
            lambda one: one.get("/Lia-Souza-lia@aurora.example/", **ZIPPED), id="an address of nothing"
        ),
    ],
)
def test_what_the_reader_wrote_into_is_sent_as_it_is(lia: Client, ask: Any) -> None:
    assert "Content-Encoding" not in ask(lia).headers
