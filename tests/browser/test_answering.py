"""Answering in a real browser: each tap saved, honest when it is not, nothing lost and nothing twice."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from core.clock import now
from maturity.models import ModelVersion
from organizations.scoping import scope, scopes_disabled
from surveys import rounds
from surveys.models import Answer, Response, Round, TeamResult
from tests.cast import Cast

USERS, BENEFIT = "value.known-users", "value.proven-benefit"
VALUE, FLOW, CHECK = "/a/dimension/value/", "/a/dimension/flow/", "/a/check/"
SAVES = "**/a/answers/"


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """A round of Pricing, open for two weeks from now."""
    with scope(organization=cast.aurora):
        planned = rounds.plan_round(
            cast.aurora,
            name="2026 Q4",
            version=health,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=now() + timedelta(days=14),
            by=cast.davi,
        )
        rounds.open_round(planned, by=cast.davi)
    return planned


@pytest.fixture
def begin(page_for: Any, cast: Cast, round: Round) -> Callable[..., Page]:
    """`begin()` opens a device on which Lia has begun to answer; each call another one."""

    def on_a_device(**device: Any) -> Page:
        page: Page = page_for(cast.lia, **device)
        page.goto(f"/o/aurora/rounds/{round.pk}/")
        page.get_by_role("button", name=re.compile("Start answering|Go on answering")).click()
        page.get_by_role("button", name=re.compile("Start answering|Go on answering")).click()
        page.goto(VALUE)
        return page

    return on_a_device


def rate(page: Page, key: str, name: str) -> None:
    """Tap an answer of a criterion."""
    question(page, key).get_by_role("radio", name=re.compile(f"^{name}")).check(force=True)


def question(page: Page, key: str) -> Any:
    return page.locator(f'fieldset[data-key="{key}"]')


def status(page: Page) -> Any:
    return page.locator("#save")


def stored() -> dict[str, str]:
    with scopes_disabled():
        return dict(Answer.objects.values_list("criterion__key", "rating"))


def left_on(page: Page) -> list[str]:
    """What the device keeps of answers."""
    return page.evaluate("() => Object.keys(localStorage).filter((name) => name.startsWith('patamar.'))")


# Saving


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


# Offline


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
    page.goto("/a/done/")
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
