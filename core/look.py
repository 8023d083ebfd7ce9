"""How a level is drawn, whatever the number of levels: its tone, and the stair of a whole model."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

TONES = 5
MANY_STEPS = 7  # from here on the stair is drawn flatter and its names are set tighter


class Steps(Protocol):
    """What the drawing needs to know of a model's version."""

    base_level: int
    level_count: int


def tone_number(level: int, base: int, count: int) -> int:
    """The tone, 0 to 4, of `level` in a model of `count` levels from `base` up.

    With five levels it is the level's own place; with fewer the tones lie further apart, with more
    neighbours share one. The lowest level always has the first tone, the highest the last.
    """
    if count < 2:
        return 0
    place = min(max(level - base, 0), count - 1)
    return int(Fraction(place * (TONES - 1), count - 1) + Fraction(1, 2))


def tone(level: int, version: Steps) -> str:
    """The name of the tone: a CSS class, and the glyph's name in the sprite."""
    return f"lv-{tone_number(level, version.base_level, version.level_count)}"


def disc(value: Fraction) -> str:
    """The glyph of an answer worth `value`, from 0 to 1: an empty disc, a third, two thirds, a full one.

    Only nothing is empty and only all is full; between, the nearer one, and at a half the lower: a picture
    promises no more than the answer does.
    """
    if value <= 0:
        return "rate-n"
    if value >= 1:
        return "rate-f"
    return "rate-p" if value <= Fraction(1, 2) else "rate-l"


@lru_cache(maxsize=256)  # all icons and glyphs there are; where they lie is known when the process starts
def sprite_url(name: str) -> str:
    """The address of an icon or glyph, for `<use href>`."""
    return f"{static('icons.svg')}#{name}"


@dataclass(frozen=True, slots=True)
class Chip:
    """A dimension on the step that it reached; `low` when a condition of the next level is open there."""

    short: str
    abbreviation: str
    level: int
    low: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the stair; `done` up to the one that the team stands on, which is `here`."""

    number: int
    name: str
    tone: str
    done: bool
    here: bool
    chips: list[Chip]


@dataclass(frozen=True, slots=True)
class Stair:
    """What `components/_stairs.html` draws."""

    steps: list[Step]
    chips: list[Chip] = field(default_factory=list)

    @property
    def many(self) -> bool:
        """Whether the steps are too many for their full height."""
        return len(self.steps) >= MANY_STEPS


def stair(levels: Iterable[tuple[int, str]], *, stands_on: int | None, chips: Iterable[Chip] = ()) -> Stair:
    """The stair of a model: its levels as (number, name) from the lowest up, the team, and its dimensions.

    `stands_on` is None where there is no level to show; then no step is marked.
    """
    numbered = list(levels)
    dimensions = list(chips)
    base = numbered[0][0] if numbered else 0
    steps = [
        Step(
            number=number,
            name=name,
            tone=f"lv-{tone_number(number, base, len(numbered))}",
            done=stands_on is not None and number <= stands_on,
            here=number == stands_on,
            chips=[chip for chip in dimensions if chip.level == number],
        )
        for number, name in numbered
    ]
    return Stair(steps, dimensions)


def example_stair() -> Stair:
    """The stair of the front page: a team on level 2 of the MLOps model."""
    names = (
        _("No MLOps"),
        _("DevOps but no MLOps"),
        _("Automated training"),
        _("Automated model deployment"),
        _("Full MLOps automated operations"),
    )
    chips = [
        Chip(_("People"), pgettext("short for People", "Pe"), 3),
        Chip(_("Data"), pgettext("short for Data", "Da"), 3),
        Chip(_("Training"), pgettext("short for Training", "Tr"), 4),
        Chip(_("Release"), pgettext("short for Release", "Re"), 3),
        Chip(_("Testing"), pgettext("short for Testing", "Te"), 2, low=True),
        Chip(_("Monitoring"), pgettext("short for Monitoring", "Mo"), 3),
        Chip(_("Governance"), pgettext("short for Governance", "Go"), 3),
    ]
    return stair(enumerate(names), stands_on=2, chips=chips)
