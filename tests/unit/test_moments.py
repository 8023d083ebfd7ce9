"""Dates and times in words, as people in each language write them."""

from datetime import UTC, date, datetime

import pytest
from babel.dates import get_day_names, get_month_names
from django.conf import settings
from django.template import Context, Template
from django.utils import translation
from django.utils.dateformat import format as date_in

from core import moments

SAO_PAULO = "America/Sao_Paulo"  # three hours behind UTC
CLOSING = datetime(2026, 12, 4, 21, 0, tzinfo=UTC)
MAY = datetime(2026, 5, 2, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Fri 4 Dec 2026, 18:00"), ("pt-br", "sex., 4 de dez. de 2026, 18h")],
)
def test_a_day_and_time(language: str, said: str) -> None:
    with translation.override(language):
        assert moments.day_and_time(CLOSING, SAO_PAULO) == said


def test_a_day_ends_on_the_clocks_of_its_place() -> None:
    """Two in the morning in London is still the day before in São Paulo."""
    late = datetime(2026, 12, 5, 2, tzinfo=UTC)

    assert moments.end_of_day(SAO_PAULO, late) == datetime(2026, 12, 5, 2, 59, 59, 999_999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Sat 2 May, 09:05"), ("pt-br", "sáb., 2 de mai., 9h05")]
)
def test_a_time_that_is_no_full_hour_says_its_minutes(language: str, said: str) -> None:
    with translation.override(language):
        assert moments.day_and_time(MAY, SAO_PAULO, year=False) == said


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Friday 4 December, 18:00"), ("pt-br", "sexta-feira, 4 de dezembro, 18h")]
)
def test_a_day_in_full_words(language: str, said: str) -> None:
    with translation.override(language):
        assert moments.long_day_and_time(CLOSING, SAO_PAULO) == said


@pytest.mark.parametrize(("language", "said"), [("en", "4 Dec 2026"), ("pt-br", "4 de dez. de 2026")])
def test_a_day_alone(language: str, said: str) -> None:
    with translation.override(language):
        assert moments.day(CLOSING, SAO_PAULO) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "4 December 2026 | 4 Dec 2026 | December 2026"),
        ("pt-br", "4 de dezembro de 2026 | 04/12/2026 | dezembro de 2026"),
    ],
)
def test_the_formats_that_templates_use(language: str, said: str) -> None:
    page = (
        '{{ at|date:"DATE_FORMAT" }} | {{ at|date:"SHORT_DATE_FORMAT" }} | {{ at|date:"YEAR_MONTH_FORMAT" }}'
    )

    with translation.override(language):
        assert Template(page).render(Context({"at": CLOSING})) == said


@pytest.mark.parametrize(
    ("zone", "city"),
    [(SAO_PAULO, "São Paulo"), ("America/New_York", "New York"), ("UTC", "UTC")],
)
def test_a_zone_is_called_by_its_city(zone: str, city: str) -> None:
    assert moments.place_of(zone) == city


LANGUAGES = [code for code, _name in settings.LANGUAGES]
DAYS = [date(2026, 11, 2 + number) for number in range(7)]  # a week from Monday on
MONTHS = [date(2026, month, 1) for month in range(1, 13)]


def names_in(language: str, days: list[date], pattern: str) -> list[str]:
    """What pages call these days in that language, by one of Django's patterns."""
    with translation.override(language):
        return [date_in(day, pattern) for day in days]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("pattern", "width"), [("l", "wide"), ("D", "abbreviated")])
def test_days_have_the_names_that_unicode_gives_them(language: str, pattern: str, width: str) -> None:
    """Without the full stop of an abbreviation, which stands in the patterns of our catalogs."""
    known = get_day_names(width, locale=translation.to_locale(language))

    assert names_in(language, DAYS, pattern) == [known[number].rstrip(".") for number in range(7)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("pattern", "width"), [("F", "wide"), ("b", "abbreviated")])
def test_months_have_the_names_that_unicode_gives_them(language: str, pattern: str, width: str) -> None:
    """The short ones but for capitals: each language chooses between two patterns of Django's."""
    known = [get_month_names(width, locale=translation.to_locale(language))[month] for month in range(1, 13)]
    if width == "abbreviated":
        known = [name.rstrip(".").lower() for name in known]

    assert names_in(language, MONTHS, pattern) == known
