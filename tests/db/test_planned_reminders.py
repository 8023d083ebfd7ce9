"""A round reminds by itself: once for each day of its plan, by day, whatever happens to the clock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from core import clock
from core.models import OutboxMessage
from maturity.models import ModelVersion
from surveys import reminders, rounds
from surveys.models import Invitation, Round
from surveys.reminders import remind
from surveys.tasks import remind_by_plan
from tests.cast import Cast
from tests.offering import carried_out
from tests.survey_steps import CLOSES, MONDAY, OPENS, plan

# The round closes on Friday 4 December at 18:00 in São Paulo.
FIRST = datetime(2026, 11, 27, 21, tzinfo=UTC)  # the Friday before
SECOND = datetime(2026, 12, 2, 21, tzinfo=UTC)  # Wednesday


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Pricing's and Churn's, with reminders seven and two days before the end; the first mails are out."""
    planned = plan(cast, health, teams=[cast.pricing, cast.churn], opens_at=None, reminder_days=[7, 2])
    with clock.at(OPENS):
        rounds.open_round(planned, by=cast.davi)
        carried_out()
    mail.outbox.clear()
    return planned


def at(moment: datetime) -> int:
    """The clock's turn at that moment, with what it puts into the outbox; how many mails went out."""
    mail.outbox.clear()
    with clock.at(moment):
        remind_by_plan()
        carried_out()
    return len(mail.outbox)


def test_it_reminds_on_its_days_and_no_other(round: Round) -> None:
    assert at(MONDAY) == 0
    assert at(FIRST - timedelta(minutes=1)) == 0
    assert at(FIRST) == 2
    assert at(FIRST + timedelta(minutes=1)) == 0
    assert at(FIRST + timedelta(days=1)) == 0
    assert at(SECOND) == 2
    assert at(SECOND + timedelta(days=1)) == 0


def test_it_reminds_once_though_the_task_runs_twice(round: Round) -> None:
    with clock.at(FIRST):
        remind_by_plan()
        remind_by_plan()

    assert OutboxMessage.objects.filter(topic="round.remind").count() == 2


def test_a_worker_that_dies_before_the_mails_are_queued_leaves_the_plan_as_it_was(
    round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken, clock.at(FIRST):
        broken.setattr(reminders, "_queue", lambda *args, **more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            reminders.remind_by_plan(round)

    assert at(FIRST + timedelta(minutes=1)) == 2


def test_a_late_clock_reminds_by_day_and_once_for_all_it_missed(round: Round) -> None:
    night = datetime(2026, 12, 3, 1, tzinfo=UTC)  # 22:00: both days have come, and nobody was there

    assert at(night) == 0
    assert at(datetime(2026, 12, 3, 11, tzinfo=UTC)) == 2  # 8:00
    assert at(datetime(2026, 12, 3, 21, tzinfo=UTC)) == 0


def nobody_listens(self: EmailBackend, messages: object) -> int:
    raise ConnectionRefusedError


def test_what_an_outage_has_delayed_into_the_night_goes_out_in_the_morning(
    round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "send_messages", nobody_listens)
        assert at(FIRST) == 0  # 18:00; the outbox tries again
    evening, morning = datetime(2026, 11, 28, 1, 30, tzinfo=UTC), datetime(2026, 11, 28, 11, tzinfo=UTC)

    assert at(evening) == 0  # 22:30: the mail server is back
    assert at(morning - timedelta(seconds=1)) == 0
    waiting = OutboxMessage.objects.filter(topic="round.remind")
    assert set(waiting.values_list("state", "due_at", "attempts")) == {("queued", morning, 1)}
    assert at(morning) == 2  # 8:00
    assert at(morning + timedelta(hours=1)) == 0


def test_what_an_outage_has_delayed_by_some_hours_goes_out_by_day(
    round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "send_messages", nobody_listens)
        assert at(FIRST) == 0

    assert at(FIRST + timedelta(hours=1, minutes=59)) == 2  # 19:59


def test_who_reminds_by_hand_at_night_means_it(cast: Cast, round: Round) -> None:
    with clock.at(datetime(2026, 11, 26, 2, tzinfo=UTC)):  # 23:00
        remind(round, by=cast.davi)
        carried_out()

    assert len(mail.outbox) == 2


def test_a_round_whose_end_is_moved_reminds_before_the_new_end(cast: Cast, round: Round) -> None:
    assert at(SECOND) == 2
    with clock.at(SECOND):
        rounds.extend_round(round, closes_at=CLOSES + timedelta(days=7), by=cast.davi)

    assert at(SECOND + timedelta(days=7)) == 2


def test_a_day_before_the_opening_reminds_nobody(cast: Cast, health: ModelVersion) -> None:
    late = plan(cast, health, opens_at=None, reminder_days=[14])
    with clock.at(OPENS):
        rounds.open_round(late, by=cast.davi)
        carried_out()

    assert at(MONDAY) == 0


def test_who_was_reminded_by_hand_today_is_not_reminded_again(cast: Cast, round: Round) -> None:
    with clock.at(FIRST - timedelta(hours=2)):
        remind(round, by=cast.davi, teams=[round.participations.get(team=cast.pricing).pk])
        carried_out()

    assert at(FIRST) == 1
    assert mail.outbox[0].to == ["caio@aurora.example"]


def test_a_round_without_a_plan_reminds_nobody(cast: Cast, health: ModelVersion) -> None:
    silent = plan(cast, health, opens_at=None)
    with clock.at(OPENS):
        rounds.open_round(silent, by=cast.davi)
        carried_out()

    assert at(SECOND) == 0


def test_who_wants_none_gets_none_whoever_asks(cast: Cast, round: Round) -> None:
    lia = Invitation.objects.get(membership=cast.lia)
    with clock.at(MONDAY):
        reminders.stop(lia)
        reminders.stop(lia)
        by_hand = remind(round, by=cast.davi)

    assert by_hand.want_none == ["Lia Souza"]
    assert by_hand.mails == 1
    assert at(FIRST) == 1


def test_who_stops_them_while_one_is_queued_does_not_get_it(cast: Cast, round: Round) -> None:
    with clock.at(MONDAY):
        remind(round, by=cast.davi)
        reminders.stop(Invitation.objects.get(membership=cast.lia))
        carried_out()

    assert [message.to for message in mail.outbox] == [["caio@aurora.example"]]
