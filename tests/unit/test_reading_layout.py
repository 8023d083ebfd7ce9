"""What a sheet says beside its cells: merged and hidden ones, formulas, formats; and odd letters."""

import io
import zipfile

import openpyxl
import pytest

from core.spreadsheets import tables
from organizations.importing import reading
from organizations.importing.reading import grids_of, read_file
from tests.unit.test_reading_tables import book, zipped


def layout(rows: str, after: str = "") -> bytes:
    """A workbook with these rows as its XML has them."""
    made = zipfile.ZipFile(io.BytesIO(book(("Teams", [["key", "name"]]))))
    parts = {name: made.read(name).decode() for name in made.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f"{rows}</sheetData>{after}")
    return zipped({name: content.encode() for name, content in parts.items()})


def test_a_formula_without_a_stored_result_is_told_with_its_cell() -> None:
    cell = '<c r="{0}"><f>NOW()</f>{1}</c>'
    found = [cell.format("A2", "<v>7</v>"), cell.format("B2", ""), cell.format("C2", "<v>0</v>")]
    row = f'<row r="2">{"".join(found)}</row>'

    (grid,) = grids_of("x.xlsx", layout(row))

    assert [(note.code, note.line, note.column) for note in grid.notes] == [
        ("no_result", 2, 1),
        ("no_result", 2, 2),
    ]
    assert grid.rows[0].cells == ["7", "", "0"]


@pytest.mark.parametrize("kind", ["str", "b", "s", "e"])
def test_a_formula_of_any_kind_that_nobody_computed_is_empty_and_told(kind: str) -> None:
    row = f'<row r="2"><c r="A2" t="str"><v>T</v></c><c r="B2" t="{kind}"><f>A1</f></c></row>'

    (grid,) = grids_of("x.xlsx", layout(row))

    assert [(note.code, note.line, note.column) for note in grid.notes] == [("no_result", 2, 1)]
    assert grid.rows[0].cells == ["T"]


def test_a_formula_whose_result_is_an_empty_text_is_no_fault() -> None:
    row = '<row r="2"><c r="A2" t="str"><v>T</v></c><c r="B2" t="str"><f>A1</f><v></v></c></row>'

    assert grids_of("x.xlsx", layout(row))[0].notes == []


def test_a_row_without_height_is_hidden_too() -> None:
    row = '<row r="{0}" {1}><c r="A{0}" t="str"><v>T-{0}</v></c></row>'
    rows = row.format(2, "") + row.format(3, 'ht="0" customHeight="1"') + row.format(4, 'hidden="true"')

    (grid,) = grids_of("x.xlsx", layout(rows))

    assert ([row.line for row in grid.rows], [row.line for row in grid.hidden]) == ([2], [3, 4])


def test_hidden_columns_and_rows_that_are_crossed_out_are_told() -> None:
    made = openpyxl.Workbook()
    for row in (["email", "team"], ["ana@a.example", "Busca"], ["left@a.example", "Busca"]):
        made.active.append(row)
    made.active["A3"].font = openpyxl.styles.Font(strike=True)
    made.active.column_dimensions["B"].hidden = True
    file = io.BytesIO()
    made.save(file)

    (grid,) = grids_of("people.xlsx", file.getvalue())

    assert [(note.code, note.column, note.said) for note in grid.notes] == [
        ("column_hidden", 1, "B"),
        ("struck_out", -1, "3"),
    ]


def test_what_xml_cannot_hold_is_decoded_and_then_cleaned() -> None:
    text = "Two_x000D_lines_x0001_"
    row = f'<row r="2"><c t="inlineStr"><is><t>T-1</t></is></c><c t="str"><v>{text}</v></c></row>'

    (grid,) = grids_of("x.xlsx", layout(row))

    assert grid.rows[0].cells == ["T-1", "Two\nlines"]


def test_a_failed_formula_reads_as_what_the_sheet_shows() -> None:
    (grid,) = grids_of("x.xlsx", layout('<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'))

    assert grid.rows[0].cells[0] in tables.FAILED


def test_a_merged_cell_counts_in_its_rows_and_not_beside_them() -> None:
    row = '<row r="{0}"><c r="A{0}" t="str"><v>T-{0}</v></c>{1}</row>'
    rows = row.format(2, '<c r="B2" t="str"><v>Motor</v></c>') + row.format(3, "") + row.format(4, "")

    (grid,) = grids_of("x.xlsx", layout(rows, '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>'))

    assert [row.cells for row in grid.rows] == [["T-2", "Motor"], ["T-3", "Motor"], ["T-4"]]


def test_zeros_that_a_format_shows_are_read() -> None:
    made = openpyxl.Workbook()
    made.active.append(["key", "name"])
    made.active.append([12, "Doze"])
    made.active["A2"].number_format = "0000"
    file = io.BytesIO()
    made.save(file)

    (table,) = read_file("zeros.xlsx", file.getvalue())

    assert table.rows[0].cells["key"] == "0012"


def test_a_list_that_stands_on_a_hidden_sheet_alone_is_refused_by_its_name() -> None:
    made = openpyxl.Workbook()
    hidden = made.create_sheet("People")
    hidden.append(["email", "team"])
    hidden.append(["ana@a.example", "Busca"])
    hidden.sheet_state = "veryHidden"
    file = io.BytesIO()
    made.save(file)

    with pytest.raises(reading.OnlyHidden) as refused:
        grids_of("people.xlsx", file.getvalue())

    assert "“People”, which is hidden" in str(refused.value)


def test_a_hidden_sheet_of_the_same_kind_is_told_and_in_nobodys_way() -> None:
    made = openpyxl.Workbook()
    made.active.append(["email", "team"])
    made.active.append(["ana@a.example", "Busca"])
    old = made.create_sheet("Old people")
    old.append(["email", "team"])
    old.append(["left@a.example", "Busca"])
    old.sheet_state = "hidden"
    file = io.BytesIO()
    made.save(file)

    (grid,) = grids_of("people.xlsx", file.getvalue())

    assert [row.cells[0] for row in grid.rows] == ["ana@a.example"]
    assert [(note.code, note.said) for note in grid.notes] == [("sheet_hidden", "Old people")]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param("email,name\na@a.example,JosÃ©\n", "letters_odd", 2, id="converted twice"),
        pytest.param("email,name\na@a.example,Jos\ufffd\n", "letters_odd", 2, id="a letter lost"),
        pytest.param("email,name\nb@a.example,B\na@a.example,SÃO\n", None, 0, id="capitals with a tilde"),
    ],
)
def test_letters_that_look_wrong_are_told_with_their_line(text: str, code: str | None, line: int) -> None:
    (grid,) = grids_of("x.csv", text.encode())

    assert [(note.code, note.line) for note in grid.notes] == ([(code, line)] if code else [])
