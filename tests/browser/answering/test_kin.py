"""After a merge, and in a new team's first round: what the other team said stands beside, on a device too."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.clock import now
from maturity.models import ModelVersion
from organizations.models import Team
from organizations.scoping import scope, scopes_disabled
from organizations.teams import merging
from surveys import rounds
from surveys.given import Given
from surveys.models import Answer, Round
from tests.browser.answering.steps import BENEFIT, USERS, left_on, question, status
from tests.cast import Cast
from tests.standings import At, hold
from tests.survey_steps import sent_in

TOLD = "One build for all teams.\nNot done: a budget for tests."


def asked_again(cast: Cast, version: ModelVersion) -> Round:
    """An open round of Pricing, for two weeks from now."""
    round = rounds.plan_round(
        cast.aurora,
        name="2026 S2",
        version=version,
        teams=[cast.pricing],
        opens_at=None,
        closes_at=now() + timedelta(days=14),
        by=cast.davi,
    )
    rounds.open_round(round, by=cast.davi)
    return round


@pytest.fixture
def merged(cast: Cast, health: ModelVersion) -> None:
    """Pricing and Churn had answered; then Churn went into Pricing, and the manager told what came of it."""
    said = {USERS: Given("largely"), BENEFIT: Given("not")}
    theirs = {USERS: Given("partially", comment="Nobody asked them."), BENEFIT: Given("not")}
    with scope(organization=cast.aurora):
        before = hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.pricing: At(2), cast.churn: At(1)})
        sent_in(before, cast.pricing, said)
        sent_in(before, cast.churn, theirs)
        rounds.tell_outcome(before, TOLD, by=cast.davi)
        merging.merge_teams(cast.churn, into=cast.pricing, by=None)


@pytest.fixture
def split(cast: Cast, health: ModelVersion) -> None:
    """Pricing comes from Churn, which had answered."""
    with scope(organization=cast.aurora):
        before = hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.churn: At(1)})
        sent_in(before, cast.churn, {USERS: Given("largely"), BENEFIT: Given("not")})
        Team.objects.filter(pk=cast.pricing.pk).update(split_from=cast.churn)


@pytest.fixture
def begin(page_for: Any, cast: Cast, health: ModelVersion) -> Callable[..., Page]:
    """`begin()` opens a device on which Lia comes to the first page of the open round."""

    def on_a_device(**device: Any) -> Page:
        with scope(organization=cast.aurora):
            round = asked_again(cast, health)
        page: Page = page_for(cast.lia, **device)
        page.goto(f"/o/aurora/rounds/{round.pk}/")
        page.get_by_role("button", name=re.compile("Start answering")).click()
        return page

    return on_a_device


def stored() -> dict[str, tuple[str, bool | None]]:
    with scopes_disabled():
        given = Answer.objects.filter(response__submitted_at=None)
        return {one.criterion.key: (one.rating, one.confirmed) for one in given.select_related("criterion")}


def test_after_a_merge_only_the_own_answer_is_confirmed(
    merged: None, begin: Callable[..., Page], axe: Any, picture: Any
) -> None:
    page = begin(viewport="phone")
    expect(page.get_by_text("Not done: a budget for tests.")).to_be_visible()
    picture(page, "what-came-of-it-phone-en")
    axe(page)
    page.get_by_role("button", name=re.compile("Start answering")).click()
    picture(page, "after-a-merge-phone-en")
    users = question(page, USERS)
    expect(users.get_by_text("Nobody asked them.")).to_be_visible()
    axe(page)

    users.get_by_role("button", name="Confirm unchanged").click()

    expect(users.get_by_text("Confirmed unchanged")).to_be_visible()
    expect(status(page)).to_contain_text("Saved at")
    page.get_by_role("button", name=re.compile("Confirm 1 as unchanged")).click()
    expect(page.get_by_text("All of these have an answer.")).to_be_visible()
    expect(status(page)).to_contain_text("Saved at")
    page.reload()
    assert stored() == {USERS: ("largely", True), BENEFIT: ("not", True)}
    assert left_on(page) == []


def test_a_new_team_confirms_what_the_other_said_one_by_one(split: None, begin: Callable[..., Page]) -> None:
    page = begin()
    page.get_by_role("button", name=re.compile("Start answering")).click()
    expect(page.get_by_role("button", name=re.compile("as unchanged"))).to_have_count(0)

    question(page, USERS).get_by_role("button", name="Confirm unchanged").click()

    expect(status(page)).to_contain_text("Saved at")
    page.reload()
    expect(question(page, USERS).get_by_text("Confirmed unchanged")).to_be_visible()
    assert stored() == {USERS: ("largely", True)}
