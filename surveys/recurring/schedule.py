"""When the rounds of a recurrence are drafted, open and close, and what they are called. Pure rules.

Each is counted from the first one and none from the one before it: what begins on the 31st is on the last of
February and on the 31st again in March, and an hour that a clock leaps over comes back the next time.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from surveys.following import counted, months_later, on_clocks, same_name

AHEAD = timedelta(days=7)  # so long before it opens a round is drafted
SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class Planned:
    """One round as the schedule has it; `day` is the one on which it opens, where it takes place."""

    number: int
    day: date
    name: str
    drafted_at: datetime
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days and hours of a recurrence, as the clocks of `zone` show them.

    Attributes:
        first_on, opens: the day and the hour of the first opening.
        months: from one opening to the next.
        days, closes: so many days after its opening a round closes, and at which hour.
        name: of the first round, with a number that counts on.
    """

    first_on: date
    opens: time
    months: int
    days: int
    closes: time
    zone: str
    name: str

    def planned(self, number: int) -> Planned:
        """The round of that number; the first one is 0."""
        zone = ZoneInfo(self.zone)
        opens = months_later(datetime.combine(self.first_on, self.opens), number * self.months)
        closes = datetime.combine(opens.date() + timedelta(days=self.days), self.closes)
        return Planned(
            number=number,
            day=opens.date(),
            name=name_of(self.name, number, self.months),
            drafted_at=on_clocks(opens - AHEAD, zone),
            opens_at=on_clocks(opens, zone),
            closes_at=on_clocks(closes, zone),
        )

    def after(self, moment: datetime) -> Iterator[Planned]:
        """All that open later than `moment`, in their order; there is always a next one."""
        number = max(0, self._about(moment) - 1)
        while True:
            one = self.planned(number)
            if one.opens_at > moment:
                yield one
            number += 1

    def latest_due(self, moment: datetime) -> Planned | None:
        """The last one whose draft is due by `moment`; None before the first is."""
        number = self._about(moment + AHEAD) + 1
        while number >= 0 and self.planned(number).drafted_at > moment:
            number -= 1
        return self.planned(number) if number >= 0 else None

    def lasting(self, moment: datetime) -> datetime:
        """When a round closes that opens at `moment`, and not when it was to."""
        zone = ZoneInfo(self.zone)
        day = moment.astimezone(zone).date() + timedelta(days=self.days)
        return on_clocks(datetime.combine(day, self.closes), zone)

    def _about(self, moment: datetime) -> int:
        """The number of a round that opens about then, one more or less; may be negative."""
        there = moment.astimezone(ZoneInfo(self.zone))
        months = (there.year - self.first_on.year) * 12 + there.month - self.first_on.month
        return months // self.months


def step_of(name: str, months: int) -> int | None:
    """By how much a name counts on from one round to the next.

    None where it can't tell them apart: it has no number, or one of longer times than `months`.
    """
    found = counted(name)
    if found is None:
        return None
    a_year = found.a_year or (1 if found.is_year else 0)
    if not a_year:
        return 1
    step, rest = divmod(months * a_year, 12)
    return None if rest else step


def name_of(first: str, number: int, months: int) -> str:
    """What the round of that number is called, when the first one is called `first`."""
    found, step = counted(first), step_of(first, months)
    return found.written(found.number + number * step) if found and step else first


def free_name(wanted: str, taken: Collection[str]) -> str:
    """The name itself, or with "(2)" behind it where another round has it already."""
    name, number = wanted, 1
    while any(same_name(name, one) for one in taken):
        number += 1
        name = f"{wanted} ({number})"
    return name


def longest(months: int) -> int:
    """How many days a round of that rhythm lasts at most, so that it is over before the next one opens."""
    return months * SHORTEST_MONTH - 1
