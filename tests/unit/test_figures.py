"""How figures are printed."""

from fractions import Fraction

import pytest
from django.utils import translation

from reports import figures


@pytest.mark.parametrize(
    ("share", "needed", "printed"),
    [
        pytest.param(Fraction(41, 68), None, "60.3 %", id="one decimal"),
        pytest.param(Fraction(1, 2), Fraction(1, 2), "50 %", id="no decimal that says nothing"),
        pytest.param(Fraction(2, 3), Fraction(2, 3), "66.7 %", id="on the bound"),
        pytest.param(
            Fraction(6666, 10000),
            Fraction(2, 3),
            "66.6 %",
            id="just below the bound never prints as the bound",
        ),
        pytest.param(Fraction(4999, 10000), Fraction(1, 2), "49.9 %", id="just below half"),
        pytest.param(Fraction(0), None, "0 %", id="nothing"),
    ],
)
def test_a_share_is_printed_with_a_space_that_does_not_break(
    share: Fraction, needed: Fraction | None, printed: str
) -> None:
    assert figures.percent(share, needed) == printed.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_portuguese_reader_gets_a_decimal_comma() -> None:
    with translation.override("pt-br"):
        assert figures.percent(Fraction(1, 3)) == "33,3\N{NO-BREAK SPACE}%"
        assert figures.score(Fraction(15, 8)) == "1,8"


def test_a_score_never_claims_a_level_that_is_not_reached() -> None:
    assert figures.score(Fraction(199, 100)) == "1.9"
    assert figures.score(Fraction(2)) == "2.0"


@pytest.mark.parametrize(("steps", "printed"), [(2, "+2"), (-1, "−1"), (0, "0")])
def test_a_change_carries_its_sign(steps: int, printed: str) -> None:
    assert figures.change(steps) == printed


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (Fraction(1, 2), "half"),
        (Fraction(2, 3), "two-thirds"),
        (Fraction(1), "all of it"),
        (Fraction(3, 5), "60\N{NO-BREAK SPACE}%"),
    ],
)
def test_a_bound_is_said_as_people_say_it(bound: Fraction, words: str) -> None:
    assert figures.share_in_words(bound) == words


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], ""),
        (["People"], "People"),
        (["People", "Data"], "People and Data"),
        (["People", "Data", "Release"], "People, Data and Release"),
    ],
)
def test_names_in_a_sentence(names: list[str], sentence: str) -> None:
    assert figures.in_a_row(names) == sentence
