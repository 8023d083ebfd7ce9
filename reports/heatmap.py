"""The heat map as a table: the one place that builds HTML in Python.

A thousand teams by seven dimensions are eight thousand cells; a template needs thirty times as long for
them. Few cells differ, so each kind is built once and then only joined; a cell is its figure under the heads
of its line and column, and the stylesheet draws the glyph. Names are escaped here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.look import Steps, sprite_url, tone
from maturity.scoring import COUNTED, State

MINUS = "\N{MINUS SIGN}"


class Cell(NamedTuple):
    """A level as it is shown: of a team or of one of its dimensions. A plain tuple, for a line has eight.

    `highest` is the highest possible level; it is shown for a team whose level is not certain.
    `change` is in levels since the round before; None where there is nothing to compare with.
    """

    state: str
    level: int | None = None
    highest: int | None = None
    change: int | None = None


Teams = Callable[[Cell], str]
"""The address of the teams that a cell stands for, as others do; "" where it leads nowhere."""


class Row(NamedTuple):
    """One line: a team (or a round), its own level, its dimensions, and what else is said of it.

    `aside` stands below the name, on phones too.
    """

    name: str
    url: str
    whole: Cell
    parts: Sequence[Cell]
    answered: str = ""
    note: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading, the unit; without a name there is no heading."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Column:
    """A dimension: its short name, and its abbreviation for narrow screens.

    `url` sorts by it; `sorted` is "ascending" or "descending" where the lines stand so now. `teams` says
    where its cells lead.
    """

    name: str
    abbreviation: str
    url: str = ""
    sorted: str = ""
    teams: Teams | None = None


@dataclass(frozen=True, slots=True)
class HeatMap:
    """What is drawn.

    Args:
        version: says how many levels there are, for the tones.
        minimum: the fewest answers that may be shown, said in hidden cells.
        user_named: whether the lines bear names that people wrote, which no machine may translate.
        line, level, answered, note: the heads of the other columns; what has no head is left out.
    """

    caption: str
    version: Steps
    columns: Sequence[Column]
    groups: Sequence[Group]
    line: Column
    minimum: int = 0
    level: Column | None = None
    answered: Column | None = None
    note: str = ""
    user_named: bool = True


@dataclass(slots=True)
class _Cells:
    """Builds each kind of cell of one column once.

    Of the cells that lead to one address the first alone is a stop of the tab key: eight stops a line would
    keep whoever uses no mouse from ever reaching what stands below the table.
    """

    version: Steps
    minimum: int
    teams: Teams | None
    whole: bool
    built: dict[Cell, str] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)

    def html(self, cell: Cell) -> str:
        known = self.built.get(cell)
        if known is not None:
            return known
        address = self.teams(cell) if self.teams else ""
        self.built[cell] = again = self._build(cell, _link(address, stop=False))
        if not address or address in self.reached:
            return again
        self.reached.add(address)
        return self._build(cell, _link(address, stop=True))

    def _build(self, cell: Cell, link: str) -> str:
        end = "</a>" if link else ""
        if cell.state == State.SUPPRESSED:
            said = _("Hidden: fewer than %(count)s answers") % {"count": self.minimum}
            return f'<td class="is-hidden">{_drawing("i", "eye-slash")}{_said(said)}</td>'
        if cell.level is None:
            said = _("No answers") if cell.state == State.NO_DATA else _("Nothing applies")
            return f'<td class="is-none"><span aria-hidden="true">–</span>{_said(said)}</td>'
        certain = cell.state in COUNTED
        classes = f"{tone(cell.level, self.version) if certain else 'is-none'}{' team' if self.whole else ''}"
        if certain:
            return f'<td class="{classes}">{link}{cell.level}{_moved(cell.change)}{end}</td>'
        figure, said = str(cell.level), _("At least level %(level)s") % {"level": cell.level}
        if self.whole and cell.highest is not None:
            figure += f"–{cell.highest}" if cell.highest > cell.level else ""
            values = {"low": cell.level, "high": cell.highest}
            said = _("At least level %(low)s, at most level %(high)s") % values
        return f'<td class="{classes}">{link}<span aria-hidden="true">{figure}</span>{_said(said)}{end}</td>'


def _link(address: str, *, stop: bool) -> str:
    """The beginning of a link; "" without an address."""
    return f'<a{"" if stop else _NO_STOP} href="{escape(address)}">' if address else ""


_NO_STOP = ' tabindex="-1"'


def render(heat: HeatMap) -> SafeString:
    """The whole table, safe to be printed."""
    level = heat.level or Column(_("Team level"), pgettext("short for level", "Lv"))
    cells = [
        _Cells(heat.version, heat.minimum, column.teams, whole=column is level)
        for column in (level, *heat.columns)
    ]
    leads = " heat--leads" if any(column.teams for column in cells) else ""
    caption = f'<caption class="visually-hidden">{escape(heat.caption)}</caption>'
    parts = [f'<table class="heat heat--fit{leads}">{caption}', _head(heat, level)]
    for group in heat.groups:
        parts.append("<tbody>")
        if group.name:
            across = f'scope="rowgroup" colspan="{len(heat.columns) + 2}" translate="no"'
            parts.append(f'<tr class="heat__unit"><th {across}>{escape(group.name)}</th></tr>')
        parts.extend(_rows(group.rows, cells, heat))
        parts.append("</tbody>")
    parts.append("</table>")
    return mark_safe("".join(parts))  # noqa: S308  # names are escaped above, all else is our own text


def key(levels: Iterable[int], version: Steps) -> SafeString:
    """The badges of all levels, as list items for the key above the table."""
    tones = ((level, tone(level, version)) for level in levels)
    badges = (
        f'<li><span class="lv {name}">{_drawing("g", name)}{level}</span></li>' for level, name in tones
    )
    return mark_safe("".join(badges))  # noqa: S308


def _head(heat: HeatMap, level: Column) -> str:
    columns = "".join(_column(column) for column in (level, *heat.columns))
    answered = _column(heat.answered, "plain") if heat.answered else ""
    note = f'<th scope="col" class="wide">{escape(heat.note)}</th>' if heat.note else ""
    return f"<thead><tr>{_column(heat.line)}{columns}{answered}{note}</tr></thead>"


def _column(column: Column, classes: str = "") -> str:
    """A head: a link that sorts, where there is one.

    Narrow screens print the abbreviation, and no link: columns stand so close there that fingers miss them,
    and the filters sort as well.
    """
    name, short = escape(column.name), escape(column.abbreviation)
    link = f'<a class="sort" href="{escape(column.url)}">{name}</a>' if column.url else ""
    told = link or name
    if short and link:
        narrow = f'<span aria-hidden="true">{short}</span>{_said(column.name)}'
        told = f'<span class="hide-phone">{link}</span><span class="only-phone">{narrow}</span>'
    elif short:
        narrow = f'<span class="only-phone" aria-hidden="true">{short}</span>'
        told = f'<span class="heat__full">{name}</span>{narrow}'
    marked = f' class="{classes}"' if classes else ""
    ordered = f' aria-sort="{column.sorted}"' if column.sorted else ""
    return f'<th scope="col"{marked}{ordered}>{told}</th>'


def _rows(rows: Iterable[Row], cells: Sequence[_Cells], heat: HeatMap) -> Iterable[str]:
    translate = ' translate="no"' if heat.user_named else ""
    begin = f'<tr><th scope="row"><a{translate} href="'
    recurring = cache(escape)  # what stands in many lines
    for row in rows:
        aside = f'<small class="heat__aside">{recurring(row.aside)}</small>' if row.aside else ""
        levels = "".join([of.html(cell) for of, cell in zip(cells, (row.whole, *row.parts), strict=True)])
        yield f'{begin}{escape(row.url)}">{escape(row.name)}</a>{aside}</th>{levels}'
        if heat.answered:
            yield f'<td class="plain">{recurring(row.answered)}</td>'
        if heat.note:
            yield f'<td class="wide">{recurring(row.note)}</td>'
        yield "</tr>\n"


def _drawing(kind: str, name: str) -> str:
    return f'<svg class="{kind}" aria-hidden="true"><use href="{sprite_url(name)}"></use></svg>'


def _said(words: str) -> str:
    return f'<span class="visually-hidden">{escape(words)}</span>'


def _moved(change: int | None) -> str:
    """A change in levels, signed so that it is read as it is seen."""
    if not change:
        return ""
    return f"<small> {'+' if change > 0 else MINUS}{abs(change)}</small>"
