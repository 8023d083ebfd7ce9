#!/usr/bin/env bash
# openpyxl: a sheet read row by row tells nothing of hidden rows and merged cells, and leaves _x000D_ as it is.
#
# One would guess: read_only=True is about memory, and what is known of a sheet is the same as without it: which rows a
# filter hides, which cells are merged; and the escapes of the format (ECMA-376 part 1, 22.9.2.19) are undone in both.
# What happens: the read-only sheet has neither row_dimensions nor merged_cells, so a list whose rows are hidden by a
# filter is read whole, and only the first row of a merged cell has its value; in both ways "_x000D_", as Excel and
# others write a carriage return within a cell, comes out as seven letters.
# Source: openpyxl/worksheet/_read_only.py (ReadOnlyWorksheet has no such attributes); openpyxl.utils.escape.unescape
# is there, and the readers of strings do not call it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "openpyxl==3.1.5"

cat >"$work/try.py" <<'PYTHON'
import sys

import openpyxl

path = f"{sys.argv[1]}/list.xlsx"
book = openpyxl.Workbook()
sheet = book.active
for row in (["Unit", "Team"], ["Retail", "Pricing_x000D_"], [None, "Churn"], ["Risk", "Fraud"]):
    sheet.append(row)
sheet.merge_cells("A2:A3")
sheet.row_dimensions[4].hidden = True
book.save(path)

whole = openpyxl.load_workbook(path).active
by_rows = openpyxl.load_workbook(path, read_only=True).active
found = {
    "hidden, whole": whole.row_dimensions[4].hidden,
    "hidden, row by row": hasattr(by_rows, "row_dimensions"),
    "merged, whole": str(whole.merged_cells),
    "merged, row by row": hasattr(by_rows, "merged_cells"),
    "rows, row by row": [row[1] for row in by_rows.iter_rows(values_only=True)],
    "escape, whole": whole["B2"].value,
}
print("openpyxl", openpyxl.__version__)
for what, said in found.items():
    print(f"{what}: {said}")
assert found == {
    "hidden, whole": True,
    "hidden, row by row": False,
    "merged, whole": "A2:A3",
    "merged, row by row": False,
    "rows, row by row": ["Team", "Pricing_x000D_", "Churn", "Fraud"],
    "escape, whole": "Pricing_x000D_",
}
PYTHON
"$work/venv/bin/python" "$work/try.py" "$work"
