"""From the bytes of an uploaded file to tables of teams and people."""

from collections.abc import Iterable

from django.utils.translation import get_language

from core.spreadsheets.delimited import lines_of
from core.spreadsheets.tables import MOST_BYTES, FileEmpty, FileTooLarge, SheetTwice, Table
from core.spreadsheets.workbook import is_workbook, sheets_of
from organizations.importing.columns import find_table, header_missing

MEGABYTE = 1024 * 1024


def read_file(name: str, content: bytes) -> list[Table]:
    """The tables in a CSV or XLSX file, which is told by its content and not by its name.

    Raises:
        Unreadable: in one of its forms, each with words for whoever sent the file.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(most=MOST_BYTES // MEGABYTE)
    if not content.strip():
        raise FileEmpty
    if is_workbook(content):
        found = [find_table(sheet, lines) for sheet, lines in sheets_of(content)]
    else:
        found = [find_table(name, lines_of(content))]
    tables = [table for table in found if table is not None]
    if not tables:
        raise header_missing(get_language() or "en")
    if not any(table.rows for table in tables):
        raise FileEmpty
    return one_of_each(tables)


def one_of_each(tables: Iterable[Table]) -> list[Table]:
    """Teams before people, each once; a table without rows is left out.

    Raises:
        SheetTwice: two tables hold the same.
    """
    found: dict[str, Table] = {}
    for table in tables:
        if not table.rows:
            continue
        if table.kind in found:
            raise SheetTwice(first=found[table.kind].name, second=table.name)
        found[table.kind] = table
    return [found[kind] for kind in ("teams", "people") if kind in found]
