"""Moving about, sending, and all of it without a script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from organizations.scoping import scopes_disabled
from surveys.models import Response, Round, TeamResult
from tests.browser.answering.steps import (
    BENEFIT,
    CHECK,
    FLOW,
    SAVES,
    USERS,
    VALUE,
    left_on,
    question,
    rate,
    status,
    stored,
)
from tests.cast import Cast

# Moving about


def test_next_unanswered_leads_from_one_to_the_next_and_on(begin: Callable[..., Page]) -> None:
    page = begin()
    onward = page.locator("#next")
    expect(onward).to_contain_text("Next unanswered")

    onward.click()
    expect(question(page, USERS).locator("legend")).to_be_focused()
    rate(page, USERS, "Largely")
    onward.click()
    expect(question(page, BENEFIT).locator("legend")).to_be_focused()
    rate(page, BENEFIT, "Largely")

    expect(onward).to_contain_text("Flow")
    onward.click()
    expect(page).to_have_url(re.compile(FLOW))
    assert stored() == {USERS: "largely", BENEFIT: "largely"}


def test_the_keyboard_alone_is_enough(begin: Callable[..., Page]) -> None:
    page = begin()
    expect(page.locator("#keys")).to_be_visible()

    page.keyboard.press("j")
    page.keyboard.press("3")
    page.keyboard.press("j")
    page.keyboard.press("9")
    expect(question(page, BENEFIT).get_by_label("Why does it not apply?")).to_be_visible()
    page.keyboard.press("0")
    page.keyboard.press("k")
    expect(question(page, USERS).locator("legend")).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.type("12 people, 3 teams")

    expect(question(page, USERS).get_by_label("Comment")).to_have_value("12 people, 3 teams")
    expect(status(page)).to_contain_text("Saved at")
    assert stored() == {USERS: "largely", BENEFIT: "dk"}


def test_the_keys_can_be_switched_off(begin: Callable[..., Page]) -> None:
    page = begin()
    expect(page.locator("#keys")).to_be_visible()

    page.keyboard.press("?")
    page.keyboard.press("3")

    expect(page.locator("#keys")).to_contain_text("keys on")
    expect(question(page, USERS).locator("input:checked")).to_have_count(0)


# Sending


def test_sending_leaves_nothing_on_the_device_and_shows_the_receipt(
    begin: Callable[..., Page], axe: Any, picture: Any
) -> None:
    page = begin(viewport="phone")
    rate(page, USERS, "Fully")
    expect(status(page)).to_contain_text("Saved at")
    page.goto(CHECK)
    axe(page)
    picture(page, "check-phone-en")

    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("heading", name="Thank you. Your answers are in.")).to_be_visible()
    expect(page.get_by_text("1 of 8 criteria answered.")).to_be_visible()
    assert left_on(page) == []
    axe(page)
    picture(page, "done-phone-en")
    with scopes_disabled():
        assert Response.objects.get().state == Response.State.SUBMITTED
        assert TeamResult.objects.get().state == "provisional"


def test_sending_waits_for_what_is_not_saved_yet(begin: Callable[..., Page], page_for: Any) -> None:
    page_for.expect("status of 503", "status of 409")
    page = begin()
    rate(page, USERS, "Fully")
    expect(status(page)).to_contain_text("Saved at")
    page.route(SAVES, lambda route: route.fulfill(status=503, body=""))
    rate(page, BENEFIT, "Largely")
    expect(status(page)).to_contain_text("Not saved: trying again")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(CHECK)

    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_timeout(200)
    expect(page).to_have_url(re.compile(CHECK))
    page.unroute(SAVES)
    expect(status(page)).to_contain_text("Saved at")
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("heading", name="Thank you. Your answers are in.")).to_be_visible()
    assert stored() == {USERS: "fully", BENEFIT: "largely"}


# Without a script


@pytest.mark.parametrize("viewport", ["phone", "desktop"])
def test_without_a_script_the_pages_are_plain_forms(begin: Callable[..., Page], viewport: str) -> None:
    page = begin(viewport=viewport, javascript=False)

    rate(page, USERS, "Largely")
    rate(page, BENEFIT, "Not applicable")
    question(page, BENEFIT).get_by_label("Why does it not apply?").select_option("nothing")
    page.locator("#next").click()
    expect(page).to_have_url(re.compile(FLOW))
    page.get_by_role("button", name="Value").click() if viewport == "desktop" else page.go_back()
    for _ in range(4):
        page.locator("#next").click()
    expect(page).to_have_url(re.compile(CHECK))
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("heading", name="Thank you. Your answers are in.")).to_be_visible()
    assert stored() == {USERS: "largely", BENEFIT: "na"}


@pytest.mark.parametrize(
    ("viewport", "language"), [("small", "pt-BR"), ("desktop", "pt-BR"), ("desktop", "en")]
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_answering_page_is_open_to_everybody(
    begin: Callable[..., Page], page_for: Any, axe: Any, viewport: str, language: str, theme: str, cast: Cast
) -> None:
    cast.lia.user.prefer(language=language.lower())
    page = page_for(cast.lia, viewport=viewport, language=language, theme=theme)
    with scopes_disabled():
        pk = Round.objects.get().pk
    page.goto(f"/o/aurora/rounds/{pk}/")
    page.locator("form[action*='/answer/'] button").click()
    axe(page)
    page.locator("main form button").last.click()

    for address in (VALUE, "/a/dimension/trust/", CHECK):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        axe(page)
