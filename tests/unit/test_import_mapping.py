"""One list in any order of columns, with any known words, delimiter and encoding, is read as one thing."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.spreadsheets.tables import Table
from organizations.importing.headers import LEVELS, OF_PEOPLE, OF_TEAMS, Column
from organizations.importing.mapping import COLUMNS, PEOPLE, TEAMS, apply, guess, names_columns, shape_of
from organizations.importing.reading import grids_of, read_file

PERSONS = [
    {
        "email": "ana@a.example",
        "name": "Ana Lima",
        "role": "lead",
        "team": "Varejo / Busca",
        "language": "pt-br",
    },
    {"email": "joao@a.example", "name": "João Conceição", "role": "", "team": "Preço; Risco", "language": ""},
]
PLACES = [
    {"key": "0012", "name": "Recomendação", "parent": "Varejo", "kind": "team", "labels": "a, b"},
    {"key": "x", "name": "Varejo", "parent": "", "kind": "unit", "labels": ""},
]
# Words that need their neighbours to be understood stand in tests of their own.
ALONE = {Column.NAME: {"cn", "nome", "name"}}
DELIMITERS = [",", ";", "\t", "|"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]


def written(head: list[str], rows: list[list[str]], delimiter: str, encoding: str, above: str) -> bytes:
    file = io.StringIO()
    file.write(above)
    csv.writer(file, delimiter=delimiter).writerows([head, *rows])
    return file.getvalue().encode(encoding)


def wordings(kind: str) -> st.SearchStrategy[dict[Column, str]]:
    """A known word for each column of a template, in some capitals."""
    words = OF_PEOPLE if kind == PEOPLE else OF_TEAMS
    some = {
        column: st.sampled_from(words[column]).flatmap(
            lambda word: st.sampled_from([word, word.upper(), word.capitalize(), f" {word} [Required]"])
        )
        for column in COLUMNS[kind]
    }
    return st.fixed_dictionaries(some)


@pytest.mark.parametrize(("kind", "rows"), [(PEOPLE, PERSONS), (TEAMS, PLACES)])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_one_list_is_read_as_one_thing_however_it_is_written(
    kind: str, rows: list, data: st.DataObject
) -> None:
    said = data.draw(wordings(kind))
    order = data.draw(st.permutations(list(COLUMNS[kind])))
    delimiter, encoding = data.draw(st.sampled_from(DELIMITERS)), data.draw(st.sampled_from(ENCODINGS))
    above = data.draw(st.sampled_from(["", "Lista de pessoas, equipes e papéis\n", "\n\n"]))
    cells = [[row[column] for column in order] for row in rows]

    (table,) = read_file("x.csv", written([said[one] for one in order], cells, delimiter, encoding, above))

    assert table.kind == kind
    assert [row.cells for row in table.rows] == rows


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_levels_of_units_make_one_path_in_any_order_of_columns(data: st.DataObject) -> None:
    ranks = sorted(data.draw(st.sets(st.integers(0, len(LEVELS) - 1), min_size=1, max_size=3)))
    names = [data.draw(st.sampled_from(LEVELS[rank])) for rank in ranks]
    head = ["E-mail", *names, "Equipe"]
    cells = ["ana@a.example", *[f"U{rank}" for rank in ranks], "Busca"]
    order = data.draw(st.permutations(range(len(head))))

    content = written([head[at] for at in order], [[cells[at] for at in order]], ";", "utf-8", "")
    (table,) = read_file("x.csv", content)

    assert table.rows[0].cells["team"].split("\x1f") == [*[f"U{rank}" for rank in ranks], "Busca"]


def one(text: str) -> Table:
    (grid,) = grids_of("x.csv", text.encode())
    return apply(grid, guess(grid).columns)


def test_the_name_is_the_first_name_where_the_last_has_a_column() -> None:
    assert one("Nome;Sobrenome;E-mail;Equipe\nAna;Lima;a@a.example;X\n").rows[0].cells["name"] == "Ana Lima"


def test_of_two_addresses_the_one_that_is_filled_is_taken() -> None:
    table = one("userPrincipalName,mail,department\nana@a.example,,ML\n")

    assert table.rows[0].cells["email"] == "ana@a.example"


def test_a_clock_is_no_team() -> None:
    table = one("Time,Email,Equipe\n10:22,ana@a.example,Busca\n")

    assert table.rows[0].cells["team"] == "Busca"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("tid;firstname;lastname;email;emailstatus;token;language", id="LimeSurvey"),
        pytest.param("ID;Hora de início;Hora de conclusão;Email;Nome;Em qual equipe você está?", id="Forms"),
        pytest.param("Carimbo de data/hora;Endereço de e-mail;Qual é a sua equipe?", id="Google Forms"),
        pytest.param(
            "DN;objectClass;cn;sn;givenName;displayName;mail;department;userAccountControl", id="csvde"
        ),
        pytest.param(
            "DistinguishedName;Enabled;GivenName;Name;Surname;UserPrincipalName;Department", id="Get-ADUser"
        ),
    ],
)
def test_the_headers_of_exports_name_their_columns(head: str) -> None:
    assert names_columns(head.split(";")) >= 2


def test_columns_that_nobody_knows_are_asked_for() -> None:
    (grid,) = grids_of("x.csv", b"Contact;Place\nana@a.example;Busca\n")

    found = guess(grid)

    assert (found.columns, found.sure) == ((Column.EMAIL, None), False)


def test_one_word_for_two_columns_is_asked_for() -> None:
    (grid,) = grids_of("x.csv", b"email;team;team\nana@a.example;A;B\n")

    assert guess(grid).sure is False


def test_a_shape_is_the_same_in_any_order_and_without_what_we_added() -> None:
    shapes = {
        shape_of(grids_of("x.csv", head.encode() + b"\na@a.example;b;c\n")[0])
        for head in ("email;nome;equipe", "Equipe;E-MAIL;Nome", "email;nome;equipe;Linha;O que está errado")
    }

    assert len(shapes) == 2  # "email" and "e-mail" are two words
