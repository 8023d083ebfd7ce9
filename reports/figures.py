"""Figures as they are stored and exported, and names as a sentence lists them."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from maturity import scoring


def fraction(exact: str) -> Fraction | None:
    """A stored fraction, "83/42"; None for the empty text that stands for no value."""
    return Fraction(exact) if exact else None


def rounded_down(value: Fraction) -> Decimal:
    """A value cut to two decimals, for exports."""
    return scoring.value_hundredths(value)


def in_a_row(names: list[str]) -> str:
    """Names as a sentence lists them: "People, Data and Release"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
