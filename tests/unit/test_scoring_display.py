"""How figures are printed: never more than is true (scoring rule, section 9)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity.scoring import percentage, score_tenths, value_hundredths
from tests.ratings import F, properties

shares = st.fractions(0, 1, max_denominator=10_000)


@pytest.mark.parametrize(
    ("mean", "bound", "printed"),
    [
        pytest.param(F(2, 3), F(2, 3), "66.7", id="the bound itself"),
        pytest.param(F(6666, 10000), F(2, 3), "66.6", id="just below two thirds"),
        pytest.param(F(1, 2), F(1, 2), "50.0", id="exactly half"),
        pytest.param(F(4996, 10000), F(1, 2), "49.9", id="just below half"),
        pytest.param(F(4996, 10000), None, "50.0", id="without a bound plainly half up"),
        pytest.param(F(4996, 10000), F(2, 3), "50.0", id="far from the bound half up as well"),
        pytest.param(F(1, 1000) / 2, None, "0.1", id="half a tenth goes up"),
        pytest.param(F(70002, 100000), F(70004, 100000), "69.9", id="a bound that is printed rounded down"),
        pytest.param(F(0), F(1, 10000), "0.0", id="never below nothing"),
        pytest.param(F(1), F(1, 2), "100.0", id="all of it"),
    ],
)
def test_percentages(mean: F, bound: F | None, printed: str) -> None:
    assert str(percentage(mean, bound)) == printed


@pytest.mark.parametrize(
    ("score", "printed"),
    [
        pytest.param(F(199, 100), "1.9", id="always down"),
        pytest.param(F(2), "2.0", id="a level is a level"),
        pytest.param(F(83, 42), "1.9", id="83/42 = 1.976"),
        pytest.param(F(0), "0.0", id="nothing yet"),
    ],
)
def test_scores_are_rounded_down(score: F, printed: str) -> None:
    assert str(score_tenths(score)) == printed


def test_exports_cut_to_two_decimals() -> None:
    assert value_hundredths(F(15, 8)) == Decimal("1.87")
    assert value_hundredths(F(3)) == Decimal("3.00")


@properties
@given(mean=shares, bound=st.fractions(F(1, 100), 1, max_denominator=10_000))
def test_a_percentage_looks_like_the_bound_only_when_the_bound_is_reached(mean: F, bound: F) -> None:
    printed = percentage(mean, bound)

    assert (printed >= percentage(bound, bound)) == (mean >= bound)
    assert abs(F(printed) - mean * 100) <= F(1, 10)


@properties
@given(score=st.fractions(0, 9, max_denominator=10_000))
def test_a_printed_score_never_claims_a_level(score: F) -> None:
    assert int(score_tenths(score)) == int(score)
    assert score_tenths(score) <= F(score) < F(score_tenths(score)) + F(1, 10)
