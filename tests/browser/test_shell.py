"""What all pages stand on, in a real browser: bar, boxes, themes, charts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Pages
from tests.cast import Cast

pytestmark = pytest.mark.urls("tests.showcase")

SHOWCASE = "/o/aurora/showcase/"
FILL = "() => getComputedStyle(document.querySelector('.plot .point path')).fill"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", ["desktop", "phone", "small"])
def test_every_component_is_usable_by_all(
    page_for: Pages,
    cast: Cast,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    viewport: str,
    theme: str,
) -> None:
    page = page_for(cast.olga, viewport=viewport, theme=theme)

    page.goto(SHOWCASE)
    expect(page.locator(".plot .point")).to_have_count(3)

    axe(page)
    picture(page, f"showcase-{viewport}-{theme}")


def test_a_chart_takes_its_colours_from_the_theme_and_sends_nothing_away(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.olga)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(SHOWCASE)
    expect(page.locator(".plot .point")).to_have_count(3)
    light = page.evaluate(FILL)
    page.evaluate("() => { document.documentElement.dataset.bsTheme = 'dark' }")
    page.wait_for_function(f"before => ({FILL})() !== before", arg=light)

    assert light == "rgb(240, 233, 219)"  # --pt-lv-0 in the light theme, #F0E9DB
    assert page.evaluate(FILL) == "rgb(42, 52, 56)"  # #2A3438
    assert page.get_by_text("Share chart").count() == 0
    assert page.locator(".modebar-btn").count() == 0
    assert all(url.startswith((page_for.url, "data:", "blob:")) for url in asked)


def test_a_chart_speaks_portuguese(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.olga, language="pt-BR")

    page.goto(SHOWCASE)
    expect(page.locator(".plot .point")).to_have_count(3)

    assert page.evaluate("() => document.querySelector('.plot')._context.locale") == "pt-BR"


def test_language_and_theme_are_switched_without_a_script(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.lia, javascript=False)
    page.goto("/help/")

    page.get_by_text("Language and theme").locator("..").click()
    page.get_by_role("button", name="Dark", exact=True).click()
    page.get_by_text("Language and theme").locator("..").click()
    page.get_by_role("button", name="Português", exact=True).click()

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.locator("html")).to_have_attribute("lang", "pt-BR")
    assert page.url.endswith("/help/")


def test_escape_and_a_click_elsewhere_close_a_box_of_the_bar(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.lia)
    page.goto("/help/")
    button = page.locator("summary", has_text="Language and theme")
    box = page.locator("details.pop", has=button)

    button.click()
    expect(box).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(box).not_to_have_attribute("open", "")
    expect(button).to_be_focused()
    button.click()
    page.locator("h1").click()

    expect(box).not_to_have_attribute("open", "")


def test_the_phone_has_all_in_one_menu(page_for: Pages, cast: Cast, axe: Callable[[Page], None]) -> None:
    page = page_for(cast.lia, viewport="phone")
    page.goto("/help/")

    page.get_by_text("Menu", exact=True).click()

    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(page.get_by_role("button", name="Dark", exact=True)).to_be_visible()
    axe(page)


def test_as_the_device_follows_the_device(page_for: Pages) -> None:
    page = page_for(theme="light")
    page.goto("/help/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")

    page.emulate_media(color_scheme="dark")

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_the_keyboard_reaches_the_content_first(page_for: Pages) -> None:
    page = page_for()
    page.goto("/help/")

    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
