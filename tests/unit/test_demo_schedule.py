"""When the demo's rounds ran, whatever the day it is built."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from reports.demo.schedule import rounds

SAO_PAULO = ZoneInfo("America/Sao_Paulo")


def test_the_last_round_is_open_and_the_others_are_half_years_back() -> None:
    found = rounds(date(2026, 11, 25), count=3, zone=SAO_PAULO)

    assert [(one.name, one.opens_at.date()) for one in found] == [
        ("2025 S2", date(2025, 11, 10)),  # twelve months before 16 November is a Sunday: its Monday
        ("2026 S1", date(2026, 5, 11)),  # 16 May is a Saturday
        ("2026 S2", date(2026, 11, 16)),  # the Monday of the week before
    ]


@pytest.mark.parametrize("offset", range(0, 366, 5))
def test_on_any_day_one_round_is_open_and_no_two_overlap(offset: int) -> None:
    today = date(2028, 1, 1) + timedelta(days=offset)
    midday = datetime(today.year, today.month, today.day, 12, tzinfo=SAO_PAULO)

    found = rounds(today, count=6, zone=SAO_PAULO)

    assert found[-1].opens_at < midday < found[-1].closes_at
    assert all(one.closes_at < other.opens_at for one, other in pairwise(found))
    assert len({one.name for one in found}) == 6
    assert all(one.opens_at.weekday() == 0 and one.closes_at.weekday() == 4 for one in found)
