"""What comes after a round: its name by the pattern of those before, its days by their rhythm."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from surveys.following import from_today, next_name, next_times, same_name

HERE, BERLIN = ZoneInfo("America/Sao_Paulo"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("before", "last", "following"),
    [
        ("2026 S1", "2026 S2", "2027 S1"),
        ("", "2026 S1", "2026 S2"),
        ("2025 S2", "2026 S2", "2027 S2"),  # once a year
        ("2026 Q2", "2026 Q4", "2027 Q2"),  # every other quarter
        ("", "2026 Q4", "2027 Q1"),
        ("1S/2026", "S2/2026", "S1/2027"),
        ("", "T4 2026", "T1 2027"),
        ("", "MLOps 2026-H2, pilot", "MLOps 2027-H1, pilot"),
        ("", "s2 2026", "s1 2027"),
        ("Round 2", "Round 3", "Round 4"),
        ("Round 1", "Round 3", "Round 5"),
        ("", "Rodada 09", "Rodada 10"),
        ("Check 2025", "Check 2026", "Check 2027"),
        ("2025", "2026 (all)", "2027 (all)"),
        ("2026 S2", "2026 S1", "2026 S2 "),  # named backwards: the next one all the same
        ("", "2026 S3", "2026 S4"),  # no half-year, but a number
        ("", "Spring", ""),
        ("Round 1", "Spring", ""),
        ("", "2026-09", "2026-10"),
        ("2026-09", "2026-12", "2027-03"),  # every three months
        ("", "12/2026", "01/2027"),
        ("", "2026-13", "2026-14"),  # no month, but a number
        ("Spring", "Round 1", "Round 2"),
        ("2026 Q2", "2026 S2", "2027 S1"),  # counted otherwise before
    ],
)
def test_a_name_goes_on_as_it_began(before: str, last: str, following: str) -> None:
    assert next_name(last, before, []) == following.strip()


def test_a_name_that_is_taken_is_passed_over() -> None:
    assert next_name("2026 S1", "", ["2026  s2", "2026 S1"]) == "2027 S1"


def test_where_all_are_taken_none_is_given() -> None:
    taken = [f"Round {number}" for number in range(1, 100)]

    assert next_name("Round 1", "", taken) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("2026 S1", " 2026  s1 ", True), ("Größe", "GRÖSSE", True), ("2026 S1", "2026S1", False)],
)
def test_case_and_spaces_make_no_other_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def at(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("before", "opened", "closed", "zone", "following"),
    [
        # half a year apart, twelve days long, until six
        (
            "2026-03-02 09:00",
            "2026-09-07 09:00",
            "2026-09-19 18:00",
            HERE,
            "2027-03-07 09:00/03-19 18:00",
        ),
        # the first one: half a year
        (None, "2026-09-07 09:00", "2026-09-19 18:00", HERE, "2027-03-07 09:00/03-19 18:00"),
        # every quarter
        ("2026-07-01 08:30", "2026-10-01 08:30", "2026-10-15 17:00", BERLIN, "2027-01-01 08:30/01-15 17:00"),
        # the 31st of a month with thirty days
        ("2026-07-31 09:00", "2026-08-31 09:00", "2026-09-04 18:00", BERLIN, "2026-09-30 09:00/10-04 18:00"),
        # it opens in winter time and closes in summer time, by the same hours
        ("2025-09-20 09:00", "2026-03-20 09:00", "2026-04-03 18:00", BERLIN, "2026-09-20 09:00/10-04 18:00"),
        # 2:30 is leapt over in the night of 28 March 2027
        ("2026-03-28 02:30", "2026-09-28 02:30", "2026-09-29 02:30", BERLIN, "2027-03-28 03:30/03-29 02:30"),
        # 2:30 comes twice in the night of 25 October 2026: the first time
        ("2025-04-25 02:30", "2026-04-25 02:30", "2026-04-26 02:30", BERLIN, "2027-04-25 02:30/04-26 02:30"),
        # two at a time: a month at least
        (
            "2026-09-07 09:00",
            "2026-09-09 09:00",
            "2026-09-19 18:00",
            HERE,
            "2026-10-09 09:00/10-19 18:00",
        ),
    ],
)
def test_the_days_go_on_in_the_rhythm(
    before: str | None, opened: str, closed: str, zone: ZoneInfo, following: str
) -> None:
    times = next_times(
        at(opened, zone).astimezone(UTC),
        at(closed, zone).astimezone(UTC),
        at(before, zone).astimezone(UTC) if before else None,
        zone,
    )

    opens, closes = (one.astimezone(zone) for one in times)
    assert f"{opens:%Y-%m-%d %H:%M}/{closes:%m-%d %H:%M}" == following


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    opens, _closes = next_times(at("2026-04-25 02:30", BERLIN), at("2026-04-27 18:00", BERLIN), None, BERLIN)

    assert opens == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_what_opens_today_lasts_as_long() -> None:
    closes = from_today(
        at("2026-03-02 09:00", HERE),
        at("2026-03-14 18:00", HERE),
        datetime(2026, 12, 1, 1, 30, tzinfo=UTC),  # still 30 November in São Paulo
        HERE,
    )

    assert closes.astimezone(HERE) == at("2026-12-12 18:00", HERE)
