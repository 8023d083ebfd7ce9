"""The columns of a list as somebody looks at them and says what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.spreadsheets.tables import Grid
from organizations.importing.headers import BY_VALUE, UNITS, Column
from organizations.importing.keeping import Upload
from organizations.importing.mapping import COLUMNS, PEOPLE, TEAMS, Columns, kind_of, letter_of

SAMPLES = 3
LONGEST_SAMPLE = 60
LOOKED_AT = 200

MEANINGS: Mapping[Column, Any] = {
    Column.EMAIL: gettext_lazy("E-mail"),
    Column.NAME: gettext_lazy("Name"),
    Column.FIRST: gettext_lazy("First name"),
    Column.LAST: gettext_lazy("Last name"),
    Column.REVERSED: gettext_lazy("Name: “Last, First”"),
    Column.ROLE: gettext_lazy("Role"),
    Column.TEAM: gettext_lazy("Team"),
    Column.UNIT_1: gettext_lazy("Unit, top level"),
    Column.UNIT_2: gettext_lazy("Unit, second level"),
    Column.UNIT_3: gettext_lazy("Unit, third level"),
    Column.UNIT_4: gettext_lazy("Unit, fourth level"),
    Column.LANGUAGE: gettext_lazy("Language"),
    Column.STATUS: gettext_lazy("Active or not"),
    Column.LEFT: gettext_lazy("Has left, or when"),
    Column.KEY: gettext_lazy("Key of the team"),
    Column.PARENT: gettext_lazy("Unit above, by key or path"),
    Column.KIND: gettext_lazy("Unit or team"),
    Column.LABELS: gettext_lazy("Labels"),
}
GROUPS: Sequence[tuple[Any, Sequence[Column]]] = (
    (gettext_lazy("People"), (Column.EMAIL, Column.NAME, Column.FIRST, Column.LAST, Column.REVERSED)),
    (gettext_lazy("Where"), (Column.TEAM, *UNITS)),
    (gettext_lazy("More on people"), (Column.ROLE, Column.LANGUAGE, Column.STATUS, Column.LEFT)),
    (gettext_lazy("Lists of teams"), (Column.KEY, Column.PARENT, Column.KIND, Column.LABELS)),
)
ONLY_OF_TEAMS = frozenset(COLUMNS[TEAMS]) - {Column.NAME}
ONLY_OF_PEOPLE = frozenset(Column) - ONLY_OF_TEAMS - {Column.NAME, Column.TEAM, *UNITS}


class ColumnTwice(DomainError):
    code = "column_twice"
    message = gettext_lazy("“%(first)s” and “%(second)s” cannot both be: %(meaning)s.")
    status = 422


class ColumnMissing(DomainError):
    code = "column_missing"
    message = gettext_lazy(
        "Say which column of “%(name)s” holds the e-mail (of people) or the name (of teams)."
    )
    status = 422


class ColumnUnfit(DomainError):
    code = "column_unfit"
    message = gettext_lazy("“%(column)s” cannot be “%(meaning)s”: that belongs to another kind of list.")
    status = 422


class SameKindTwice(DomainError):
    code = "same_kind_twice"
    message = gettext_lazy(
        "“%(first)s” and “%(second)s” are lists of the same kind. Import one after the other."
    )
    status = 422


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column: its letter and name, a few of its values, and what it is taken for."""

    letter: str
    name: str
    samples: Sequence[str]
    meaning: str
    words: str


@dataclass(frozen=True, slots=True)
class ColumnsOfGrid:
    """The columns of one table, those that are read or may be first asked for apart from the others."""

    name: str
    kind: str
    rows: Sequence[ColumnRow]


def columns_of(upload: Upload, *, said: Sequence[str] | None = None) -> list[ColumnsOfGrid]:
    """All columns of what was sent, in the order of the file.

    Args:
        said: what somebody has just said of them, should it not be good enough to be kept.
    """
    meant = upload.columns if said is None else _split(upload, said)
    return [
        ColumnsOfGrid(grid.name, kind_of(columns), [_row(grid, at, one) for at, one in enumerate(columns)])
        for grid, columns in zip(upload.grids, meant, strict=True)
    ]


def read_as(upload: Upload) -> list[ColumnRow]:
    """The columns that are read, for a line that says what they were taken for."""
    return [row for grid in columns_of(upload) for row in grid.rows if row.meaning]


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a column can mean, in groups."""
    return [(str(name), [(one.value, str(MEANINGS[one])) for one in of]) for name, of in GROUPS]


def _row(grid: Grid, place: int, column: Column | None) -> ColumnRow:
    values = (row.cells[place] for row in grid.rows[:LOOKED_AT] if place < len(row.cells))
    samples = list(dict.fromkeys(value[:LONGEST_SAMPLE] for value in values if value))[:SAMPLES]
    words = str(MEANINGS[column]) if column else ""
    return ColumnRow(letter_of(place), grid.head[place], samples, column.value if column else "", words)


def said_in(upload: Upload, said: Sequence[str]) -> list[Columns]:
    """What somebody said of all columns of all tables, one after the other.

    Raises:
        ColumnTwice, ColumnUnfit, ColumnMissing, SameKindTwice: it can't be.
    """
    found = _split(upload, said)
    for grid, columns in zip(upload.grids, found, strict=True):
        _check(grid, columns)
    kinds = [kind_of(columns) for columns in found]
    if len(set(kinds)) < len(kinds):
        raise SameKindTwice(first=upload.grids[0].name, second=upload.grids[-1].name)
    return found


def _split(upload: Upload, said: Sequence[str]) -> list[Columns]:
    """What was said one after the other, table by table; what was not said is not read."""
    meanings = [BY_VALUE.get(one) for one in said]
    found: list[Columns] = []
    for grid in upload.grids:
        width = len(grid.head)
        found.append(tuple([*meanings, *[None] * width][:width]))
        meanings = meanings[width:]
    return found


def _check(grid: Grid, columns: Columns) -> None:
    places: dict[Column, int] = {}
    kind = kind_of(columns)
    unfit = ONLY_OF_TEAMS if kind == PEOPLE else ONLY_OF_PEOPLE
    for place, column in enumerate(columns):
        if column is None:
            continue
        meaning = str(MEANINGS[column])
        if column in places:
            first = name_of(grid, places[column])
            raise ColumnTwice(first=first, second=name_of(grid, place), meaning=meaning)
        places[column] = place
    if kind == TEAMS and not {Column.NAME, Column.TEAM} & places.keys():
        raise ColumnMissing(name=grid.name)
    for column in unfit & places.keys():
        raise ColumnUnfit(column=name_of(grid, places[column]), meaning=str(MEANINGS[column]))


def name_of(grid: Grid, place: int) -> str:
    """The name of a column, or its letter where it has none."""
    return grid.head[place] or _("column %(letter)s") % {"letter": letter_of(place)}
