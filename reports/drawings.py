"""Small charts as SVG: where each mark goes. They need no script, and print.

Numbers that stand in attributes are texts with a dot, whatever the reader's language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

from core.look import Steps, tone
from reports.charts import SERIES, Line, level_name, or_above, spread

WIDTH = 340
LETTER = 6.4  # the width of an average letter of 12 px


@dataclass(frozen=True, slots=True)
class Bar:
    """A column, its count above and its level below; `before` is the height of the dashed line."""

    tone: str
    x: str
    y: str
    width: str
    height: str
    middle: str
    count: int
    count_y: str
    label: str
    before: str
    before_from: str
    before_to: str

    @property
    def box(self) -> SafeString:
        """The attributes that place the column."""
        place = f'x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}"'
        return mark_safe(place)  # noqa: S308  # numbers of ours


@dataclass(frozen=True, slots=True)
class Path:
    """One line: its stretches, its last point, and its name beside it."""

    series: int
    dashed: bool
    stretches: Sequence[str]
    dots: Sequence[tuple[str, str]]
    name: str
    name_y: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A round's name below the axis."""

    x: str
    name: str


@dataclass(frozen=True, slots=True)
class Paths:
    """All of a trend."""

    paths: Sequence[Path]
    ticks: Sequence[Tick]


BAR_TOP, BAR_BASE = 28.0, 146.0
LINE_LEFT, LINE_RIGHT, LINE_TOP, LINE_BASE = 50.0, 272.0, 12.0, 132.0


def bars(version: Steps, now: Mapping[int, int], before: Mapping[int, int] | None) -> list[Bar]:
    """The columns of a distribution, in a box of WIDTH by 176."""
    slot = WIDTH / len(now)
    width = min(40.0, slot * 0.58)
    highest = max([*now.values(), *(before or {}).values(), 1])
    words = slot > len(level_name(max(now))) * LETTER + 4
    drawn = []
    for place, (level, count) in enumerate(now.items()):
        middle = slot * (place + 0.5)
        top = _height(count, highest)
        earlier = "" if before is None else _number(_height(before.get(level, 0), highest))
        drawn.append(
            Bar(
                tone=tone(level, version),
                x=_number(middle - width / 2),
                y=_number(top),
                width=_number(width),
                height=_number(max(BAR_BASE - top, 1)),
                middle=_number(middle),
                count=count,
                count_y=_number(top - 8),
                label=level_name(level) if words else str(level),
                before=earlier,
                before_from=_number(middle - width / 2 - 5),
                before_to=_number(middle + width / 2 + 5),
            )
        )
    return drawn


def paths(rounds: Sequence[str], lines: Sequence[Line], *, breaks: Sequence[int] = ()) -> Paths:
    """The lines of a trend, in a box of WIDTH by 160; broken before the places in `breaks`."""
    xs = [_along(place, len(rounds)) for place in range(len(rounds))]
    last = len(rounds) - 1
    labels = spread([float(line.shares[last]) * 100 for line in lines], gap=12.0)
    edges = [0, *sorted(breaks), len(rounds)]
    drawn = []
    for number, (line, label) in enumerate(zip(lines, labels, strict=True)):
        points = [f"{_number(x)} {_number(_down(share))}" for x, share in zip(xs, line.shares, strict=True)]
        stretches = [points[start:end] for start, end in pairwise(edges)]
        drawn.append(
            Path(
                series=number % SERIES + 1,
                dashed=number % 2 == 1,
                stretches=[f"M{' '.join(stretch)}" for stretch in stretches if len(stretch) > 1],
                dots=[_dot(xs[end - 1], line.shares[end - 1]) for end in edges[1:]],
                name=or_above(line.level),
                name_y=_number(_down(Fraction(round(label * 10), 1000)) + 4),
            )
        )
    return Paths(drawn, _ticks(xs, rounds))


def _ticks(xs: Sequence[float], rounds: Sequence[str]) -> list[Tick]:
    """As many names as there is room for; the last one always, then the first, then those between."""
    last = len(xs) - 1
    shown: dict[int, tuple[float, float]] = {}
    for place in [last, 0, *range(last - 1, 0, -1)]:
        half = len(rounds[place]) * LETTER / 2
        left, right = xs[place] - half, xs[place] + half
        if all(right + 4 < start or left - 4 > end for start, end in shown.values()):
            shown[place] = (left, right)
    return [Tick(_number(xs[place]), rounds[place]) for place in sorted(shown)]


def _along(place: int, count: int) -> float:
    if count < 2:
        return (LINE_LEFT + LINE_RIGHT) / 2
    inset = 14.0
    return LINE_LEFT + inset + (LINE_RIGHT - LINE_LEFT - 2 * inset) * place / (count - 1)


def _down(share: Fraction) -> float:
    return LINE_BASE - (LINE_BASE - LINE_TOP) * float(share)


def _dot(x: float, share: Fraction) -> tuple[str, str]:
    return _number(x), _number(_down(share))


def _height(count: int, highest: int) -> float:
    """Where a column of `count` ends; on half pixels, so that its outline is sharp."""
    return round(BAR_BASE - (BAR_BASE - BAR_TOP) * count / highest) + 0.5


def _number(value: float) -> str:
    return f"{value:.1f}"
