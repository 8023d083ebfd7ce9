"""What several rules ask for: one world in the database, and a log that keeps quiet."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from tests.rules.world import World, standing_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, health_document: dict[str, Any]) -> Iterator[World]:
    """One world for the whole module; whatever a request changes in it is rolled back at once."""
    with django_db_blocker.unblock(), standing_world(health_document) as world:
        yield world


@pytest.fixture(scope="module")
def no_log() -> Iterator[None]:
    """Each refusal would be a line in the log, and there are thousands."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
