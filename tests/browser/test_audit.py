"""The audit trail and the operators' pages in a real browser, under the strict policy."""

import time
from collections.abc import Callable

import pytest
from allauth.account.internal.flows import login as flow
from playwright.sync_api import Page, expect

from core.sessions import SessionStore
from organizations.audit import recording
from organizations.operators import operators
from organizations.scoping import scope
from tests.browser.conftest import Pages
from tests.cast import Cast

TRAIL = "/o/aurora/settings/audit/"


@pytest.mark.parametrize(
    ("viewport", "language", "theme"),
    [("desktop", "en", "light"), ("phone", "pt-BR", "dark"), ("small", "pt-BR", "light")],
)
def test_the_trail_is_read_and_narrowed(
    page_for: Pages, cast: Cast, axe: Callable[[Page], None], viewport: str, language: str, theme: str
) -> None:
    with scope(organization=cast.aurora):
        recording.record("team.renamed", cast.pricing, by=cast.ada, before="Prices")
        recording.record("role.granted", cast.lia, by=cast.olga, role="lead", team="Pricing")
        recording.refuse("access.refused", None, by=cast.mauro.user, organization=cast.aurora, label="/o/x/")
    page = page_for(cast.vera, viewport=viewport, language=language, theme=theme)
    page.goto(TRAIL)
    axe(page)

    page.get_by_role("link", name="Pricing").click()

    expect(page.locator("tbody tr:not(.tbl__group)")).to_have_count(1)
    axe(page)


def test_the_trail_is_taken_along(page_for: Pages, cast: Cast) -> None:
    page = page_for(cast.vera)
    page.goto(TRAIL)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()

    assert download.value.suggested_filename.startswith("aurora-audit-")


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("pt-BR", "dark")])
def test_an_operator_looks_around_and_closes_an_account(
    page_for: Pages, cast: Cast, language: str, theme: str
) -> None:
    operators.make_operator(cast.ada.user, by=None)
    page = page_for(cast.ada, language=language, theme=theme)
    take_second_step(page, cast)

    for address in ("", "organizations/organization/", "organizations/auditevent/", "core/outboxmessage/"):
        page.goto(f"/operator/{address}")
        expect(page.locator("#site-name")).to_be_visible()
    page.goto("/operator/organizations/user/?q=mauro")
    page.locator("input.action-select").check()
    page.locator("select[name=action]").select_option("close")
    page.locator("button[name=index]").click()

    expect(page.locator(".messagelist .success")).to_be_visible()
    cast.mauro.user.refresh_from_db()
    assert not cast.mauro.user.is_active


def take_second_step(page: Page, cast: Cast) -> None:
    """As if the session had been opened with a code of an app."""
    (cookie,) = page.context.cookies()
    session = SessionStore(cookie["value"])
    session[flow.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session[flow._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(cast.ada.user.pk)
    session.save()
