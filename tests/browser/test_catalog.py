"""The catalog in a real browser: read on every screen, in both languages and themes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from maturity.models import ModelVersion
from tests.browser.conftest import Pages
from tests.cast import Cast

INDEX = "/o/aurora/catalog/"
VERSION = "/o/aurora/catalog/mlops/1/"
CRITERION = "/o/aurora/catalog/mlops/1/people.joint-conversion/"
WIDER_THAN_THE_SCREEN = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("viewport", "language", "theme"),
    [
        ("desktop", "en", "light"),
        ("desktop", "en", "dark"),
        ("phone", "pt-BR", "light"),
        ("small", "pt-BR", "dark"),
    ],
)
def test_the_catalog_can_be_read_by_all(
    page_for: Pages,
    cast: Cast,
    mlops: ModelVersion,
    health: ModelVersion,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    viewport: str,
    language: str,
    theme: str,
) -> None:
    page = page_for(cast.lia, viewport=viewport, language=language, theme=theme)

    for name, address in {"list": INDEX, "matrix": VERSION, "criterion": CRITERION}.items():
        page.goto(address)

        axe(page)
        assert not page.evaluate(WIDER_THAN_THE_SCREEN)
        picture(page, f"catalog-{name}-{viewport}-{language}-{theme}")


def test_a_reader_finds_the_way_from_the_list_to_a_criterion_and_on(
    page_for: Pages, cast: Cast, mlops: ModelVersion
) -> None:
    page = page_for(cast.lia, viewport="phone")

    page.goto(INDEX)
    page.get_by_role("link", name="MLOps maturity model").click()
    page.get_by_role("link", name="Read level 0").click()
    expect(page.get_by_role("heading", name="Level 0 No MLOps")).to_be_in_viewport()
    page.get_by_text("Overcome by 8 criteria").click()
    page.locator("#level-0").get_by_role("link", name="We turn experiments into repeatable").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "We turn experiments into repeatable pipelines as joint work of data scientists with engineers"
    )
    page.get_by_role("link", name="Next criterion").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "We can release a new version of a model without help from the person who built it"
    )


def test_on_a_phone_the_matrix_is_still_a_table_to_a_screen_reader(
    page_for: Pages, cast: Cast, health: ModelVersion
) -> None:
    page = page_for(cast.lia, viewport="phone")

    page.goto("/o/aurora/catalog/team-health/1/")

    expect(page.get_by_role("rowheader")).to_have_count(4)
    expect(page.get_by_role("row").nth(1).get_by_role("cell")).to_have_count(2)
