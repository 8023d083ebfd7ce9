"""The one clock."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.utils import timezone

from core import clock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_the_clock_shows_the_present() -> None:
    before = timezone.now()

    assert before <= clock.now() <= timezone.now()
    assert clock.now().tzinfo is UTC


def test_the_clock_stands_where_it_is_put() -> None:
    with clock.at(NOON):
        assert clock.now() == clock.now() == NOON

    assert clock.now() != NOON


def test_a_clock_moved_within_a_moved_clock_goes_back_to_it() -> None:
    with clock.at(NOON):
        with clock.at(NOON + timedelta(days=1)):
            pass
        assert clock.now() == NOON


def test_the_clock_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), clock.at(NOON):
        raise ValueError("broken")

    assert clock.now() != NOON


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2026, 11, 23, 12)):  # noqa: DTZ001
        pass


def test_others_keep_their_own_time() -> None:
    seen: list[datetime] = []

    with clock.at(NOON):
        other = Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()

    assert seen[0] != NOON
