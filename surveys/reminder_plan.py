"""When a round reminds by itself: some days before its end, and never at night. Pure rules."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

OFFERED = (14, 7, 2, 1)  # days before the end
USUAL = (7, 2)
MORNING, EVENING = time(8), time(20)  # between the two nobody is disturbed at night


def days_of(stored: str | None) -> tuple[int, ...]:
    """The days before the end, as a round keeps them: "7,2"."""
    return tuple(int(day) for day in (stored or "").split(",") if day)


def as_stored(days: Iterable[int]) -> str | None:
    """The same as it is kept, the earliest reminder first; None for no reminders."""
    return ",".join(str(day) for day in sorted(set(days), reverse=True)) or None


def moments_of(days: Iterable[int], *, closes_at: datetime, zone: str) -> Sequence[datetime]:
    """When reminders go out, in order: at the hour of the end, so many days before, moved out of the night.

    A day is one of the calendar in `zone`, so the hour stays where clocks change in between. What would come
    at the end or later is left out.
    """
    local = closes_at.astimezone(ZoneInfo(zone))
    wanted = {
        waking(datetime.combine(local.date() - timedelta(days=day), local.time(), tzinfo=local.tzinfo), zone)
        for day in days
    }
    return sorted(moment for moment in wanted if moment < closes_at)


def waking(moment: datetime, zone: str) -> datetime:
    """The moment itself, or the next morning where it lies in the night of `zone`."""
    local = moment.astimezone(ZoneInfo(zone))
    if local.time() < MORNING:
        local = datetime.combine(local.date(), MORNING, tzinfo=local.tzinfo)
    elif local.time() >= EVENING:
        local = datetime.combine(local.date() + timedelta(days=1), MORNING, tzinfo=local.tzinfo)
    return local.astimezone(UTC)


def is_quiet(moment: datetime, zone: str) -> bool:
    """Whether it is night in `zone`, when no planned reminder goes out."""
    return waking(moment, zone) != moment
