"""How a level is drawn, whatever the number of levels: five tones, from the first step to the last."""

from fractions import Fraction
from typing import Protocol

from django.templatetags.static import static

TONES = 5


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


def sprite_url(name: str) -> str:
    """The address of an icon or glyph, for `<use href>`."""
    return f"{static('icons.svg')}#{name}"
