"""What a file holds once it is read, and why one is not read at all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.text import writable

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 256
LONGEST_CELL = 1000
MOST_LETTERS = MOST_BYTES  # a workbook holds a text once, however many cells show it

FAILED = frozenset(
    [
        *("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"),
        *("#N/D", "#VALOR!", "#NOME?", "#NÚM!", "#NULO!", "#DESPEJAR!", "#CÁLC!", "#GETTING_DATA"),
    ]
)
"""What a spreadsheet shows where a formula failed, in English and in Portuguese."""


class Unreadable(DomainError):
    """A file that is not read; nothing of it is kept."""

    code = "file_unreadable"
    status = 422


class FileTooLarge(Unreadable):
    message = _("The file is larger than %(most)s MB. Split it, and import one part after the other.")


class FileEmpty(Unreadable):
    message = _("The file is empty.")


class TooManyRows(Unreadable):
    message = _("“%(name)s” has more than %(most)s rows. Split it, and import one part after the other.")


class TooManyColumns(Unreadable):
    message = _("“%(name)s” has more than %(most)s columns. Leave only those that are to be read.")


class LettersUnknown(Unreadable):
    message = _("Line %(line)s: the letters of the file cannot be read. Save it as “CSV UTF-8”, or as XLSX.")


class LettersMixed(Unreadable):
    message = _(
        "Line %(line)s is written in other letters (Windows) than line %(other)s (UTF-8), as two lists put "
        "together are. Save the file as “CSV UTF-8”, or as XLSX, and look at the names."
    )


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
    message = _("Unpacked, the workbook is far too large. Leave only the sheets that are to be read.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file or sheet that is not empty, with the number that an editor shows."""

    number: int
    cells: Sequence[str]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a file that its reader should know; `code` says what, and pages have the words.

    `column` counts from 0, -1 for the whole line; `line` is 0 for the whole file.
    """

    code: str
    line: int = 0
    column: int = -1
    said: str = ""


@dataclass(slots=True)
class Sheet:
    """A sheet of a workbook, a file or a pasted text; the notes are complete once the lines were read."""

    name: str
    lines: Iterator[Line]
    hidden: bool = False
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a grid: its line, and its cells in the order of the columns."""

    line: int
    cells: Sequence[str]


@dataclass(slots=True)
class Grid:
    """A table as it was found, before anybody said what its columns mean.

    `head` holds the name of each column as it is written, "" where there is none; `header` the line of the
    names, 0 for a list without any. `hidden` are rows that a filter or a group hides.
    """

    name: str
    head: list[str]
    header: int
    rows: list[Record]
    hidden: list[Record] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For keeping it until somebody confirms."""
        rows, hidden = ([[one.line, [*one.cells]] for one in part] for part in (self.rows, self.hidden))
        notes = [asdict(note) for note in self.notes]
        return {
            "name": self.name,
            "head": self.head,
            "header": self.header,
            "rows": rows,
            "hidden": hidden,
            "notes": notes,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Grid":
        """The grid as it was kept."""
        rows, hidden = ([Record(line, cells) for line, cells in kept[part]] for part in ("rows", "hidden"))
        notes = [Note(**note) for note in kept["notes"]]
        return cls(kept["name"], kept["head"], kept["header"], rows, hidden, notes)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table whose columns are known; cells by the name of their column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under known columns.

    `kind` is "teams" or "people"; `head` holds the name of each column as the file writes it; `unused` the
    columns that are not read; `notes` tell of its rows under these columns.
    """

    name: str
    kind: str
    head: dict[str, str]
    unused: Sequence[str]
    rows: Sequence[Row]
    notes: Sequence[Note] = ()


MOST_LINES = 30  # that a sentence names


def some_of(lines: Sequence[int] | Sequence[str]) -> str:
    """Numbers of lines, or names of cells, for a sentence: "3, 4, 7"; of very many the first ones."""
    return ", ".join(map(str, lines[:MOST_LINES])) + ("…" if len(lines) > MOST_LINES else "")


def trimmed(cells: Iterable[str]) -> list[str]:
    """Cells without the space around them and the empty ones at the end; what no file can hold is gone.

    Letters are whole ones, for Macs write "ã" as two. One that is too long keeps a letter more than allowed,
    so that whoever reads its column can tell.
    """
    found = [cell if cell.isalnum() and cell.isascii() else _whole(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    return [cell[: LONGEST_CELL + 1] for cell in found]


def _whole(cell: str) -> str:
    text = writable(cell).strip()[: LONGEST_CELL + 1]
    return text if text.isascii() else normalize("NFC", text)


def within_limits(name: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The same lines, as long as a table may be.

    Raises:
        TooManyRows, TooManyColumns, WorkbookTooLarge: beyond the limits.
    """
    letters = 0
    for count, line in enumerate(lines):
        if count > MOST_ROWS:  # and the header
            raise TooManyRows(name=name, most=MOST_ROWS)
        if len(line.cells) > MOST_COLUMNS:
            raise TooManyColumns(name=name, most=MOST_COLUMNS)
        letters += sum(map(len, line.cells))
        if letters > MOST_LETTERS:
            raise WorkbookTooLarge
        yield line
