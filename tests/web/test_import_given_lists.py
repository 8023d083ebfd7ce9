"""Lists as they were sent, through the pages: what the check says of each, in the words that people read."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from organizations.scoping import scopes_disabled
from tests.cast import Cast
from tests.import_pages import ENGLISH, START, paste, text
from tests.importing import do
from tests.kinds import Enter
from tests.markup import markup

LISTS = Path(__file__).parent.parent / "data" / "lists"
ONE = "1 invitation to join"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("whole-line.csv", ["2 teams and units are added", "Varejo / Pricing Auto"]),
        ("directory-exports-entra.csv", [ONE, "Ana Lima", "Member, ML Platform", "23 columns are not read"]),
        ("directory-exports-forms.csv", [ONE, "Member, Pricing Auto"]),
        ("directory-exports-google-workspace.csv", [ONE, "Ana Lima", "Member, Varejo / Canais Digitais"]),
        ("directory-exports-hr-pt.csv", [ONE, "Member, Varejo / Canais Digitais / Recomendação"]),
        ("directory-exports-notes-sheet.xlsx", [ONE, "The sheet “Read me” is not read"]),
        ("empty-team-is-everything-people.csv", ["1 error", "or * for the whole organization"]),
        ("hidden-rows-people.xlsx", ["2 rows are hidden in the sheet and not read. Lines: 3, 4"]),
        ("merged-unit-cells-teams.xlsx", ["Operations / Alfa", "Operations / Beta", "Operations / Gama"]),
        ("names-unseen-in-check-mixed.csv", ["Line 3 is written in other letters (Windows) than line 2"]),
        ("title-1.csv", [ONE, "Ana Lima", "Member, Varejo / Pricing Auto"]),
        ("title-2.csv", [ONE, "Ana Lima", "Member, Varejo / Pricing Auto"]),
        ("title-3.csv", [ONE, "Ana Lima", "Member, Varejo / Pricing Auto"]),
        ("type.csv", [ONE, "Ana Lima", "Member, ML"]),
    ],
)  # fmt: skip
def test_the_check_says_what_a_list_would_do(cast: Cast, enter: Enter, name: str, words: list[str]) -> None:
    sent = SimpleUploadedFile(name, (LISTS / name).read_bytes())

    page = markup(enter(cast.ada).post(START, {"file": sent}, headers=ENGLISH, follow=True))

    assert [one for one in words if one not in page] == []


def test_what_to_look_at_stands_before_the_word_to_import(cast: Cast, enter: Enter) -> None:
    sent = SimpleUploadedFile("people.xlsx", (LISTS / "hidden-rows-people.xlsx").read_bytes())

    page = markup(enter(cast.ada).post(START, {"file": sent}, headers=ENGLISH, follow=True))

    assert page.index("rows are hidden in the sheet") < page.index("Import and invite")


def test_a_manager_of_a_unit_is_not_shown_as_one_of_everything(cast: Cast, enter: Enter) -> None:
    with scopes_disabled():
        do(cast, "V,Varejo,,unit,")

    page = text(paste(enter(cast.ada), (LISTS / "offers-header-order-people.csv").read_text()))

    assert "Manager, Varejo and all below it" in page
    assert "whole organization" not in page


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("paste-1.txt", ["ana@acme.example", "bia@acme.example"]),
        ("paste-2.txt", ["ana@acme.example", "bia@acme.example"]),
        ("paste-3.txt", ["Ana Lima", "Bia Reis", "Caio Dias"]),
    ],
)
def test_each_recipient_that_is_pasted_is_invited(
    cast: Cast, enter: Enter, name: str, people: list[str]
) -> None:
    page = text(paste(enter(cast.ada), (LISTS / name).read_text(), role="member", team=cast.pricing.pk))

    assert f"{len(people)} invitations to join" in page
    assert all(one in page for one in people)
