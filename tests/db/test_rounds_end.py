"""Open rounds until they are closed, by hand or by the clock."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from organizations.models import AuditEvent, Team
from surveys import answering, rounds
from surveys.answering import Given
from surveys.models import (
    Invitation,
    Participation,
    Response,
    Round,
    TeamResult,
)
from surveys.refusals import (
    ClosesTooEarly,
    RoundClosed,
    RoundNotYetOpen,
)
from surveys.tasks import turn_rounds
from tests.cast import Cast
from tests.survey_steps import CLOSES, MONDAY, OPENS, SECOND, answer_all, begun, opened, plan, planned

BERLIN = ZoneInfo("Europe/Berlin")


# Extending


def test_the_end_of_an_open_round_moves(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)
    later = CLOSES + timedelta(days=7)

    with clock.at(MONDAY):
        rounds.extend_round(round, closes_at=later, by=cast.davi)

    assert Round.objects.get().closes_at == later
    assert AuditEvent.objects.get(action="round.extended").detail["before"] == CLOSES.isoformat()


def test_the_end_never_moves_into_the_past(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)

    with clock.at(MONDAY), pytest.raises(ClosesTooEarly):
        rounds.extend_round(round, closes_at=MONDAY, by=cast.davi)


@pytest.mark.parametrize(
    ("state", "error"), [(Round.State.DRAFT, RoundNotYetOpen), (Round.State.CLOSED, RoundClosed)]
)
def test_only_an_open_round_is_extended_or_closed(
    cast: Cast, health: ModelVersion, state: Any, error: Any
) -> None:
    round = planned(cast, health)
    Round.objects.update(state=state)

    with clock.at(MONDAY):
        with pytest.raises(error):
            rounds.extend_round(round, closes_at=CLOSES, by=cast.davi)
        with pytest.raises(error):
            rounds.close_round(round, by=cast.davi)

    assert Round.objects.get().state == state


# Closing


def test_closing_sends_a_leads_draft_and_lets_an_empty_one_lapse(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health, teams=[cast.pricing, cast.churn])
    draft = begun(cast, round)
    with clock.at(MONDAY):
        answer_all(draft, "largely")
        empty = answering.start(Invitation.objects.get(participation__team=cast.churn))

        rounds.close_round(round, by=cast.davi)

    draft.refresh_from_db()
    empty.refresh_from_db()
    assert (draft.state, draft.submitted_at) == (Response.State.SUBMITTED, MONDAY)
    assert empty.state == Response.State.LAPSED
    assert (round.state, round.closed_at) == (Round.State.CLOSED, MONDAY)
    # every answer 2/3: overall just enough, each dimension more than half, on both levels
    assert TeamResult.objects.get(participation__team=cast.pricing).level == 3
    assert TeamResult.objects.get(participation__team=cast.churn).state == "no_data"


def test_a_comment_alone_is_no_answer_and_sends_nothing(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)
    draft = begun(cast, round)
    with clock.at(MONDAY):
        criterion = health.criteria.first()
        answering.save_answer(draft, criterion, Given(comment="Unclear to us."), revision=1)

        rounds.close_round(round, by=cast.davi)

    draft.refresh_from_db()
    assert draft.state == Response.State.LAPSED


def test_a_round_closes_once(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)
    with clock.at(MONDAY):
        rounds.close_round(round, by=cast.davi)

        with pytest.raises(RoundClosed):
            rounds.close_round(round, by=cast.ada)

    assert AuditEvent.objects.filter(action="round.closed").count() == 1


# The clock


def test_the_clock_opens_what_is_due_and_nothing_else(cast: Cast, health: ModelVersion) -> None:
    due = plan(cast, health, name="Due")
    plan(cast, health, name="By hand", opens_at=None)
    plan(cast, health, name="Tomorrow", opens_at=OPENS + timedelta(days=1))

    with clock.at(OPENS):
        turn_rounds()

    assert Round.objects.get(state=Round.State.OPEN) == due
    assert AuditEvent.objects.get(action="round.opened").actor is None


def test_a_round_is_open_up_to_its_last_second(cast: Cast, health: ModelVersion) -> None:
    opened(cast, health)

    with clock.at(CLOSES - SECOND):
        turn_rounds()
    still = Round.objects.get().state
    with clock.at(CLOSES):
        turn_rounds()

    assert (still, Round.objects.get().state) == (Round.State.OPEN, Round.State.CLOSED)


def test_a_late_clock_closes_as_of_the_time_that_was_announced(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)
    draft = begun(cast, round)
    with clock.at(MONDAY):
        answer_all(draft, "fully")

    with clock.at(CLOSES + timedelta(hours=1)):
        turn_rounds()

    draft.refresh_from_db()
    assert (Round.objects.get().closed_at, draft.submitted_at) == (CLOSES, CLOSES)


def test_one_round_that_can_not_open_holds_up_no_other(cast: Cast, health: ModelVersion) -> None:
    stuck = plan(cast, health, name="Stuck", teams=[cast.churn])
    plan(cast, health, name="Fine", opens_at=OPENS + SECOND)
    Team.objects.filter(pk=cast.churn.pk).update(archived_at=OPENS)

    with clock.at(OPENS + SECOND):
        turn_rounds()

    assert set(Round.objects.values_list("name", "state")) == {("Stuck", "draft"), ("Fine", "open")}
    assert Participation.objects.filter(round=stuck).count() == 1


def test_the_clock_leaves_a_round_open_that_was_extended_meanwhile(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)

    with clock.at(CLOSES - SECOND), pytest.raises(RoundClosed):
        rounds.close_if_due(round)

    assert Round.objects.get().state == Round.State.OPEN


@pytest.mark.parametrize(
    "night",
    [
        pytest.param(datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN), id="an hour is lost"),
        pytest.param(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), id="an hour comes twice"),
    ],
)
def test_the_nights_that_change_the_clock_move_no_end(cast: Cast, health: ModelVersion, night: Any) -> None:
    with clock.at(night - timedelta(days=3)):
        round = plan_on(cast, health, night)
        rounds.open_round(round, by=cast.davi)

    with clock.at(night.astimezone(UTC) - SECOND):
        turn_rounds()
    before = Round.objects.get().state
    with clock.at(night.astimezone(UTC)):
        turn_rounds()

    assert (before, Round.objects.get().state) == (Round.State.OPEN, Round.State.CLOSED)


def plan_on(cast: Cast, version: ModelVersion, night: datetime) -> Round:
    return rounds.plan_round(
        cast.aurora,
        name="Night",
        version=version,
        teams=[cast.pricing],
        opens_at=None,
        closes_at=night,
        by=cast.davi,
    )


def test_opening_costs_the_same_number_of_queries_for_three_teams_as_for_one(
    cast: Cast, health: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = planned(cast, health, name="One")
    three = planned(cast, health, name="Three", teams=[cast.pricing, cast.churn, cast.fraud])

    # PostgreSQL changes rows of results and standings where they lie, and adds what is new: four more.
    most = 42 if connection.vendor == "sqlite" else 46
    with clock.at(OPENS), django_assert_num_queries(most, exact=False) as first:
        rounds.open_round(one, by=cast.davi)
    with clock.at(OPENS), django_assert_num_queries(len(first), exact=False):
        rounds.open_round(three, by=cast.davi)
