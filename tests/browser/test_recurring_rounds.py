"""Setting up a recurring round in a real browser, on a desktop and a phone, under the strict policy."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from maturity.models import ModelVersion
from tests.browser.conftest import Pages
from tests.cast import Cast

LIST = "/o/aurora/rounds/recurring/"


@pytest.mark.parametrize(
    ("viewport", "language", "theme"),
    [("desktop", "en", "light"), ("phone", "pt-BR", "dark"), ("small", "pt-BR", "light")],
)
def test_one_is_set_up_paused_and_ended(
    page_for: Pages,
    cast: Cast,
    health: ModelVersion,
    axe: Callable[[Page], None],
    viewport: str,
    language: str,
    theme: str,
) -> None:
    page_for.expect("status of 422")
    page = page_for(cast.davi, viewport=viewport, language=language, theme=theme)
    page.goto(LIST)
    axe(page)
    page.locator(f'main a[href="{LIST}new/"]').click()
    page.locator("[name=name]").fill("Round")
    page.locator("[name=reach][value=unit]").check()
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".note--bad")).to_be_visible()  # a name that counts nothing, and no unit
    axe(page)

    page.locator("[name=name]").fill("Round 1")
    page.locator("[name=unit]").select_option(label="Retail")
    page.locator("[name=opens_by_itself]").check()
    page.locator("main form button[type=submit]").click()

    expect(page.locator("h1")).to_contain_text("Round 1, Round 2 …")
    axe(page)
    page.locator('form[action$="/pause/"] button').click()
    expect(page.locator('form[action$="/resume/"]')).to_be_visible()
    page.locator('main a[href$="/end/"]').click()
    axe(page)
    page.locator("main form button[type=submit]").click()

    expect(page.locator('main a[href$="/edit/"]')).to_have_count(0)
    page.goto(LIST)
    axe(page)
