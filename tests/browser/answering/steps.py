"""What a hand does on an answering page, and what is stored then."""

import re
from typing import Any

from playwright.sync_api import Page

from organizations.scoping import scopes_disabled
from surveys.models import Answer

USERS, BENEFIT = "value.known-users", "value.proven-benefit"
VALUE, FLOW, CHECK = "/a/dimension/value/", "/a/dimension/flow/", "/a/check/"
SAVES = "**/a/answers/"


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
