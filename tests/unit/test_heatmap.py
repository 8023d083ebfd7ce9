"""The heat map as HTML."""

from dataclasses import dataclass
from html.parser import HTMLParser

import pytest

from maturity.scoring import State
from reports.heatmap import Cell, Column, Group, HeatMap, Row, key, render


@dataclass(frozen=True)
class Version:
    base_level: int = 0
    level_count: int = 5


class Table(HTMLParser):
    """Reads a table back: rows of texts as a screen reader says them, and how elements nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if self.hidden or ("aria-hidden", "true") in attrs:
            self.hidden += 1
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and not self.hidden:
            self.rows[-1][-1] += data.strip("\n")


def heat(*rows: Row, version: Version | None = None, **more: object) -> str:
    return render(
        HeatMap(
            caption="Levels",
            version=version or Version(),
            columns=[Column("People", "Pe")],
            groups=[Group("Retail", rows)],
            line=Column("Team", ""),
            minimum=5,
            **more,
        )  # type: ignore[arg-type]
    )


def row(whole: Cell, part: Cell, name: str = "Pricing") -> Row:
    return Row(name, "/o/aurora/teams/pricing/", whole, [part], "70/70", "Overall")


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (Cell(State.COMPLETE, 2), "2"),
        (Cell(State.DECIDED, 2, change=1), "2 +1"),
        (Cell(State.COMPLETE, 2, change=-2), "2 −2"),
        (Cell(State.COMPLETE, 2, change=0), "2"),
        (Cell(State.PROVISIONAL, 1, highest=3), "At least level 1, at most level 3"),
        (Cell(State.NO_DATA), "No answers"),
        (Cell(State.NOT_RATED), "Nothing applies"),
        (Cell(State.SUPPRESSED), "Hidden: fewer than 5 answers"),
    ],
)
def test_each_state_is_said_in_words(whole: Cell, said: str) -> None:
    table = Table(heat(row(whole, Cell(State.NO_DATA))))

    assert table.rows[-1][:2] == ["Pricing", said]


def test_a_dimension_of_an_uncertain_team_is_a_lower_bound() -> None:
    table = Table(heat(row(Cell(State.PROVISIONAL, 0, highest=2), Cell(State.PROVISIONAL, 1))))

    assert table.rows[-1][2] == "At least level 1"


def test_an_uncertain_level_wears_no_colour() -> None:
    html = heat(row(Cell(State.PROVISIONAL, 1, highest=3), Cell(State.NO_DATA)))

    assert 'class="lv-1' not in html
    assert "1–3" in html


def test_names_cannot_bring_markup() -> None:
    html = heat(row(Cell(State.COMPLETE, 1), Cell(State.COMPLETE, 1), name="<script>x</script>&"))

    assert "<script" not in html
    assert "&lt;script&gt;x&lt;/script&gt;&amp;" in html


def test_what_people_wrote_is_not_for_translators() -> None:
    html = heat(row(Cell(State.COMPLETE, 1), Cell(State.COMPLETE, 1)))

    assert '<th scope="row"><a translate="no" href="/o/aurora/teams/pricing/">Pricing</a>' in html


def test_the_heading_of_a_unit_spans_the_levels() -> None:
    assert 'scope="rowgroup" colspan="3" translate="no">Retail' in heat()


def test_what_stands_below_a_name_is_told_with_it() -> None:
    late = Row("Churn", "/o/", Cell(State.COMPLETE, 1), [Cell(State.COMPLETE, 1)], aside="2026 S2: <b>")

    assert '<small class="heat__aside">2026 S2: &lt;b&gt;</small></th>' in heat(late)


def test_a_head_sorts_and_says_how_the_lines_stand() -> None:
    html = heat(level=Column("Team level", "Lv", "?sort=lowest&page=2", "descending"))

    assert '<th scope="col" aria-sort="descending"><span class="hide-phone"><a class="sort" href="' in html
    assert 'href="?sort=lowest&amp;page=2">Team level</a>' in html


def linked(cell: Cell) -> str:
    """The teams of a level, as the dashboard leads to them."""
    return f"?show=in-{cell.level}&model=m" if cell.level is not None else ""


def leading(*cells: Cell) -> str:
    """A table of one dimension whose cells lead to their teams."""
    return render(
        HeatMap(
            caption="Levels",
            version=Version(),
            columns=[Column("People", "Pe", teams=linked)],
            groups=[Group("", [row(Cell(State.NO_DATA), cell) for cell in cells])],
            line=Column("Team", ""),
        )
    )


def test_a_level_leads_to_the_teams_that_share_it() -> None:
    html = leading(Cell(State.COMPLETE, 2), Cell(State.PROVISIONAL, 1))

    assert '<td class="lv-2"><a href="?show=in-2&amp;model=m">2</a></td>' in html
    assert '<a href="?show=in-1&amp;model=m"><span aria-hidden="true">1</span>' in html


def test_what_shows_no_level_leads_nowhere() -> None:
    html = leading(Cell(State.SUPPRESSED), Cell(State.NO_DATA), Cell(State.COMPLETE))

    assert "show=" not in html


def test_the_tab_key_stops_once_at_each_address() -> None:
    """Three teams on level 2, one of which climbed there, and one on level 1: two addresses."""
    two, climbed, one = Cell(State.COMPLETE, 2), Cell(State.COMPLETE, 2, change=1), Cell(State.COMPLETE, 1)

    html = leading(two, two, climbed, one)

    assert html.count('<a href="?show=in-2') == 1
    assert html.count('<a tabindex="-1" href="?show=in-2') == 2
    assert html.count('<a href="?show=in-1') == 1


def test_more_columns_only_where_they_are_named() -> None:
    plain = Table(heat(row(Cell(State.COMPLETE, 1), Cell(State.COMPLETE, 1))))
    full = Table(
        heat(
            row(Cell(State.COMPLETE, 1), Cell(State.COMPLETE, 1)),
            answered=Column("Answered", ""),
            note="Open",
        )
    )

    assert len(plain.rows[-1]) == 3
    assert full.rows[-1][3:] == ["70/70", "Overall"]


@pytest.mark.parametrize(
    ("version", "level", "tone"),
    [
        (Version(1, 3), 1, "lv-0"),
        (Version(1, 3), 2, "lv-2"),
        (Version(1, 3), 3, "lv-4"),
        (Version(0, 2), 1, "lv-4"),
    ],
)
def test_any_number_of_levels_spans_all_tones(version: Version, level: int, tone: str) -> None:
    html = heat(row(Cell(State.COMPLETE, level), Cell(State.NO_DATA)), version=version)

    assert f'<td class="{tone} team">' in html


def test_the_key_names_every_level() -> None:
    drawn = key([1, 2, 3], Version(1, 3))

    assert drawn.count("<li>") == 3
    assert '<span class="lv lv-0">' in drawn
