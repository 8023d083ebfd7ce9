"""From an empty server to a team with a lead, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from organizations.models import User
from tests.browser.conftest import Language, Pages, Viewport
from tests.cast import Cast


def fill_in(page: Page, *, password: str) -> None:
    page.locator("[name=organization]").fill("Água & Luz")
    page.locator("[name=name]").fill("Nora Lind")
    page.locator("[name=email]").fill("nora@example.com")
    page.locator("[name=password]").fill(password)
    page.locator("main form button[type=submit]").click()


@pytest.mark.first_run
@pytest.mark.parametrize(("viewport", "language"), [("desktop", "en"), ("phone", "pt-BR")])
def test_an_installer_sets_up_and_makes_herself_the_lead_of_a_team(
    page_for: Pages,
    transactional_db: None,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    viewport: Viewport,
    language: Language,
) -> None:
    page_for.expect("status of 422")
    page = page_for(viewport=viewport, language=language)
    name = f"{viewport}-{language}"

    page.goto("/")
    expect(page).to_have_url(f"{page_for.url}/setup/")
    expect(page.locator("[name=time_zone]")).to_have_value("America/Sao_Paulo")  # the device's
    expect(page.locator("select[name=language]")).to_have_value(language.lower())
    axe(page)
    picture(page, f"setup-{name}")

    fill_in(page, password="too short")
    expect(page.locator("#id_password_error")).to_be_visible()
    expect(page.locator("[name=organization]")).to_have_value("Água & Luz")
    axe(page)

    page.locator("[name=password]").fill("rivers run to the sea")
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(f"{page_for.url}/o/agua-luz/teams/")
    expect(page.locator(".empty")).to_be_visible()
    axe(page)
    picture(page, f"no-teams-{name}")

    page.locator(".empty a.btn-primary").click()
    page.locator("[name=name]").fill("Dados")
    page.locator("[name=led_by]").select_option(index=1)
    axe(page)
    page.locator("main form button[type=submit]").click()

    expect(page.locator("#place")).to_have_text("Dados")
    expect(page.locator(".tree__lead")).to_have_text("Nora Lind")
    axe(page)
    picture(page, f"first-team-{name}")
    assert User.objects.count() == 1


@pytest.mark.first_run
def test_a_browser_that_knows_a_zone_by_an_older_name_proposes_it(
    page_for: Pages, transactional_db: None
) -> None:
    page = page_for(zone="Asia/Kolkata")

    page.goto("/setup/")

    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Calcutta"
    expect(page.locator("[name=time_zone]")).to_have_value("Asia/Kolkata")


@pytest.mark.first_run
def test_a_server_can_be_set_up_without_scripts(page_for: Pages, transactional_db: None) -> None:
    page = page_for(javascript=False)

    page.goto("/setup/")
    expect(page.locator("[name=time_zone]")).to_have_value("UTC")
    fill_in(page, password="rivers run to the sea")

    expect(page).to_have_url(f"{page_for.url}/o/agua-luz/teams/")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/o/aurora/teams/?team=pricing&q=pric", "teams"),
        ("/o/aurora/people/", "people"),
        ("/o/aurora/settings/team/pricing/", "edit-team"),
        ("/account/", "account"),
    ],
)
@pytest.mark.parametrize(("viewport", "theme"), [("desktop", "dark"), ("small", "light")])
def test_the_pages_of_teams_and_people_are_usable_by_all(
    page_for: Pages,
    cast: Cast,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    address: str,
    name: str,
    viewport: Viewport,
    theme: str,
) -> None:
    page = page_for(cast.olga, viewport=viewport, language="pt-BR", theme=theme)

    page.goto(address)

    axe(page)
    picture(page, f"{name}-{viewport}-{theme}")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_units_fold_and_their_manager_is_a_link_of_its_own(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.olga)
    page.goto("/o/aurora/teams/")

    page.locator("summary", has_text="Retail").click()
    expect(page.locator(".tree__t", has_text="Pricing")).to_be_hidden()

    page.get_by_role("link", name=re.compile("Marta Couto.*about Retail")).click()
    expect(page.locator("#place")).to_have_text("Retail")


def test_the_tree_follows_what_is_typed_and_says_how_much_it_found(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.olga)
    page.goto("/o/aurora/teams/?team=churn")

    page.locator("#q").press_sequentially("fra")

    expect(page.locator("#found")).to_have_text("1 match")
    expect(page.locator("#tree mark")).to_have_text("Fra")
    expect(page.locator("#tree .tree__t")).to_have_text(["Risk", "Fraud"])
    expect(page.locator("#place")).to_have_text("Churn")
    expect(page.locator("#q")).to_be_focused()
    expect(page).to_have_url(f"{page_for.url}/o/aurora/teams/?q=fra&show=active")
