"""The rows with problems as a file: as they were sent, with what is wrong, to correct and send again."""

import csv
import io
from collections import defaultdict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.spreadsheets.cells import BYTE_ORDER_MARK, safe
from core.spreadsheets.tables import LONGEST_CELL
from organizations.importing.keeping import Upload
from organizations.importing.mapping import COLUMNS, Columns, kind_of, word
from organizations.importing.plans import ImportPlan


def as_csv(upload: Upload, plan: ImportPlan) -> bytes:
    """The rows that the plan leaves out, table by table, with the delimiter of the reader's spreadsheets."""
    delimiter = ";" if (get_language() or "").startswith("pt") else ","
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, delimiter=delimiter)
    for grid, columns in zip(upload.grids, upload.columns, strict=True):
        wrong = _wrong_lines(plan, kind_of(columns))
        rows = [row for row in [*grid.rows, *grid.hidden] if row.line in wrong]
        if not rows:
            continue
        names = grid.head if grid.header else _names(columns)
        writer.writerow([safe(name) for name in [*names, _("Line"), _("What is wrong")]])
        for row in sorted(rows, key=lambda row: row.line):
            cells = [cell[:LONGEST_CELL] for cell in row.cells]
            cells += [""] * (len(grid.head) - len(cells))
            writer.writerow([safe(cell) for cell in [*cells, str(row.line), wrong[row.line]]])
    return file.getvalue().encode()


def _names(columns: Columns) -> list[str]:
    """The names that a list without any gets, so that it can be read once more."""
    kind, language = kind_of(columns), get_language() or "en"
    return [word(kind, one, language) if one and one in COLUMNS[kind] else "" for one in columns]


def _wrong_lines(plan: ImportPlan, kind: str) -> dict[int, str]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for problem in [*plan.left_out, *plan.problems]:
        if problem.kind == kind:
            words = f"{problem.column}: {problem.message}" if problem.column else problem.message
            found[problem.line].append(words)
    return {line: " ".join(words) for line, words in found.items()}
