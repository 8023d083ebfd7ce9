"""How figures are printed in the reader's language; what they are is the scoring rule's affair."""

from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from maturity import scoring

NO_BREAK = "\N{NO-BREAK SPACE}"


def fraction(exact: str) -> Fraction | None:
    """A stored fraction, "83/42"; None for the empty text that stands for no value."""
    return Fraction(exact) if exact else None


def percent(share: Fraction, needed: Fraction | None = None) -> str:
    """A share as "60.3 %": one decimal unless it is zero, never looking like a pass that it is not.

    Args:
        share: from 0 to 1.
        needed: the bound beside which it is shown.
    """
    figure = scoring.percentage(share, needed)
    whole = figure == figure.to_integral_value()
    return f"{number_format(figure, decimal_pos=0 if whole else 1)}{NO_BREAK}%"


def score(exact: Fraction) -> str:
    """A score with one decimal, rounded down: 1.99 prints 1.9."""
    return number_format(scoring.score_tenths(exact), decimal_pos=1)


def change(steps: int) -> str:
    """A change of level with its sign: "+1", "−2"."""
    return f"+{steps}" if steps > 0 else f"−{-steps}" if steps else "0"


def rounded_down(value: Fraction) -> Decimal:
    """A value cut to two decimals, for exports."""
    return scoring.value_hundredths(value)


def share_in_words(bound: Fraction) -> str:
    """A bound as people say it: "two-thirds", "half"; else as a percentage."""
    words = {
        Fraction(1, 3): pgettext("share", "a third"),
        Fraction(1, 2): pgettext("share", "half"),
        Fraction(2, 3): pgettext("share", "two-thirds"),
        Fraction(3, 4): pgettext("share", "three-quarters"),
        Fraction(1): pgettext("share", "all of it"),
    }
    return words.get(bound) or percent(bound)


def in_a_row(names: list[str]) -> str:
    """Names as a sentence lists them: "People, Data and Release"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
