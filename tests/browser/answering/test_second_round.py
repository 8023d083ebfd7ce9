"""The second round: last time's answers are confirmed where nothing has changed, in a few taps."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from core.clock import now
from maturity.models import ModelVersion
from organizations.scoping import scope, scopes_disabled
from surveys import rounds
from surveys.given import Given
from surveys.models import Answer, Round
from tests.browser.answering.steps import BENEFIT, USERS, left_on, question, rate, status
from tests.cast import Cast
from tests.standings import At, hold
from tests.survey_steps import sent_in


def second(cast: Cast, version: ModelVersion, plan: tuple[str, ...], said: dict[str, Given]) -> Round:
    """An open round of Pricing, which had said this half a year before."""
    with scope(organization=cast.aurora):
        before = hold(cast.aurora, version, "2026 S1", "2026-04-06", {cast.pricing: At(2, plan=plan)})
        sent_in(before, cast.pricing, said)
        planned = rounds.plan_round(
            cast.aurora,
            name="2026 S2",
            version=version,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=now() + timedelta(days=14),
            by=cast.davi,
        )
        rounds.open_round(planned, by=cast.davi)
    return planned


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """The users were known largely; of the benefit, which is on the way up, nothing was shown."""
    said = {USERS: Given("largely", comment="Three of five."), BENEFIT: Given("not")}
    return second(cast, health, (BENEFIT,), said)


def confirmed() -> dict[str, bool | None]:
    with scopes_disabled():
        given = Answer.objects.filter(response__submitted_at=None)
        return dict(given.values_list("criterion__key", "confirmed"))


def button(place: Any, name: str) -> Locator:
    found: Locator = place.get_by_role("button", name=re.compile(name))
    return found


def test_one_is_confirmed_and_then_rated_after_all(
    begin: Callable[..., Page], axe: Any, picture: Any
) -> None:
    page = begin(viewport="phone")
    picture(page, "second-round-phone-en")

    button(question(page, BENEFIT), "Confirm unchanged").click()

    expect(question(page, BENEFIT).get_by_text("Confirmed unchanged")).to_be_visible()
    expect(status(page)).to_contain_text("Saved at")
    assert confirmed() == {BENEFIT: True}
    axe(page)

    rate(page, BENEFIT, "Partially")

    expect(button(question(page, BENEFIT), "Confirm unchanged")).to_be_visible()
    expect(status(page)).to_contain_text("Saved at")
    page.reload()
    assert confirmed() == {BENEFIT: False}
    assert left_on(page) == []


def test_a_rating_that_is_tapped_is_given_anew_though_it_be_the_same(begin: Callable[..., Page]) -> None:
    page = begin()

    rate(page, USERS, "Largely")

    expect(status(page)).to_contain_text("Saved at")
    assert confirmed() == {USERS: False}


def test_the_block_takes_comments_along_and_leaves_what_was_rated(begin: Callable[..., Page]) -> None:
    page = begin()

    button(page, "Confirm 1 as unchanged").click()

    expect(page.get_by_text("All of these have an answer.")).to_be_visible()
    expect(status(page)).to_contain_text("Saved at")
    page.reload()
    expect(question(page, USERS).get_by_label("Comment")).to_have_value("Three of five.")
    assert confirmed() == {USERS: True}
