"""What is typed into the form of a round, on the clocks of a place, is when it opens, closes and reminds.

Over both nights that change the clock, where they change at midnight, and at either end of the world.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core import clock
from core.moments import day_and_time
from maturity.models import ModelVersion
from organizations.models import Organization
from surveys import answering, rounds
from surveys.forms import RoundForm
from surveys.invitations import invitation_of
from surveys.models import Response, Round
from surveys.refusals import RoundClosed, RoundNotYetOpen
from surveys.tasks import turn_rounds
from tests.cast import Cast
from tests.survey_steps import SECOND, answer_all

BERLIN, SANTIAGO = "Europe/Berlin", "America/Santiago"


@dataclass(frozen=True)
class Case:
    """Where, what is typed, and which moments that is, worked out by hand."""

    zone: str
    opens: str
    closes: str
    opens_at: datetime
    closes_at: datetime


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


CASES = {
    "an hour is lost in between": Case(
        BERLIN, "2026-03-28T18:00", "2026-03-29T18:00", utc(3, 28, 17), utc(3, 29, 16)
    ),
    "it closes as the hour is lost": Case(
        BERLIN, "2026-03-29T01:59", "2026-03-29T03:00", utc(3, 29, 0, 59), utc(3, 29, 1)
    ),
    "an hour comes twice in between": Case(
        BERLIN, "2026-10-24T18:00", "2026-10-25T18:00", utc(10, 24, 16), utc(10, 25, 17)
    ),
    "it is open while an hour comes twice": Case(
        BERLIN, "2026-10-25T01:59", "2026-10-25T03:00", utc(10, 24, 23, 59), utc(10, 25, 2)
    ),
    "midnight is lost": Case(
        SANTIAGO, "2026-09-05T23:59", "2026-09-06T01:00", utc(9, 6, 3, 59), utc(9, 6, 4)
    ),
    "fourteen hours before Greenwich": Case(
        "Pacific/Kiritimati", "2026-11-23T09:00", "2026-12-04T18:00", utc(11, 22, 19), utc(12, 4, 4)
    ),
    "twelve hours behind it": Case(
        "Etc/GMT+12", "2026-11-23T09:00", "2026-12-04T18:00", utc(11, 23, 21), utc(12, 5, 6)
    ),
}
NEVER_OR_TWICE = [
    (BERLIN, "2026-03-29T02:30"),
    (BERLIN, "2026-10-25T02:30"),
    (SANTIAGO, "2026-09-06T00:30"),
    (SANTIAGO, "2026-04-04T23:30"),
]


def form(cast: Cast, version: ModelVersion, zone: str, opens: str, closes: str) -> RoundForm:
    """What Davi sends, whose organization lives by the clocks of that zone."""
    Organization.objects.filter(pk=cast.aurora.pk).update(time_zone=zone)
    cast.davi.organization.refresh_from_db()
    said = {"name": "Night", "version": version.pk, "teams": [cast.pricing.pk], "begin": "at_a_time"}
    return RoundForm({**said, "opens_at": opens, "closes_at": closes}, member=cast.davi)


def state() -> str:
    return Round.objects.values_list("state", flat=True).get()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_opens_and_closes_to_the_second(cast: Cast, health: ModelVersion, case: Case) -> None:
    with clock.at(utc(3, 1, 12)):
        sent = form(cast, health, case.zone, case.opens, case.closes)
        assert sent.is_valid(), sent.errors
        round = rounds.plan_round(cast.davi.organization, **sent.plan(), by=cast.davi)
    assert (round.opens_at, round.closes_at) == (case.opens_at, case.closes_at)
    shown = datetime.fromisoformat(case.closes).replace(tzinfo=ZoneInfo(case.zone))
    assert day_and_time(round.closes_at, case.zone) == day_and_time(shown, case.zone)  # as it was typed

    participation = round.participations.get()
    with clock.at(case.opens_at - SECOND):
        turn_rounds()
        assert state() == Round.State.DRAFT
        with pytest.raises(RoundNotYetOpen):
            invitation_of(cast.lia, participation)
    with clock.at(case.opens_at):
        turn_rounds()
        assert state() == Round.State.OPEN
    participation = round.participations.get()
    with clock.at(case.closes_at - SECOND):
        turn_rounds()
        draft = answering.start(invitation_of(cast.lia, participation))
        answer_all(draft, "largely")
    with clock.at(case.closes_at):
        with pytest.raises(RoundClosed):  # the clock's turn has not come yet
            answer_all(draft, "fully")
        turn_rounds()

    draft.refresh_from_db()
    assert (state(), Round.objects.get().closed_at) == (Round.State.CLOSED, case.closes_at)
    assert (draft.state, draft.submitted_at) == (Response.State.SUBMITTED, case.closes_at)


@pytest.mark.parametrize(("zone", "moment"), NEVER_OR_TWICE)
@pytest.mark.parametrize("field", ["opens_at", "closes_at"])
def test_an_hour_that_never_comes_or_comes_twice_is_refused(
    cast: Cast, health: ModelVersion, zone: str, moment: str, field: str
) -> None:
    typed = {"opens_at": "2026-03-02T09:00", "closes_at": "2026-12-04T18:00"} | {field: moment}

    with clock.at(utc(3, 1, 12)):
        sent = form(cast, health, zone, typed["opens_at"], typed["closes_at"])

        assert set(sent.errors) == {field}
