"""Text in columns as spreadsheets, directories and people write it: any delimiter, several encodings."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from core.spreadsheets.tables import CsvDamaged, HoldsNul, LettersMixed, LettersUnknown, Line, Note, trimmed

DELIMITERS = ";\t,|"
LOOKED_AT = 10  # lines in which a row may name the columns
JUDGED = 100_000  # letters of a text by which its delimiter is judged
MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SAYS_IT = re.compile(r"sep=([^\"\w\n\r])\r?\n", re.IGNORECASE)  # how Excel is told the delimiter
AS_TEXT = re.compile(r'="([^"]*)"')  # how programs tell Excel to leave the zeros of ="0012"
AS_BYTES = re.compile(r"X'((?:[0-9A-Fa-f]{2})+)'")  # how csvde writes what is not ASCII
LINE_ENDS = re.compile(r"_x00(?:0[9ADad])_")  # "_x000D_", left over where a workbook was turned into text

Score = Callable[[Sequence[str]], int]
"""How well a row names columns."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How a text is cut into cells.

    `within` cuts what stands in one cell once more, for lines that came back in quotation marks as a whole;
    "" where there are none. `body` is the text after the line that names the delimiter, `skipped` counts it.
    """

    delimiter: str
    within: str
    body: str
    skipped: int = 0

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line of the text on which it begins.

        Raises:
            CsvDamaged: the quotation marks do not fit together.
        """
        between = re.escape(self.delimiter)
        # A space before the quotation mark would make it a part of the cell, and cut what it holds.
        spaced = re.search(rf'{between} +"[^"\n]*{between}', self.body) is not None
        text = io.StringIO(self.body, newline="")
        reader = csv.reader(text, delimiter=self.delimiter, strict=True, skipinitialspace=spaced)
        begins = 1
        try:
            for cells in reader:
                yield begins + self.skipped, self._opened(cells)
                begins = reader.line_num + 1
        except csv.Error as error:
            raise CsvDamaged(line=begins + self.skipped) from error

    def _opened(self, cells: list[str]) -> list[str]:
        """The cells of a line that stands in one cell as a whole; all others as they are."""
        if not (self.within and cells and self.within in cells[0]) or any(cells[1:]):
            return cells
        if self.within == self.delimiter and (len(cells) > 1 or '"' not in cells[0]):
            return cells  # a name with the delimiter in it
        return next(csv.reader([cells[0]], delimiter=self.within))


def text_of(content: bytes) -> tuple[str, list[Note]]:
    """The letters: by the mark at the beginning, else UTF-8, else as Windows of the West writes them.

    No guess is made from the words: detectors read Portuguese as Central European. What was taken for
    Windows-1252 is told with its first line.

    Raises:
        LettersUnknown, LettersMixed, HoldsNul: it is no text in any of them.
    """
    named = next((encoding for mark, encoding in MARKED if content.startswith(mark)), None)
    if named is None and b"\0" in content:
        raise HoldsNul
    notes = []
    try:
        text = content.decode(named or "utf-8")
    except UnicodeDecodeError as error:
        if named:
            raise LettersUnknown(line=content.count(b"\n", 0, error.start) + 1) from error
        text = _of_windows(content)
        notes.append(Note("letters_of_windows", content.count(b"\n", 0, error.start) + 1))
    if "\0" in text:
        raise HoldsNul
    return text.removeprefix("\ufeff"), notes


def _of_windows(content: bytes) -> str:
    """The text in Windows-1252, unless some of its lines are UTF-8."""
    first_of: dict[str, int] = {}
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            line.decode()
        except UnicodeDecodeError:
            try:
                line.decode("cp1252")
            except UnicodeDecodeError as error:
                raise LettersUnknown(line=number) from error
            first_of.setdefault("windows", number)
        else:
            first_of.setdefault("utf-8", number)
    if len(first_of) > 1:
        raise LettersMixed(line=first_of["windows"], other=first_of["utf-8"])
    return content.decode("cp1252")


def lines_of(text: str, score: Score) -> Iterator[Line]:
    """The lines with something in them; a cell may go over several, and counts from its first.

    Raises:
        CsvDamaged: the quotation marks do not fit together.
    """
    for number, cells in cut_of(text, score).rows():
        if row := trimmed(map(_typed, cells)):
            yield Line(number, row)


def delimiter_within(lines: Sequence[Line], score: Score) -> str:
    """The delimiter with which lines that stand in one cell each name columns; "" where none does.

    So a spreadsheet keeps a CSV file whose delimiter is not the one that it expects.
    """
    if any(len(line.cells) > 1 for line in lines):
        return ""
    best = max(DELIMITERS, key=lambda one: max((score(cut_up(line, one).cells) for line in lines), default=0))
    return best if any(score(cut_up(line, best).cells) > 1 for line in lines) else ""


def cut_up(line: Line, delimiter: str) -> Line:
    """A line that stands in one cell, as the cells that it holds."""
    if len(line.cells) != 1 or "\n" in line.cells[0]:
        return line
    return Line(line.number, trimmed(next(csv.reader([line.cells[0]], delimiter=delimiter))), line.hidden)


def _typed(cell: str) -> str:
    """A cell as it was typed, where a program wrote it in its own way."""
    if cell.startswith("=") and (found := AS_TEXT.fullmatch(cell)):
        return found[1]
    if cell.startswith("X'") and (found := AS_BYTES.fullmatch(cell)):
        try:
            return bytes.fromhex(found[1]).decode()
        except UnicodeDecodeError:
            return cell
    return LINE_ENDS.sub(" ", cell) if "_x00" in cell else cell


def cut_of(text: str, score: Score) -> Cut:
    """How to cut a text: by the delimiter that its first line names, else by how it looks.

    It is the delimiter with which a row near the top names the most columns, for a title or a note above may
    hold commas; where no row names any, the one that cuts the most lines alike. A spreadsheet that took lines
    for one cell each gives them back in quotation marks; such lines are cut a second time.
    """
    said = SAYS_IT.match(text)
    body, skipped = (text[said.end() :], 1) if said else (text, 0)
    way = _way_to_cut(body[:JUDGED], said[1] if said else DELIMITERS, score)
    return replace(way, body=body, skipped=skipped)


def _way_to_cut(top: str, delimiters: str, score: Score) -> Cut:
    """The best way for the beginning of a text: each way is tried, so that it is not tried on all of it."""
    plain = max((Cut(one, "", top) for one in delimiters), key=lambda cut: _judged(cut, score))
    twice = [Cut(one, within, top) for one in delimiters for within in DELIMITERS]
    best = max(twice, key=lambda cut: _judged(cut, score))
    named, alike = _judged(plain, score)
    # One column may well hold the delimiter of other lists, and so may a name beside empty cells: all the
    # names of columns must come from one cell, or cells hold quotation marks as only whole lines do.
    if _judged(best, score)[0] > max(named, 1):
        return best
    same = replace(plain, within=plain.delimiter)
    return same if named > 1 and _judged(same, score) > (named, alike) else plain


def _judged(cut: Cut, score: Score) -> tuple[int, int]:
    """How many columns the best row near the top names, and how many cells lie in rows of one width."""
    rows = []
    try:
        for _line, cells in islice(cut.rows(), 4 * LOOKED_AT):
            if row := trimmed(cells):
                rows.append(row)
    except CsvDamaged:
        pass  # what came before it is judged
    named = max((score(row) for row in rows[:LOOKED_AT]), default=0)
    widths = [len(row) for row in rows if len(row) > 1]
    return named, max((widths.count(width) * width for width in set(widths)), default=0)
