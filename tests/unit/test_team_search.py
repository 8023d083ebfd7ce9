"""What a search finds in a name."""

import pytest

from core.names import plain
from organizations.teams.queries import Words, marked


@pytest.mark.parametrize(
    ("name", "search", "words"),
    [
        pytest.param("Risk and Fraud", "fraud", Words("Risk and ", "Fraud", ""), id="at the end"),
        pytest.param("Fraud Detection", "FRAUD", Words("", "Fraud", " Detection"), id="at the start"),
        pytest.param("Subscrição", "icao", Words("Subscr", "ição", ""), id="accents do not matter"),
        pytest.param("Cafe\u0301 Rio", "café r", Words("", "Cafe\u0301 R", "io"), id="an accent of its own"),
        pytest.param("Straße", "strasse", Words("", "Straße", ""), id="a letter that is two"),
        pytest.param("Fraud", "fraude", None, id="more than the name"),
        pytest.param("Fraud", "", None, id="nothing"),
        pytest.param("Fraud", "\u0301", None, id="an accent alone"),
        pytest.param("Fraud", ".*", None, id="no pattern"),
    ],
)
def test_a_name_is_marked_where_it_matches(name: str, search: str, words: Words | None) -> None:
    assert marked(name, search) == words


def test_marking_loses_nothing() -> None:
    words = marked("Risk and Fraud", "and")

    assert words is not None
    assert words.whole == "Risk and Fraud"


def test_plain_text_is_for_comparing() -> None:
    assert plain("ÁGUA") == plain("água") == plain("a\u0301gua") == "agua"
