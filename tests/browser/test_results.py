"""Results in a real browser: on every screen, in both languages and themes, with and without a script."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core import clock
from maturity.models import ModelVersion
from maturity.reading import catalog
from maturity.scoring import State
from organizations.scoping import scope
from surveys import answering, invitations, rounds
from surveys.answering import Given
from tests.browser.conftest import Pages
from tests.cast import Cast
from tests.standings import NOBODY, At, hold
from tests.survey_steps import CLOSES, OPENS, answer_all

OVERVIEW = "/o/aurora/results/"
TEAM = "/o/aurora/teams/pricing/"
CHARTS = 3
SCREENS = [
    ("desktop", "en", "light"),
    ("desktop", "en", "dark"),
    ("phone", "pt-BR", "light"),
    ("small", "pt-BR", "dark"),
]


@pytest.fixture
def two_rounds(cast: Cast, mlops: ModelVersion) -> None:
    """Two closed rounds of Aurora: every kind of cell stands in the table."""
    first = mlops.criteria.order_by("position").first()
    assert first is not None
    with scope(organization=cast.aurora):
        before = {cast.pricing: At(0), cast.churn: At(2), cast.fraud: At(1)}
        hold(cast.aurora, mlops, "2026 Q2", "2026-04-01", before)
        now = {
            cast.pricing: At(1, plan=(first.key,), open_in=(None, "release"), dimensions={"data": 3}),
            cast.churn: At(1, State.PROVISIONAL, highest=3, missing=9),
            cast.fraud: At(2, dimensions={"people": None}),
        }
        hold(cast.aurora, mlops, "2026 Q4", "2026-10-01", now)


@pytest.fixture
def answered(cast: Cast, mlops: ModelVersion) -> None:
    """Lia's answers for Pricing in two rounds, with a comment, an N/A and a Don't know in the second."""
    with scope(organization=cast.aurora):
        for number, rating in enumerate(("partially", "largely")):
            after = number * timedelta(days=180)
            with clock.at(OPENS + after):
                round = rounds.plan_round(
                    cast.aurora,
                    name=f"202{6 + number} Q4",
                    version=mlops,
                    teams=[cast.pricing],
                    opens_at=None,
                    closes_at=CLOSES + after,
                    by=cast.davi,
                )
                rounds.open_round(round, by=cast.davi)
                response = answering.start(invitations.invitation_of(cast.lia, round.participations.get()))
                answer_all(response, rating)
                if number:
                    answering.save_answers(response, _notes(mlops))
                answering.submit(response, key=str(number), by=cast.lia)
                rounds.close_round(round, by=cast.davi)


def _notes(version: ModelVersion) -> dict:
    criteria = [one for one in catalog(version.pk).criteria if one.na_allowed]
    return {
        criteria[0]: Given(rating="not", comment="Begun in May.", evidence_url="https://wiki.example/a"),
        criteria[1]: Given(rating="na", na_reason="outside"),
        criteria[2]: Given(rating="dk"),
    }


@pytest.mark.parametrize(("viewport", "language", "theme"), SCREENS)
def test_the_dashboard_can_be_read_by_all(
    page_for: Pages,
    cast: Cast,
    two_rounds: None,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    viewport: Any,
    language: Any,
    theme: Any,
) -> None:
    page = page_for(cast.davi, viewport=viewport, language=language, theme=theme)

    page.goto(OVERVIEW)

    expect(page.locator(".main-svg").first).to_be_visible()
    axe(page)
    picture(page, f"results-{viewport}-{language}-{theme}")


@pytest.mark.parametrize(("viewport", "language", "theme"), SCREENS)
def test_a_teams_pages_can_be_read_by_all(
    page_for: Pages,
    cast: Cast,
    answered: None,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    viewport: Any,
    language: Any,
    theme: Any,
) -> None:
    page = page_for(cast.lia, viewport=viewport, language=language, theme=theme)

    for name, address in {
        "team": "",
        "dimension": "dimensions/people/",
        "criterion": "criteria/people.joint-conversion/",
    }.items():
        page.goto(TEAM + address)

        axe(page)
        picture(page, f"results-{name}-{viewport}-{language}-{theme}")


def test_charts_are_drawn_and_follow_the_theme(page_for: Pages, cast: Cast, two_rounds: None) -> None:
    page = page_for(cast.davi)
    page.goto(OVERVIEW)
    bar = page.locator("figure[data-figure=chart-levels] .bars .point path").first

    expect(page.locator("figure .plot .main-svg:first-child")).to_have_count(CHARTS)
    expect(page.locator("figure .still")).to_have_count(0)
    in_the_light = bar.evaluate("one => getComputedStyle(one).fill")
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")

    expect(bar).not_to_have_css("fill", in_the_light)


def test_without_a_script_everything_is_there(page_for: Pages, cast: Cast, two_rounds: None) -> None:
    page = page_for(cast.davi, javascript=False)

    page.goto(OVERVIEW)

    expect(page.get_by_role("img", name=re.compile("^Teams per level"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Share of the same teams"))).to_be_visible()
    page.get_by_text("Data as a table").first.click()
    expect(page.get_by_role("table", name="Number of teams on each level")).to_be_visible()
    page.get_by_label("Sort by").select_option("highest")
    page.get_by_role("button", name="Show", exact=True).click()
    rows = page.get_by_role("region", name="Heat map").get_by_role("rowheader")
    expect(rows).to_have_text([re.compile("^Churn.*2026 Q4: Provisional"), "Fraud", "Pricing"])


def test_a_choice_shows_at_once_and_charts_follow(page_for: Pages, cast: Cast, two_rounds: None) -> None:
    page = page_for(cast.davi)
    page.goto(OVERVIEW)

    page.get_by_label("Unit").focus()
    page.get_by_label("Unit").select_option("risk")

    expect(page.locator(".heat tbody th a")).to_have_text(["Fraud"])
    expect(page).to_have_url(re.compile("unit=risk"))
    expect(page.get_by_label("Unit")).to_be_focused()
    expect(page.locator("figure .plot .main-svg:first-child")).to_have_count(CHARTS)

    # What a script styles, as a chart being drawn, is not handed on as an attribute: the policy refuses that.
    page.get_by_label("Unit").evaluate("select => { select.style.order = 1 }")
    page.get_by_label("Unit").select_option("")
    expect(page.locator(".heat tbody th a")).to_have_count(3)


def test_the_list_of_rounds_fits_the_smallest_phones(page_for: Pages, cast: Cast, two_rounds: None) -> None:
    page = page_for(cast.davi, language="pt-br")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/o/aurora/rounds/")
    beyond = "box => box.scrollWidth - box.clientWidth"

    expect(page.get_by_role("row").filter(has_text="2026 Q2")).to_contain_text("Fechada")
    assert page.locator(".scroll-x").evaluate(beyond) == 0


def test_paper_is_white_whatever_the_screen_is(page_for: Pages, cast: Cast, two_rounds: None) -> None:
    page = page_for(cast.davi, theme="dark")
    page.goto(OVERVIEW)
    expect(page.locator(".main-svg").first).to_be_visible()
    white = "rgb(255, 255, 255)"
    page.set_viewport_size({"width": 673, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.locator("body")).to_have_css("background-color", white)
    expect(page.locator(".panel").first).to_have_css("background-color", white)
    assert page.evaluate("document.documentElement.scrollWidth") <= 673

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


@pytest.mark.parametrize("address", [OVERVIEW, TEAM])
def test_on_paper_no_column_is_cut_off_and_no_tall_panel_leaves_a_page_empty(
    page_for: Pages, cast: Cast, two_rounds: None, address: str
) -> None:
    page = page_for(cast.davi)
    page.goto(address)
    expect(page.locator(".panel").first).to_be_visible()
    page.set_viewport_size({"width": 673, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")

    beyond = "tables => tables.filter(one => one.scrollWidth > one.parentElement.clientWidth + 1).length"
    assert page.locator("table:visible").count() > 0
    assert page.locator("table:visible").evaluate_all(beyond) == 0
    whole = "panels => panels.filter(one => getComputedStyle(one).breakInside === 'avoid')"
    heights = page.locator(".panel:visible").evaluate_all(f"{whole}.map(one => one.offsetHeight)")
    assert max(heights, default=0) < 500  # half a page
    expect(page.locator(".btn:visible")).to_have_count(0)


def test_paper_is_white_without_a_script_too(page_for: Pages, cast: Cast, two_rounds: None) -> None:
    cast.davi.user.theme = "dark"
    cast.davi.user.save()
    page = page_for(cast.davi, theme="dark", javascript=False)
    page.goto(OVERVIEW)
    panel = page.locator(".panel").first
    expect(panel).to_have_css("background-color", "rgb(26, 35, 39)")

    page.emulate_media(media="print")

    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(panel).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(panel).to_have_css("color", "rgb(22, 37, 43)")


def test_a_manager_goes_from_the_map_to_a_criterion_and_back(
    page_for: Pages, cast: Cast, answered: None
) -> None:
    page = page_for(cast.davi, viewport="phone")
    page.goto(OVERVIEW)

    page.get_by_role("link", name="Pricing").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pricing")
    page.get_by_role("row", name=re.compile("^People")).get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People and collaboration")
    page.get_by_role("link", name=re.compile("^We ")).first.click()
    expect(page.get_by_text("What each answer means")).to_be_visible()
    page.get_by_role("link", name="Pricing").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Pricing")


def test_a_lead_is_led_to_the_round_that_waits(page_for: Pages, cast: Cast, health: ModelVersion) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, health, "2026 Q2", "2026-04-01", {cast.pricing: At(2)})
        waiting = rounds.plan_round(
            cast.aurora,
            name="Now",
            version=health,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=clock.now() + timedelta(days=10),
            by=cast.davi,
        )
        rounds.open_round(waiting, by=cast.davi)
    page = page_for(cast.lia, viewport="phone")

    page.goto(OVERVIEW)
    expect(page.get_by_text("this team’s answers have not been sent")).to_be_visible()
    page.get_by_role("button", name="Start answering").click()

    expect(page).to_have_url(re.compile("/a/"))


def test_the_file_is_downloaded(page_for: Pages, cast: Cast, two_rounds: None) -> None:
    page = page_for(cast.davi)
    page.goto(OVERVIEW)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()

    assert download.value.suggested_filename == "aurora-mlops-results.csv"


def test_a_team_without_answers_is_told_so_on_a_phone(
    page_for: Pages, cast: Cast, mlops: ModelVersion, axe: Callable[[Page], None]
) -> None:
    with scope(organization=cast.aurora):
        hold(cast.aurora, mlops, "2026 Q4", "2026-10-01", {cast.pricing: NOBODY})
    page = page_for(cast.lia, viewport="phone")

    page.goto(TEAM)

    expect(page.get_by_role("heading", name="No answers")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("teams", [1, 2])
def test_few_teams_are_counted_on_an_axis_of_whole_numbers(
    page_for: Pages, cast: Cast, mlops: ModelVersion, teams: int
) -> None:
    with scope(organization=cast.aurora):
        stands = dict.fromkeys((cast.pricing, cast.churn)[:teams], At(1))
        hold(cast.aurora, mlops, "2026 Q4", "2026-10-01", stands)
    page = page_for(cast.davi)

    page.goto(OVERVIEW)

    counts = page.locator("[data-figure=chart-dimensions] .xtick text")
    expect(counts.first).to_be_visible()
    assert counts.all_text_contents() == [str(count) for count in range(teams + 1)]
