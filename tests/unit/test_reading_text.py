"""Text as programs give it back: whole lines in quotation marks, cells in their own way, odd letters."""

import csv
import io

import pytest

from core.spreadsheets import tables
from core.spreadsheets.letters import odd_word
from organizations.importing.mapping import guess
from organizations.importing.reading import grids_of, read_file
from tests.unit.test_reading_tables import book

WHOLE = 'key,name,unit\nv,Varejo,\np,"Pricing, ""Auto""",v\n'


def cells(content: str) -> list[list[str]]:
    (grid,) = grids_of("x.csv", content.encode())
    return [list(row.cells) for row in grid.rows]


def in_quotes(line: str) -> str:
    return '"' + line.replace('"', '""') + '"'


@pytest.mark.parametrize(("inner", "padding"), [(",", ""), (",", ";;"), (";", ""), (";", ",,")])
def test_lines_that_a_spreadsheet_took_for_one_cell_each_are_cut_once_more(inner: str, padding: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=inner).writerows(csv.reader(WHOLE.splitlines()))
    lines = "".join(in_quotes(line) + padding + "\n" for line in file.getvalue().splitlines())

    assert cells(lines) == [["v", "Varejo"], ["p", 'Pricing, "Auto"', "v"]]


def test_a_workbook_that_keeps_each_line_in_its_first_cell_is_cut() -> None:
    rows = [
        ["Our teams"],
        *([line] for line in WHOLE.splitlines()),
        *[[f"x{n},Team {n},v"] for n in range(20)],
    ]

    (grid,) = grids_of("x.xlsx", book(("Sheet", rows)))

    assert grid.head == ["key", "name", "unit"]
    assert [list(row.cells) for row in grid.rows[:3]] == [
        ["v", "Varejo"],
        ["p", 'Pricing, "Auto"', "v"],
        ["x0", "Team 0", "v"],
    ]
    assert list(grid.rows[-1].cells) == ["x19", "Team 19", "v"]


def test_a_workbook_of_one_column_is_not_cut() -> None:
    (grid,) = grids_of("x.xlsx", book(("Sheet", [["equipe"], ["Dados, IA"], ["Risco, Fraude"]])))

    assert [list(row.cells) for row in grid.rows] == [["Dados, IA"], ["Risco, Fraude"]]


def test_only_lines_with_quotation_marks_come_back_as_one_cell_from_a_spreadsheet() -> None:
    """It quotes what holds a quotation mark, and leaves the other lines as they were."""
    lines = [in_quotes(line) if '"' in line else line for line in WHOLE.splitlines()]

    assert cells("\n".join(lines)) == [["v", "Varejo"], ["p", 'Pricing, "Auto"', "v"]]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('equipe\n"Dados, IA"\n"Risco"\n', id="one column"),
        pytest.param(
            'equipe;unidade\n"Dados, IA";\n"Risco, Fraude";\n"Churn, B";\n', id="empty cells beside"
        ),
        pytest.param('equipe,unidade\n"Dados, IA",\n"Risco, Fraude",\n', id="the same delimiter"),
        pytest.param('"Equipes, unidades e chaves"\nequipe;unidade\n"Dados, IA";Varejo\n', id="a title"),
    ],
)
def test_a_name_with_a_delimiter_in_it_is_not_cut(content: str) -> None:
    assert cells(content)[0][0] == "Dados, IA"


def test_a_space_before_the_quotation_mark_is_no_part_of_the_cell() -> None:
    assert cells('email, name, team\n"a@a.example", "Lima, Ana", "Retail / Pricing"\n') == [
        ["a@a.example", "Lima, Ana", "Retail / Pricing"]
    ]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        pytest.param('="0012"', "0012", id="zeros kept for Excel"),
        pytest.param('"=""0012"""', "0012", id="the same, quoted"),
        pytest.param("X'4a6f73c3a9'", "José", id="csvde"),
        pytest.param("X'ff'", "X'ff'", id="no text"),
        pytest.param("Pricing_x000D_", "Pricing", id="a line end of a workbook"),
        pytest.param("Pri_x000a_cing", "Pri cing", id="a line end within"),
        pytest.param('=A1&"x"', '=A1&"x"', id="a formula stays text"),
    ],
)
def test_a_cell_is_read_as_it_was_typed(written: str, typed: str) -> None:
    assert cells(f"key;name\n{written};Team\n") == [[typed, "Team"]]


def test_cells_beyond_the_names_of_columns_are_told_for_a_name_may_have_been_cut() -> None:
    content = "email,name,team\na@a.example,Ana,Pricing\nb@a.example,Reis, Bia,Pricing\n"

    (grid,) = grids_of("x.csv", content.encode())

    assert [(note.code, note.line, note.said) for note in grid.notes] == [("more_cells", 3, "3")]
    assert guess(grid).sure


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("Ana JosÃ© Lima", "JosÃ©"),
        ("Jos\ufffd", "Jos\ufffd"),
        ("Concei??o", "Concei??o"),
        ("Jos?", "Jos?"),
        ("?lvaro Reis", "?lvaro"),
        ("Jos‚ Lima", "Jos‚"),
        ("Ana Jos&eacute;", "Jos&eacute;"),
        ("Ana &#233;", "&#233;"),
        ("José Conceição", ""),
        ("SÃO PAULO", ""),
        ("P&D", ""),
        ("R&D; AT&T", ""),
        ("ana@a.example", ""),
        ("“Nina” Lima", ""),
    ],
)
def test_letters_that_went_wrong_are_found(cell: str, word: str) -> None:
    assert odd_word(cell) == word


def test_odd_letters_are_told_of_each_column_and_shown_of_those_that_are_read() -> None:
    (grid,) = grids_of("x.csv", b"email,name,link\na@a.example,Ana,x?id\nb@a.example,Jos?,y\n")

    assert [(note.line, note.column, note.said) for note in grid.notes] == [(3, 1, "Jos?"), (2, 2, "x?id")]


def test_the_line_of_a_quotation_that_does_not_fit_is_told() -> None:
    with pytest.raises(tables.CsvDamaged) as refused:
        read_file("x.csv", b'email,name\n"a@a.example","Ana \\"Nina\\" Lima"\n')

    assert "Line 2" in str(refused.value)
