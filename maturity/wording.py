"""The scoring rule and its figures in the reader's language, printed as section 9 of the rule wants."""

from fractions import Fraction
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from maturity import scoring
from maturity.scoring import Bounds

NO_BREAK = "\N{NO-BREAK SPACE}"


def percent(share: Fraction, needed: Fraction | None = None) -> str:
    """A share as "60.3 %": one decimal unless it is zero, never looking like a pass that it is not.

    Args:
        share: from 0 to 1.
        needed: the bound beside which it is shown.
    """
    return _percent(share, needed, get_language())


@lru_cache(maxsize=4096)  # a page prints a hundred, and most of them again
def _percent(share: Fraction, needed: Fraction | None, _language: str | None) -> str:
    figure = scoring.percentage(share, needed)
    whole = figure == figure.to_integral_value()
    return f"{number_format(figure, decimal_pos=0 if whole else 1)}{NO_BREAK}%"


def score(exact: Fraction) -> str:
    """A score with one decimal, rounded down: 1.99 prints 1.9."""
    return number_format(scoring.score_tenths(exact), decimal_pos=1)


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


def rule_in_words(bounds: Bounds) -> str:
    """The scoring rule in one sentence, with the bounds of this version."""
    if bounds == Bounds():
        return _(
            "A team stands on the highest level such that this level and each one below is at least "
            "two-thirds achieved overall and at least half achieved in every dimension."
        )
    if bounds.dimension_from == bounds.overall_from == 1:
        return _(
            "A team stands on the highest level such that this level and each one below is fully achieved."
        )
    return _(
        "A team stands on the highest level such that this level and each one below is at least "
        "%(overall)s achieved overall and at least %(dimension)s achieved in every dimension."
    ) % {"overall": percent(bounds.overall_from), "dimension": percent(bounds.dimension_from)}
