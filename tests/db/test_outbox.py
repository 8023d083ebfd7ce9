"""The outbox: an effect is queued with its cause, carried out once, tried again, and never lost."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from core import clock, outbox, tasks
from core.models import OutboxMessage
from core.outbox import LEASE, MAX_ATTEMPTS, carry_out, due_messages, emit, handles
from tests.at_once import at_once

QUEUED, DONE, DEAD = OutboxMessage.State.QUEUED, OutboxMessage.State.DONE, OutboxMessage.State.DEAD
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOPIC = "bell.rung"


@pytest.fixture
def heard() -> Iterator[list[dict[str, Any]]]:
    """What a handler of the topic was given, in its order."""
    payloads: list[dict[str, Any]] = []
    with listening(payloads.append):
        yield payloads


class listening:  # noqa: N801  reads as a verb
    """Let `handlers` take the topic for the length of the block."""

    def __init__(self, *handlers: Callable[[dict[str, Any]], Any]) -> None:
        self.handlers = handlers

    def __enter__(self) -> None:
        for number, handler in enumerate(self.handlers):

            def take(payload: dict[str, Any], handler: Any = handler) -> None:
                handler(payload)

            take.__name__ = f"take_{number}"
            handles(TOPIC)(take)

    def __exit__(self, *_: object) -> None:
        del outbox._handlers[TOPIC]


def queued(payload: dict[str, Any] | None = None, **more: Any) -> OutboxMessage:
    """A message as `emit` would have left it, at noon."""
    given = {"topic": TOPIC, "handler": f"{__name__}.take_0", "payload": payload or {}, "due_at": NOON}
    return OutboxMessage.objects.create(**(given | more))


def broken(payload: dict[str, Any]) -> None:
    raise ValueError("the bell has a crack")


@pytest.mark.django_db
def test_a_message_is_carried_out_after_the_commit(
    heard: list[dict[str, Any]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        emit(TOPIC, {"bell": 7})
        assert heard == []

    assert heard == [{"bell": 7}]
    assert OutboxMessage.objects.get().state == DONE


def test_without_a_transaction_nothing_is_queued(transactional_db: None, heard: list[dict[str, Any]]) -> None:
    with pytest.raises(RuntimeError, match="needs a transaction"):
        emit(TOPIC, {"bell": 7})

    assert not OutboxMessage.objects.exists()


def test_what_is_rolled_back_never_rings(transactional_db: None, heard: list[dict[str, Any]]) -> None:
    def cause_and_fail() -> None:
        with transaction.atomic():
            emit(TOPIC, {"bell": 7})
            raise ValueError("after all")

    with pytest.raises(ValueError, match="after all"):
        cause_and_fail()

    assert heard == []
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_each_handler_gets_a_message_of_its_own(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    first: list[Any] = []
    with (
        listening(broken, first.append),
        django_capture_on_commit_callbacks(execute=True),
        transaction.atomic(),
    ):
        emit(TOPIC, {"bell": 7})

    assert first == [{"bell": 7}]
    assert sorted(OutboxMessage.objects.values_list("state", flat=True)) == [DONE, QUEUED]


@pytest.mark.django_db
def test_a_topic_that_nobody_takes_leaves_nothing(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with transaction.atomic():
        emit("nobody.listens", {})

    assert not OutboxMessage.objects.exists()
    assert "nobody.listens" not in outbox.topics()


@pytest.mark.django_db
def test_a_message_is_carried_out_once_however_often_it_is_handed_out(heard: list[dict[str, Any]]) -> None:
    message = queued({"bell": 7})

    ran = [carry_out(message.pk) for _ in range(3)]

    assert ran == [True, False, False]
    assert heard == [{"bell": 7}]


@pytest.mark.django_db
def test_a_message_waits_for_its_time(heard: list[dict[str, Any]]) -> None:
    message = queued()

    with clock.at(NOON - timedelta(seconds=1)):
        early = carry_out(message.pk)
    with clock.at(NOON):
        in_time = carry_out(message.pk)

    assert (early, in_time) == (False, True)


@pytest.mark.django_db
def test_a_failure_is_kept_and_tried_again_at_growing_distances() -> None:
    message = queued()
    waits = []

    with listening(broken):
        for _ in range(3):
            message.refresh_from_db()
            with clock.at(message.due_at):
                assert not carry_out(message.pk)
                before = message.due_at
            message.refresh_from_db()
            waits.append((message.due_at - before).seconds)

    assert waits == [30, 60, 120]  # 15 s times 2, 4, 8
    assert (message.state, message.attempts) == (QUEUED, 3)
    assert message.last_error == "ValueError: the bell has a crack"


@pytest.mark.django_db
def test_whose_hour_has_not_come_waits_and_loses_no_attempt() -> None:
    message = queued(attempts=MAX_ATTEMPTS - 1)
    morning = NOON + timedelta(hours=20)

    def sleep(payload: dict[str, Any]) -> None:
        raise outbox.Postponed(morning)

    with listening(sleep), clock.at(NOON):
        assert not carry_out(message.pk)

    message.refresh_from_db()
    assert (message.state, message.due_at, message.attempts) == (QUEUED, morning, MAX_ATTEMPTS - 1)


@pytest.mark.django_db
def test_a_message_that_fails_again_and_again_is_given_up_and_kept() -> None:
    message = queued(attempts=MAX_ATTEMPTS - 1)

    with listening(broken):
        carry_out(message.pk)

    message.refresh_from_db()
    assert message.state == DEAD
    assert due_messages() == []


@pytest.mark.django_db
def test_what_worked_at_last_has_no_error_left(heard: list[dict[str, Any]]) -> None:
    message = queued(attempts=2, last_error="ValueError: the bell has a crack")

    carry_out(message.pk)

    message.refresh_from_db()
    assert (message.state, message.last_error) == (DONE, "")


@pytest.mark.django_db
def test_a_handler_that_is_gone_is_a_failure_like_others() -> None:
    message = queued(handler="gone.away")

    assert not carry_out(message.pk)

    message.refresh_from_db()
    assert message.state == QUEUED
    assert message.last_error.startswith("KeyError")


@pytest.mark.django_db
def test_a_message_whose_worker_was_killed_falls_due_again(heard: list[dict[str, Any]]) -> None:
    """The worker claimed it, and then was no more: nothing but the lease stands between."""
    with clock.at(NOON):
        message = queued(due_at=NOON + LEASE, attempts=1)

        held = carry_out(message.pk)
    with clock.at(NOON + LEASE):
        found = due_messages()
        ran = carry_out(message.pk)

    assert (held, found, ran) == (False, [message.pk], True)
    assert len(heard) == 1


@pytest.mark.django_db
def test_the_sweep_carries_out_what_no_hint_came_for(heard: list[dict[str, Any]]) -> None:
    for bell in (1, 2, 3):
        queued({"bell": bell}, due_at=NOON + timedelta(minutes=bell))
    queued({"bell": 4}, state=DONE)

    with clock.at(NOON + timedelta(minutes=2)):
        handed_out = tasks.sweep()

    assert handed_out == 2
    assert heard == [{"bell": 1}, {"bell": 2}]


@pytest.mark.django_db
def test_the_oldest_is_handed_out_first_and_not_all_at_once() -> None:
    late, early = queued(due_at=NOON + timedelta(minutes=1)), queued(due_at=NOON)

    assert due_messages() == [early.pk, late.pk]
    assert due_messages(limit=1) == [early.pk]


@pytest.mark.parametrize("again", range(2))
def test_of_two_workers_one_carries_out(transactional_db: None, heard: list[Any], again: int) -> None:
    messages = [queued({"bell": bell}) for bell in range(5)]
    work = partial(lambda pks: [carry_out(pk) for pk in pks], [message.pk for message in messages])

    first, second = at_once(work, work)

    assert [one or other for one, other in zip(first, second, strict=True)] == [True] * 5
    assert sorted(payload["bell"] for payload in heard) == [0, 1, 2, 3, 4]
