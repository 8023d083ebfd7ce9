"""Moving a team in the tree by keyboard, dragging and tapping; a tree of many teams; teams of a label."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from maturity.models import ModelVersion
from organizations.importing.carrying_out import import_tables
from organizations.importing.reading import read_file
from organizations.models import Team
from organizations.scoping import scope, scopes_disabled
from organizations.teams.labels import label_team
from tests.browser.conftest import Pages
from tests.cast import Cast

TREE = "/o/aurora/teams/"


def unit_of(slug: str) -> str | None:
    with scopes_disabled():
        parent = Team.objects.select_related("parent").get(slug=slug).parent
    return parent.slug if parent else None


def tree(page: Page, address: str = TREE) -> None:
    """Open the tree, and wait for the script that moves."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def row(page: Page, name: str) -> Any:
    return page.locator("#tree").get_by_role("link", name=name)


def test_a_team_is_moved_with_the_keyboard_alone_and_back(
    page_for: Pages, cast: Cast, axe: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    page = page_for(cast.ada)
    tree(page)
    row(page, "Pricing").focus()

    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Move Pricing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#move-said")).to_contain_text("Moving Pricing. Choose a unit")
    expect(page.locator("#move-said")).to_contain_text("Risk, 2 of 2")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#move-said")).to_have_text("the top, 1 of 2")
    page.keyboard.press("ArrowDown")
    axe(page)
    picture(page, "teams-moving")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Pricing now lies in Risk.")).to_be_visible()
    assert unit_of("pricing") == "risk"
    axe(page)
    picture(page, "teams-moved")
    page.get_by_role("button", name="Undo the move").click()
    expect(page.get_by_text("Pricing now lies in Retail.")).to_be_visible()
    assert unit_of("pricing") == "retail"


def test_escape_leaves_all_as_it_was_and_gives_the_focus_back(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.ada)
    tree(page)
    row(page, "Pricing").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.keyboard.press("Escape")

    expect(page.locator("#move-said")).to_have_text("Pricing stays where it is.")
    expect(row(page, "Pricing")).to_be_focused()
    assert unit_of("pricing") == "retail"


def test_a_team_is_dragged_onto_a_unit(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.ada)
    tree(page)

    row(page, "Pricing").drag_to(page.locator("#tree summary", has_text="Risk"))

    expect(page.get_by_text("Pricing now lies in Risk.")).to_be_visible()
    assert unit_of("pricing") == "risk"


def test_a_unit_is_not_dropped_on_what_lies_in_it(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.ada)
    tree(page)

    page.locator("#tree summary", has_text="Retail").drag_to(row(page, "Churn"))

    expect(page.locator(".move__bar")).to_be_hidden()
    assert unit_of("retail") is None


def test_on_a_phone_a_team_is_moved_by_tapping(
    page_for: Pages, cast: Cast, axe: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    page = page_for(cast.ada, viewport="phone", theme="dark", language="pt-BR")
    tree(page, f"{TREE}?team=pricing")

    page.get_by_role("button", name="Mover Pricing").tap()
    page.locator("#tree summary", has_text="Risk").tap()
    axe(page)
    picture(page, "teams-moving-phone")
    page.get_by_role("button", name="Colocar em Risk").tap()

    expect(page.get_by_text("Pricing agora está em Risk.")).to_be_visible()
    assert unit_of("pricing") == "risk"


def test_whoever_may_not_move_is_offered_nothing(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.marta)
    tree(page, f"{TREE}?team=pricing")
    row(page, "Pricing").hover()

    expect(page.get_by_role("button", name="Move Pricing")).to_have_count(0)


def test_a_tree_of_many_teams_is_short_at_first_and_opens_where_somebody_searches(
    page_for: Pages, cast: Cast, axe: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    with scope(organization=cast.aurora):
        lines = [
            f"U-{unit},Unit {unit},{'' if unit % 4 == 0 else f'U-{unit - 1}'},unit" for unit in range(40)
        ]
        lines += [f"T-{team},Team number {team},U-{team // 10},team" for team in range(400)]
        file = "\n".join(["key,name,unit,kind", *lines]).encode()
        import_tables(cast.aurora, read_file("teams.csv", file), by=None)
    page = page_for(cast.ada, viewport="phone")

    tree(page)
    expect(page.locator("#tree summary").first).to_be_visible()
    assert page.locator("#tree summary:visible").count() == 12
    assert page.locator("#tree li > a:not(.tree__about):visible").count() == 0
    axe(page)
    picture(page, "teams-many-phone")
    page.get_by_label("Search a team, unit or lead").fill("number 399")

    expect(row(page, "Team number 399")).to_be_visible()
    expect(page.locator("#tree h2")).to_have_text("1 match")
    axe(page)


def test_the_teams_of_a_label_are_ticked_and_what_is_written_stays(
    page_for: Pages, cast: Cast, health: ModelVersion
) -> None:
    with scope(organization=cast.aurora):
        label_team(cast.fraud, ["Brazil"], by=None)
    page = page_for(cast.davi)
    page.goto("/o/aurora/rounds/new/")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Name").fill("Winter")

    page.get_by_role("link", name="Brazil").click()

    expect(page.get_by_role("checkbox", name="Fraud")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Pricing")).not_to_be_checked()
    expect(page.get_by_label("Name")).to_have_value("Winter")
