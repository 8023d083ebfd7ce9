"""Lists as other programs and people write them: each was misread once, and each has one right reading."""

from pathlib import Path

import pytest

from core.spreadsheets.tables import LettersMixed
from organizations.importing.carrying_out import import_tables
from organizations.importing.checking import check
from organizations.importing.headers import Column
from organizations.importing.keeping import Upload
from organizations.importing.mapping import guess
from organizations.importing.pages import page_of
from organizations.importing.plans import ImportPlan
from organizations.importing.reading import grid_of_text, grids_of, read_file
from organizations.models import Team
from organizations.scoping import scopes_disabled
from tests.cast import Cast
from tests.importing import PEOPLE, do, rows, wrong

LISTS = Path(__file__).parent.parent / "data" / "lists"


def upload_of(name: str) -> Upload:
    grids = grids_of(name, (LISTS / name).read_bytes())
    found = [guess(grid) for grid in grids]
    return Upload(grids, [one.columns for one in found], not all(one.sure for one in found))


def plan_of(cast: Cast, name: str) -> ImportPlan:
    return check(cast.aurora, upload_of(name).tables(), by=cast.ada)


def people_in(plan: ImportPlan) -> list[tuple[str, str, str, str]]:
    return [
        (one.offer.email, one.offer.name, one.offer.role.value, one.place.path if one.place else "")
        for one in plan.people
    ]


ANA = ("ana@acme.example", "Ana Lima", "member")


@pytest.mark.parametrize(
    ("name", "team"),
    [
        pytest.param("directory-exports-google-workspace.csv", "Varejo / Canais Digitais", id="Google"),
        pytest.param("directory-exports-entra.csv", "ML Platform", id="Entra ID"),
        pytest.param("directory-exports-hr-pt.csv", "Varejo / Canais Digitais / Recomendação", id="HR"),
        pytest.param("title-1.csv", "Varejo / Pricing Auto", id="a title above"),
        pytest.param("title-2.csv", "Varejo / Pricing Auto", id="a title with commas, padded"),
        pytest.param("title-3.csv", "Varejo / Pricing Auto", id="sep= and a title"),
        pytest.param("type.csv", "ML", id="PowerShell's line of types"),
    ],
)  # fmt: skip
def test_an_export_is_read_as_it_is_and_makes_its_teams(cast: Cast, name: str, team: str) -> None:
    upload = upload_of(name)

    plan = plan_of(cast, name)

    assert not upload.asked
    assert people_in(plan) == [(*ANA, team)]
    assert plan.problems == []
    assert [place.path for place in plan.changing][-1] == team


def test_answers_to_a_form_say_the_team_in_a_question(cast: Cast) -> None:
    assert people_in(plan_of(cast, "directory-exports-forms.csv")) == [
        ("ana@acme.example", "", "member", "Pricing Auto")
    ]


def test_a_name_may_hold_a_comma_and_is_turned_where_the_column_says_so() -> None:
    (table,) = read_file("x.csv", (LISTS / "comma-in-header.csv").read_bytes())

    assert [(row.cells["email"], row.cells["name"]) for row in table.rows] == [
        ("ana@acme.example", "Ana Lima")
    ]


def test_a_sheet_of_notes_is_no_list_whatever_its_length() -> None:
    upload = upload_of("directory-exports-notes-sheet.xlsx")

    assert [(grid.name, len(grid.rows)) for grid in upload.grids] == [("People", 1)]
    assert [(note.code, note.said) for note in upload.grids[0].notes] == [("sheet_unread", "Read me")]


def test_a_long_cell_and_many_columns_that_are_not_read_are_no_fault(cast: Cast) -> None:
    head = ["email", "name", "team", *[f"note {number}" for number in range(40)]]
    cells = ["ana@acme.example", "Ana", "Pricing", *["x" * 1100] * 40]

    (table,) = read_file("x.csv", f"{';'.join(head)}\n{';'.join(cells)}\n".encode())

    assert check(cast.aurora, [table], by=cast.ada).problems == []
    assert len(table.unused) == 40


def test_an_empty_team_is_not_the_whole_organization(cast: Cast) -> None:
    plan = plan_of(cast, "empty-team-is-everything-people.csv")

    ((line, column, words),) = wrong(plan)
    assert (line, column) == (2, "team")
    assert "or * for the whole organization" in words


@pytest.mark.parametrize("word", ["*", "whole organization", "Toda a organização"])
def test_who_means_the_whole_organization_writes_so_and_reads_it_in_the_check(cast: Cast, word: str) -> None:
    upload = Upload([grid_of_text("x", f"email;role;team\nmara@acme.example;manager;{word}\n")], [
        (Column.EMAIL, Column.ROLE, Column.TEAM)
    ])  # fmt: skip
    plan = check(cast.aurora, upload.tables(), by=cast.ada)

    (row,) = page_of(plan, upload, everything=False).rows
    assert (row.name, row.where) == ("mara@acme.example", "Manager, whole organization")


def test_hidden_rows_are_left_out_and_told_by_line() -> None:
    upload = upload_of("hidden-rows-people.xlsx")

    (table,) = upload.tables()
    assert [row.line for row in table.rows] == [2, 5]
    assert [row.line for row in upload.grids[0].hidden] == [3, 4]
    assert [row.line for row in upload.saying(upload.columns, hidden_too=True).tables()[0].rows] == [
        2,
        3,
        4,
        5,
    ]


def test_a_merged_cell_counts_for_each_of_its_rows(cast: Cast) -> None:
    plan = plan_of(cast, "merged-unit-cells-teams.xlsx")

    assert [place.path for place in plan.teams] == [
        "Operations",
        "Operations / Alfa",
        "Operations / Beta",
        "Operations / Gama",
    ]


def test_lists_put_together_in_two_encodings_are_refused_with_the_line() -> None:
    with pytest.raises(LettersMixed) as refused:
        grids_of("mixed.csv", (LISTS / "names-unseen-in-check-mixed.csv").read_bytes())

    assert str(refused.value).startswith("Line 3 is written in other letters (Windows) than line 2")


def test_the_check_shows_the_name_of_each_person_as_it_will_be_stored(cast: Cast) -> None:
    content = "email;name;team\nana@acme.example;José Conceição;Retail / Pricing\n".encode("cp1252")
    upload = Upload(grids_of("x.csv", content), [(Column.EMAIL, Column.NAME, Column.TEAM)])

    page = page_of(check(cast.aurora, upload.tables(), by=cast.ada), upload, everything=False)

    assert page.rows[0].name == "José Conceição"
    assert page.notes == [
        "Line 2: the file is not in UTF-8, and was read as Windows writes it. "
        "Look whether the names are right."
    ]


def test_columns_go_by_their_header_and_never_by_their_place(cast: Cast) -> None:
    do(cast, "V,Varejo,,unit,")

    plan = plan_of(cast, "offers-header-order-people.csv")

    assert people_in(plan) == [("mara@acme.example", "", "manager", "Varejo")]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("paste-1.txt", [("ana@acme.example", ""), ("bia@acme.example", "")]),
        ("paste-2.txt", [("ana@acme.example", ""), ("bia@acme.example", "")]),
        (
            "paste-3.txt",
            [
                ("ana@acme.example", "Ana Lima"),
                ("bia@acme.example", "Bia Reis"),
                ("caio@acme.example", "Caio Dias"),
            ],
        ),
    ],
)
def test_recipients_are_read_as_mail_programs_write_them(name: str, people: list[tuple[str, str]]) -> None:
    grid = grid_of_text("pasted", (LISTS / name).read_text())

    assert [tuple(row.cells) for row in grid.rows] == people
    assert guess(grid).columns == (Column.EMAIL, Column.NAME)


@pytest.mark.parametrize(
    ("line", "email", "name"),
    [
        ("Ana Lima <ana@acme.example>", "ana@acme.example", "Ana Lima"),
        ('"Lima, Ana" <ana@acme.example>', "ana@acme.example", "Lima, Ana"),
        ("Lima, Ana <ana@acme.example>; Reis, Bia <bia@acme.example>", "ana@acme.example", "Lima, Ana"),
        ("ana@acme.example (Ana Lima), bia@acme.example", "ana@acme.example", "Ana Lima"),
        ("<ana@acme.example>", "ana@acme.example", ""),
        ("'ana@acme.example' <ana@acme.example>", "ana@acme.example", ""),
    ],
)
def test_one_piece_is_read_by_itself(line: str, email: str, name: str) -> None:
    first = grid_of_text("pasted", line).rows[0]

    assert tuple(first.cells) == (email, name)


def test_a_piece_without_an_address_spoils_no_other(cast: Cast) -> None:
    grid = grid_of_text("pasted", "Ana <ana@acme.example>; Bia; caio@acme.example\n")
    tables = Upload([grid], [guess(grid).columns]).tables()
    given = check(cast.aurora, tables, by=cast.ada)

    assert [row.cells["email"] for row in tables[0].rows] == ["ana@acme.example", "Bia", "caio@acme.example"]
    assert "“Bia” is not an e-mail address." in [message for _line, _column, message in wrong(given)]


def test_an_address_is_no_name(cast: Cast) -> None:
    plan = check(cast.aurora, rows("ana@a.example,bia@a.example,,Pricing,", head=PEOPLE),
                 by=cast.ada)  # fmt: skip

    assert wrong(plan) == [(2, "name", "“bia@a.example” is an e-mail address and no name.")]


# Keys


def names(cast: Cast) -> list[str]:
    with scopes_disabled():
        return sorted(Team.objects.filter(organization=cast.aurora).values_list("name", flat=True))


def test_a_key_that_lost_its_zeros_is_the_same_key(cast: Cast) -> None:
    with scopes_disabled():
        import_tables(cast.aurora, upload_of("teams-1.csv").tables(), by=cast.ada)
    before = names(cast)

    plan = plan_of(cast, "teams-2.csv")

    assert plan.changing == []
    assert [(note.line, note.said) for note in plan.notes] == [(2, "12 → 0012"), (3, "13 → 0013")]
    assert names(cast) == before


@pytest.mark.parametrize("key", ["N1", "n1"])
def test_capitals_and_composed_letters_make_no_other_team(cast: Cast, key: str) -> None:
    do(
        cast,
        "V,Varejo,,unit",
        "C,Canais Digitais,V,unit",
        "n1,Recomendação,C,team",
        head="key,name,unit,kind\n",
    )
    content = (LISTS / "teams-3-nfd.csv").read_text().replace("n1", key)

    (table,) = read_file("x.csv", content.encode())
    plan = check(cast.aurora, [table], by=cast.ada)

    assert "\u0303" in content  # a tilde by itself
    assert [(place.key, place.name, place.changes) for place in plan.teams] == [("n1", "Recomendação", [])]


def test_a_new_key_for_a_team_that_is_here_is_refused_and_names_its_twin(cast: Cast) -> None:
    do(cast, "0012,Equipe Doze,", head="key,name,unit\n")

    plan = check(cast.aurora, rows("T-12,Equipe Doze,", head="key,name,unit\n"), by=cast.ada)

    assert wrong(plan) == [
        (2, "key", "“Equipe Doze” is here already, with the key “0012”. Write that key, or another name.")
    ]


def test_two_keys_that_only_zeros_part_are_two_teams_where_a_list_names_both(cast: Cast) -> None:
    plan = do(cast, "0012,Doze,", "12,Twelve,", head="key,name,unit\n")

    assert [place.key for place in plan.changing] == ["0012", "12"]


def test_without_keys_teams_are_found_by_name_and_place_and_new_ones_get_a_key(cast: Cast) -> None:
    plan = do(cast, "Pricing,Retail", "Recomendação,Varejo / Canais", head="equipe,unidade\n")

    assert [(place.path, place.key) for place in plan.changing] == [
        ("Varejo", "varejo"),
        ("Varejo / Canais", "canais"),
        ("Varejo / Canais / Recomendação", "recomendacao"),
    ]
    again = check(cast.aurora, rows("Recomendação,Varejo / Canais", head="equipe,unidade\n"), by=cast.ada)
    assert again.changing == []


def test_a_list_without_keys_names_a_team_once(cast: Cast) -> None:
    plan = check(cast.aurora, rows("Novo,Retail", "novo,Retail", head="team,unit\n"), by=cast.ada)

    assert wrong(plan) == [(3, "team", "“novo” stands in line 2 already.")]


# Who has left, what failed


@pytest.mark.parametrize(
    ("head", "gone", "here"),
    [
        ("accountEnabled", "FALSE", "TRUE"),
        ("Enabled", "False", "True"),
        ("Status [READ ONLY]", "Suspended", "Active"),
        ("userAccountControl", "514", "512"),
        ("Situação", "Desligado", "Férias"),
        ("Data de desligamento", "01/02/2025", ""),
        ("emailstatus", "OptOut", "OK"),
    ],
)
def test_who_is_gone_is_not_invited_and_told_by_line(cast: Cast, head: str, gone: str, here: str) -> None:
    lines = [f"ana@acme.example,Retail / Pricing,{gone}", f"bia@acme.example,Retail / Pricing,{here}"]
    plan = check(cast.aurora, rows(*lines, head=f"mail,department,{head}\n"), by=cast.ada)

    assert [person.offer.email for person in plan.people] == ["bia@acme.example"]
    assert [(note.line, note.said) for note in plan.skipped] == [(2, f"ana@acme.example ({gone})")]
    assert plan.notes == []


@pytest.mark.parametrize("value", ["#N/A", "#REF!", "#N/D", "#NOME?"])
def test_a_failed_formula_is_an_error_and_never_a_name(cast: Cast, value: str) -> None:
    plan = check(
        cast.aurora, rows(f"ana@a.example,{value},Retail / Pricing", head="email,nome,equipe\n"), by=cast.ada
    )

    assert wrong(plan) == [(2, "nome", f"the formula of this cell failed: “{value}”.")]


def test_a_unit_that_others_lie_in_holds_no_member(cast: Cast) -> None:
    plan = check(
        cast.aurora,
        rows("ana@a.example,/Varejo/Canais", "bia@a.example,/Varejo", head="email,Org Unit Path\n"),
        by=cast.ada,
    )

    assert wrong(plan) == [(3, "Org Unit Path", "Leads and members belong to a team, not to a unit.")]


# Leaving out


def test_rows_with_problems_are_left_out_with_those_that_need_them(cast: Cast) -> None:
    tables = [
        *rows("A,,,unit,", "B,Beta,A,team,", "C,Gama,,team,"),
        *rows("ana@a.example,,lead,B,", "bia@a.example,,lead,C,", "caio@,,lead,C,", head=PEOPLE),
    ]  # fmt: skip

    plan = check(cast.aurora, tables, by=cast.ada, leave_out=True)

    assert [place.name for place in plan.changing] == ["Gama"]
    assert [person.offer.email for person in plan.people] == ["bia@a.example"]
    assert [(one.kind, one.line) for one in plan.left_out] == [
        ("teams", 2),
        ("teams", 3),
        ("people", 2),
        ("people", 4),
    ]
    assert plan.problems == []
