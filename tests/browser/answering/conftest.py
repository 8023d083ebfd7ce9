"""A round that is open, and a device on which Lia has begun to answer."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from core.clock import now
from maturity.models import ModelVersion
from organizations.scoping import scope
from surveys import rounds
from surveys.models import Round
from tests.browser.answering.steps import (
    VALUE,
)
from tests.cast import Cast


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """A round of Pricing, open for two weeks from now."""
    with scope(organization=cast.aurora):
        planned = rounds.plan_round(
            cast.aurora,
            name="2026 Q4",
            version=health,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=now() + timedelta(days=14),
            by=cast.davi,
        )
        rounds.open_round(planned, by=cast.davi)
    return planned


@pytest.fixture
def begin(page_for: Any, cast: Cast, round: Round) -> Callable[..., Page]:
    """`begin()` opens a device on which Lia has begun to answer; each call another one."""

    def on_a_device(**device: Any) -> Page:
        page: Page = page_for(cast.lia, **device)
        page.goto(f"/o/aurora/rounds/{round.pk}/")
        page.get_by_role("button", name=re.compile("Start answering|Go on answering")).click()
        page.get_by_role("button", name=re.compile("Start answering|Go on answering")).click()
        page.goto(VALUE)
        return page

    return on_a_device
