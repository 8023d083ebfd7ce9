"""Each tap is saved, and the page is honest about it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from organizations.scoping import scopes_disabled
from surveys.models import AnsweringTime
from tests.browser.answering.steps import (
    BENEFIT,
    CHECK,
    USERS,
    VALUE,
    left_on,
    question,
    rate,
    status,
    stored,
)


def test_each_tap_is_saved_and_says_so(begin: Callable[..., Page], axe: Any, picture: Any) -> None:
    page = begin(viewport="phone")

    rate(page, USERS, "Largely")

    expect(status(page)).to_contain_text("Saved at")
    assert stored() == {USERS: "largely"}
    assert left_on(page) == []
    expect(page.locator("[data-answered]")).to_have_text("1")
    axe(page)
    picture(page, "answer-phone-en")


def test_a_comment_is_saved_while_it_is_typed(begin: Callable[..., Page]) -> None:
    page = begin()

    question(page, USERS).get_by_text("Add a comment or evidence").click()
    question(page, USERS).get_by_label("Comment").press_sequentially("We ask them every month.")

    expect(status(page)).to_contain_text("Saved at")
    page.reload()
    expect(question(page, USERS).get_by_label("Comment")).to_have_value("We ask them every month.")
    assert stored() == {USERS: ""}  # a comment alone is no answer
    expect(page.locator("[data-answered]")).to_have_text("0")


def test_na_waits_for_its_reason(begin: Callable[..., Page]) -> None:
    page = begin()

    rate(page, BENEFIT, "Not applicable")

    expect(status(page)).to_contain_text("1 needs you")
    assert stored() == {}
    question(page, BENEFIT).get_by_label("Why does it not apply?").select_option("outside")
    expect(status(page)).to_contain_text("Saved at")
    assert stored() == {BENEFIT: "na"}


def test_a_dimension_is_done_only_when_each_na_has_its_reason(begin: Callable[..., Page]) -> None:
    page = begin()
    here = page.locator(".dims li").first
    for one in page.locator("fieldset[data-key]").all():
        rate(page, one.get_attribute("data-key") or "", "Fully")
    expect(here).to_have_class("is-done")

    rate(page, BENEFIT, "Not applicable")

    expect(here).to_have_class("is-now")
    expect(here.locator("[data-done]")).to_have_text("1")
    expect(status(page)).to_contain_text("1 needs you")
    expect(page.locator("#next")).to_contain_text("Next unanswered")
    question(page, BENEFIT).get_by_label("Why does it not apply?").select_option("outside")
    expect(here).to_have_class("is-done")
    expect(page.locator("#next")).not_to_contain_text("Next unanswered")


def test_on_a_phone_the_heads_of_the_counts_are_explained(
    begin: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = begin(viewport="small")
    page.goto(CHECK)

    signs = page.locator(".abbrs li")

    expect(signs).to_contain_text(["Not", "Partially", "Largely", "Fully", "Don’t know", "N/A", "No answer"])
    expect(signs.last).to_be_visible()
    axe(page)


def test_a_link_that_is_not_safe_is_told_beside_the_question(
    begin: Callable[..., Page], page_for: Any
) -> None:
    page_for.expect("status of 422")
    page = begin()

    question(page, USERS).get_by_text("Add a comment or evidence").click()
    question(page, USERS).get_by_label("Link to evidence").fill("http://wiki.aurora.example/")
    question(page, USERS).get_by_label("Link to evidence").blur()

    expect(question(page, USERS).get_by_role("alert")).to_contain_text("starting with https://")
    expect(status(page)).to_contain_text("1 needs you")
    question(page, USERS).get_by_label("Link to evidence").fill("https://wiki.aurora.example/")
    expect(status(page)).to_contain_text("Saved at")
    expect(question(page, USERS).get_by_role("alert")).to_have_count(0)


def test_an_answer_can_be_cleared(begin: Callable[..., Page]) -> None:
    page = begin()
    rate(page, USERS, "Largely")
    expect(status(page)).to_contain_text("Saved at")

    question(page, USERS).get_by_text("Add a comment or evidence").click()
    question(page, USERS).get_by_role("button", name="Clear answer").click()

    expect(page.locator("[data-answered]")).to_have_text("0")
    page.wait_for_function("() => document.querySelector('fieldset[data-seen=\"2\"]') !== null")
    assert stored() == {USERS: ""}


def test_the_time_in_sight_is_counted_until_the_answers_are_sent(begin: Callable[..., Page]) -> None:
    page = begin()
    rate(page, USERS, "Largely")
    rate(page, BENEFIT, "Fully")
    expect(status(page)).to_contain_text("Saved at")

    page.goto(CHECK)
    page.get_by_role("button", name="Send my answers").click()

    page.wait_for_url("**/a/result/")
    with scopes_disabled():
        [counted] = AnsweringTime.objects.all()
    assert (counted.dimension.key, counted.number) == ("value", 1)
    assert left_on(page) == []
    assert page.evaluate("() => localStorage.length") == 0


def test_a_tap_that_is_quicker_than_the_script_is_saved_all_the_same(begin: Callable[..., Page]) -> None:
    page = begin()
    held: list[Route] = []
    page.route("**/js/answer*.js", lambda route: held.append(route))
    page.goto(VALUE, wait_until="commit")
    rate(page, USERS, "Largely")
    question(page, USERS).get_by_text("Add a comment or evidence").click()
    question(page, USERS).get_by_label("Comment").fill("On the train.")
    assert stored() == {}

    for route in held:
        route.continue_()
    page.unroute("**/js/answer*.js")

    expect(status(page)).to_contain_text("Saved at")
    assert stored() == {USERS: "largely"}
    page.reload()
    expect(question(page, USERS).get_by_label("Comment")).to_have_value("On the train.")
