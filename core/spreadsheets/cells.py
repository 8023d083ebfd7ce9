"""Cells of a file that a spreadsheet opens: what people wrote must never be run as a formula.

What `safe` quotes on the way out, `unquoted` takes as text on the way in.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

Value = str | int | Decimal | None

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that the letters are UTF-8."""

ROWS_IN_A_PIECE = 500


@dataclass(frozen=True, slots=True)
class Habit:
    """What spreadsheets of a language take for the end of a cell and for the mark before decimals."""

    delimiter: str = ","
    decimal: str = "."

    def number(self, value: Decimal) -> str:
        """A number as it is typed there."""
        return str(value).replace(".", self.decimal)


FOR_PROGRAMS = Habit()
HABITS = {"pt-br": Habit(";", ",")}


def habit_of_reader() -> Habit:
    """How a file opens right where its reader is: by the language of the page it is fetched from."""
    return HABITS.get((get_language() or "").lower(), FOR_PROGRAMS)


BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value: Value) -> str | int | Decimal:
    """A value as a cell: text that a spreadsheet could run gets an apostrophe before it; numbers stay."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(BEGINS_A_FORMULA):
        return f"'{value}"
    return value


def unquoted(cell: str) -> str:
    """A cell as text: without the apostrophe that `safe` put there."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(BEGINS_A_FORMULA) else cell


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """The whole file for programs: comma, double quotes where needed, lines end as the standard says."""
    return "".join(as_csv_lines(head, rows))


def as_csv_lines(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The same file in pieces, a few hundred rows each, for one that is too long to hold."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(head)
    for number, row in enumerate(rows, start=1):
        writer.writerow([safe(value) for value in row])
        if number % ROWS_IN_A_PIECE == 0:
            yield file.getvalue()
            file.seek(0)
            file.truncate()
    yield file.getvalue()


def as_plain_csv(head: Sequence[str], rows: Iterable[Sequence[Value]], habit: Habit) -> str:
    """A whole file of cells that are safe already, and of numbers as `habit` writes them."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, delimiter=habit.delimiter)
    writer.writerow(head)
    writer.writerows(rows)
    return file.getvalue()
