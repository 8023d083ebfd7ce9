"""Charts: each is a figure that Plotly's own schema accepts, and says what the table beside it says."""

import json
import re
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go
import pytest
from django.conf import settings

from reports import charts
from reports.charts import Line


@dataclass(frozen=True)
class Version:
    base_level: int = 0
    level_count: int = 5


NOW = {0: 2, 1: 4, 2: 2, 3: 1, 4: 0}
BEFORE = {0: 4, 1: 3, 2: 2, 3: 0, 4: 0}
ROUNDS = ["2025 Q2", "2025 Q4", "2026 Q2"]
LINES = [
    Line(1, [Fraction(3, 9), Fraction(5, 9), Fraction(7, 9)], [3, 5, 7]),
    Line(2, [Fraction(1, 9), Fraction(2, 9), Fraction(3, 9)], [1, 2, 3]),
]
FIGURES = {
    "distribution": charts.distribution(Version(), NOW, BEFORE, "2026 Q2"),
    "distribution of the first round": charts.distribution(Version(), NOW, None),
    "trend": charts.trend(ROUNDS, LINES),
    "trend over two versions": charts.trend(ROUNDS, LINES, breaks=[1]),
    "by dimension": charts.by_dimension(Version(), ["People", "Data"], [NOW, BEFORE], list(NOW)),
    "three levels from one": charts.distribution(Version(1, 3), {1: 1, 2: 0, 3: 2}, None),
}


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_accepts_every_chart(name: str) -> None:
    go.Figure(FIGURES[name])


@pytest.mark.parametrize("name", FIGURES)
def test_colours_are_tokens_that_there_are(name: str) -> None:
    tokens = set(re.findall(r"(--pt-[a-z0-9-]+):", (settings.BASE_DIR / "static/css/tokens.css").read_text()))
    text = json.dumps(FIGURES[name])

    named = set(re.findall(r"var\((--[a-z0-9-]+)\)", text))

    assert named
    assert named <= tokens
    assert not re.search(r'"#[0-9a-fA-F]{3,8}"', text)


def test_bars_and_lines_tell_now_and_before() -> None:
    bars, lines = FIGURES["distribution"]["data"]

    assert bars["y"] == [2, 4, 2, 1, 0]
    assert lines["y"] == [4, 3, 2, 0, 0]
    assert bars["customdata"][1] == "Level 1: 4 teams"
    assert lines["customdata"][0] == "2026 Q2: 4 teams"


def test_lines_end_in_their_own_name() -> None:
    figure = FIGURES["trend"]

    assert [label["text"] for label in figure["layout"]["annotations"]] == ["Level 1+", "Level 2+"]
    assert figure["data"][0]["y"] == [33.3, 55.6, 77.8]


@pytest.mark.parametrize(("teams", "step"), [(0, 1), (1, 1), (2, 1), (3, 1), (8, 1), (9, 2), (1000, 125)])
def test_teams_are_counted_in_whole_steps(teams: int, step: int) -> None:
    figure = charts.by_dimension(Version(), ["People"], [{1: teams}], [0, 1])

    assert figure["layout"]["xaxis"]["dtick"] == step


@pytest.mark.parametrize(
    ("rounds", "named"),
    [
        (["2025 S1", "2025 S2"], [0, 1]),
        ([f"202{year} S{half}" for year in (4, 5, 6) for half in (1, 2)], [1, 3, 5]),
        (["A rather long name of a round"] * 3, [2]),
    ],
)
def test_as_many_rounds_are_named_as_there_is_room_for(rounds: list[str], named: list[int]) -> None:
    assert charts.named_places(rounds) == named


def test_another_version_breaks_the_line() -> None:
    first, second, *_ = FIGURES["trend over two versions"]["data"]

    assert (first["x"], second["x"]) == ([0], [1, 2])
    assert first["line"]["color"] == second["line"]["color"]


def test_a_round_is_named_without_markup() -> None:
    figure = charts.trend(["<b>x</b>"], [Line(1, [Fraction(1)], [1])])

    assert figure["layout"]["xaxis"]["ticktext"] == ["&lt;b&gt;x&lt;/b&gt;"]


def test_the_first_dimension_is_the_topmost_bar() -> None:
    bars = FIGURES["by dimension"]["data"]

    assert bars[0]["y"] == ["Data", "People"]
    assert [bar["x"][1] for bar in bars] == [2, 4, 2, 1, 0]


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        pytest.param([10.0, 50.0], [10.0, 50.0], id="far apart: nothing moves"),
        pytest.param([50.0, 50.0], [59.0, 50.0], id="on one spot: the first rises"),
        pytest.param([100.0, 100.0], [100.0, 91.0], id="at the top: the second sinks"),
        pytest.param([50.0, 0.0, 0.0], [50.0, 9.0, 0.0], id="in their own order"),
    ],
)
def test_labels_make_room_for_each_other(places: list[float], moved: list[float]) -> None:
    assert charts.spread(places) == moved
