"""XLSX, opened without trust: sizes are looked at before anything is unpacked, formulas are never computed.

openpyxl opens the book and says which sheets and which formats of numbers there are. What stands in a sheet
is read by `worksheet`, for openpyxl, where it reads row by row, tells nothing of rows that are hidden, of
cells that are merged, and of formulas whose value nobody has stored.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet

from core.spreadsheets.tables import (
    Line,
    Sheet,
    WorkbookDamaged,
    WorkbookLocked,
    WorkbookOld,
    WorkbookTooLarge,
)
from core.spreadsheets.worksheet import Formats, lines_of, tag_of, text_of

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")

MOST_MEMBERS = 200
MOST_UNPACKED = 30 * 1024 * 1024
MOST_TIMES = 100  # how many times larger a part may become, once it is large at all
LARGE = 1024 * 1024
MOST_SHEETS = 20
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
ZEROS = re.compile(r"0{2,}")


def is_workbook(content: bytes) -> bool:
    """Whether this looks like a workbook of some kind, by its first bytes."""
    return content.startswith((ZIP, OLE))


def sheets_of(content: bytes) -> Iterator[Sheet]:
    """The sheets, each to be read before the next one is asked for; charts are none.

    Raises:
        WorkbookOld, WorkbookLocked, WorkbookDamaged, WorkbookTooLarge: it can't be read.
    """
    if content.startswith(OLE):
        raise WorkbookLocked if LOCKED in content else WorkbookOld
    _check_sizes(content)
    try:
        book = ExcelReader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        book.read_manifest()
        book.read_workbook()
        apply_stylesheet(book.archive, book.wb)
        strings = _strings(book)
        for sheet, link in [*book.parser.find_sheets()][:MOST_SHEETS]:
            if "worksheet" in link.Type and link.target in book.valid_files:
                found = Sheet(sheet.name, iter(()), hidden=sheet.state != "visible")
                found.lines = _lines(book, link.target, strings, found)
                yield found
    except (WorkbookTooLarge, WorkbookDamaged):
        raise
    except _BROKEN as error:
        raise WorkbookDamaged from error


# What openpyxl, zipfile and the XML parser raise for a file that is not what it says it is. Entities and
# document types, which only an attack would hold, are a ValueError of defusedxml.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def _check_sizes(content: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise WorkbookDamaged from error
    if any(member.flag_bits & 1 for member in members):
        raise WorkbookLocked
    swollen = any(
        member.file_size > LARGE and member.file_size > MOST_TIMES * max(member.compress_size, 1)
        for member in members
    )
    total = sum(member.file_size for member in members)
    if swollen or len(members) > MOST_MEMBERS or total > MOST_UNPACKED:
        raise WorkbookTooLarge


def _strings(book: ExcelReader) -> list[str]:
    """The texts that cells share, each as all its runs together; readings of Japanese are left out."""
    part = book.package.find(STRINGS)
    found: list[str] = []
    if part is None:
        return found
    with book.archive.open(part.PartName[1:]) as source:
        for _event, element in iterparse(source, forbid_dtd=True):
            if tag_of(element) == "si":
                found.append(text_of(element))
                element.clear()
    return found


def _lines(book: ExcelReader, part: str, strings: list[str], sheet: Sheet) -> Iterator[Line]:
    formats = Formats(
        dates=frozenset(book.wb._date_formats),
        zeros={
            number: len(style)
            for number, style in enumerate(_number_formats(book.wb))
            if ZEROS.fullmatch(style)
        },
        struck=frozenset(
            number
            for number, style in enumerate(book.wb._cell_styles)
            if style.fontId < len(book.wb._fonts) and book.wb._fonts[style.fontId].strike
        ),
        epoch=book.wb.epoch,
    )
    try:
        with book.archive.open(part) as source:
            yield from lines_of(source, strings, formats, sheet.notes)
    except _BROKEN as error:
        raise WorkbookDamaged from error


def _number_formats(wb: Any) -> Iterator[str]:
    """The format of numbers of each style of cells; those built in have no code that keeps zeros."""
    own = list(wb._number_formats)
    for style in wb._cell_styles:
        place = style.numFmtId - 164  # so many are built in
        yield own[place] if 0 <= place < len(own) else ""
