"""A link that is half typed holds back nothing; the badge leads to it; https:// is added."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from organizations.scoping import scopes_disabled
from surveys.models import Answer
from tests.browser.answering.steps import BENEFIT, CHECK, USERS, question, rate, status, stored


def type_link(page: Page, key: str, text: str) -> Any:
    question(page, key).get_by_text("Add a comment or evidence").click()
    field = question(page, key).get_by_label("Link to evidence")
    field.fill(text)
    field.blur()
    return field


def link_of(key: str) -> str:
    with scopes_disabled():
        return Answer.objects.get(criterion__key=key).evidence_url


def test_a_half_typed_link_holds_back_neither_rating_nor_comment(
    begin: Callable[..., Page], axe: Any
) -> None:
    page = begin(viewport="phone")
    field = type_link(page, USERS, "wiki")

    rate(page, USERS, "Largely")

    expect(field).to_have_class("form-control is-invalid")
    expect(question(page, USERS).get_by_text("Write the full address")).to_be_visible()
    expect(status(page)).to_contain_text("1 needs you")
    assert stored() == {USERS: "largely"}
    axe(page)
    status(page).get_by_role("link").click()
    expect(page).to_have_url(re.compile("#c-value-known-users$"))


def test_https_is_added(begin: Callable[..., Page]) -> None:
    page = begin()
    rate(page, USERS, "Largely")

    field = type_link(page, USERS, "wiki.example.com/users")

    expect(field).to_have_value("https://wiki.example.com/users")
    expect(status(page)).to_contain_text("Saved at")
    assert link_of(USERS) == "https://wiki.example.com/users"


def test_a_wrong_link_leaves_the_one_that_is_stored(begin: Callable[..., Page]) -> None:
    page = begin()
    field = type_link(page, USERS, "https://wiki.example.com/users")
    expect(status(page)).to_contain_text("Saved at")

    field.fill("see the wiki")
    field.blur()
    rate(page, USERS, "Fully")

    expect(status(page)).to_contain_text("1 needs you")
    assert stored()[USERS] == "fully"
    assert link_of(USERS) == "https://wiki.example.com/users"


def test_sending_leads_to_the_criterion_that_it_misses(begin: Callable[..., Page]) -> None:
    page = begin()
    rate(page, USERS, "Largely")
    expect(status(page)).to_contain_text("Saved at")
    rate(page, BENEFIT, "Not applicable")  # without a reason: it stays on the device
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(CHECK)

    page.get_by_role("button", name="Send my answers").click()

    expect(page).to_have_url(re.compile("/a/dimension/value/#c-value-proven-benefit$"))
    expect(question(page, BENEFIT).get_by_label("Why does it not apply?")).to_be_visible()


def test_on_a_phone_the_menu_holds_finishing_later_and_the_language(
    begin: Callable[..., Page], axe: Any
) -> None:
    page = begin(viewport="phone")
    rate(page, USERS, "Largely")
    expect(status(page)).to_contain_text("Saved at")

    page.locator(".quiet-menu summary").click()
    axe(page)
    page.get_by_role("button", name="Português").click()
    expect(page.locator("html")).to_have_attribute("lang", "pt-BR")
    expect(question(page, USERS).locator("input[value=largely]")).to_be_checked()

    page.locator(".quiet-menu summary").click()
    page.locator(".quiet-menu").get_by_role("button", name="Terminar depois").click()
    expect(page).to_have_url(re.compile("/a/$"))
    page.get_by_role("button").filter(has_text="Continuar").click()
    expect(page).to_have_url(re.compile("#c-value-proven-benefit$"))


def test_the_steps_of_the_bar_lead_to_their_dimensions(begin: Callable[..., Page]) -> None:
    page = begin(viewport="phone")

    page.locator(".climb a").nth(2).click()

    expect(page).to_have_url(re.compile("/a/dimension/learning/$"))
