"""Text in columns as spreadsheets, directories and people write it: any delimiter, several encodings."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from core.spreadsheets.tables import CsvDamaged, HoldsNul, LettersMixed, LettersUnknown, Line, Note, trimmed

DELIMITERS = ";\t,|"
LOOKED_AT = 10  # lines in which a row may name the columns
MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SAYS_IT = re.compile(r"sep=([^\"\w\n\r])\r?\n", re.IGNORECASE)  # how Excel is told the delimiter
# "José" in UTF-8 that somebody took for Windows-1252, and the sign for a letter that is lost.
TWICE_ENCODED = re.compile("[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|\ufffd")

Score = Callable[[Sequence[str]], int]
"""How well a row names columns."""


def text_of(content: bytes) -> tuple[str, list[Note]]:
    """The letters: by the mark at the beginning, else UTF-8, else as Windows of the West writes them.

    No guess is made from the words: detectors read Portuguese as Central European. What was taken for
    Windows-1252, and what looks as if it had been encoded twice, is told with its first line.

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
    if odd := TWICE_ENCODED.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        notes.append(Note("letters_odd", line, said=_around(text, odd.start())))
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


def _around(text: str, place: int) -> str:
    """The word at a place of a text."""
    begin = max(text.rfind(mark, 0, place) for mark in ' \n;,\t|"') + 1
    return re.split(r'[\s;,|"]', text[begin : begin + 60], maxsplit=1)[0]


def lines_of(text: str, score: Score) -> Iterator[Line]:
    """The lines with something in them; a cell may go over several, and counts from its first.

    Raises:
        CsvDamaged: the quotation marks do not fit together.
    """
    delimiter, body, skipped = delimited_by(text, score)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if row := trimmed(cells):
                yield Line(begins + skipped, row)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise CsvDamaged(line=begins + skipped) from error


def delimited_by(text: str, score: Score) -> tuple[str, str, int]:
    """The delimiter, the text after the line that names it, and how many lines that is.

    Where none is named, it is the one with which a row near the top names the most columns, for a title or
    a note above may hold commas; where no row names any, the one that cuts the most lines alike.
    """
    if said := SAYS_IT.match(text):
        return said[1], text[said.end() :], 1
    best = max(DELIMITERS, key=lambda one: _judged(text, one, score))
    return best, text, 0


def _judged(text: str, delimiter: str, score: Score) -> tuple[int, int]:
    rows = []
    try:
        for cells in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 4 * LOOKED_AT):
            if row := trimmed(cells):
                rows.append(row)
    except csv.Error:
        pass  # a cell longer than the module takes: what came before it is judged
    named = max((score(row) for row in rows[:LOOKED_AT]), default=0)
    widths = [len(row) for row in rows if len(row) > 1]
    return named, max((widths.count(width) * width for width in set(widths)), default=0)
