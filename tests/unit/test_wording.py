"""The rule and its figures in words."""

from fractions import Fraction

import pytest
from django.utils import translation

from maturity import wording
from maturity.scoring import Bounds

NBSP = "\N{NO-BREAK SPACE}"


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
    assert wording.percent(share, needed) == printed.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_portuguese_reader_gets_a_decimal_comma() -> None:
    with translation.override("pt-br"):
        assert wording.percent(Fraction(1, 3)) == "33,3\N{NO-BREAK SPACE}%"
        assert wording.score(Fraction(15, 8)) == "1,8"


def test_a_score_never_claims_a_level_that_is_not_reached() -> None:
    assert wording.score(Fraction(199, 100)) == "1.9"
    assert wording.score(Fraction(2)) == "2.0"


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
    assert wording.share_in_words(bound) == words


@pytest.mark.parametrize(
    ("bounds", "sentence"),
    [
        pytest.param(
            Bounds(),
            "A team stands on the highest level such that this level and each one below is at least "
            "two-thirds achieved overall and at least half achieved in every dimension.",
            id="the usual bounds",
        ),
        pytest.param(
            Bounds(dimension_from=Fraction(3, 5), overall_from=Fraction(4, 5)),
            "A team stands on the highest level such that this level and each one below is at least "
            f"80{NBSP}% achieved overall and at least 60{NBSP}% achieved in every dimension.",
            id="other bounds",
        ),
        pytest.param(
            Bounds(dimension_from=Fraction(1), overall_from=Fraction(1)),
            "A team stands on the highest level such that this level and each one below is fully achieved.",
            id="everything or nothing",
        ),
    ],
)
def test_the_rule_is_said_with_the_bounds_of_the_version(bounds: Bounds, sentence: str) -> None:
    assert wording.rule_in_words(bounds) == sentence
