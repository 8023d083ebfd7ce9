"""Small charts as SVG."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils import translation

from reports import drawings
from reports.charts import Line


@dataclass(frozen=True)
class Version:
    base_level: int = 0
    level_count: int = 5


NOW = {0: 2, 1: 4, 2: 2, 3: 1, 4: 0}


def test_the_highest_column_fills_the_height_and_half_of_it_half() -> None:
    drawn = drawings.bars(Version(), NOW, None)

    assert [bar.count for bar in drawn] == [2, 4, 2, 1, 0]
    assert (drawn[1].y, drawn[1].height) == ("28.5", "117.5")  # 146 - 118
    assert drawn[0].y == "87.5"  # 146 - 118 / 2
    assert (drawn[4].y, drawn[4].height) == ("146.5", "1.0")


def test_the_dashed_line_uses_the_same_measure() -> None:
    drawn = drawings.bars(Version(), NOW, {0: 4, 1: 3, 2: 2, 3: 0, 4: 0})

    assert (drawn[0].before, drawn[2].before) == ("28.5", "87.5")
    assert drawings.bars(Version(), NOW, None)[0].before == ""


def test_many_levels_are_named_by_number() -> None:
    assert drawings.bars(Version(), NOW, None)[0].label == "Level 0"
    assert drawings.bars(Version(0, 10), dict.fromkeys(range(10), 1), None)[0].label == "0"


def test_a_line_rises_with_the_share() -> None:
    lines = [Line(1, [Fraction(0), Fraction(1, 2), Fraction(1)], [0, 1, 2])]

    (path,) = drawings.paths(["a", "b", "c"], lines).paths

    assert path.stretches == ["M64.0 132.0 161.0 72.0 258.0 12.0"]
    assert (path.dots, path.name) == ([("258.0", "12.0")], "Level 1+")


def test_another_version_breaks_the_line() -> None:
    lines = [Line(1, [Fraction(0), Fraction(1, 2), Fraction(1)], [0, 1, 2])]

    (path,) = drawings.paths(["a", "b", "c"], lines, breaks=[1]).paths

    assert path.stretches == ["M161.0 72.0 258.0 12.0"]
    assert path.dots == [("64.0", "132.0"), ("258.0", "12.0")]


def test_names_that_would_overlap_are_left_out_but_never_the_last() -> None:
    rounds = [f"Round {number} of 2026" for number in range(6)]
    lines = [Line(1, [Fraction(1)] * 6, [1] * 6)]

    ticks = drawings.paths(rounds, lines).ticks

    assert [tick.name for tick in ticks] == [rounds[0], rounds[5]]


def test_attributes_keep_the_dot_in_every_language() -> None:
    with translation.override("pt-br"):
        assert drawings.bars(Version(), NOW, None)[0].y == "87.5"
