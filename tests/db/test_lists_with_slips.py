"""Lists whose slips were taken silently once: each is now read right, or told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core import clock
from organizations.access import Role
from organizations.importing.checking import check
from organizations.importing.keeping import Upload
from organizations.importing.mapping import guess
from organizations.importing.pages import page_of
from organizations.importing.people import Otherwise
from organizations.importing.plans import ImportPlan
from organizations.importing.reading import grid_of_text, grids_of, read_file
from tests.cast import Cast
from tests.importing import rows, wrong

LISTS = Path(__file__).parent.parent / "data" / "lists"


def test_a_template_that_a_spreadsheet_gave_back_as_whole_lines_is_read(cast: Cast) -> None:
    tables = read_file("teams.csv", (LISTS / "whole-line.csv").read_bytes())

    plan = check(cast.aurora, tables, by=cast.ada)

    assert [(place.path, place.key, place.kind) for place in plan.changing] == [
        ("Varejo", "varejo", "unit"),
        ("Varejo / Pricing Auto", "pricing-auto", "team"),
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Err:508", "the formula of this cell failed: “Err:508”."),
        ("#####", "the column was too narrow when the list was saved: the cell holds only “#####”."),
    ],
)
def test_what_a_spreadsheet_shows_in_place_of_a_value_is_no_name(cast: Cast, value: str, words: str) -> None:
    people = check(cast.aurora, rows(f"a@a.example,{value},Pricing", head="email,nome,equipe\n"), by=cast.ada)
    teams = check(cast.aurora, rows(f"T-1,{value}", head="key,name\n"), by=cast.ada)

    assert (wrong(people), wrong(teams)) == ([(2, "nome", words)], [(2, "name", words)])


def people(cast: Cast, head: str, *lines: str, otherwise: Otherwise | None = None) -> ImportPlan:
    return check(cast.aurora, rows(*lines, head=f"{head}\n"), by=cast.ada, otherwise=otherwise)


def invited(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(one.offer.email, one.place.path if one.place else "") for one in plan.people]


# Forms


def test_a_choice_of_a_form_ends_with_a_semicolon_and_two_are_two_teams(cast: Cast) -> None:
    plan = people(
        cast,
        "Email,Which team are you in?",
        "a@a.example,Pricing;",
        "b@a.example,Pricing;Churn;",
        'c@a.example,"Pricing, Churn"',
        'd@a.example,"Dados, IA"',
    )

    assert invited(plan) == [("a@a.example", "Retail / Pricing"), ("d@a.example", "Dados, IA")]
    assert wrong(plan) == [
        (
            3,
            "Which team are you in?",
            "“Pricing;Churn” names more than one team. Write a line for each of them.",
        ),
        (
            4,
            "Which team are you in?",
            "“Pricing, Churn” names more than one team. Write a line for each of them.",
        ),
    ]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which team are you in?", True),
        ("What's your squad?", True),
        ("What is the name of your team?", True),
        ("Qual é o seu time?", True),
        ("Em qual equipe você trabalha?", True),
        ("Qual o nome da sua equipe?", True),
        ("What do you like about your team?", False),
        ("Is your team happy?", False),
        ("O que você muda na sua equipe?", False),
    ],
)
def test_a_question_for_the_team_is_not_one_about_it(question: str, asks: bool) -> None:
    (grid,) = grids_of("x.csv", f'"Timestamp","Email Address","{question}"\n1,a@a.example,Pricing\n'.encode())

    assert guess(grid).sure is asks


# Directories


def test_who_has_no_unit_in_google_takes_the_one_chosen_for_such_rows(cast: Cast) -> None:
    chosen = Otherwise(Role.MEMBER, cast.churn.pk)

    plan = people(cast, "Email Address,Org Unit Path", "a@a.example,/", "b@a.example,-", otherwise=chosen)

    assert invited(plan) == [("a@a.example", "Retail / Churn"), ("b@a.example", "Retail / Churn")]
    assert plan.changing == []


def test_the_name_by_which_a_guest_signs_in_is_no_address(cast: Cast) -> None:
    plan = people(cast, "userPrincipalName,department", "ana_out.example#EXT#@acme.onmicrosoft.com,Pricing")

    assert wrong(plan) == [
        (
            2,
            "userPrincipalName",
            "“ana_out.example#EXT#@acme.onmicrosoft.com” is how a guest signs in, and no e-mail address.",
        )
    ]


@pytest.mark.parametrize(
    ("said", "language"), [("en-US", "en"), ("pt-PT", "pt-br"), ("pt_BR", "pt-br"), ("EN", "en")]
)
def test_a_language_of_another_country_is_that_language(cast: Cast, said: str, language: str) -> None:
    plan = people(cast, "mail,department,preferredLanguage", f"a@a.example,Pricing,{said}")

    assert [one.offer.language for one in plan.people] == [language]


def test_a_first_name_beside_a_last_name_is_joined_whatever_stands_in_brackets() -> None:
    table = read_file(
        "x.csv", "Nome [obrigatório];Sobrenome;E-mail;Equipe\nAna;Lima;a@a.example;X\n".encode()
    )[0]

    assert table.rows[0].cells["name"] == "Ana Lima"


# Who is there, and who is not


@pytest.mark.parametrize(
    ("head", "value", "gone"),
    [
        ("Block credential", "True", True),
        ("Block credential", "False", False),
        ("AccountExpirationDate", "12/31/2019 12:00:00 AM", True),
        ("AccountExpirationDate", "1/1/2099 12:00:00 AM", False),
        ("Data de demissão", "  /  /    ", False),
        ("Data de demissão", "00/00/0000", False),
        ("Data de demissão", "-", False),
        ("Data de demissão", "N/A", False),
        ("Data de demissão", "31/12/2099", False),
        ("Data de demissão", "2020-01-02T00:00:00", True),
        ("Data de demissão", "45689", True),  # 1 February 2025 as spreadsheets count days
        ("Data de demissão", "73050", False),  # 31 December 2099
        ("Data de demissão", "sim", True),
    ],
)
def test_a_day_that_there_is_none_of_and_one_to_come_send_nobody_away(
    cast: Cast, head: str, value: str, gone: bool
) -> None:
    with clock.at(datetime(2026, 11, 30, 12, tzinfo=UTC)):
        plan = people(cast, f"E-mail,Equipe,{head}", f"a@a.example,Pricing,{value}")

    assert ([len(plan.people)], [len(plan.skipped)]) == (([0], [1]) if gone else ([1], [0]))


@pytest.mark.parametrize(("code", "told"), [("7", True), ("2", True), ("1", False), ("512", False)])
def test_the_number_of_a_state_in_a_payroll_system_is_told(cast: Cast, code: str, told: bool) -> None:
    plan = people(cast, "E-mail,Equipe,Situação", f"a@a.example,Pricing,{code}")

    assert [(note.code, note.said) for note in plan.notes] == ([("status_unknown", code)] if told else [])


# Units that merged cells left behind


def test_lines_without_a_unit_below_lines_with_one_are_told(cast: Cast) -> None:
    levels = people(
        cast,
        "E-mail,Diretoria,Gerência,Equipe",
        "a@a.example,Varejo,Canais,Rec",
        "b@a.example,,,Busca",
        "c@a.example,Risco,,Score",
    )
    teams = check(cast.aurora, rows("Alfa,Operations", "Beta,", head="equipe,unidade\n"), by=cast.ada)
    with_keys = check(cast.aurora, rows("a,Alfa,Retail", "b,Beta,", head="key,name,unit\n"), by=cast.ada)

    told = [[(note.code, note.said) for note in plan.notes] for plan in (levels, teams, with_keys)]
    assert told == [[("units_left_out", "3")], [("units_left_out", "3")], []]


# What is told


def test_what_many_lines_share_is_told_once_with_all_of_them(cast: Cast) -> None:
    lines = [f"p{number}@a.example;Pricing;{7 if number % 2 else 2}" for number in range(50)]
    grid = grid_of_text("x", "E-mail;Equipe;Situação\n" + "\n".join(lines) + "\n")
    upload = Upload([grid], [guess(grid).columns])

    page = page_of(check(cast.aurora, upload.tables(), by=cast.ada), upload, everything=False)

    words = "says neither active nor inactive; who has it is taken for active. Lines:"
    odd = ", ".join(map(str, range(3, 52, 2)))
    even = ", ".join(map(str, range(2, 51, 2)))
    assert page.notes == [f"“2” {words} {even}", f"“7” {words} {odd}"]
