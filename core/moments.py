"""Moments in words, in the reader's language and in a named time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext_noop, pgettext

# The names that Django prints in dates. They stand here so that our catalogs can say them in their own
# way: Portuguese writes days and months small, Django's catalog has them with a capital. A test compares
# each with the name that Unicode gives it.
DAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)
MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)

# Cities whose time zones are named without their accents.
ACCENTED = {
    "Araguaina": "Araguaína",
    "Asuncion": "Asunción",
    "Belem": "Belém",
    "Bogota": "Bogotá",
    "Cuiaba": "Cuiabá",
    "Eirunepe": "Eirunepé",
    "Maceio": "Maceió",
    "Santarem": "Santarém",
    "Sao Paulo": "São Paulo",
}


def place_of(zone: str) -> str:
    """The city of a time zone as people read it: "America/Sao_Paulo" gives "São Paulo"."""
    return spelled(zone.rsplit("/", 1)[-1])


def spelled(city: str) -> str:
    """The last part of a zone's name as the city is written: "Sao_Paulo" gives "São Paulo"."""
    plain = city.replace("_", " ")
    return ACCENTED.get(plain, plain)


def day_and_time(moment: datetime, zone: str, *, year: bool = True) -> str:
    """ "Fri 4 Dec 2026, 18:00" on the clocks of `zone`."""
    if year:
        pattern = pgettext("a date with its weekday, as Django formats dates", "D j M Y")
    else:
        pattern = pgettext("a date with its weekday and no year, as Django formats dates", "D j M")
    return _with_time(pattern, on_clocks_of(zone, moment))


def end(moment: datetime, zone: str, *, year: bool = True) -> str:
    """When something ends: "Fri 4 Dec 2026, 18:00 (São Paulo)". A day alone would promise the whole of it."""
    words = {"moment": day_and_time(moment, zone, year=year), "place": place_of(zone)}
    return pgettext("when something ends, with the city of its clocks", "%(moment)s (%(place)s)") % words


def day(moment: datetime, zone: str, *, year: bool = True) -> str:
    """ "4 Dec 2026" on the clocks of `zone`."""
    if year:
        pattern = pgettext("a date, as Django formats dates", "j M Y")
    else:
        pattern = pgettext("a date without year, as Django formats dates", "j M")
    return date_format(on_clocks_of(zone, moment), pattern)


def long_day_and_time(moment: datetime, zone: str) -> str:
    """ "Friday 4 December, 18:00" on the clocks of `zone`."""
    pattern = pgettext("a date in full words, as Django formats dates", "l j F")
    return _with_time(pattern, on_clocks_of(zone, moment))


def on_clocks_of(zone: str, moment: datetime) -> datetime:
    """The same moment as the clocks of `zone` show it."""
    return moment.astimezone(ZoneInfo(zone))


def end_of_day(zone: str, moment: datetime) -> datetime:
    """The last moment of that day on the clocks of `zone`: what ends then may be told by its day alone."""
    return on_clocks_of(zone, moment).replace(hour=23, minute=59, second=59, microsecond=999_999)


def _with_time(pattern: str, there: datetime) -> str:
    """A date and the time after it; some languages say a full hour shorter."""
    if there.minute:
        hour = pgettext("a time of day after a date, as Django formats dates", "H:i")
    else:
        hour = pgettext("a full hour after a date, as Django formats dates", "H:i")
    return f"{date_format(there, pattern)}, {date_format(there, hour)}"
