"""Cells of a file that a spreadsheet opens: what people wrote must never be run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

Value = str | int | Decimal | None

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that the letters are UTF-8."""

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value: Value) -> str | int | Decimal:
    """A value as a cell: text that a spreadsheet could run gets an apostrophe before it; numbers stay."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(BEGINS_A_FORMULA):
        return f"'{value}"
    return value


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """The whole file: comma, double quotes where needed, lines end as the standard says."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([safe(value) for value in row] for row in rows)
    return file.getvalue()
