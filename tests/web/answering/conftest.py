"""A round of Pricing that is open on a Monday, and Lia who answers for it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core import clock
from maturity.models import ModelVersion
from organizations.scoping import scope
from surveys.models import Response, Round
from tests.cast import Cast
from tests.kinds import Enter
from tests.offering import carried_out
from tests.survey_steps import MONDAY, begun, opened
from tests.web.answering.steps import address_in


@pytest.fixture(autouse=True)
def monday() -> Iterator[Any]:
    """The round is open."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    with scope(organization=cast.aurora):
        return opened(cast, health)


@pytest.fixture
def response(cast: Cast, round: Round) -> Response:
    with scope(organization=cast.aurora):
        return begun(cast, round)


@pytest.fixture
def link(round: Round) -> str:
    """Lia's personal link, from her mail."""
    carried_out()
    return address_in(mail.outbox[0].body)


@pytest.fixture
def lia(cast: Cast, round: Round, enter: Enter) -> Client:
    """Lia, signed in, with the pass of her invitation."""
    client = enter(cast.lia)
    client.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")
    return client
