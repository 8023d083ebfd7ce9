"""The HR list that the docs offer for trying: what it does, and that it is one list however it is written."""

import csv
import io
from collections.abc import Sequence

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from organizations.importing.checking import check
from organizations.importing.headers import LEVELS, OF_PEOPLE, Column
from organizations.importing.mapping import guess
from organizations.importing.plans import ImportPlan
from organizations.importing.reading import grids_of, read_file
from organizations.offers.offering import Kind
from tests.cast import Cast
from tests.importing import HR_LIST

TITLE, HEAD, *ROWS = csv.reader(io.StringIO(HR_LIST.read_text(encoding="utf-8")), delimiter=";")
# Which words a column of the list can be called by.
SAID: dict[str, Sequence[str]] = {
    "Nome completo": OF_PEOPLE[Column.NAME],
    "E-mail corporativo": OF_PEOPLE[Column.EMAIL],
    "Diretoria": LEVELS[2],
    "Gerência": LEVELS[5],
    "Equipe": [word for word in OF_PEOPLE[Column.TEAM] if "path" not in word and "caminho" not in word],
    "Papel": OF_PEOPLE[Column.ROLE],
    "Situação": OF_PEOPLE[Column.STATUS],
}
WAYS = [(mark, letters) for mark in ";,\t|" for letters in ("utf-8", "utf-8-sig", "utf-16", "cp1252")]
BOOK = ("", "xlsx")


def written(rows: Sequence[Sequence[str]], mark: str, letters: str) -> tuple[str, bytes]:
    """The rows as a file: its name and what is in it."""
    if (mark, letters) == BOOK:
        book, held = openpyxl.Workbook(), io.BytesIO()
        for row in rows:
            book.active.append(row)
        book.save(held)
        return "lista.xlsx", held.getvalue()
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows(rows)
    return "lista.csv", text.getvalue().encode(letters)


def test_the_list_of_the_docs_makes_its_teams_and_invites_who_is_there(cast: Cast) -> None:
    (grid,) = grids_of(HR_LIST.name, HR_LIST.read_bytes())

    plan = check(cast.aurora, read_file(HR_LIST.name, HR_LIST.read_bytes()), by=cast.olga)

    assert guess(grid).sure  # nothing is asked
    assert plan.problems == []
    assert [place.path for place in plan.changing if not place.is_unit] == [
        "Varejo / Canais Digitais / Recomendação",
        "Varejo / Canais Digitais / Busca",
        "Varejo / Precificação / Preço Dinâmico",
        "Risco / Crédito / Score de Crédito",
        "Risco / Fraude / Antifraude",
    ]
    leads = [one.offer.name for one in plan.people if one.offer.role == "lead"]
    assert leads == [
        "Ana Beatriz Lima",
        "Débora Conceição",
        "Lívia Sant'Anna",
        "Priscila Guimarães",
        "Tânia Queiroz",
    ]
    assert [one.effect for one in plan.people] == [Kind.NEW] * 10
    assert [(note.line, note.said) for note in plan.skipped] == [
        (11, "silvia.torres@horizonte.example (Desligado)")
    ]
    assert plan.unused == ["Matrícula", "Cargo", "Centro de custo"]  # 00123 is no key of anything


def test_any_order_words_delimiter_and_letters_of_it_give_one_plan(cast: Cast) -> None:
    def plan_of(name: str, content: bytes) -> ImportPlan:
        return check(cast.aurora, read_file(name, content), by=cast.olga)

    once = plan_of(HR_LIST.name, HR_LIST.read_bytes())

    @settings(max_examples=60, deadline=None)
    @given(
        order=st.permutations(range(len(HEAD))),
        said=st.fixed_dictionaries({column: st.sampled_from(words) for column, words in SAID.items()}),
        way=st.sampled_from([*WAYS, BOOK]),
    )
    def it_is_one(order: list[int], said: dict[str, str], way: tuple[str, str]) -> None:
        head = [said.get(column, column) for column in HEAD]
        rows = [TITLE, *([row[at] for at in order] for row in (head, *ROWS))]
        assert plan_of(*written(rows, *way)).digest == once.digest

    it_is_one()
