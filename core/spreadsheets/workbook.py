"""XLSX, read without trust: sizes are looked at before anything is unpacked, formulas are never computed."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl

from core.spreadsheets.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    Lines,
    WorkbookDamaged,
    WorkbookLocked,
    WorkbookOld,
    WorkbookTooLarge,
)

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")

MOST_MEMBERS = 200
MOST_UNPACKED = 30 * 1024 * 1024
MOST_TIMES = 100  # how many times larger a part may become, once it is large at all
LARGE = 1024 * 1024
MOST_SHEETS = 20


def is_workbook(content: bytes) -> bool:
    """Whether this looks like a workbook of some kind, by its first bytes."""
    return content.startswith((ZIP, OLE))


def sheets_of(content: bytes) -> Iterator[tuple[str, Lines]]:
    """The name and the lines of each sheet.

    Raises:
        WorkbookOld, WorkbookLocked, WorkbookDamaged, WorkbookTooLarge: it can't be read.
    """
    if content.startswith(OLE):
        raise WorkbookLocked if LOCKED in content else WorkbookOld
    _check_sizes(content)
    try:
        # Sheets that are charts have no rows; links to other files are not followed.
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:MOST_SHEETS]:
            yield sheet.title, _lines(sheet)
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


def _lines(sheet: Any) -> Lines:
    # One row and one column more than allowed, so that too much is seen; a row that says it is the
    # millionth makes no million empty ones.
    limits = {"max_row": MOST_ROWS + 2, "max_col": MOST_COLUMNS + 1, "values_only": True}
    try:
        for line, values in enumerate(sheet.iter_rows(**limits), start=1):
            yield line, [_text(value) for value in values]
    except _BROKEN as error:
        raise WorkbookDamaged from error


def _text(value: object) -> str:
    """A cell as somebody would have typed it: 12 and not 12.0, a date as 2026-11-26."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
