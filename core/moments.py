"""Moments in words, in the reader's language and in a named time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import pgettext


def place_of(zone: str) -> str:
    """The city of a time zone as people read it: "America/Sao_Paulo" gives "Sao Paulo"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def day_and_time(moment: datetime, zone: str, *, year: bool = True) -> str:
    """ "Fri 4 Dec 2026, 18:00" on the clocks of `zone`."""
    if year:
        pattern = pgettext("a date with time, as Django formats dates", "D j M Y, H:i")
    else:
        pattern = pgettext("a date with time and no year, as Django formats dates", "D j M, H:i")
    return _on_clocks_of(zone, moment, pattern)


def day(moment: datetime, zone: str, *, year: bool = True) -> str:
    """ "4 Dec 2026" on the clocks of `zone`."""
    if year:
        pattern = pgettext("a date, as Django formats dates", "j M Y")
    else:
        pattern = pgettext("a date without year, as Django formats dates", "j M")
    return _on_clocks_of(zone, moment, pattern)


def long_day_and_time(moment: datetime, zone: str) -> str:
    """ "Friday 4 December, 18:00" on the clocks of `zone`."""
    pattern = pgettext("a date in full words with time, as Django formats dates", "l j F, H:i")
    return _on_clocks_of(zone, moment, pattern)


def clock_time(moment: datetime, zone: str) -> str:
    """ "18:00" on the clocks of `zone`."""
    return _on_clocks_of(zone, moment, pgettext("a time of day, as Django formats dates", "H:i"))


def _on_clocks_of(zone: str, moment: datetime, pattern: str) -> str:
    return date_format(moment.astimezone(ZoneInfo(zone)), pattern)
