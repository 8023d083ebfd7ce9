"""The heat map as a table: the one place that builds HTML in Python.

A thousand teams by seven dimensions are eight thousand cells; a template needs thirty times as long for
them. Few cells differ, so each kind is built once and then only joined; a cell is its figure under the heads
of its line and column, and the stylesheet draws the glyph. Names are escaped here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.look import Steps, sprite_url, tone
from maturity.scoring import COUNTED, State

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A level as it is shown: of a team or of one of its dimensions.

    `highest` is the highest possible level; it is shown for a team whose level is not certain.
    `change` is in levels since the round before; None where there is nothing to compare with.
    """

    state: str
    level: int | None = None
    highest: int | None = None
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
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

    `url` sorts by it; `sorted` is "ascending" or "descending" where the lines stand so now.
    """

    name: str
    abbreviation: str
    url: str = ""
    sorted: str = ""


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
    """Builds each kind of cell once."""

    version: Steps
    minimum: int
    built: dict[tuple[Cell, bool], str] = field(default_factory=dict)

    def html(self, cell: Cell, *, whole: bool) -> str:
        key = (cell, whole)
        known = self.built.get(key)
        if known is None:
            known = self.built[key] = self._build(cell, whole=whole)
        return known

    def _build(self, cell: Cell, *, whole: bool) -> str:
        if cell.state == State.SUPPRESSED:
            said = _("Hidden: fewer than %(count)s answers") % {"count": self.minimum}
            return f'<td class="is-hidden">{_drawing("i", "eye-slash")}{_said(said)}</td>'
        if cell.level is None:
            said = _("No answers") if cell.state == State.NO_DATA else _("Nothing applies")
            return f'<td class="is-none"><span aria-hidden="true">–</span>{_said(said)}</td>'
        certain = cell.state in COUNTED
        classes = f"{tone(cell.level, self.version) if certain else 'is-none'}{' team' if whole else ''}"
        if certain:
            return f'<td class="{classes}">{cell.level}{_moved(cell.change)}</td>'
        figure, said = str(cell.level), _("At least level %(level)s") % {"level": cell.level}
        if whole and cell.highest is not None:
            figure += f"–{cell.highest}" if cell.highest > cell.level else ""
            values = {"low": cell.level, "high": cell.highest}
            said = _("At least level %(low)s, at most level %(high)s") % values
        return f'<td class="{classes}"><span aria-hidden="true">{figure}</span>{_said(said)}</td>'


def render(heat: HeatMap) -> SafeString:
    """The whole table, safe to be printed."""
    cells = _Cells(heat.version, heat.minimum)
    translate = ' translate="no"' if heat.user_named else ""
    parts = [
        f'<table class="heat heat--fit"><caption class="visually-hidden">{escape(heat.caption)}</caption>',
        _head(heat),
    ]
    for group in heat.groups:
        parts.append("<tbody>")
        if group.name:
            across = f'scope="rowgroup" colspan="{len(heat.columns) + 2}" translate="no"'
            parts.append(f'<tr class="heat__unit"><th {across}>{escape(group.name)}</th></tr>')
        parts.extend(_rows(group.rows, cells, heat, translate))
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


def _head(heat: HeatMap) -> str:
    level = heat.level or Column(_("Team level"), pgettext("short for level", "Lv"))
    columns = "".join(_column(column) for column in (level, *heat.columns))
    answered = _column(heat.answered, "hide-phone") if heat.answered else ""
    note = f'<th scope="col" class="wide hide-phone">{escape(heat.note)}</th>' if heat.note else ""
    return f"<thead><tr>{_column(heat.line)}{columns}{answered}{note}</tr></thead>"


def _column(column: Column, classes: str = "") -> str:
    """A head: a link that sorts, where there is one.

    Narrow screens print the abbreviation, and no link: columns stand so close there that fingers miss them,
    and the filters sort as well.
    """
    name, short = str(escape(column.name)), str(escape(column.abbreviation))
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


def _rows(rows: Iterable[Row], cells: _Cells, heat: HeatMap, translate: str) -> Iterable[str]:
    for row in rows:
        aside = f'<small class="heat__aside">{escape(row.aside)}</small>' if row.aside else ""
        yield f'<tr><th scope="row"><a{translate} href="{escape(row.url)}">{escape(row.name)}</a>{aside}</th>'
        yield cells.html(row.whole, whole=True)
        for cell in row.parts:
            yield cells.html(cell, whole=False)
        if heat.answered:
            yield f'<td class="plain muted hide-phone">{escape(row.answered)}</td>'
        if heat.note:
            yield f'<td class="wide hide-phone">{escape(row.note)}</td>'
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
