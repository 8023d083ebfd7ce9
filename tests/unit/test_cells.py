"""Cells of a file: what people wrote is never run as a formula."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets.cells import BEGINS_A_FORMULA, BYTE_ORDER_MARK, as_csv, name, safe, unquoted


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_could_run_is_text(start: str) -> None:
    assert safe(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("value", [-1, 0, Decimal("-1.50"), "Pricing", "a=b", "53/24"])
def test_all_else_stays_as_it_is(value: str | int | Decimal) -> None:
    assert safe(value) == value


@pytest.mark.parametrize(
    "text",
    [
        *("03/2026", "3-26", "2026-03", "1.2", "1/2/2026", "2026-03-01", "10:22", "9:05:01"),
        *("Mar 2026", "mar/26", "March 2026", "março 2026", "Dez-2026", "1 May", " 03/2026 ", "SEPT2"),
    ],
)
def test_a_name_that_a_spreadsheet_would_take_for_a_date_stays_a_name(text: str) -> None:
    assert name(text) == f"'{text}"
    assert unquoted(name(text)) == text


@pytest.mark.parametrize(
    "text",
    ["2026 S1", "2026 Q4", "Q1 2026", "3 / 4", "Marketing 2026", "Mayor 1", "Equipe 12", "1ª rodada", "2026"],
)
def test_a_name_that_is_no_date_has_no_apostrophe(text: str) -> None:
    assert name(text) == text


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
