"""When rounds that come again are drafted, open and close, and what they are called, worked out by hand."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest

from surveys.recurring.schedule import Schedule, free_name, longest, name_of, step_of


def schedule(first: str, *, months: int = 6, zone: str = "America/Sao_Paulo", **changed: object) -> Schedule:
    """From a day and hour on, for twelve days until six in the evening."""
    begin = datetime.fromisoformat(first)
    usual = {
        "first_on": begin.date(),
        "opens": begin.time(),
        "months": months,
        "days": 12,
        "closes": time(18),
        "zone": zone,
        "name": "Round 1",
    }
    return Schedule(**(usual | changed))  # type: ignore[arg-type]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def openings(of: Schedule, number: int) -> list[str]:
    return [f"{of.planned(one).opens_at:%Y-%m-%d %H:%M}" for one in range(number)]


# Days


def test_each_is_counted_from_the_first_so_the_31st_comes_back() -> None:
    days = [schedule("2027-01-31 09:00", months=1).planned(one).day for one in range(6)]

    assert days == [
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
        date(2027, 5, 31),
        date(2027, 6, 30),
    ]


def test_the_29th_of_february_comes_back_in_the_next_leap_year() -> None:
    days = [schedule("2028-02-29 09:00", months=12).planned(one).day for one in range(5)]

    assert [day.isoformat() for day in days] == [
        "2028-02-29",
        "2029-02-28",
        "2030-02-28",
        "2031-02-28",
        "2032-02-29",
    ]


@pytest.mark.parametrize(
    ("months", "second"),
    [
        (1, "2027-02-04"),
        (2, "2027-03-04"),
        (3, "2027-04-04"),
        (4, "2027-05-04"),
        (6, "2027-07-04"),
        (12, "2028-01-04"),
    ],
)
def test_each_rhythm(months: int, second: str) -> None:
    assert schedule("2027-01-04 09:00", months=months).planned(1).day.isoformat() == second


def test_a_round_lasts_its_days_and_is_drafted_seven_days_ahead_at_its_hour() -> None:
    first = schedule("2027-01-04 09:00").planned(0)  # three hours behind UTC

    assert first.drafted_at == utc("2026-12-28 12:00")
    assert first.opens_at == utc("2027-01-04 12:00")
    assert first.closes_at == utc("2027-01-16 21:00")


# Clocks that change


def test_hours_stay_over_summer_time() -> None:
    lisbon = schedule("2027-01-11 09:00", months=3, zone="Europe/Lisbon")

    # winter time is UTC, summer time an hour ahead
    assert openings(lisbon, 4) == [
        "2027-01-11 09:00",
        "2027-04-11 08:00",
        "2027-07-11 08:00",
        "2027-10-11 08:00",
    ]


def test_drafted_in_winter_time_it_opens_in_summer_time() -> None:
    """Lisbon's clocks go forward on 28 March 2027: the draft comes seven days of the calendar ahead."""
    one = schedule("2027-03-31 09:00", zone="Europe/Lisbon").planned(0)

    assert one.drafted_at == utc("2027-03-24 09:00")
    assert one.opens_at == utc("2027-03-31 08:00")


@pytest.mark.parametrize(
    ("zone", "first", "second"),
    [
        # Lisbon leaps from 1:00 to 2:00 on 28 March 2027: 1:30 is 2:30 in summer time, which is 1:30 UTC
        ("Europe/Lisbon", "2027-02-28 01:30", "2027-03-28 01:30"),
        # New York leaps from 2:00 to 3:00 on 14 March 2027: 2:30 is 3:30 in summer time, four hours behind
        ("America/New_York", "2027-02-14 02:30", "2027-03-14 07:30"),
        # Lisbon has 1:30 twice on 31 October 2027: the first is in summer time
        ("Europe/Lisbon", "2027-09-30 01:30", "2027-10-30 00:30"),
        ("Europe/Lisbon", "2027-08-31 01:30", "2027-09-30 00:30"),
        # New York has 1:30 twice on 7 November 2027: the first is in summer time, four hours behind
        ("America/New_York", "2027-10-07 01:30", "2027-11-07 05:30"),
    ],
)
def test_hours_that_are_missing_or_come_twice(zone: str, first: str, second: str) -> None:
    assert f"{schedule(first, months=1, zone=zone).planned(1).opens_at:%Y-%m-%d %H:%M}" == second


def test_the_hour_that_comes_twice_on_the_31st_is_the_first() -> None:
    assert schedule("2027-07-31 01:30", months=3, zone="Europe/Lisbon").planned(1).opens_at == utc(
        "2027-10-31 00:30"
    )


def test_an_hour_that_was_leapt_over_comes_back_the_next_time() -> None:
    new_york = schedule("2027-02-14 02:30", months=1, zone="America/New_York")

    # winter, the night of the leap, summer: 2:30 again
    assert openings(new_york, 3) == ["2027-02-14 07:30", "2027-03-14 07:30", "2027-04-14 06:30"]


@pytest.mark.parametrize(
    ("zone", "opens_at"),
    [("Pacific/Kiritimati", "2026-12-31 19:00"), ("Etc/GMT+12", "2027-01-01 21:00")],
)
def test_the_day_is_that_of_the_place_at_both_ends_of_the_world(zone: str, opens_at: str) -> None:
    """Nine in the morning of 1 January, fourteen hours ahead of UTC and twelve behind."""
    one = schedule("2027-01-01 09:00", months=1, zone=zone).planned(0)

    assert one.opens_at == utc(opens_at)
    assert one.day == date(2027, 1, 1)


# What comes next


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "America/Sao_Paulo"])
@pytest.mark.parametrize("months", [1, 6, 12])
def test_what_comes_after_a_moment_opens_after_it_and_nothing_between(zone: str, months: int) -> None:
    of = schedule("2027-01-31 09:00", months=months, zone=zone)
    for number in range(8):
        opens = of.planned(number).opens_at
        before, at_it = opens - timedelta(seconds=1), opens

        assert [one.number for one in islice(of.after(before), 2)] == [number, number + 1]
        assert [one.number for one in islice(of.after(at_it), 1)] == [number + 1]


def test_before_the_first_the_first_comes_next() -> None:
    assert next(schedule("2027-01-04 09:00").after(utc("2020-01-01 00:00"))).number == 0


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Lisbon"])
@pytest.mark.parametrize("months", [1, 3, 12])
def test_the_latest_due_is_the_last_one_drafted(zone: str, months: int) -> None:
    of = schedule("2027-01-31 09:00", months=months, zone=zone)
    assert of.latest_due(of.planned(0).drafted_at - timedelta(seconds=1)) is None
    for number in range(8):
        drafted = of.planned(number).drafted_at
        found = of.latest_due(drafted)
        before = of.latest_due(drafted - timedelta(seconds=1))

        assert found is not None
        assert found.number == number
        assert (before.number if before else -1) == number - 1


def test_a_round_that_begins_late_lasts_as_long() -> None:
    late = schedule("2027-01-04 09:00").lasting(utc("2027-02-10 01:00"))  # still 9 February there

    assert late == utc("2027-02-21 21:00")


@pytest.mark.parametrize(("months", "days"), [(1, 27), (3, 83), (12, 335)])
def test_none_lasts_into_the_next(months: int, days: int) -> None:
    assert longest(months) == days
    of = schedule("2026-01-31 00:00", months=months, days=days, closes=time(23, 59))

    assert all(of.planned(one).closes_at < of.planned(one + 1).opens_at for one in range(48))


# Names


@pytest.mark.parametrize(
    ("first", "months", "others"),
    [
        ("2027 S1", 6, ["2027 S2", "2028 S1"]),
        ("2027 S1", 12, ["2028 S1", "2029 S1"]),
        ("2027 Q4", 3, ["2028 Q1", "2028 Q2"]),
        ("T3/2027", 6, ["T1/2028", "T3/2028"]),
        ("2027-11", 1, ["2027-12", "2028-01"]),
        ("2027-11", 4, ["2028-03", "2028-07"]),
        ("Retail 12/2027, health", 2, ["Retail 02/2028, health", "Retail 04/2028, health"]),
        ("Check 2027", 12, ["Check 2028", "Check 2029"]),
        ("Round 9", 1, ["Round 10", "Round 11"]),
        ("Rodada 09", 3, ["Rodada 10", "Rodada 11"]),
    ],
)
def test_names_count_on_by_the_rhythm(first: str, months: int, others: list[str]) -> None:
    assert [name_of(first, number, months) for number in range(3)] == [first, *others]


@pytest.mark.parametrize(
    ("name", "months"),
    [
        ("Spring", 6),
        ("2027 S1", 3),  # two rounds in each half-year
        ("2027 S1", 4),
        ("2027 Q1", 1),
        ("2027 Q1", 4),
        ("Check 2027", 6),
    ],
)
def test_a_name_that_would_not_tell_rounds_apart_counts_nothing(name: str, months: int) -> None:
    assert step_of(name, months) is None


def test_a_name_that_is_taken_is_told_apart() -> None:
    assert free_name("2027 S1", ["2026 S2"]) == "2027 S1"
    assert free_name("2027 S1", ["2027  s1"]) == "2027 S1 (2)"
    assert free_name("2027 S1", ["2027 S1", "2027 S1 (2)"]) == "2027 S1 (3)"
