"""Lists whose slips were taken silently once: each is now read right, or told."""

from pathlib import Path

import pytest

from organizations.importing.checking import check
from organizations.importing.reading import read_file
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
