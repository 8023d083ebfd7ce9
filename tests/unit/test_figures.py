"""Figures as they are stored, and names in a sentence."""

from decimal import Decimal
from fractions import Fraction

import pytest

from reports import figures


def test_a_stored_fraction_is_read_back_exactly() -> None:
    assert figures.fraction("83/42") == Fraction(83, 42)
    assert figures.fraction("") is None


def test_an_export_cuts_and_never_rounds_up() -> None:
    assert figures.rounded_down(Fraction(1999, 1000)) == Decimal("1.99")


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
