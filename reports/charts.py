"""Charts to explore, as plain dicts in Plotly's form; the page's own script draws them.

Colours are tokens, `var(--pt-...)`, which the script looks up, so a chart follows the theme.
Every chart stands beside its data as a table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.look import Steps, tone_number
from maturity.wording import NO_BREAK, percent

Figure = dict[str, Any]

HEIGHT = 216
ROW = 36
NAMED_LETTERS = 34
MOST_TICKS = 8
SERIES = 4
LABEL_GAP = 9.0
"""The least distance of two labels at the end of lines, in per cent of the axis."""


@dataclass(frozen=True, slots=True)
class Line:
    """The share of the same teams at or above `level`, round by round."""

    level: int
    shares: Sequence[Fraction]
    counts: Sequence[int]


def token(name: str) -> str:
    """A colour by the name of its token."""
    return f"var(--pt-{name})"


def level_name(level: int) -> str:
    """A level as an axis names it."""
    return _("Level %(level)s") % {"level": level}


def or_above(level: int) -> str:
    """A level and all above it, as the end of a line names them."""
    return _("Level %(level)s+") % {"level": level}


def spread(places: Sequence[float], gap: float = LABEL_GAP) -> list[float]:
    """Where labels go so that none covers another: in the order of `places`, at least `gap` apart.

    Each stays as near to its place as the ones below let it; those pushed over 100 move all down again.
    Of two at one place the first stands above the second.
    """
    order = sorted(range(len(places)), key=lambda number: (places[number], -number))
    moved = list(places)
    lowest = float("-inf")
    for number in order:
        moved[number] = lowest = max(moved[number], lowest + gap)
    highest = 100.0
    for number in reversed(order):
        moved[number] = highest = min(moved[number], highest)
        highest -= gap
    return moved


def distribution(
    version: Steps, now: Mapping[int, int], before: Mapping[int, int] | None, before_name: str = ""
) -> Figure:
    """How many teams stand on each level, with a line where as many stood the round before."""
    levels = list(now)
    colours = [_tone(version, level) for level in levels]
    bars = {
        "type": "bar",
        "x": levels,
        "y": [now[level] for level in levels],
        "text": [str(now[level]) for level in levels],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"color": token("ink"), "size": 13},
        "marker": {"color": colours, "line": {"color": token("lv-edge"), "width": 1}},
        "customdata": [f"{level_name(level)}: {_teams(now[level])}" for level in levels],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    data = [bars]
    layout = _layout(HEIGHT)
    if before is not None:
        data.append(_earlier(levels, before, before_name))
        layout["shapes"] = [_dashed(level, before.get(level, 0)) for level in levels]
    highest = max([*now.values(), *(before or {}).values(), 1])
    layout["xaxis"] |= {"tickvals": levels, "ticktext": [level_name(level) for level in levels]}
    layout["yaxis"] |= {"range": [0, highest * 1.15], "visible": False}
    layout["margin"] |= {"l": 8, "r": 8}
    return {"data": data, "layout": layout}


def _earlier(levels: Sequence[int], before: Mapping[int, int], name: str) -> Figure:
    """Points without a mark on the dashed lines, so that pointing there tells the count."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(levels),
        "y": [before.get(level, 0) for level in levels],
        "marker": {"size": 16, "opacity": 0, "color": token("muted")},
        "customdata": [f"{_plain(name)}: {_teams(before.get(level, 0))}" for level in levels],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _dashed(level: int, count: int) -> Figure:
    """A dashed line over the column of `level`, at the height of `count`."""
    return {
        "type": "line",
        "x0": level - 0.42,
        "x1": level + 0.42,
        "y0": count,
        "y1": count,
        "line": {"color": token("muted"), "width": 2, "dash": "3px,3px"},
    }


def named_places(rounds: Sequence[str], room: int = NAMED_LETTERS) -> list[int]:
    """Which rounds are named below the axis: the last one always, then as many as there is room for."""
    each = max(len(name) for name in rounds) + 2
    step = max(1, -(-each * len(rounds) // room))
    return list(range(len(rounds) - 1, -1, -step))[::-1]


def trend(rounds: Sequence[str], lines: Sequence[Line], *, breaks: Sequence[int] = ()) -> Figure:
    """The share of the same teams at or above each level, round by round.

    Args:
        rounds: names, the earliest first.
        breaks: places in `rounds` that begin under another version; the lines are broken before them.
    """
    last = len(rounds) - 1
    labels = spread([float(line.shares[last]) * 100 for line in lines])
    data: list[Figure] = []
    layout = _layout(HEIGHT)
    layout["annotations"] = []
    for number, (line, label) in enumerate(zip(lines, labels, strict=True)):
        colour = token(f"series-{number % SERIES + 1}")
        data.extend(_segments(line, rounds, colour, number, breaks))
        layout["annotations"].append(
            {
                "x": last,
                "y": label,
                "xanchor": "left",
                "xshift": 10,
                "showarrow": False,
                "text": or_above(line.level),
                "font": {"color": colour, "size": 12},
            }
        )
    ticks = [0, 25, 50, 75, 100]
    layout["xaxis"] |= {
        "tickvals": named_places(rounds),
        "ticktext": [_plain(rounds[place]) for place in named_places(rounds)],
        "tickangle": 0,
        "range": [-0.2, last + 0.2],
    }
    layout["yaxis"] |= {
        "range": [-4, 104],
        "tickvals": ticks,
        "ticktext": [percent(Fraction(tick, 100)) for tick in ticks],
    }
    layout["margin"] |= {"l": 48, "r": 72}
    return {"data": data, "layout": layout}


def by_dimension(
    version: Steps, names: Sequence[str], counts: Sequence[Mapping[int, int]], levels: Sequence[int]
) -> Figure:
    """How many teams stand on each level in each dimension, as one bar a dimension."""
    from_top = list(range(len(names)))[::-1]  # a bar chart lays the first one at the bottom
    plain = [_plain(names[number]) for number in from_top]
    told = cache(_teams)
    data = []
    for level in levels:
        level_told = level_name(level)
        teams = [counts[number].get(level, 0) for number in from_top]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": level_told,
                "y": plain,
                "x": teams,
                "text": [f"{level}" if count else "" for count in teams],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": _tone(version, level, "on-"), "size": 12},
                "marker": {
                    "color": _tone(version, level),
                    "line": {"color": token("lv-edge"), "width": 1},
                },
                "customdata": [
                    f"{name}, {level_told}: {told(count)}" for name, count in zip(plain, teams, strict=True)
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    layout = _layout(72 + ROW * len(names))
    layout["barmode"] = "stack"
    layout["yaxis"] |= {"automargin": True, "showgrid": False, "ticksuffix": 2 * NO_BREAK}
    most = max((sum(teams.values()) for teams in counts), default=0)
    layout["xaxis"] |= {
        "title": {"text": _("Teams")},
        "rangemode": "tozero",
        "dtick": -(-max(most, 1) // MOST_TICKS),
    }
    layout["margin"] |= {"l": 8, "b": 44}
    return {"data": data, "layout": layout}


def _segments(
    line: Line, rounds: Sequence[str], colour: str, number: int, breaks: Sequence[int]
) -> list[Figure]:
    """One trace for each stretch under the same version."""
    edges = [0, *sorted(breaks), len(rounds)]
    dash = ("solid", "dash")[number % 2]
    traces = []
    for start, end in pairwise(edges):
        places = range(start, end)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": or_above(line.level),
                "x": list(places),
                "y": [round(float(line.shares[place]) * 100, 1) for place in places],
                "line": {"color": colour, "width": 2.5, "dash": dash},
                "marker": {
                    "size": 8,
                    "color": token("surface"),
                    "line": {"color": colour, "width": 2},
                },
                "customdata": [
                    f"{_plain(rounds[place])}, {or_above(line.level)}: {percent(line.shares[place])} "
                    f"({_teams(line.counts[place])})"
                    for place in places
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    return traces


def _layout(height: int) -> Figure:
    """What all charts share: no title, for the page has it, and nothing that is drawn without need."""
    return {
        "autosize": True,
        "height": height,
        "font": {"family": "Figtree, system-ui, sans-serif", "size": 12, "color": token("muted")},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {
            "showgrid": False,
            "linecolor": token("edge"),
            "ticks": "outside",
            "ticklen": 4,
            "tickcolor": token("edge"),
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {"gridcolor": token("line"), "zeroline": False, "fixedrange": True},
        "margin": {"l": 32, "r": 16, "t": 8, "b": 32},
        "hoverlabel": {
            "bgcolor": token("ink"),
            "bordercolor": token("ink"),
            "font": {"color": token("surface")},
        },
        "hovermode": "closest",
        "showlegend": False,
        "bargap": 0.35,
        "dragmode": False,
    }


def _tone(version: Steps, level: int, ground: str = "") -> str:
    return token(f"{ground}lv-{tone_number(level, version.base_level, version.level_count)}")


def _teams(count: int) -> str:
    return ngettext("%(count)s team", "%(count)s teams", count) % {"count": count}


def _plain(name: str) -> str:
    """A name that people wrote, so that Plotly reads no markup in it."""
    return escape(name, quote=False)
