"""The page of one dimension of one team: its criteria by level, and what the next level needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from maturity.wording import percent
from reports import explain
from reports.pages.criteria import CriterionLine, line
from reports.pages.team_addresses import Addresses
from reports.queries.team import DimensionStand, OneResult, TeamReading


@dataclass(frozen=True, slots=True)
class LevelCriteria:
    """The criteria of one level in this dimension, and how far they are achieved together."""

    number: int
    name: str
    share: Fraction | None
    needed: Fraction
    told: str
    met: bool
    next: bool
    lines: Sequence[CriterionLine]


@dataclass(frozen=True, slots=True)
class DimensionPage:
    """All that the page says besides the level."""

    sentence: str
    change: int | None
    levels: Sequence[LevelCriteria]


def page(to: Addresses, reading: TeamReading, now: OneResult, stand: DimensionStand) -> DimensionPage:
    """The criteria of one dimension, from the lowest level up."""
    key = stand.dimension.key
    return DimensionPage(
        sentence=_sentence(now, stand),
        change=reading.change_in(key),
        levels=[
            _level(to, reading, now, stand, level.number)
            for level in now.catalog.levels[1:]
            if any(one.level.number == level.number for one in now.catalog.criteria_of(key))
        ],
    )


def _sentence(now: OneResult, stand: DimensionStand) -> str:
    """Why the dimension stands on its level, or why it has none."""
    if now.result.level is None:
        return explain.state_word(now.result.state)
    if stand.level is None:
        return _("Nothing in this dimension applies to the team.")
    needed = now.catalog.spec.bounds.dimension_from
    if stand.next_level is None or stand.next_mean is None:
        return explain.at_the_end(stand.level, now.catalog.levels[-1].number)
    return _("Level %(level)s of this dimension is %(figure)s achieved; %(needed)s is needed.") % {
        "level": stand.next_level,
        "figure": percent(stand.next_mean, needed),
        "needed": percent(needed),
    }


def _level(
    to: Addresses, reading: TeamReading, now: OneResult, stand: DimensionStand, number: int
) -> LevelCriteria:
    key = stand.dimension.key
    needed = now.catalog.spec.bounds.dimension_from
    own = now.achieved.dimensions[key] if now.achieved else None
    mean = own.means.get(number) if own else None
    told = explain.cell_told(mean, needed, vacated=number in own.vacated) if own else ""
    return LevelCriteria(
        number=number,
        name=str(now.catalog.level(number).name),
        share=mean,
        needed=needed,
        told=told,
        met=mean is not None and mean >= needed,
        next=number == stand.next_level,
        lines=[
            line(to, reading, now, one) for one in now.catalog.criteria_of(key) if one.level.number == number
        ],
    )
