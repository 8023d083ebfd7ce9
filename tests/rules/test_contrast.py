"""The colours: text and marks stand out enough, and levels stay apart for every kind of sight.

Text needs 4.5 : 1, controls and marks 3 : 1 (WCAG 2.2, criteria 1.4.3 and 1.4.11). Any two levels stay at
least 9 apart in CIEDE2000 (about 2 is just noticeable side by side), also in protanopia, deuteranopia and
tritanopia (matrices of full severity by Machado, Oliveira and Fernandes, 2009) and in grey.
"""

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
APART = 9.0
LEVELS = range(5)

TEXT = [
    *[
        ("ink", ground)
        for ground in ("bg", "surface", "sunken", "soft", "here-soft", "ok-soft", "warn-soft", "bad-soft")
    ],
    *[("muted", ground) for ground in ("bg", "surface", "sunken", "soft")],
    *[("primary", ground) for ground in ("bg", "surface", "sunken", "soft")],
    ("primary-hover", "surface"),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("on-soft", "soft"),
    ("here", "surface"),
    ("here", "bg"),
    ("here", "here-soft"),
    ("on-here", "here"),
    *[(word, ground) for word in ("ok", "warn", "bad") for ground in ("surface", f"{word}-soft")],
    ("surface", "ink"),  # what a chart says at the pointer
    *[(f"on-lv-{level}", f"lv-{level}") for level in LEVELS],
]
MARKS = [
    *[("edge", ground) for ground in ("surface", "bg", "sunken")],
    *[("focus", ground) for ground in ("surface", "bg", "soft")],
    ("lv-edge", "surface"),
    ("lv-edge", "bg"),
    ("here", "sunken"),
    ("primary", "sunken"),
    *[(f"series-{number}", "surface") for number in range(1, 5)],
]
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}

Colour = tuple[float, float, float]


def tokens(theme: str) -> dict[str, Colour]:
    """The colours of one theme by name, in linear light."""
    css = TOKENS.read_text(encoding="utf-8")
    start = css.index(f'[data-bs-theme="{theme}"] {{')
    block = css[start : css.index("\n}", start)]
    return {name: linear(value) for name, value in re.findall(r"--pt-([\w-]+):\s*(#[0-9A-Fa-f]{6})", block)}


def linear(value: str) -> Colour:
    red, green, blue = (int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: Colour, sight: str) -> Colour:
    """The colour as this sight has it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, colour, strict=True))))
        for row in SIGHTS[sight]
    )
    return red, green, blue


def lab(colour: Colour) -> Colour:
    """CIELAB under D65."""
    red, green, blue = colour
    x, y, z = (
        _bent(t)
        for t in (
            (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
            0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
            (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _bent(t: float) -> float:
    return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116


def ciede2000(one: Colour, other: Colour) -> float:
    """The distance of two colours in CIELAB as people see it (CIE 142-2001)."""
    l1, a1, b1 = one
    l2, a2, b2 = other
    mean_chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7))
    c1, h1 = math.hypot(a1 * stretch, b1), math.degrees(math.atan2(b1, a1 * stretch)) % 360
    c2, h2 = math.hypot(a2 * stretch, b2), math.degrees(math.atan2(b2, a2 * stretch)) % 360
    turn = ((h2 - h1 + 180) % 360) - 180 if c1 * c2 else 0.0
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    tint = (
        1
        - 0.17 * _cos(hue - 30)
        + 0.24 * _cos(2 * hue)
        + 0.32 * _cos(3 * hue + 6)
        - 0.20 * _cos(4 * hue - 63)
    )
    by_lightness = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2) / (1 + 0.015 * chroma * tint)
    spin = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    spin *= math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    return math.sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 + spin * by_chroma * by_hue)


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [  # pairs 1, 5, 9 and 25 of the test data that belongs to the formula
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.1848, -84.8006), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_distance_is_the_one_of_the_standard(one: Colour, other: Colour, distance: float) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=0.0001)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast(linear("#000000"), linear("#FFFFFF")) == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_marks_stand_out_from_their_ground(theme: str) -> None:
    colours = tokens(theme)

    weak = [
        f"{front} on {ground}: {contrast(colours[front], colours[ground]):.2f}, needs {need}"
        for need, pairs in ((4.5, TEXT), (3.0, MARKS))
        for front, ground in pairs
        if contrast(colours[front], colours[ground]) < need
    ]

    assert weak == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_levels_climb_in_lightness(theme: str) -> None:
    colours = tokens(theme)

    lightness = [lab(colours[f"lv-{level}"])[0] for level in LEVELS]
    rises = [high - low for low, high in pairwise(lightness)]

    assert all(rise >= APART for rise in rises) or all(rise <= -APART for rise in rises)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_two_levels_look_alike(theme: str, sight: str) -> None:
    colours = tokens(theme)
    points = [lab(seen(colours[f"lv-{level}"], sight)) for level in LEVELS]

    near = [
        f"{low} and {high}: {ciede2000(points[low], points[high]):.1f}"
        for low in LEVELS
        for high in range(low + 1, 5)
        if ciede2000(points[low], points[high]) < APART
    ]

    assert near == []
