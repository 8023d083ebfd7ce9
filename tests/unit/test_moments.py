"""Dates and times in words, as people in each language write them."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

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
