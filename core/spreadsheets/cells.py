"""Cells of a file that a spreadsheet opens: what people wrote must never be run as a formula.

What `safe` and `name` quote on the way out, `unquoted` takes as text on the way in.
"""

import csv
import io
import re
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


# What is typed so becomes a day, a month or a time in one language or another: 03/2026, 1-2, mar/26, 1 May.
MONTHS = (
    "jan january janeiro feb february fev fevereiro mar march março apr april abr abril may mai maio",
    "jun june junho",
    "jul july julho aug august ago agosto sep sept september set setembro oct october out outubro",
    "nov november novembro dec december dez dezembro",
)
MONTH = f"(?:{'|'.join(' '.join(MONTHS).split())})"
A_DATE = re.compile(
    r"\d{1,4}[/.-]\d{1,4}(?:[/.-]\d{1,4})?"
    r"|\d{1,2}:\d{2}(?::\d{2})?"
    rf"|{MONTH}[ /.-]*\d{{1,4}}"
    rf"|\d{{1,2}}[ /.-]*{MONTH}(?:[ /.-]*\d{{1,4}})?",
    re.IGNORECASE,
)


def safe(value: Value) -> str | int | Decimal:
    """A value as a cell: text that a spreadsheet could run gets an apostrophe before it; numbers stay."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(BEGINS_A_FORMULA):
        return f"'{value}"
    return value


def name(text: str) -> str:
    """A name as a cell: one that a spreadsheet would take for a date or a time (“03/2026”) stays as it is."""
    return f"'{text}" if A_DATE.fullmatch(text.strip()) else str(safe(text))


def unquoted(cell: str) -> str:
    """A cell as text: without the apostrophe that `safe` or `name` put there."""
    if not cell.startswith("'"):  # nearly all, and a long list has ten thousand
        return cell
    text = cell[1:]
    quoted = text.startswith(BEGINS_A_FORMULA) or A_DATE.fullmatch(text.strip())
    return text if quoted else cell


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Value]], habit: Habit = FOR_PROGRAMS) -> str:
    """The whole file: double quotes where needed, lines end as the standard says."""
    return "".join(as_csv_lines(head, rows, habit))


def as_csv_lines(
    head: Sequence[str], rows: Iterable[Sequence[Value]], habit: Habit = FOR_PROGRAMS
) -> Iterator[str]:
    """The same file in pieces, a few hundred rows each, for one that is too long to hold."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, delimiter=habit.delimiter)
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
