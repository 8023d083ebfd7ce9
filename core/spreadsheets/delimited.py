"""CSV as spreadsheets write it: commas, semicolons or tabs, and letters in several encodings."""

import codecs
import csv
import io

from core.spreadsheets.tables import CsvDamaged, HoldsNul, LettersUnknown, Lines

DELIMITERS = ",;\t"
MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def lines_of(content: bytes) -> Lines:
    """The lines of a CSV file with their numbers; a cell may go over several lines.

    Raises:
        LettersUnknown, HoldsNul, CsvDamaged: it can't be read.
    """
    text = text_of(content)
    skipped = 0
    if text[:4].lower() == "sep=":  # how Excel is told the delimiter
        text, skipped = text.partition("\n")[2], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins + skipped, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise CsvDamaged(line=begins + skipped) from error


def text_of(content: bytes) -> str:
    """The letters: by the mark at the beginning, else UTF-8, else as Windows of the West writes them.

    Raises:
        LettersUnknown, HoldsNul: it is no text in any of them.
    """
    named = next((encoding for mark, encoding in MARKED if content.startswith(mark)), None)
    if named is None and b"\0" in content:
        raise HoldsNul
    for encoding in [named] if named else ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise HoldsNul
        return text
    raise LettersUnknown


def delimiter_of(text: str) -> str:
    """The delimiter of the first line that is not empty, outside of quotation marks."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)
