"""What a file holds once it is read, and why one is not read at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 30
LONGEST_CELL = 1000
MOST_LETTERS = MOST_BYTES  # a workbook holds a text once, however many cells show it


class Unreadable(DomainError):
    """A file that is not read; nothing of it is kept."""

    code = "file_unreadable"
    status = 422


class FileTooLarge(Unreadable):
    message = _("The file is larger than %(most)s MB. Split it, and import one part after the other.")


class FileEmpty(Unreadable):
    message = _("The file is empty.")


class HeaderMissing(Unreadable):
    message = _(
        "No row names the columns. Teams need the columns “%(key)s” and “%(name)s”, people need “%(email)s”."
    )


class HeaderTwice(Unreadable):
    message = _("Two columns are called “%(column)s”. Take one of them out.")


class TooManyRows(Unreadable):
    message = _("The file has more than %(most)s rows. Split it, and import one part after the other.")


class TooManyColumns(Unreadable):
    message = _("The file has more than %(most)s columns. Leave only those of the template.")


class CellTooLong(Unreadable):
    message = _("Line %(line)s: a cell has more than %(most)s characters.")


class LettersUnknown(Unreadable):
    message = _("The letters of the file cannot be read. Save it as “CSV UTF-8”, or as XLSX.")


class HoldsNul(Unreadable):
    message = _("The file holds characters that no text has. Is it really a CSV or XLSX file?")


class CsvDamaged(Unreadable):
    message = _("Line %(line)s: the quotation marks do not fit together.")


class WorkbookOld(Unreadable):
    message = _("This is a workbook of the old kind (.xls). Save it as XLSX, then choose it again.")


class WorkbookLocked(Unreadable):
    message = _("The workbook is protected with a password. Save it without one, then choose it again.")


class WorkbookDamaged(Unreadable):
    message = _("The workbook is damaged, or it is no XLSX file.")


class WorkbookTooLarge(Unreadable):
    message = _("Unpacked, the workbook is far too large. Leave only the sheets of the template.")


class SheetTwice(Unreadable):
    message = _("Teams, or people, are in two places: “%(first)s” and “%(second)s”. Leave one of them.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and the line of the file on which it begins; cells by the name of their column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under known columns.

    `kind` is "teams" or "people"; `head` holds the name of each column as the file writes it; `unused` the
    columns that are not read.
    """

    name: str
    kind: str
    head: dict[str, str]
    unused: Sequence[str]
    rows: Sequence[Row]

    def as_json(self) -> dict[str, Any]:
        """For keeping it until somebody confirms."""
        rows = [[row.line, row.cells] for row in self.rows]
        return {
            "name": self.name,
            "kind": self.kind,
            "head": self.head,
            "unused": [*self.unused],
            "rows": rows,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Table":
        """The table as it was kept."""
        return cls(**(kept | {"rows": [Row(line, cells) for line, cells in kept["rows"]]}))


Lines = Iterator[tuple[int, Sequence[str]]]


def checked(lines: Lines) -> Lines:
    """The lines that are not empty, their cells trimmed, within the limits.

    Raises:
        TooManyRows, TooManyColumns, CellTooLong: beyond the limits.
    """
    count = letters = 0
    for line, cells in lines:
        trimmed = [cell.strip() for cell in cells]
        while trimmed and not trimmed[-1]:
            trimmed.pop()
        if not trimmed:
            continue
        count += 1
        if count > MOST_ROWS + 1:  # and the header
            raise TooManyRows(most=MOST_ROWS)
        if len(trimmed) > MOST_COLUMNS:
            raise TooManyColumns(most=MOST_COLUMNS)
        if any(len(cell) > LONGEST_CELL for cell in trimmed):
            raise CellTooLong(line=line, most=LONGEST_CELL)
        letters += sum(map(len, trimmed))
        if letters > MOST_LETTERS:
            raise WorkbookTooLarge
        yield line, trimmed
