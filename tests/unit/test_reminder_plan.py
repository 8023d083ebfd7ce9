"""When a round reminds by itself: the hour of the end, some days before, never at night."""

from datetime import UTC, datetime

import pytest

from surveys.reminder_plan import as_stored, days_of, is_quiet, moments_of, waking

SAO_PAULO, BERLIN = "America/Sao_Paulo", "Europe/Berlin"
KIRITIMATI, NIUE = "Pacific/Kiritimati", "Pacific/Niue"  # 14 hours before, 11 hours behind Greenwich


def utc(day: int, hour: int, minute: int = 0, *, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_seven_and_two_days_before_the_end_at_its_hour() -> None:
    ends = utc(11, 21)  # 18:00 in São Paulo

    assert moments_of([2, 7], closes_at=ends, zone=SAO_PAULO) == [utc(4, 21), utc(9, 21)]


@pytest.mark.parametrize(
    ("moment", "moved"),
    [
        pytest.param(utc(4, 10, 59), utc(4, 11), id="7:59 waits a minute"),
        pytest.param(utc(4, 11), utc(4, 11), id="8:00 is day"),
        pytest.param(utc(4, 22, 59), utc(4, 22, 59), id="19:59 is day"),
        pytest.param(utc(4, 23), utc(5, 11), id="20:00 waits for the morning"),
        pytest.param(utc(5, 3), utc(5, 11), id="midnight waits for the same morning"),
    ],
)
def test_what_would_come_at_night_comes_in_the_morning(moment: datetime, moved: datetime) -> None:
    assert waking(moment, SAO_PAULO) == moved
    assert is_quiet(moment, SAO_PAULO) == (moment != moved)


def test_what_the_night_moves_to_the_end_or_past_it_is_left_out() -> None:
    ends = utc(5, 10)  # 7:00: the day before at 7:00 moves to 8:00, and that is before the end

    assert moments_of([1], closes_at=ends, zone=SAO_PAULO) == [utc(4, 11)]
    assert moments_of([0], closes_at=ends, zone=SAO_PAULO) == []


def test_the_hour_stays_where_clocks_change_in_between() -> None:
    ends = utc(26, 16, month=10)  # Monday 17:00, an hour behind what it was before the night of Sunday

    assert moments_of([2], closes_at=ends, zone=BERLIN) == [utc(24, 15, month=10)]


def test_two_that_fall_on_one_morning_are_one() -> None:
    ends = utc(5, 9, 30)  # 6:30

    assert moments_of([1, 1], closes_at=ends, zone=SAO_PAULO) == [utc(4, 11)]


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        pytest.param(KIRITIMATI, utc(3, 18), id="23:00 there, so 8:00 on the fourth"),
        pytest.param(NIUE, utc(3, 19), id="22:00 of the day before there, so 8:00"),
    ],
)
def test_the_ends_of_the_world_have_nights_of_their_own(zone: str, first: datetime) -> None:
    assert moments_of([2], closes_at=utc(5, 9), zone=zone) == [first]


def test_a_plan_is_kept_and_read() -> None:
    assert as_stored([2, 7, 2]) == "7,2"
    assert as_stored([]) is None
    assert days_of("7,2") == (7, 2)
    assert days_of(None) == ()
