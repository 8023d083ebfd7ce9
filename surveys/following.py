"""What the round after the last one is called, and when it is: read off the rounds before it."""

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.text import one_line

USUAL_MONTHS = 6  # between two rounds, where there was one only
TRIES = 60  # names of later rounds that are looked at for one that is free

YEAR = r"(?P<year>20\d\d)"
PART = r"(?P<kind>[A-Za-z])(?P<part>\d)"
MONTH = r"(?P<kind>)(?P<part>\d\d)"
PATTERNS = (
    re.compile(rf"(?P<begin>.*?)\b{YEAR}(?P<between>[\s./-]?){PART}\b(?P<end>.*)"),
    re.compile(rf"(?P<begin>.*?)\b{PART}(?P<between>[\s./-]?){YEAR}\b(?P<end>.*)"),
    re.compile(rf"(?P<begin>.*?)\b{YEAR}(?P<between>[./-]){MONTH}\b(?P<end>.*)"),
    re.compile(rf"(?P<begin>.*?)\b{MONTH}(?P<between>[./-]){YEAR}\b(?P<end>.*)"),
)
PARTS_OF_A_YEAR = {"S": 2, "H": 2, "Q": 4, "T": 4, "": 12}
LAST_NUMBER = re.compile(r"(?P<begin>.*?)(?P<number>\d{1,6})(?P<end>\D*)")


@dataclass(frozen=True, slots=True)
class Counted:
    """A name that counts: where its number stands, and how it is written there."""

    number: int
    match: re.Match[str]
    a_year: int  # how many of them make a year; 0 where they are only counted

    @property
    def is_year(self) -> bool:
        """Whether its only number is a year: "Check 2026"."""
        return not self.a_year and re.fullmatch(YEAR, self.match["number"]) is not None

    def written(self, number: int) -> str:
        """The name with another number in the place of its own."""
        if not self.a_year:
            digits = str(number).zfill(len(self.match["number"]))
            return f"{self.match['begin']}{digits}{self.match['end']}"
        year, part = divmod(number, self.a_year)
        values = {"year": str(year), "part": str(part + 1).zfill(len(self.match["part"]))}
        found, at = [], 0
        for name in sorted(values, key=self.match.start):
            found += [self.match.string[at : self.match.start(name)], values[name]]
            at = self.match.end(name)
        return "".join([*found, self.match.string[at:]])


def counted(name: str) -> Counted | None:
    """How a name counts: "2026 S2" by half-years, "T1/2026" by quarters, "2026-09" by months, "Round 3" by
    itself; else None.
    """
    for pattern in PATTERNS:
        match = pattern.fullmatch(name)
        a_year = PARTS_OF_A_YEAR.get(match["kind"].upper(), 0) if match else 0
        if match and 1 <= int(match["part"]) <= a_year:
            return Counted(int(match["year"]) * a_year + int(match["part"]) - 1, match, a_year)
    match = LAST_NUMBER.fullmatch(name)
    return Counted(int(match["number"]), match, 0) if match else None


def same_name(one: str, other: str) -> bool:
    """Whether two names of rounds are one to a reader: case and spaces make no difference."""
    return _folded(one) == _folded(other)


def next_name(name: str, before: str, taken: Collection[str]) -> str:
    """The name of the round that comes after one; "" where its name does not count.

    Args:
        before: the name of the round before that; where it counts in the same way, it says by how much.
        taken: names that other rounds have.
    """
    last, earlier = counted(name), counted(before)
    if last is None:
        return ""
    alike = earlier is not None and earlier.a_year == last.a_year
    step = last.number - earlier.number if earlier is not None and alike else 1
    used = {_folded(one) for one in taken}
    for turn in range(1, TRIES + 1):
        wanted = last.written(last.number + turn * max(1, step))
        if _folded(wanted) not in used:
            return wanted
    return ""


def next_times(
    opened: datetime, closed: datetime, before: datetime | None, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """When the next round opens and closes: as many months later as the last came after the one before it.

    Both keep their hour on the clocks of `zone`, over summer time too; an hour that a clock leaps over is
    the one after it. The 31st becomes the last of a shorter month.

    Args:
        opened, closed: when the last one did.
        before: when the one before it opened; None where there was none, and then it is half a year.
    """
    begin, end = opened.astimezone(zone), closed.astimezone(zone)
    months = USUAL_MONTHS if before is None else max(1, _months_between(before.astimezone(zone), begin))
    days = (end.date() - begin.date()).days
    first = months_later(begin, months)
    return on_clocks(first, zone), on_clocks(datetime.combine(first + timedelta(days), end.time()), zone)


def from_today(opened: datetime, closed: datetime, today: datetime, zone: ZoneInfo) -> datetime:
    """When a round closes that opens today and lasts as long as one before."""
    days = (closed.astimezone(zone).date() - opened.astimezone(zone).date()).days
    day = today.astimezone(zone).date() + timedelta(max(1, days))
    return on_clocks(datetime.combine(day, closed.astimezone(zone).time() or time(18)), zone)


def _folded(name: str) -> str:
    return one_line(name).casefold()


def _months_between(before: datetime, after: datetime) -> int:
    """Whole months, rounded to the nearer one."""
    months = (after.year - before.year) * 12 + after.month - before.month
    return months + (after.day - before.day > 15) - (before.day - after.day > 15)


def months_later(moment: datetime, months: int) -> datetime:
    """The same day and hour so many months on, as clocks show it; the 31st is the last of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day, tzinfo=None)


def on_clocks(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks of a zone show this; the first one where they show it twice.

    What they leap over is as long after the leap as it would be after its beginning: 2:30 is 3:30.
    """
    return moment.replace(tzinfo=zone, fold=0).astimezone(UTC)
