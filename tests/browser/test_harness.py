"""The watch itself: what must fail a browser test does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Pages
from tests.cast import Cast


def test_a_breach_of_the_policy_is_seen(page_for: Pages) -> None:
    page_for.expect("^csp: script-src", "Content Security Policy")
    page = page_for()
    page.goto("/help/")

    page.evaluate("""() => { const inline = document.createElement("script");
        inline.textContent = "window.broken = true"; document.body.append(inline); }""")

    page.wait_for_function("() => true")
    assert page.evaluate("() => window.broken") is None
    assert any(what.startswith("csp: script-src") for what in page_for.watch.found)
    assert page_for.watch.unexpected() == []


def test_an_error_of_a_script_is_seen(page_for: Pages) -> None:
    page = page_for()
    page.goto("/help/")

    with page.expect_event("pageerror"):
        page.evaluate("() => setTimeout(() => { throw new Error('a defect') })")

    assert "a defect" in "".join(page_for.watch.unexpected())
    page_for.expect("a defect")


def test_a_page_that_some_cannot_use_is_seen(page_for: Pages, axe: Callable[[Page], None]) -> None:
    page = page_for()
    page.goto("/help/")
    axe(page)

    page.evaluate("() => document.getElementById('main').append(document.createElement('button'))")

    with pytest.raises(AssertionError, match="button-name"):
        axe(page)


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("pt-BR", "pt-BR")])
def test_the_device_says_language_and_theme(page_for: Pages, cast: Cast, language: str, tag: str) -> None:
    page = page_for(cast.davi, viewport="phone", language=language, theme="dark")

    page.goto("/help/")

    expect(page.locator("html")).to_have_attribute("lang", tag)
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_member_is_signed_in(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.davi, javascript=False)

    page.goto("/help/")

    expect(page.get_by_text("DL", exact=True).first).to_be_attached()
