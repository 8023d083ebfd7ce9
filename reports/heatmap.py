"""The heat map as a table: the one place that builds HTML in Python.

A thousand teams by seven dimensions are eight thousand cells; a template needs thirty times as long for
them. Few cells differ, so each kind is built once and then only joined. Names are escaped here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.look import Steps, sprite_url, tone
from maturity.scoring import COUNTED, State


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
    """One line: a team (or a round), its own level, its dimensions, and what else is said of it."""

    name: str
    url: str
    whole: Cell
    parts: Sequence[Cell]
    answered: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading, the unit; without a name there is no heading."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Column:
    """A dimension: its short name, and its abbreviation for narrow screens."""

    name: str
    abbreviation: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """What is drawn.

    Args:
        version: says how many levels there are, for the tones.
        minimum: the fewest answers that may be shown, said in hidden cells.
        user_named: whether the lines bear names that people wrote, which no machine may translate.
    """

    caption: str
    version: Steps
    columns: Sequence[Column]
    groups: Sequence[Group]
    line: str
    minimum: int = 0
    answered: str = ""
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
        drawn = tone(cell.level, self.version)
        certain = cell.state in COUNTED
        classes = f"{drawn if certain else 'is-none'}{' team' if whole else ''}"
        figure = str(cell.level)
        if not certain and whole and cell.highest is not None and cell.highest > cell.level:
            figure = f"{cell.level}–{cell.highest}"
        return (
            f'<td class="{classes}">{_drawing("g", drawn)}<b aria-hidden="true">{figure}</b>'
            f"{_arrow(cell.change)}{_said(self._words(cell, certain=certain, whole=whole))}</td>"
        )

    def _words(self, cell: Cell, *, certain: bool, whole: bool) -> str:
        if certain:
            level = _("Level %(level)s") % {"level": cell.level}
        elif whole and cell.highest is not None:
            values = {"low": cell.level, "high": cell.highest}
            level = _("At least level %(low)s, at most level %(high)s") % values
        else:
            level = _("At least level %(level)s") % {"level": cell.level}
        if not cell.change:
            return level
        return f"{level}, {_moved(cell.change)}"


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
    level = Column(_("Team level"), pgettext("short for level", "Lv"))
    columns = "".join(_column(column) for column in (level, *heat.columns))
    answered = f'<th scope="col" class="hide-phone">{escape(heat.answered)}</th>' if heat.answered else ""
    note = f'<th scope="col" class="wide hide-phone">{escape(heat.note)}</th>' if heat.note else ""
    return f'<thead><tr><th scope="col">{escape(heat.line)}</th>{columns}{answered}{note}</tr></thead>'


def _column(column: Column) -> str:
    name = str(escape(column.name))
    if column.url:
        name = f'<a class="sort" href="{escape(column.url)}">{name}</a>'
    return (
        f'<th scope="col"><span class="heat__full">{name}</span>'
        f'<span class="only-phone" aria-hidden="true">{escape(column.abbreviation)}</span></th>'
    )


def _rows(rows: Iterable[Row], cells: _Cells, heat: HeatMap, translate: str) -> Iterable[str]:
    for row in rows:
        yield f'<tr><th scope="row"{translate}><a href="{escape(row.url)}">{escape(row.name)}</a></th>'
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


def _arrow(change: int | None) -> str:
    if not change:
        return ""
    return f'<small aria-hidden="true">{"▲" if change > 0 else "▼"}{abs(change)}</small>'


def _moved(change: int) -> str:
    if change > 0:
        return ngettext("%(count)s level up", "%(count)s levels up", change) % {"count": change}
    return ngettext("%(count)s level down", "%(count)s levels down", -change) % {"count": -change}
