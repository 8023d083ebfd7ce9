"""From the mail of an offer to the team's page, in a real browser."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from organizations.access import Role
from organizations.offers import offering
from organizations.offers.offering import NewOffer
from organizations.scoping import scope
from tests.browser.conftest import Pages
from tests.cast import Cast


def link_in_mail(cast: Cast) -> str:
    """The path in the mail that offers Nina to join Pricing."""
    with scope(organization=cast.aurora):
        new = NewOffer("nina@example.com", Role.MEMBER, cast.pricing, name="Nina Faro", language="en")
        offering.make_offers(cast.aurora, [new], by=cast.ada)
    return re.search(r"https?://[^/]+(/offer/[\w-]+/)", mail.outbox[-1].body)[1]


@pytest.mark.parametrize(("viewport", "theme"), [("desktop", "light"), ("small", "dark")])
def test_who_is_offered_access_reads_accepts_and_arrives(
    page_for: Pages,
    cast: Cast,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    viewport: str,
    theme: str,
) -> None:
    page = page_for(viewport=viewport, theme=theme)
    page.goto(link_in_mail(cast))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aurora Seguros")
    axe(page)
    picture(page, f"offer-{viewport}-{theme}")

    page.get_by_role("button", name="Answer the invitation").click()
    expect(page).to_have_url(f"{page_for.url}/offer/")
    expect(page.get_by_label("Your name")).to_have_value("Nina Faro")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    picture(page, f"offer-join-{viewport}-{theme}")

    page.get_by_label("Password", exact=True).fill("rivers run to the sea")
    page.get_by_role("button", name="Join Aurora Seguros").click()
    expect(page.get_by_text("Welcome to Aurora Seguros.")).to_be_visible()

    page.goto("/o/aurora/teams/?team=pricing")
    expect(page.get_by_role("cell", name="Member").first).to_be_visible()


def test_a_list_is_checked_and_sent_without_its_faulty_line(
    page_for: Pages, cast: Cast, axe: Callable[[Page], None]
) -> None:
    page = page_for(cast.ada, viewport="small")
    page.goto("/o/aurora/people/offers/many/")
    page.locator("[name=text]").fill("ana@example.com;;Auditor\nbea@\n")
    page.get_by_role("button", name="Look at what it would do").click()
    axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")

    page.get_by_role("link", name="Leave this row out").click()
    page.get_by_role("button", name="Import and invite").click()

    expect(page.get_by_text("Mails going out: 1.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="ana@example.com")).to_be_visible()
    axe(page)
