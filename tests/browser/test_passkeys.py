"""Passkeys in a real browser, with an authenticator of Chromium's own in the place of a finger.

They need a name in the address: the live server is reached as `localhost`.
"""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import Pages
from tests.cast import PASSWORD, Cast

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """A page on a device that has an authenticator."""

    def __init__(self, page: Page, **changed: Any) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        options = {"options": {**AUTHENTICATOR, **changed}}
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", options)["authenticatorId"]

    def verified(self, *, is_owner: bool) -> None:
        """Whether the finger on the sensor is the owner's."""
        self.session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": is_owner}
        )


@pytest.fixture
def by_name(page_for: Pages) -> Pages:
    """Pages under `localhost`."""
    page_for.url = page_for.url.replace("127.0.0.1", "localhost")
    return page_for


def sign_in(page: Page, member: Any) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(member.user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page).to_have_url("/")


def add_passkey(page: Page, name: str) -> None:
    page.goto("/account/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add this device").click()


def test_lia_adds_a_passkey_and_signs_in_with_nothing_else(
    cast: Cast, by_name: Pages, axe: Callable[[Page], None]
) -> None:
    page = by_name(viewport="desktop")
    Device(page)
    sign_in(page, cast.lia)
    add_passkey(page, "Work laptop")

    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.locator("#codes li")).to_have_count(10)
    axe(page)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("Work laptop", exact=True).first).to_be_visible()
    expect(page.get_by_text("Signs in without a password")).to_be_visible()
    axe(page)

    sign_out(page)
    page.goto("/accounts/login/?next=/help/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page).to_have_url("/help/")
    expect(page.get_by_text("Account of Lia Souza")).to_have_count(1)
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def test_a_key_that_keeps_nothing_is_the_second_step_after_the_password(cast: Cast, by_name: Pages) -> None:
    page = by_name(viewport="phone")
    Device(page, transport="usb", hasResidentKey=False, hasUserVerification=False, isUserVerified=False)
    sign_in(page, cast.lia)
    add_passkey(page, "Key on the ring")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)

    sign_in(page, cast.lia)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.get_by_role("button", name="Use your passkey").click()

    page.wait_for_url(lambda address: "second-step" not in address)
    page.goto("/account/")
    expect(page.get_by_text("Key on the ring", exact=True).first).to_be_visible()
    expect(page.get_by_text("Signs in without a password")).to_have_count(0)


def test_another_finger_opens_nothing_and_is_told(cast: Cast, by_name: Pages) -> None:
    page = by_name(viewport="desktop")
    device = Device(page)
    sign_in(page, cast.lia)
    add_passkey(page, "Work laptop")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)
    device.verified(is_owner=False)

    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("Nothing happened: it was cancelled, or it took too long.")).to_be_visible()
    page.goto("/help/")
    expect(page.get_by_text("Account of Lia Souza")).to_have_count(0)


def test_an_owner_is_led_to_a_passkey_before_anything_else(
    cast: Cast, by_name: Pages, settings: Any, axe: Callable[[Page], None]
) -> None:
    settings.REQUIRE_MFA = "owners_and_admins"
    page = by_name(viewport="phone")
    Device(page)
    sign_in(page, cast.olga)

    page.goto("/o/aurora/teams/")
    expect(page.get_by_role("heading", name="Add a second step")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Passkey").click()
    page.get_by_role("button", name="Add this device").click()
    page.get_by_role("link", name="I have kept them").click()
    page.goto("/o/aurora/teams/")

    expect(page).to_have_url("/o/aurora/teams/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Teams")


def test_a_password_can_be_seen_while_it_is_typed(
    cast: Cast, by_name: Pages, axe: Callable[[Page], None]
) -> None:
    page = by_name(viewport="small")
    page.goto("/accounts/login/")
    field = page.get_by_label("Password", exact=True)
    field.fill("what I typed")

    page.get_by_role("button", name="Show").click()
    expect(field).to_have_attribute("type", "text")
    axe(page)
    page.get_by_role("button", name="Hide").click()

    expect(field).to_have_attribute("type", "password")
