"""A new company, from the empty server to a manager of the third level who sees only what is hers."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from organizations.models import Membership
from organizations.scoping import scopes_disabled
from tests.browser.conftest import Pages
from tests.post_office import PostOffice

PASSPHRASE = "rivers run to the sea"
TEAMS = [
    ("Chave", "Nome", "Unidade", "Tipo", "Etiquetas"),
    ("OPS", "Operações", "", "unidade", ""),
    ("NET", "Redes", "OPS", "unidade", ""),
    ("SUL", "Redes Sul", "NET", "unidade", ""),
    ("POA", "Porto Alegre", "SUL", "equipe", "Brasil"),
    ("CWB", "Curitiba", "SUL", "equipe", "Brasil"),
    ("NOR", "Redes Norte", "NET", "unidade", ""),
    ("MAO", "Manaus", "NOR", "equipe", "Brasil"),
    ("COM", "Comercial", "", "unidade", ""),
    ("VEN", "Vendas", "COM", "equipe", ""),
]
PEOPLE = [
    ("E-mail", "Nome", "Papel", "Equipe", "Idioma"),
    ("tereza@agua.example", "Tereza Lima", "Gerente", "SUL", "en"),
    ("paulo@agua.example", "Paulo Dias", "Líder", "POA", "pt-br"),
    ("vera@agua.example", "Vera Melo", "Líder", "VEN", "pt-br"),
]
HERS = ["Redes Sul", "Curitiba", "Porto Alegre"]
NOT_HERS = ["Operações", "Redes Norte", "Manaus", "Comercial", "Vendas", "Vera Melo"]


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    """The workbook of the company, a sheet each for teams and people."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in TEAMS:
        sheet.append(row)
    people = book.create_sheet("Pessoas")
    for row in PEOPLE:
        people.append(row)
    path = tmp_path / "empresa.xlsx"
    book.save(path)
    return path


def send(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


@pytest.mark.first_run
def test_a_company_sets_itself_up_and_its_manager_sees_only_her_subtree(
    page_for: Pages,
    transactional_db: None,
    post_office: PostOffice,
    spreadsheet: Path,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:
    page_for.expect("status of 40[34]")  # what is not hers, which she asks for all the same
    nora = page_for(language="pt-BR")
    found_company(nora)
    settle(nora, page_for)
    bring_in(nora, spreadsheet, axe, picture)

    with scopes_disabled():
        assert Membership.objects.count() == 1  # an offer makes nobody a member
    assert post_office.to() == [row[0] for row in sorted(PEOPLE[1:], key=lambda row: row[0])]

    accept(page_for(language="pt-BR"), post_office, "paulo@agua.example", axe, picture)
    tereza = page_for(viewport="phone", language="en")
    accept(tereza, post_office, "tereza@agua.example", axe, picture)
    sees_only_what_is_hers(tereza, page_for, axe, picture)


def found_company(page: Page) -> None:
    page.goto("/")
    page.locator("[name=organization]").fill("Água & Luz")
    page.locator("[name=name]").fill("Nora Lind")
    page.locator("[name=email]").fill("nora@agua.example")
    page.locator("[name=password]").fill(PASSPHRASE)
    send(page)
    expect(page).to_have_url(re.compile("/o/agua-luz/teams/$"))


def settle(page: Page, page_for: Pages) -> None:
    """The settings of the organization."""
    page.goto("/o/agua-luz/settings/general/")
    page.locator("[name=min_group_size]").fill("4")
    send(page)
    page.goto("/o/agua-luz/settings/general/")
    expect(page.locator("[name=min_group_size]")).to_have_value("4")


def bring_in(
    page: Page, spreadsheet: Path, axe: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    """Teams and people from the spreadsheet; first what it would do, then doing it."""
    page.goto("/o/agua-luz/settings/teams/import/")
    page.locator("[name=file]").set_input_files(spreadsheet)
    send(page)
    expect(page).to_have_url(re.compile("/import/check/"))
    expect(page.locator("tbody tr")).to_have_count(len(TEAMS) + len(PEOPLE) - 2)
    axe(page)
    picture(page, "company-import")

    page.get_by_role("button", name="Importar e convidar").click()
    expect(page).to_have_url(re.compile("/o/agua-luz/teams/"))
    expect(page.locator("#tree .tree__t", has_text="Porto Alegre")).to_have_count(1)
    picture(page, "company-teams")


def accept(
    page: Page,
    post_office: PostOffice,
    address: str,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:
    """Open the link of the mail, take the offer with a new account, and be in."""
    [letter] = post_office.letters_to(address)
    link = re.search(r"https?://\S+/offer/\S+", letter)
    assert link
    page.goto(link[0])
    axe(page)
    send(page)
    expect(page).to_have_url(re.compile("/offer/$"))  # the token is gone from the address
    page.locator("[name=password]").fill(PASSPHRASE)
    axe(page)
    picture(page, f"company-accept-{address.split('@')[0]}")
    send(page)
    expect(page).to_have_url(re.compile("/o/agua-luz/"))


def sees_only_what_is_hers(
    page: Page, page_for: Pages, axe: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    """Tereza, manager of Redes Sul in the third level, on her phone and in English."""
    page.goto("/o/agua-luz/teams/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    text = page.locator("main").inner_text()
    assert [name for name in HERS if name not in text] == []
    assert [name for name in NOT_HERS if name in text] == []
    axe(page)
    picture(page, "company-manager-phone")

    for address in ("teams/?team=vendas", "teams/vendas/", "settings/general/", "people/"):
        answer = page.goto(f"/o/agua-luz/{address}")
        assert answer
        assert answer.status in (403, 404)
        assert "Vera Melo" not in page.content()
