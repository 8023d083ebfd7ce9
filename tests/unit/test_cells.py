"""Cells of a file: what people wrote is never run as a formula."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets.cells import BEGINS_A_FORMULA, BYTE_ORDER_MARK, as_csv, safe


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_could_run_is_text(start: str) -> None:
    assert safe(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("value", [-1, 0, Decimal("-1.50"), "Pricing", "a=b", "53/24"])
def test_all_else_stays_as_it_is(value: str | int | Decimal) -> None:
    assert safe(value) == value


def test_nothing_is_an_empty_cell() -> None:
    assert safe(None) == ""


@given(st.text())
def test_no_text_at_all_begins_a_formula(text: str) -> None:
    assert not str(safe(text)).startswith(BEGINS_A_FORMULA)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_cells_come_back_as_they_were_written(texts: list[str]) -> None:
    written = as_csv(["head"], [texts]) if texts else as_csv(["head"], [])

    rows = list(csv.reader(io.StringIO(written.removeprefix(BYTE_ORDER_MARK), newline="")))

    assert written.startswith(BYTE_ORDER_MARK)
    assert rows[0] == ["head"]
    assert [cell.removeprefix("'") for row in rows[1:] for cell in row] == [
        text.removeprefix("'") for text in texts
    ]
