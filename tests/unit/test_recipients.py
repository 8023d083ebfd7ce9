"""Recipients of a mail as people paste them: whoever stands there is read, and nobody is lost."""

from contextlib import suppress
from time import process_time

import pytest

from core.spreadsheets.tables import Unreadable
from organizations.importing.reading import grid_of_text

ANA, BIA = ("ana@a.example", "Ana Lima"), ("bia@a.example", "Bia Reis")


def people(text: str) -> list[tuple[str, ...]]:
    return [tuple(row.cells) for row in grid_of_text("pasted", text).rows]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ana Lima <ana@a.example>; Bia Reis <bia@a.example>;", id="Outlook"),
        pytest.param("Ana Lima <ana@a.example>, Bia Reis <bia@a.example>,", id="Gmail"),
        pytest.param("Ana Lima <ana@a.example>\n\nBia Reis <bia@a.example>\n", id="one a line"),
        pytest.param("Ana Lima <ana@a.example> Bia Reis <bia@a.example>", id="nothing between"),
        pytest.param("Ana Lima <ana@a.example> e Bia Reis <bia@a.example>", id="a word between"),
        pytest.param("To: Ana Lima <ana@a.example>\nCc: Bia Reis <bia@a.example>", id="the head of a mail"),
        pytest.param("Para: Ana Lima <ana@a.example>; Bia Reis <bia@a.example>", id="in Portuguese"),
        pytest.param("* Ana Lima <ana@a.example>\n* Bia Reis <bia@a.example>", id="a list with marks"),
        pytest.param("1. Ana Lima <ana@a.example>\n2) Bia Reis <bia@a.example>", id="a list with numbers"),
        pytest.param("'Ana Lima' <ana@a.example>; ‘Bia Reis’ <bia@a.example>", id="quoted"),
        pytest.param("Ana Lima <SMTP:ana@a.example>; Bia Reis <mailto:bia@a.example>", id="schemes"),
        pytest.param("Ana Lima (ana@a.example); Bia Reis [bia@a.example]", id="other brackets"),
        pytest.param("Ana Lima <ana@a.example>；Bia Reis <bia@a.example>", id="a wide semicolon"),
        pytest.param(
            "=?utf-8?Q?Ana_Lima?= <ana@a.example>, =?utf-8?B?QmlhIFJlaXM=?= <bia@a.example>", id="encoded"
        ),
    ],
)
def test_two_people_are_two_with_their_names(text: str) -> None:
    assert people(text) == [ANA, BIA]


@pytest.mark.parametrize(
    "text",
    [
        "ana@a.example,\nbia@a.example,\n",
        "ana@a.example;\nbia@a.example;\n",
        "ana@a.example, bia@a.example",
        "Para: ana@a.example; bia@a.example",
        "<ana@a.example>,<bia@a.example>",
    ],
)
def test_addresses_alone_are_two(text: str) -> None:
    assert [cells[0] for cells in people(text)] == ["ana@a.example", "bia@a.example"]


def test_a_last_name_before_a_comma_belongs_to_its_person() -> None:
    assert people("Lima, Ana <ana@a.example>, Reis, Bia <bia@a.example>") == [
        ("ana@a.example", "Lima, Ana"),
        ("bia@a.example", "Reis, Bia"),
    ]


def test_who_has_no_address_is_given_as_a_piece_of_its_own() -> None:
    assert people("ana@a.example, Bia, caio@a.example") == [
        ("ana@a.example", ""),
        ("Bia", ""),
        ("caio@a.example", ""),
    ]


def test_a_name_that_only_looks_encoded_stays() -> None:
    assert people("=?what?Q?x?= <ana@a.example>") == [("ana@a.example", "=?what?Q?x?=")]


@pytest.mark.parametrize(
    "text",
    ["ana@a.example, Ana Lima\nbia@a.example, Bia Reis", "Ana Lima\tana@a.example\nBia Reis\tbia@a.example"],
)
def test_columns_stay_columns(text: str) -> None:
    assert sorted(map(sorted, people(text))) == sorted(map(sorted, [ANA, BIA]))


@pytest.mark.parametrize("piece", [" ", "<", "(", "x (", "x [a@b ", "a@", "=?utf-8?Q?", "a,"])
def test_a_text_without_end_is_read_in_the_time_of_its_length(piece: str) -> None:
    text = f"ana@a.example {piece * (60_000 // len(piece))}x <y@a.example>"

    begun = process_time()
    with suppress(Unreadable):
        grid_of_text("pasted", text)

    assert process_time() - begun < 2  # seconds; a pattern that tries all ways to share the letters takes ten
