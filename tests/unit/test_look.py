"""How a level is drawn, whatever the number of levels."""

from fractions import Fraction

import pytest

from core.context import html_tag, section
from core.look import Chip, disc, stair, tone, tone_number
from core.templatetags.look import hundredths
from tests.showcase import Version


@pytest.mark.parametrize(
    ("base", "count", "tones"),
    [
        pytest.param(0, 5, [0, 1, 2, 3, 4], id="five levels have a tone each"),
        pytest.param(0, 2, [0, 4], id="two levels are the first tone and the last"),
        pytest.param(1, 3, [0, 2, 4], id="three levels from 1 up leave one out between"),
        pytest.param(0, 4, [0, 1, 3, 4], id="four levels"),
        pytest.param(1, 10, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4], id="ten levels share a tone in twos"),
    ],
)
def test_tones_reach_from_the_lowest_level_to_the_highest(base: int, count: int, tones: list[int]) -> None:
    assert [tone_number(level, base, count) for level in range(base, base + count)] == tones


@pytest.mark.parametrize("count", range(2, 11))
def test_a_higher_level_never_has_a_lower_tone(count: int) -> None:
    tones = [tone_number(level, 0, count) for level in range(count)]

    assert tones == sorted(tones)
    assert (tones[0], tones[-1]) == (0, 4)


def test_a_model_of_one_level_has_the_first_tone() -> None:
    assert tone(3, Version(3, 1)) == "lv-0"


def test_the_stair_marks_what_is_reached_and_puts_dimensions_on_their_step() -> None:
    data, people = Chip("Data", "Da", 2), Chip("People", "Pe", 1, low=True)

    drawn = stair([(1, "Begun"), (2, "Used"), (3, "Lived")], stands_on=1, chips=[data, people])

    assert [(step.number, step.tone, step.done, step.here) for step in drawn.steps] == [
        (1, "lv-0", True, True),
        (2, "lv-2", False, False),
        (3, "lv-4", False, False),
    ]
    assert [step.chips for step in drawn.steps] == [[people], [data], []]
    assert drawn.chips == [data, people]


def test_without_a_level_no_step_is_marked() -> None:
    drawn = stair([(0, "No"), (1, "Yes")], stands_on=None)

    assert not any(step.done or step.here for step in drawn.steps)


@pytest.mark.parametrize(
    ("share", "written"),
    [(Fraction(1, 3), "33.3"), (Fraction(2, 3), "66.7"), (0.5, "50.0"), (Fraction(0), "0.0"), (None, "0")],
)
def test_a_share_is_written_for_svg(share: Fraction | float | None, written: str) -> None:
    assert hundredths(share) == written


@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("pt-br", "pt-BR")])
def test_language_tags_are_written_as_html_does(code: str, tag: str) -> None:
    assert html_tag(code) == tag


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/o/aurora/teams/pricing/", "teams"),
        ("/o/aurora/results/", "results"),
        ("/o/aurora/", ""),
        ("/help/", ""),
        ("/a/teams/", ""),
    ],
)
def test_the_bar_marks_the_section_of_the_address(path: str, marked: str) -> None:
    assert section(path) == marked


@pytest.mark.parametrize(
    ("value", "glyph"),
    [
        (Fraction(0), "rate-n"),
        (Fraction(1, 100), "rate-p"),
        (Fraction(1, 3), "rate-p"),
        (Fraction(1, 2), "rate-p"),
        (Fraction(51, 100), "rate-l"),
        (Fraction(2, 3), "rate-l"),
        (Fraction(99, 100), "rate-l"),
        (Fraction(1), "rate-f"),
    ],
)
def test_only_nothing_is_an_empty_disc_and_only_all_a_full_one(value: Fraction, glyph: str) -> None:
    assert disc(value) == glyph
