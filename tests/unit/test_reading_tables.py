"""Reading CSV and XLSX: whatever spreadsheets write, and whatever is no table at all."""

import csv
import io
import json
import zipfile
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.spreadsheets import tables, workbook
from core.spreadsheets.tables import Grid, Table
from core.text import writable
from organizations.importing import reading
from organizations.importing.mapping import COLUMNS, LANGUAGES, TEAMS, word
from organizations.importing.reading import grids_of, read_file

HEADER = "key,name,unit"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(content: bytes | str, encoding: str = "utf-8") -> Table:
    data = content.encode(encoding) if isinstance(content, str) else content
    (table,) = read_file("teams.csv", data)
    return table


def cells(table: Table) -> list[tuple[int, dict[str, str]]]:
    return [(row.line, row.cells) for row in table.rows]


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_the_letters_and_the_delimiter_are_found_out(encoding: str, delimiter: str) -> None:
    table = read("chave,nome,unidade\nT-1,Precificação,São Paulo\n".replace(",", delimiter), encoding)

    assert cells(table) == [(2, {"key": "T-1", "name": "Precificação", "parent": "São Paulo"})]
    assert table.head == {"key": "chave", "name": "nome", "parent": "unidade"}


def test_a_cell_may_go_over_lines_and_the_next_row_knows_its_line() -> None:
    table = read(f'{HEADER}\nT-1,"Pricing\nand more",\nT-2,Churn,\n')

    assert [(row.line, row.cells["name"]) for row in table.rows] == [(2, "Pricing\nand more"), (4, "Churn")]


def test_a_title_above_the_header_and_empty_lines_are_no_rows() -> None:
    table = read(f"Our teams 2026\n\n{HEADER}\n\nT-1,Pricing,\n,,\n")

    assert [row.line for row in table.rows] == [5]


def test_excel_may_name_its_delimiter() -> None:
    table = read("sep=;\nkey;name\nT-1;Pricing\n")

    assert cells(table) == [(3, {"key": "T-1", "name": "Pricing"})]


def test_columns_are_found_whatever_their_order_and_capitals() -> None:
    table = read("NAME,Notes, Key \nPricing,old,T-1\n")

    assert cells(table) == [(2, {"key": "T-1", "name": "Pricing"})]
    assert table.unused == ["Notes"]


def test_a_formula_in_a_csv_is_text() -> None:
    table = read("key,name\nT-1,=cmd|' /C calc'!A0\n")

    assert table.rows[0].cells["name"] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_the_words_of_every_template_are_understood(kind: str, language: str) -> None:
    words = [word(kind, column, language) for column in COLUMNS[kind]]
    (table,) = read_file("x.csv", (",".join(words) + "\na@b.example,b,c,d,e\n").encode())

    assert (table.kind, list(table.head)) == (kind, list(COLUMNS[kind]))


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(b"", tables.FileEmpty, id="empty"),
        pytest.param(b" \n\n", tables.FileEmpty, id="blank"),
        pytest.param(b"key,name\n", tables.FileEmpty, id="a header alone"),
        pytest.param(b"T-1,Pricing\n", reading.HeaderMissing, id="no header"),
        pytest.param(b"key,unit\nT-1,R\n", reading.HeaderMissing, id="half a header"),
        pytest.param(b"key,name\nT-1,Pri\0cing\n", tables.HoldsNul, id="a NUL"),
        pytest.param("key,name\nT-1,a\0b\n".encode("utf-16"), tables.HoldsNul, id="a NUL in UTF-16"),
        pytest.param(b"\xff\xfek", tables.LettersUnknown, id="half a letter"),
        pytest.param(b"key,name\nT-1,\x81\n", tables.LettersUnknown, id="no letter of any encoding"),
        pytest.param(b'key,name\nT-1,"Pricing\n', tables.CsvDamaged, id="an open quotation"),
        pytest.param(b'key,name\nT-1,"a"b\n', tables.CsvDamaged, id="a quotation within"),
        pytest.param(b"key,name\n" + b"T,x\n" * 20_001, tables.TooManyRows, id="too many rows"),
        pytest.param(b"key,name" + b",x" * 255 + b"\nT,N\n", tables.TooManyColumns, id="too many columns"),
        pytest.param(b"name;name;email\nA;B;a@a.example\n", reading.HeaderMissing, id="a word twice"),
        pytest.param(b"x" * (5 * 1024 * 1024 + 1), tables.FileTooLarge, id="too large"),
        pytest.param(OLE + b"\0" * 600, tables.WorkbookOld, id="an old workbook"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), tables.WorkbookLocked, id="a password"),
        pytest.param(b"PK\x03\x04 and nothing more", tables.WorkbookDamaged, id="a damaged workbook"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", tables.HoldsNul, id="a picture"),
    ],
)
def test_what_is_no_table_is_refused_with_words(content: bytes, error: type[tables.Unreadable]) -> None:
    with pytest.raises(error) as refused:
        read_file("teams.csv", content)

    assert "%(" not in str(refused.value)


def test_a_damaged_line_is_named() -> None:
    with pytest.raises(tables.CsvDamaged) as refused:
        read(b'key,name\nT-1,a\nT-2,"b"c\n')

    assert "Line 3" in str(refused.value)


def test_a_workbook_holds_both_sheets_in_either_order() -> None:
    content = book(
        ("Pessoas", [["e-mail", "papel"], ["lia@a.example", "Líder"]]),
        ("Notes", [["whatever"]]),
        ("Equipes", [["chave", "nome"], ["T-1", "Pricing"]]),
    )

    found = read_file("all.xlsx", content)

    assert [(table.name, table.kind) for table in found] == [("Equipes", "teams"), ("Pessoas", "people")]


def test_cells_of_a_workbook_become_what_somebody_would_have_typed() -> None:
    typed = [12, 12.0, 1.5, date(2026, 11, 26), datetime.fromisoformat("2026-11-26 09:30"), True, None]
    rows = [["key", "name"], *[[f"T-{number}", value or "x"] for number, value in enumerate(typed)]]

    (table,) = read_file("teams.xlsx", book(("Teams", rows)))

    names = [row.cells["name"] for row in table.rows]
    assert names == ["12", "12", "1.5", "2026-11-26", "2026-11-26 09:30", "True", "x"]


def test_of_a_formula_the_value_is_read_that_was_last_computed() -> None:
    content = book(("Teams", [["key", "name"], ["T-1", "PLACEHOLDER"]]))
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            if member == "xl/worksheets/sheet1.xml":
                before = data.decode()
                start = before.index('<c r="B2"')
                end = before.index("</c>", start) + 4
                cell = '<c r="B2" t="str"><f>UPPER("pricing")</f><v>PRICING</v></c>'
                data = (before[:start] + cell + before[end:]).encode()
            new.writestr(member, data)

    (table,) = read_file("teams.xlsx", changed.getvalue())

    assert table.rows[0].cells["name"] == "PRICING"


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(tables.WorkbookTooLarge):
        read_file("bomb.xlsx", zipped({"xl/workbook.xml": b"0" * (3 * 1024 * 1024)}))


def test_a_workbook_of_many_parts_is_refused() -> None:
    with pytest.raises(tables.WorkbookTooLarge):
        read_file("parts.xlsx", zipped({f"part{number}": b"" for number in range(201)}))


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(tables.WorkbookDamaged):
        read_file("letter.docx", zipped({"word/document.xml": b"<w/>"}))


def test_entities_in_a_workbook_are_refused() -> None:
    content = book(("Teams", [["key", "name"], ["T-1", "Pricing"]]))
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>'
    members = {}
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        members = {name: old.read(name) for name in old.namelist()}

    with pytest.raises(tables.WorkbookDamaged):
        read_file("evil.xlsx", zipped(members | {"xl/worksheets/sheet1.xml": evil}))


def test_a_row_that_says_it_is_the_millionth_costs_nothing() -> None:
    made = openpyxl.Workbook()
    made.active.append(["key", "name"])
    made.active.append(["T-1", "Pricing"])
    made.active.cell(row=1_048_576, column=16_384, value="far")
    file = io.BytesIO()
    made.save(file)

    (table,) = read_file("far.xlsx", file.getvalue())

    assert len(table.rows) == 1


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ([["key", "name"], ["T-1", "Pricing"]], "“Varejo” and “Risco” both list teams"),
        ([["email", "team"], ["ana@a.example", "Pricing"]], "“Varejo” and “Risco” both list people"),
    ],
)
def test_two_sheets_of_one_kind_are_refused_with_both_names_and_a_way_out(sheet: list, words: str) -> None:
    with pytest.raises(tables.Unreadable) as refused:
        read_file("two.xlsx", book(("Varejo", sheet), ("Risco", sheet)))

    assert words in str(refused.value)
    assert "Put the rows of both into one, or import one after the other." in str(refused.value)


def test_what_was_read_is_the_same_after_it_was_kept() -> None:
    (grid,) = grids_of("x.csv", f"{HEADER},notes\nT-1,Pricing,R,José\n".encode("cp1252"))

    assert Grid.from_json(json.loads(json.dumps(grid.as_json()))) == grid


def test_a_cell_that_is_too_long_is_known_by_one_letter_more() -> None:
    table = read("key,name\nT," + "x" * 2000 + "\n")

    assert len(table.rows[0].cells["name"]) == tables.LONGEST_CELL + 1


@pytest.mark.parametrize("mark", ["|", "^", "~", ":"])
def test_any_delimiter_can_be_named(mark: str) -> None:
    table = read(f"sep={mark}\nkey{mark}name\nT-1{mark}a, b; c\n")

    assert cells(table) == [(3, {"key": "T-1", "name": "a, b; c"})]


KEY = st.from_regex(r"[A-Z]{1,3}-[0-9]{1,3}", fullmatch=True)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(writable).map(str.strip)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.from_regex(r"[A-Z]{1,3}-[0-9]{1,3}", fullmatch=True), TEXT), min_size=1, max_size=8
    ),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_whatever_is_written_is_read(rows: Any, delimiter: str, encoding: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([["key", "name"], *rows])

    table = read(file.getvalue(), encoding)

    assert [(row.cells["key"], row.cells["name"]) for row in table.rows] == [*rows]
    assert table.kind == TEAMS


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail)))
def test_no_bytes_break_it(content: bytes) -> None:
    with suppress(tables.Unreadable):
        read_file("any", content)


def test_a_workbook_cut_anywhere_is_damaged_or_read() -> None:
    content = book(("Teams", [["key", "name"], ["T-1", "Pricing"]]))
    for end in range(4, len(content), 97):
        with pytest.raises((tables.WorkbookDamaged, tables.WorkbookLocked, reading.HeaderMissing)):
            read_file("cut.xlsx", content[:end])


def test_the_limits_of_a_workbook_are_below_its_memory() -> None:
    assert workbook.MOST_UNPACKED <= 32 * 1024 * 1024


def shared(text: str, rows: int) -> bytes:
    """A workbook as spreadsheets write it, with one text in one place and many cells that show it."""
    made = zipfile.ZipFile(io.BytesIO(book(("Teams", [["key", "name"]]))))
    parts = {name: made.read(name).decode() for name in made.namelist()}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    entry = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", entry)
    xmlns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{xmlns}"><si><t>{text}</t></si></sst>'
    row = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'
    sheet = parts["xl/worksheets/sheet1.xml"].replace("</sheetData>", row * rows + "</sheetData>")
    parts["xl/worksheets/sheet1.xml"] = sheet
    return zipped({name: content.encode() for name, content in parts.items()})


def test_a_long_text_that_many_cells_share_is_counted_in_each() -> None:
    (table,) = read_file("teams.xlsx", shared("a" * 1000, 10))
    assert table.rows[9].cells == {"key": "a" * 1000, "name": "a" * 1000}

    with pytest.raises(tables.WorkbookTooLarge):
        read_file("teams.xlsx", shared("a" * 1000, 2700))
