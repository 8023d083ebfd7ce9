"""Effects outside the database: queued in the transaction that causes them, carried out after it."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet
from kombu.exceptions import OperationalError

from core.clock import now
from core.models import OutboxMessage
from core.origin import CLOCK, coming_from
from core.tasks import deliver

logger = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any]], None]

LEASE = timedelta(minutes=15)
MAX_ATTEMPTS = 8
DONE_STAYS = timedelta(days=30)
BATCH = 1000
RESTORED = "backup.restored"  # the topic of the line that a restore leaves behind; nobody handles it
NEVER = datetime.min.replace(tzinfo=UTC)


class Postponed(Exception):
    """Raised by a handler for whose deed it is not the hour: the message waits, and has lost no attempt."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"until {until.isoformat()}")
        self.until = until


_handlers: dict[str, dict[str, Handler]] = defaultdict(dict)


def handles(topic: str) -> Callable[[Handler], Handler]:
    """Register a function of an app's `handlers.py` for the messages of `topic`."""

    def register(handler: Handler) -> Handler:
        _handlers[topic][f"{handler.__module__}.{handler.__name__}"] = handler
        return handler

    return register


def topics() -> list[str]:
    """All topics that some handler takes."""
    return sorted(_handlers)


def emit(topic: str, payload: dict[str, Any], *, held: bool = False) -> None:
    """Queue one message for each handler of `topic`, in the caller's transaction.

    Args:
        payload: ids only; the handler reads what is true when it runs.
        held: whether an operator has to release it first; see `restored_at`.

    Raises:
        RuntimeError: outside a transaction, where the message could outlive its cause.
    """
    _queue(topic, [payload], held=held)


def emit_each(topic: str, payloads: Iterable[dict[str, Any]], *, held: bool = False) -> None:
    """The same for many payloads, in few queries."""
    _queue(topic, payloads, held=held)


def _queue(topic: str, payloads: Iterable[dict[str, Any]], *, held: bool) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError(f"emit({topic!r}) needs a transaction")
    state = OutboxMessage.State.HELD if held else OutboxMessage.State.QUEUED
    messages = [
        OutboxMessage(topic=topic, handler=name, payload=payload, due_at=now(), state=state)
        for payload in payloads
        for name in _handlers.get(topic, {})
    ]
    for message in OutboxMessage.objects.bulk_create(messages, batch_size=BATCH):
        if not held:
            transaction.on_commit(partial(_hint, message.pk))


def withdraw(**named: Any) -> int:
    """Delete all messages whose payload holds these values, carried out or not; how many."""
    found = OutboxMessage.objects.filter(**{f"payload__{name}": value for name, value in named.items()})
    return found.delete()[0]


def forget(person: int, address: str) -> None:
    """Forget somebody in the messages that name them, and their address in what went wrong with others."""
    named = Q(payload__user=person) | Q(payload__person=person)
    mailed = Q(payload__address=address) | Q(payload__to=address)
    OutboxMessage.objects.filter(named | mailed).delete()
    OutboxMessage.objects.filter(last_error__icontains=address).update(last_error="")


def _hint(message_id: int) -> None:
    """Tell a worker of a message; where no broker answers, `sweep` finds the message in its time."""
    try:
        deliver.apply_async((message_id,), retry=False)
    except OperationalError as error:
        logger.warning("Message %s waits for the sweep, for the broker is away: %s", message_id, error)


def carry_out(message_id: int) -> bool:
    """Run the handler of one due message; True if it did what it had to.

    Claiming is one conditional UPDATE that moves `due_at` past a lease, so of two workers one wins,
    no lock is held while the handler runs, and a killed worker's message falls due again.
    """
    due = OutboxMessage.objects.filter(pk=message_id, state=OutboxMessage.State.QUEUED, due_at__lte=now())
    if not due.update(attempts=F("attempts") + 1, due_at=now() + LEASE):
        return False
    message = OutboxMessage.objects.get(pk=message_id)
    try:
        with coming_from(CLOCK):  # whoever caused the message; what follows from it is not theirs
            _handlers.get(message.topic, {})[message.handler](message.payload)
    except Postponed as postponed:
        message.due_at, message.attempts = postponed.until, message.attempts - 1
    except Exception as error:  # whatever a handler raises must not stop the queue
        message.last_error = f"{type(error).__name__}: {error}"[:2000]
        message.due_at = now() + timedelta(seconds=15 * 2**message.attempts)
        if message.attempts >= MAX_ATTEMPTS:
            message.state = OutboxMessage.State.DEAD
    else:
        message.state = OutboxMessage.State.DONE
        message.last_error = ""
    message.save(update_fields=["state", "due_at", "attempts", "last_error"])
    return message.state == OutboxMessage.State.DONE


def due_messages(limit: int = 500) -> list[int]:
    """The ids of queued messages whose time has come, oldest first."""
    queued = OutboxMessage.objects.filter(state=OutboxMessage.State.QUEUED, due_at__lte=now())
    return list(queued.order_by("due_at").values_list("pk", flat=True)[:limit])


def retry(message_ids: Iterable[int]) -> int:
    """Give dead messages all their attempts again, from now on; how many that were."""
    dead = OutboxMessage.objects.filter(pk__in=list(message_ids), state=OutboxMessage.State.DEAD)
    return dead.update(state=OutboxMessage.State.QUEUED, attempts=0, due_at=now())


def holding() -> list[str]:
    """The statements that make a restored database safe to start: they hold what is queued, and say when.

    They are carried out in the file of the backup, before the models have anything to do with it; so they
    know only columns that the outbox has always had.
    """
    table, moment = OutboxMessage._meta.db_table, connection.ops.adapt_datetimefield_value(now())
    columns = "topic, handler, payload, state, attempts, due_at, last_error, created_at"
    values = f"'{RESTORED}', '', '{{}}', 'done', 0, '{moment}', '', '{moment}'"
    return [
        f"UPDATE {table} SET state = 'held' WHERE state = 'queued'",  # noqa: S608  names and values of ours
        f"INSERT INTO {table} ({columns}) VALUES ({values})",  # noqa: S608
    ]


def restored_at() -> datetime:
    """When this installation came back from a backup; in the year 1 if it never did.

    What the clock finds due from before that moment may have been done before the database was lost. So
    the mails that come of it are held, as those are that came with the backup.
    """
    marks = OutboxMessage.objects.filter(topic=RESTORED).order_by("-due_at")
    return marks.values_list("due_at", flat=True).first() or NEVER


def held() -> dict[str, int]:
    """How many messages of each topic are held."""
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.HELD)
    return dict(waiting.values_list("topic").annotate(Count("pk")).order_by("topic"))


def release(topics: Iterable[str] = ()) -> int:
    """Let held messages be carried out, those of some topics or all; how many that were."""
    return _held_of(topics).update(state=OutboxMessage.State.QUEUED)


def drop_held(topics: Iterable[str] = ()) -> int:
    """Delete held messages, those of some topics or all: what they would do is never done. How many."""
    return _held_of(topics).delete()[0]


def _held_of(topics: Iterable[str]) -> QuerySet[OutboxMessage]:
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.HELD)
    chosen = list(topics)
    return waiting.filter(topic__in=chosen) if chosen else waiting


def forget_done() -> int:
    """Delete messages that were carried out long ago, in batches; how many. Dead ones stay to be seen."""
    done = OutboxMessage.objects.filter(state=OutboxMessage.State.DONE, due_at__lt=now() - DONE_STAYS)
    forgotten = 0
    while batch := list(done.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        forgotten += OutboxMessage.objects.filter(pk__in=batch).delete()[0]
    return forgotten
