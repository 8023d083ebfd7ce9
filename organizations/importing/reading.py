"""From the bytes of a file, or a pasted text, to the tables of teams and people in it."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from django.utils.translation import gettext_lazy as _

from core.spreadsheets.delimited import DELIMITERS, LOOKED_AT, cut_up, delimiter_within, lines_of, text_of
from core.spreadsheets.letters import odd_word
from core.spreadsheets.tables import (
    MOST_BYTES,
    MOST_ROWS,
    FileEmpty,
    FileTooLarge,
    Grid,
    Line,
    Note,
    Record,
    Sheet,
    Table,
    Unreadable,
    some_of,
    within_limits,
)
from core.spreadsheets.workbook import is_workbook, sheets_of
from organizations.importing.mapping import TEAMS, apply, guess, names_columns
from organizations.importing.recipients import are_recipients, recipients_in

MEGABYTE = 1024 * 1024
ANY_DELIMITER = re.compile(f"[{DELIMITERS}]")


class TeamsTwice(Unreadable):
    message = _(
        "“%(first)s” and “%(second)s” both list teams, and an import reads one such list. "
        "Put the rows of both into one, or import one after the other."
    )


class PeopleTwice(Unreadable):
    message = _(
        "“%(first)s” and “%(second)s” both list people, and an import reads one such list. "
        "Put the rows of both into one, or import one after the other."
    )


class NoTable(Unreadable):
    message = _("No list was found in it: no row names columns, and there is no e-mail address.")


class OnlyHidden(Unreadable):
    message = _(
        "The list stands on the sheet “%(name)s”, which is hidden. Show it, if it is the one you mean."
    )


class HeaderMissing(Unreadable):
    message = _("Nobody has said yet what the columns of “%(name)s” mean.")


def grids_of(name: str, content: bytes) -> list[Grid]:
    """The tables in a file, which is told by its content and not by its name.

    Hidden sheets are left out, and where a sheet names its columns those that do not; a note tells of them.

    Raises:
        Unreadable: in one of its forms, each with words for whoever sent the file.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(most=MOST_BYTES // MEGABYTE)
    if not content.strip():
        raise FileEmpty
    if not is_workbook(content):
        text, notes = text_of(content)
        return _with_rows([_grid_of_text(name, text, notes)])
    return _with_rows(_of_workbook(sheets_of(content)))


def grid_of_text(name: str, text: str) -> Grid:
    """The table in a pasted text: recipients as mail programs write them, or lines in columns.

    Raises:
        Unreadable: it has no rows, or too many.
    """
    return _with_rows([_grid_of_text(name, text, [])])[0]


def read_file(name: str, content: bytes) -> list[Table]:
    """The tables in a file whose columns are known by their names.

    Raises:
        Unreadable: also where somebody would have to say what the columns are.
    """
    return one_of_each(_known(grid) for grid in grids_of(name, content))


def _known(grid: Grid) -> Table:
    found = guess(grid)
    if not found.sure:
        raise HeaderMissing(name=grid.name)
    return apply(grid, found.columns)


def one_of_each(tables: Iterable[Table]) -> list[Table]:
    """Teams before people, each once; a table without rows is left out.

    Raises:
        TeamsTwice, PeopleTwice: two tables hold the same.
    """
    found: dict[str, Table] = {}
    for table in tables:
        if not table.rows:
            continue
        if table.kind in found:
            twice = TeamsTwice if table.kind == TEAMS else PeopleTwice
            raise twice(first=found[table.kind].name, second=table.name)
        found[table.kind] = table
    return [found[kind] for kind in ("teams", "people") if kind in found]


def _grid_of_text(name: str, text: str, notes: list[Note]) -> Grid:
    top = text.splitlines()[:LOOKED_AT]
    if not any(names_columns(ANY_DELIMITER.split(line)) for line in top) and are_recipients(text):
        rows = list(recipients_in(text))
        return Grid(name, ["", ""], 0, rows, notes=[*notes, *_odd_letters(rows)])
    sheet = Sheet(name, lines_of(text, names_columns), notes=notes)
    first, best = _top(sheet)
    grid = (
        _known_grid(sheet, first, best)
        if best
        else _unknown_grid(sheet, [*first, *islice(sheet.lines, MOST_ROWS + 2)])
    )
    if not grid.header:
        return grid
    # A delimiter that stands in a cell without quotation marks moves what comes after it.
    named = max((at + 1 for at, name in enumerate(grid.head) if name), default=0)
    if wide := [row.line for row in grid.rows if len(row.cells) > named]:
        grid.notes.append(Note("more_cells", wide[0], said=some_of(wide)))
    return grid


def _of_workbook(sheets: Iterable[Sheet]) -> list[Grid]:
    """The sheets that name their columns; else the longest of the others, for somebody to name them."""
    known: list[Grid] = []
    others: list[tuple[Sheet, list[Line]]] = []
    hidden: list[str] = []
    notes = []
    for sheet in sheets:
        first, best = _top(sheet)
        if sheet.hidden:
            notes += [Note("sheet_hidden", said=sheet.name)] if best else []
            hidden += [sheet.name] if best else []
        elif best:
            known.append(_known_grid(sheet, first, best))
        elif first:
            others.append((sheet, [*first, *islice(sheet.lines, MOST_ROWS + 2)]))
    if known:
        notes += [Note("sheet_unread", said=sheet.name) for sheet, _lines in others]
    elif others:
        longest = max(others, key=lambda other: len(other[1]))
        known.append(_unknown_grid(*longest))
        notes += [Note("sheet_unread", said=other[0].name) for other in others if other is not longest]
    if hidden and not known:
        raise OnlyHidden(name=hidden[0])
    if known:
        known[0].notes = [*known[0].notes, *notes]
    return known


def _top(sheet: Sheet) -> tuple[list[Line], int]:
    """The first lines of a sheet, and which of them names the most columns; 0 where none does."""
    first = list(islice(sheet.lines, LOOKED_AT))
    if delimiter := delimiter_within(first, names_columns):
        first = [cut_up(line, delimiter) for line in first]
        sheet.lines = (cut_up(line, delimiter) for line in sheet.lines)
    scores = [names_columns(line.cells) for line in first]
    best = max(scores, default=0)
    return first, first[scores.index(best)].number if best else 0


def _known_grid(sheet: Sheet, first: Sequence[Line], header: int) -> Grid:
    below = chain((line for line in first if line.number >= header), sheet.lines)
    lines = within_limits(sheet.name, below)
    names = next(lines)
    return _grid(sheet, names.cells, header, lines)


def _unknown_grid(sheet: Sheet, lines: Sequence[Line]) -> Grid:
    """The lines below what may be the names of columns: what stands above the first address, else on top.

    A list that begins with an address has none.
    """
    held = list(within_limits(sheet.name, lines))
    addressed = next((at for at, line in enumerate(held) if any("@" in cell for cell in line.cells)), None)
    if addressed is None:
        widths = [len(line.cells) for line in held[:LOOKED_AT]]
        at = widths.index(max(widths)) if len(held) > 1 else -1
    else:
        at = addressed - 1
    if at < 0:
        return _grid(sheet, [], 0, held)
    return _grid(sheet, held[at].cells, held[at].number, held[at + 1 :])


def _grid(sheet: Sheet, head: Sequence[str], header: int, lines: Iterable[Line]) -> Grid:
    rows: list[Record] = []
    hidden: list[Record] = []
    width = len(head)
    for line in lines:
        (hidden if line.hidden else rows).append(Record(line.number, line.cells))
        width = max(width, len(line.cells))
    names = [*head, *[""] * (width - len(head))]
    return Grid(sheet.name, names, header, rows, hidden, [*sheet.notes, *_odd_letters([*rows, *hidden])])


def _odd_letters(rows: Iterable[Record]) -> list[Note]:
    """The first cell of each column in which letters look wrong."""
    found: dict[int, Note] = {}
    for row in rows:
        for at, cell in enumerate(row.cells):
            if at not in found and (word := odd_word(cell)):
                found[at] = Note("letters_odd", row.line, at, word)
    return [found[at] for at in sorted(found)]


def _with_rows(grids: Sequence[Grid]) -> list[Grid]:
    found = [grid for grid in grids if grid.rows or grid.hidden]
    if not found:
        raise FileEmpty if grids else NoTable
    return found
