"""A double click, in a real browser: one team, one place, one message."""

from typing import Any

from playwright.sync_api import expect

from organizations.models import Team
from organizations.scoping import scopes_disabled
from tests.cast import Cast

ADD_TEAM = "/o/aurora/settings/teams/add-team/"


def teams_named(name: str) -> int:
    with scopes_disabled():
        return Team.objects.filter(name=name).count()


def test_a_double_click_adds_one_team(page_for: Any, cast: Cast) -> None:
    page = page_for(cast.ada)
    page.goto(ADD_TEAM)
    page.get_by_label("Name").fill("Claims")

    page.get_by_role("button", name="Add team").dblclick()

    expect(page.get_by_text("Claims is added.")).to_have_count(1)
    expect(page).to_have_url("/o/aurora/teams/?team=claims")
    assert teams_named("Claims") == 1


def test_without_scripts_a_double_click_adds_one_team_too(page_for: Any, cast: Cast) -> None:
    page = page_for(cast.ada, javascript=False)
    page.goto(ADD_TEAM)
    page.get_by_label("Name").fill("Claims")

    page.get_by_role("button", name="Add team").dblclick()

    expect(page.get_by_text("Claims is added.")).to_have_count(1)
    assert teams_named("Claims") == 1


def test_the_way_back_lets_another_team_be_added(page_for: Any, cast: Cast) -> None:
    page = page_for(cast.ada)
    for name in ("Claims", "Vision"):
        page.goto(ADD_TEAM) if name == "Claims" else page.go_back()
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Add team").click()
        expect(page.get_by_text(f"{name} is added.")).to_be_visible()

    assert (teams_named("Claims"), teams_named("Vision")) == (1, 1)
