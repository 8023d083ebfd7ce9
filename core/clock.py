"""The one clock. Deeds ask it, so that the demo and the tests can move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; the moved one inside `at`."""
    return _moment.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware) for the length of the block."""
    if timezone.is_naive(moment):
        raise ValueError("The clock needs an aware moment.")
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
