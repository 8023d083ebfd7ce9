"""Rounds that come again: drafted seven days ahead, once, and skipped while the last is not over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from core import clock
from core.models import OutboxMessage
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.models import AuditEvent, Organization
from surveys import rounds
from surveys.models import Occurrence, Round
from surveys.recurring import making
from surveys.tasks import draft_recurring_rounds, turn_rounds
from tests.cast import Cast, join, place
from tests.offering import carried_out
from tests.recurring import (
    DRAFTED,
    FIRST_CLOSES,
    FIRST_OPENS,
    SECOND_DRAFTED,
    SECOND_OPENS,
    SET_UP,
    names_asked,
    recurring,
    run_first,
    turn,
)

DAVI, ADA = "davi@aurora.example", "ada@aurora.example"
A_MINUTE = timedelta(minutes=1)
Outcome = Occurrence.Outcome


# The draft


def test_the_draft_comes_seven_days_ahead_and_waits_for_a_person(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, reminder_days=[7, 2])

    assert turn(DRAFTED - A_MINUTE) == []
    assert not Round.objects.exists()
    assert turn(DRAFTED) == [DAVI]

    draft = Round.objects.get()
    assert (draft.name, draft.state, draft.opens_by_itself) == ("2027 S1", Round.State.DRAFT, False)
    assert (draft.closes_at, draft.time_zone) == (FIRST_CLOSES, "America/Sao_Paulo")
    assert (draft.version, draft.reminder_days) == (health, "7,2")
    assert names_asked(draft) == {"Pricing", "Churn", "Fraud"}


def test_what_is_not_ticked_opens_at_no_time(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health)
    turn(DRAFTED)

    for moment in (FIRST_OPENS, FIRST_CLOSES - A_MINUTE):
        with clock.at(moment):
            turn_rounds()

    assert Round.objects.get().state == Round.State.DRAFT


def test_what_is_ticked_opens_at_its_time(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, opens_by_itself=True)
    turn(DRAFTED)

    with clock.at(FIRST_OPENS - A_MINUTE):
        turn_rounds()
    assert Round.objects.get().state == Round.State.DRAFT
    with clock.at(FIRST_OPENS):
        turn_rounds()

    opened = Round.objects.get()
    assert (opened.state, opened.opened_at) == (Round.State.OPEN, FIRST_OPENS)


def test_the_clock_that_comes_again_makes_no_second_one(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)

    assert turn(DRAFTED) == [DAVI]
    assert turn(DRAFTED) == []
    assert turn(FIRST_OPENS) == []
    with clock.at(DRAFTED):
        assert making.draft_what_is_due(recurrence) is None

    assert Round.objects.count() == 1
    recurrence.refresh_from_db()
    assert recurrence.due_at == SECOND_DRAFTED


def test_no_day_is_written_twice(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    turn(DRAFTED)
    again = Occurrence.objects.get()
    again.pk = again.round = None

    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)
    assert recurrence.occurrences.count() == 1


def test_a_worker_that_dies_before_the_mails_are_queued_leaves_it_due(
    cast: Cast, health: ModelVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    recurrence = recurring(cast, health)
    with monkeypatch.context() as broken, clock.at(DRAFTED):
        broken.setattr(making, "emit_each", lambda *args, **more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            making.draft_what_is_due(recurrence)

    assert not Round.objects.exists()
    assert turn(DRAFTED + A_MINUTE) == [DAVI]


def test_one_set_up_within_the_seven_days_is_drafted_at_once(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, first_on=date(2026, 12, 2))

    assert turn(SET_UP) == [DAVI]
    assert Round.objects.get().name == "2027 S1"


def test_a_name_that_another_round_has_is_told_apart(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health)
    with clock.at(SET_UP):
        rounds.plan_round(
            cast.aurora,
            name="2027 s1",
            version=health,
            teams=[cast.fraud],
            opens_at=None,
            closes_at=FIRST_CLOSES,
            by=cast.davi,
        )

    turn(DRAFTED)

    assert Occurrence.objects.get().round.name == "2027 S1 (2)"


def test_the_round_has_the_zone_of_the_recurrence(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, time_zone="Pacific/Kiritimati", opens_by_itself=True)

    turn(datetime(2026, 12, 27, 19, tzinfo=UTC))  # 28 December, 9:00 there

    draft = Round.objects.get()
    assert draft.time_zone == "Pacific/Kiritimati"
    assert draft.opens_at == datetime(2027, 1, 3, 19, tzinfo=UTC)


# A clock that stood still


def test_a_late_clock_opens_nothing_by_itself_and_lets_it_last_as_long(
    cast: Cast, health: ModelVersion
) -> None:
    recurring(cast, health, opens_by_itself=True)
    late = datetime(2027, 2, 10, 12, tzinfo=UTC)

    assert turn(late) == [DAVI]

    draft = Round.objects.get()
    assert (draft.name, draft.opens_by_itself) == ("2027 S1", False)
    assert draft.closes_at == datetime(2027, 2, 21, 21, tzinfo=UTC)  # eleven days from 10 February


def test_a_clock_that_missed_several_drafts_the_last_of_them_alone(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, months=1, name="2027-01")

    # the draft of 4 April, 9:00 is due on 28 March
    assert turn(datetime(2027, 3, 30, 12, tzinfo=UTC)) == [DAVI]
    assert turn(datetime(2027, 3, 30, 12, 1, tzinfo=UTC)) == []

    assert Round.objects.get().name == "2027-04"
    missed = Occurrence.objects.filter(outcome=Outcome.MISSED)
    assert {one.name for one in missed} == {"2027-01", "2027-02", "2027-03"}


def test_after_a_restore_the_mails_wait_for_an_operator(
    cast: Cast, health: ModelVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    recurring(cast, health)
    monkeypatch.setattr(making, "restored_at", lambda: DRAFTED + A_MINUTE)

    assert turn(DRAFTED + 2 * A_MINUTE) == []

    assert OutboxMessage.objects.get(topic="recurrence.told").state == OutboxMessage.State.HELD


# While the last is not over


def test_the_next_is_drafted_after_the_last_has_closed(cast: Cast, health: ModelVersion) -> None:
    run_first(recurring(cast, health), cast.davi)

    assert turn(SECOND_DRAFTED) == [DAVI]

    assert Round.objects.get(name="2027 S2").closes_at == datetime(2027, 7, 15, 21, tzinfo=UTC)


def test_it_is_skipped_while_the_last_stays_open_and_told(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health)
    turn(DRAFTED)
    first = Round.objects.get()
    with clock.at(FIRST_OPENS):
        rounds.open_round(first, by=cast.davi)
        rounds.extend_round(first, closes_at=SECOND_OPENS + A_MINUTE, by=cast.davi)
        carried_out()

    assert turn(SECOND_DRAFTED) == [DAVI]

    assert Round.objects.count() == 1
    skipped = Occurrence.objects.get(outcome=Outcome.LAST_OPEN)
    assert (skipped.name, skipped.hindered_by, skipped.round) == ("2027 S2", first, None)
    assert "2027 S2 was skipped: 2027 S1 was not over by then." in mail.outbox[0].body
    line = AuditEvent.objects.get(action="recurrence.skipped")
    assert (line.actor, line.detail["round"]) == (None, "2027 S2")


def test_a_last_round_that_is_over_before_the_opening_holds_nothing_up(
    cast: Cast, health: ModelVersion
) -> None:
    recurring(cast, health)
    turn(DRAFTED)
    first = Round.objects.get()
    with clock.at(FIRST_OPENS):
        rounds.open_round(first, by=cast.davi)
        rounds.extend_round(first, closes_at=SECOND_OPENS, by=cast.davi)

    turn(SECOND_DRAFTED)

    assert Round.objects.filter(name="2027 S2", state=Round.State.DRAFT).exists()


def test_it_is_skipped_while_the_last_is_still_a_draft(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health)
    turn(DRAFTED)

    assert turn(SECOND_DRAFTED) == [DAVI]

    assert Round.objects.count() == 1
    assert Occurrence.objects.get(name="2027 S2").outcome == Outcome.LAST_DRAFT
    assert "2027 S2 was skipped: 2027 S1 was still a draft." in mail.outbox[0].body


def test_a_draft_that_was_discarded_holds_nothing_up(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health)
    turn(DRAFTED)
    with clock.at(DRAFTED):
        rounds.discard_draft(Round.objects.get(), by=cast.davi)

    turn(FIRST_OPENS)
    assert not Round.objects.exists()
    turn(SECOND_DRAFTED)
    assert Round.objects.get().name == "2027 S2"


def test_what_opens_by_itself_is_left_to_a_person_while_the_last_was_extended(
    cast: Cast, health: ModelVersion
) -> None:
    recurring(cast, health, opens_by_itself=True)
    turn(DRAFTED)
    with clock.at(FIRST_OPENS):
        turn_rounds()
        first = Round.objects.get()
        rounds.extend_round(first, closes_at=SECOND_OPENS - A_MINUTE, by=cast.davi)
    turn(SECOND_DRAFTED)
    with clock.at(SECOND_DRAFTED):
        rounds.extend_round(first, closes_at=SECOND_OPENS + timedelta(days=5), by=cast.davi)

    mail.outbox.clear()
    with clock.at(SECOND_OPENS):
        turn_rounds()
        turn_rounds()
    assert turn(SECOND_OPENS) == [DAVI]

    second = Round.objects.get(name="2027 S2")
    assert (second.state, second.opens_by_itself) == (Round.State.DRAFT, False)
    occurrence = Occurrence.objects.get(round=second)
    assert (occurrence.outcome, occurrence.hindered_by) == (Outcome.LAST_OPEN, first)
    assert "2027 S2 was to open by itself, but 2027 S1 was still open." in mail.outbox[0].body


def test_an_organization_that_ends_drafts_nothing(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health)
    Organization.objects.filter(pk=cast.aurora.pk).update(deletion_due_at=SECOND_OPENS)

    assert turn(DRAFTED) == []
    assert not Round.objects.exists()


def test_two_recurrences_are_each_their_own(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, reach="unit", unit=cast.retail, name="Retail 2027 S1")
    recurring(cast, health, reach="unit", unit=cast.risk, name="Risk 2027 S1", by=cast.ada)

    assert turn(DRAFTED) == [ADA, DAVI]
    assert set(Round.objects.values_list("name", flat=True)) == {"Retail 2027 S1", "Risk 2027 S1"}


def test_the_clock_asks_one_query_while_nothing_is_due(
    cast: Cast, health: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    recurring(cast, health)
    recurring(cast, health, name="Round 1")

    with clock.at(SET_UP), django_assert_num_queries(1):
        draft_recurring_rounds()


def test_drafting_costs_the_same_for_many_teams(
    cast: Cast, health: ModelVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    few = recurring(cast, health, reach="unit", unit=cast.risk)
    many = recurring(cast, health, reach="unit", unit=cast.retail, name="Round 1")
    for number in range(40):
        place(cast.aurora, f"Team {number}", cast.retail)
    join(cast.aurora, "Nora Vaz", Role.ADMIN)

    with clock.at(DRAFTED):
        with django_assert_max_num_queries(60) as counted:
            making.draft_what_is_due(few)
        with django_assert_max_num_queries(len(counted)):
            making.draft_what_is_due(many)
