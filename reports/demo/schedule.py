"""When the rounds ran: one each half-year, the last one open on the day the demo is built."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(9), time(18)
LENGTH = timedelta(days=25)  # from a Monday to the Friday of the fourth week
REMINDED = timedelta(days=4, hours=1)  # after the opening: on its first Friday, at ten


@dataclass(frozen=True)
class RoundPlan:
    """A round: `number` counts from 0, the name tells the half-year."""

    number: int
    name: str
    opens_at: datetime
    closes_at: datetime


def rounds(today: date, *, count: int, zone: ZoneInfo) -> list[RoundPlan]:
    """`count` rounds, oldest first; the last one has been open for one to two weeks at `today`."""
    last = _monday(today) - timedelta(weeks=1)
    half = last.year * 2 + (last.month > 6)
    return [
        _round(number, half - back, _monday(_months_before(last, 6 * back)), zone)
        for number, back in enumerate(reversed(range(count)))
    ]


def _round(number: int, half: int, opens_on: date, zone: ZoneInfo) -> RoundPlan:
    year, second = divmod(half, 2)
    return RoundPlan(
        number,
        f"{year} S{second + 1}",
        datetime.combine(opens_on, OPENS, zone),
        datetime.combine(opens_on + LENGTH, CLOSES, zone),
    )


def _monday(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
