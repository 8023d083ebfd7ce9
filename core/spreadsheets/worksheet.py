"""What stands in one sheet of a workbook, line by line, with what its layout says beside the cells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any

from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.utils.datetime import from_excel

from core.spreadsheets.tables import MOST_COLUMNS, MOST_ROWS, Line, Note, some_of, trimmed

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
MOST_MERGED = 5000


@dataclass(frozen=True, slots=True)
class Formats:
    """How cells are shown, by the number of their style: dates, zeros before numbers, what is crossed out."""

    dates: frozenset[int]
    zeros: Mapping[int, int]
    struck: frozenset[int]
    epoch: datetime


def tag_of(element: Any) -> str:
    """The name of an element, whichever of the two namespaces of the format it has."""
    return str(element.tag).rpartition("}")[2]


def decoded(text: str) -> str:
    """Text as it was typed: "_x000D_" is how the format writes what XML cannot hold."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def lines_of(source: IO[bytes], strings: list[str], formats: Formats, notes: list[Note]) -> Iterator[Line]:
    """The lines that are not empty; the value of a merged cell stands in each of its rows.

    The whole sheet is read first, for what is merged stands at its end. A row that says it is the millionth
    makes no million empty ones, and of more rows and columns than a table may have no cell is looked at.
    """
    found: dict[int, tuple[dict[int, str], bool]] = {}
    merged: list[tuple[int, int, int]] = []
    reader = _Cells(strings, formats, notes)
    number = 0
    for _event, element in iterparse(source, forbid_dtd=True):
        match tag_of(element):
            case "row":
                number = int(element.get("r") or number + 1)
                if len(found) <= MOST_ROWS + 1 and (cells := reader.cells_of(element, number)):
                    found[number] = (cells, _is_hidden(element, "ht"))
                element.clear()
            case "col":
                notes += _hidden_columns(element)
            case "mergeCell" if len(merged) < MOST_MERGED:
                left, top, _right, bottom = range_boundaries(element.get("ref", ""))
                if None not in (left, top, bottom) and bottom > top:
                    merged.append((left - 1, top, min(bottom, number)))
    notes += reader.crossed_out()
    for column, top, bottom in merged:
        _fill(found, column, top, bottom)
    for line, (cells, hidden) in found.items():
        row = trimmed(cells.get(column, "") for column in range(max(cells) + 1))
        if row:
            yield Line(line, row, hidden)


def _is_hidden(element: Any, size: str) -> bool:
    """Whether a row or a column is hidden, or has no height or width, which looks the same."""
    return element.get("hidden") in ("1", "true") or element.get(size) in ("0", "0.0")


def _hidden_columns(element: Any) -> Iterator[Note]:
    """A note for each column of a run that is hidden, for it may be read by mistake."""
    if _is_hidden(element, "width"):
        first, last = int(element.get("min") or 0), int(element.get("max") or 0)
        for number in range(first, min(last, MOST_COLUMNS) + 1):
            yield Note("column_hidden", column=number - 1, said=get_column_letter(number))


def _fill(found: dict[int, tuple[dict[int, str], bool]], column: int, top: int, bottom: int) -> None:
    """The value of a merged cell counts for each of its rows that has other cells."""
    value = found[top][0].get(column, "") if top in found else ""
    for line in range(top + 1, bottom + 1) if value else ():
        if line in found:
            found[line][0][column] = value


class _Cells:
    """Reads the cells of a row."""

    def __init__(self, strings: list[str], formats: Formats, notes: list[Note]) -> None:
        self.strings, self.formats, self.notes = strings, formats, notes
        self.columns: dict[str, int] = {}
        self.struck: list[int] = []  # the lines in which a cell is crossed out

    def crossed_out(self) -> list[Note]:
        """A note of the lines in which something is crossed out: those of people who left, mostly."""
        return [Note("struck_out", self.struck[0], said=some_of(self.struck))] if self.struck else []

    def cells_of(self, row: Any, line: int) -> dict[int, str]:
        """The cells with something in them by the number of their column, from 0."""
        found = {}
        for place, cell in enumerate(row):
            at = self._column(cell.get("r"), place)
            if at <= MOST_COLUMNS and (value := self._value(cell, line, at)):
                found[at] = value
                if int(cell.get("s") or 0) in self.formats.struck and line not in self.struck[-1:]:
                    self.struck.append(line)
        return found

    def _column(self, name: str | None, place: int) -> int:
        """The number of the column that "C12" names; cells without a name follow each other."""
        if not name:
            return place
        letters = name.rstrip("0123456789")
        if letters not in self.columns:
            number = 0
            for letter in letters:
                number = number * 26 + ord(letter) - 64
            self.columns[letters] = number - 1
        return self.columns[letters]

    def _value(self, cell: Any, line: int, column: int) -> str:
        kind, value, formula, stored = cell.get("t", "n"), "", False, False
        for part in cell:
            match tag_of(part):
                case "v":
                    value, stored = part.text or "", True
                case "f":
                    formula = True
                case "is":
                    return text_of(part)
        if formula and (not stored or (kind == "n" and value in ("", "0"))):
            # Programs that write workbooks without computing them leave nothing, or a nought.
            self.notes.append(Note("no_result", line, column))
        match kind:
            case "s":
                return self.strings[int(value)] if value else ""
            case "n":
                return self._number(value, int(cell.get("s") or 0)) if value else ""
            case "b":
                return str(value == "1") if value else ""
        return decoded(value)

    def _number(self, value: str, style: int) -> str:
        """A number as somebody would have typed it: 12 and not 12.0, a date as 2026-11-26, 0012 as shown."""
        if style in self.formats.dates:
            return _moment(from_excel(float(value), self.formats.epoch))
        if not value.isdigit():
            number = float(value)
            value = str(int(number)) if number.is_integer() else str(number)
        return value.zfill(self.formats.zeros.get(style, 0))


def text_of(element: Any) -> str:
    """The text of a shared or inline string: all its runs together, without the readings of Japanese."""
    texts = []
    for child in element:
        match tag_of(child):
            case "t":
                texts.append(child.text or "")
            case "r":
                texts += [part.text or "" for part in child if tag_of(part) == "t"]
    return decoded("".join(texts))


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)
