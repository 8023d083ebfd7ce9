"""Two tabs, two devices, and a round that closes meanwhile."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from organizations.scoping import scope
from surveys import rounds
from surveys.models import Round
from tests.browser.answering.steps import (
    BENEFIT,
    USERS,
    left_on,
    question,
    rate,
    status,
    stored,
)
from tests.cast import Cast

# Two tabs


def test_a_second_tab_overwrites_nothing_and_lets_the_person_choose(
    begin: Callable[..., Page], page_for: Any, axe: Any, picture: Any
) -> None:
    page_for.expect("status of 409")
    one, other = begin(), begin()
    rate(one, USERS, "Not")
    expect(status(one)).to_contain_text("Saved at")

    rate(other, USERS, "Fully")

    conflict = question(other, USERS).get_by_role("alert")
    expect(conflict).to_contain_text("Saved: Not achieved")
    expect(conflict).to_contain_text("Yours: Fully achieved")
    expect(status(other)).to_contain_text("1 needs you")
    assert stored() == {USERS: "not"}
    axe(other)
    picture(other, "answer-conflict-en")
    conflict.get_by_role("button", name="Keep mine").click()
    expect(status(other)).to_contain_text("Saved at")
    assert stored() == {USERS: "fully"}


def test_the_saved_answer_can_be_taken(begin: Callable[..., Page], page_for: Any) -> None:
    page_for.expect("status of 409")
    one, other = begin(), begin()
    rate(one, USERS, "Not")
    expect(status(one)).to_contain_text("Saved at")
    rate(other, USERS, "Fully")

    question(other, USERS).get_by_role("button", name="Take the saved one").click()

    expect(status(other)).to_contain_text("Saved at")
    expect(question(other, USERS).get_by_role("radio", name=re.compile("^Not achieved"))).to_be_checked()
    assert stored() == {USERS: "not"}
    assert left_on(other) == []


def test_another_device_goes_on_where_the_first_one_stopped(begin: Callable[..., Page]) -> None:
    phone = begin(viewport="phone")
    rate(phone, USERS, "Largely")
    expect(status(phone)).to_contain_text("Saved at")

    laptop = begin()

    expect(question(laptop, USERS).get_by_role("radio", name=re.compile("^Largely"))).to_be_checked()
    rate(laptop, USERS, "Fully")  # it has seen what is stored: no conflict
    expect(status(laptop)).to_contain_text("Saved at")
    assert stored() == {USERS: "fully"}


# The gate


def test_a_round_that_closes_meanwhile_keeps_what_came_late_on_the_device(
    begin: Callable[..., Page], page_for: Any, cast: Cast, round: Round
) -> None:
    page_for.expect("status of 409")
    page = begin()
    rate(page, USERS, "Largely")
    expect(status(page)).to_contain_text("Saved at")
    with scope(organization=cast.aurora):
        rounds.close_round(round, by=cast.davi)

    rate(page, BENEFIT, "Fully")

    expect(page.locator("#notice")).to_contain_text("This round is closed.")
    expect(page.locator("#notice")).to_contain_text("1 answer is kept on this device.")
    expect(question(page, BENEFIT).get_by_role("radio", name=re.compile("^Fully"))).to_be_checked()
    assert stored() == {USERS: "largely"}
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/a/result/")
    expect(page.get_by_role("heading", name="Thank you. Your answers are in.")).to_be_visible()


def test_a_token_that_ran_out_is_renewed_unseen(begin: Callable[..., Page], page_for: Any) -> None:
    page_for.expect("status of 403")
    page = begin()
    page.evaluate(
        "() => { document.querySelector('#page [name=csrfmiddlewaretoken]').value = 'x'.repeat(64) }"
    )

    rate(page, USERS, "Largely")

    expect(status(page)).to_contain_text("Saved at")
    assert stored() == {USERS: "largely"}
