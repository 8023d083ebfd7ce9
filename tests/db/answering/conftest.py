"""A response of Pricing, begun on a Monday."""

from collections.abc import Iterator
from typing import Any

import pytest

from core import clock
from maturity.models import Criterion, ModelVersion
from surveys.models import Response
from tests.cast import Cast
from tests.survey_steps import MONDAY, begun, opened


@pytest.fixture
def response(cast: Cast, health: ModelVersion) -> Response:
    """Lia's, begun on Monday."""
    return begun(cast, opened(cast, health))


@pytest.fixture
def known_users(health: ModelVersion) -> Criterion:
    """A criterion that always applies."""
    return health.criteria.get(key="value.known-users")


@pytest.fixture
def proven_benefit(health: ModelVersion) -> Criterion:
    """A criterion that need not apply."""
    return health.criteria.get(key="value.proven-benefit")


@pytest.fixture(autouse=True)
def monday() -> Iterator[Any]:
    """The round is open."""
    with clock.at(MONDAY):
        yield
