"""Without a network, or with a server that fails: nothing is lost and nothing stored twice."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Dialog, Page, Route, expect

from organizations.scoping import scopes_disabled
from surveys.models import Answer
from tests.browser.answering.steps import (
    BENEFIT,
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


def test_offline_taps_stay_on_the_device_and_are_sent_when_the_network_is_back(
    begin: Callable[..., Page], page_for: Any, picture: Any
) -> None:
    page_for.expect("ERR_INTERNET_DISCONNECTED")
    page = begin()
    rate(page, USERS, "Not")
    expect(status(page)).to_contain_text("Saved at")

    page.context.set_offline(True)
    rate(page, USERS, "Fully")
    rate(page, BENEFIT, "Don’t know")

    expect(status(page)).to_contain_text("2 waiting")
    expect(page.locator("#notice")).to_contain_text("You are offline. 2 answers are kept on this device")
    assert stored() == {USERS: "not"}
    assert len(left_on(page)) == 2
    picture(page, "answer-offline-en")
    page.context.set_offline(False)
    expect(status(page)).to_contain_text("Saved at")
    expect(page.locator("#notice")).to_be_hidden()
    assert stored() == {USERS: "fully", BENEFIT: "dk"}
    assert left_on(page) == []


def test_what_was_tapped_offline_survives_closing_the_tab(begin: Callable[..., Page], page_for: Any) -> None:
    page_for.expect("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
    page = begin()
    expect(status(page)).to_contain_text("Saved")
    page.context.set_offline(True)
    rate(page, USERS, "Fully")
    expect(status(page)).to_contain_text("1 waiting")
    page.close(run_before_unload=False)

    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(FLOW)  # another dimension: what is left is sent from any page

    expect(status(again)).to_contain_text("Saved at")
    assert stored() == {USERS: "fully"}
    assert left_on(again) == []


def test_leaving_with_something_unsent_warns(begin: Callable[..., Page], page_for: Any) -> None:
    page_for.expect("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
    page = begin()
    rate(page, BENEFIT, "Fully")
    expect(status(page)).to_contain_text("Saved at")
    page.context.set_offline(True)
    rate(page, USERS, "Fully")
    expect(status(page)).to_contain_text("1 waiting")
    warned: list[str] = []

    def stay(dialog: Dialog) -> None:
        warned.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)

    assert warned == ["beforeunload"]


def test_offline_the_page_stays_instead_of_breaking(begin: Callable[..., Page], page_for: Any) -> None:
    page_for.expect("ERR_INTERNET_DISCONNECTED")
    page = begin()
    rate(page, USERS, "Fully")
    rate(page, BENEFIT, "Fully")
    expect(status(page)).to_contain_text("Saved at")
    page.context.set_offline(True)

    page.get_by_role("button", name="Flow").click()

    expect(page.locator("#notice")).to_contain_text("You are offline.")
    expect(page).to_have_url(re.compile(VALUE))
    page.context.set_offline(False)
    page.get_by_role("button", name="Flow").click()
    expect(page).to_have_url(re.compile(FLOW))


def test_a_server_that_fails_is_tried_again(begin: Callable[..., Page], page_for: Any) -> None:
    page_for.expect("status of 503")
    page = begin()
    failures = iter([503, 503])

    def unsteady(route: Route) -> None:
        status_code = next(failures, None)
        route.continue_() if status_code is None else route.fulfill(status=status_code, body="")

    page.route(SAVES, unsteady)
    rate(page, USERS, "Fully")

    expect(status(page)).to_contain_text("Not saved: trying again")
    expect(status(page)).to_contain_text("Saved at")
    assert stored() == {USERS: "fully"}


def test_a_lost_reply_stores_nothing_twice_and_asks_nobody(begin: Callable[..., Page], page_for: Any) -> None:
    page_for.expect("ERR_CONNECTION_RESET", "ERR_FAILED", "status of 409")
    page = begin()
    lost = []

    def lose_the_first_reply(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())  # the server has it
        route.abort("connectionreset")

    page.route(SAVES, lose_the_first_reply)
    rate(page, USERS, "Not")
    expect(status(page)).to_contain_text("Not saved: trying again")
    rate(page, USERS, "Fully")

    expect(status(page)).to_contain_text("Saved at")
    assert question(page, USERS).get_by_role("alert").count() == 0
    with scopes_disabled():
        assert list(Answer.objects.values_list("rating", flat=True)) == ["fully"]
