"""How exact figures are printed, so that none of them ever claims more than is true."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def percentage(mean: Fraction, bound: Fraction | None = None) -> Decimal:
    """A share as a percentage with one decimal, half up: 2/3 gives 66.7.

    Args:
        mean: from 0 to 1.
        bound: the share that is asked for. A mean below it never prints as the bound does: what would
            is printed a tenth lower (49.9, 66.6), so that a figure never looks like a pass that it is not.
    """
    tenths = _half_up(mean * 1000)
    if bound is not None and mean < bound:
        tenths = max(0, min(tenths, _half_up(bound * 1000) - 1))
    return Decimal(tenths).scaleb(-1)


def score_tenths(score: Fraction) -> Decimal:
    """A score with one decimal, always rounded down: 1.99 gives 1.9 and claims no level."""
    return Decimal(score.numerator * 10 // score.denominator).scaleb(-1)


def value_hundredths(value: Fraction) -> Decimal:
    """A value cut to two decimals, for exports and the API, which carry the exact fraction beside it."""
    return Decimal(value.numerator * 100 // value.denominator).scaleb(-2)


def _half_up(number: Fraction) -> int:
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)
