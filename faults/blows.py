"""The ten blows: what is hit, and how long it lasts until whoever runs the installation puts it right."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import redis

from faults.installation import Installation
from faults.post import Manner
from faults.processes import kill_all, until

MAIL_TIMEOUT = 20  # seconds after which the product gives a mail server up (EMAIL_TIMEOUT)
BACKEND = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
BUSY_FIRST = " ORDER BY wait_event_type = 'Lock' DESC, state = 'active' DESC LIMIT 1"


@dataclass(frozen=True)
class Blow:
    """One kind of fault.

    Attributes:
        strike: does it; told the installation and which repetition this is.
        holds: it kills whoever is in the middle of something, so every other time somebody is held there.
        by_clock: it hits the worker or what leads to it, so the clock closes the round and not a person.
        lease_seconds: after which whoever leased a message is certainly dead.
    """

    name: str
    strike: Callable[[Installation, int], None]
    holds: bool = False
    by_clock: bool = False
    lease_seconds: float = 5


def web_workers(here: Installation, turn: int) -> None:
    kill_all(here.web.children())


def web_master(here: Installation, turn: int) -> None:
    here.web.kill()


def celery_children(here: Installation, turn: int) -> None:
    kill_all(here.worker.children())


def celery_parent(here: Installation, turn: int) -> None:
    here.worker.kill()


def backend(here: Installation, turn: int) -> None:
    """The backend of somebody who waits or writes; the server takes all others down with it."""
    for (pid,) in here.rows(BACKEND + BUSY_FIRST):
        kill_all([pid])


def postmaster(here: Installation, turn: int) -> None:
    assert here.database is not None
    here.database.kill()


def redis_killed(here: Installation, turn: int) -> None:
    here.redis.kill()
    time.sleep(2)  # hints are lost meanwhile


def redis_flushed(here: Installation, turn: int) -> None:
    redis.Redis(port=here.redis.port or 0).flushall()


def mail_refused(here: Installation, turn: int) -> None:
    _mistreat(here, (Manner.REFUSES, Manner.REFUSES_ALL)[turn % 2])


def mail_hangs(here: Installation, turn: int) -> None:
    _mistreat(here, (Manner.HANGS_AFTER, Manner.HANGS)[turn % 2])


def _mistreat(here: Installation, manner: Manner) -> None:
    """Until the product has met it and given up by itself at least once."""
    here.post.met, here.post.manner = 0, manner
    try:
        until(lambda: here.post.met, f"mail is handed in while the server {manner.value}")
        told = "SELECT count(*) FROM core_outboxmessage WHERE state = 'queued' AND last_error <> ''"
        until(lambda: here.rows(told)[0][0], "the product gives up by itself", MAIL_TIMEOUT * 2)
    finally:
        here.post.manner = Manner.TAKES


BLOWS = (
    Blow("web workers killed", web_workers, holds=True),
    Blow("web master killed", web_master, holds=True),
    Blow("Celery children killed", celery_children, holds=True, by_clock=True),
    Blow("Celery parent killed", celery_parent, holds=True, by_clock=True),
    Blow("PostgreSQL backend killed", backend, holds=True),
    Blow("postmaster killed", postmaster, holds=True),
    Blow("Redis killed", redis_killed, by_clock=True),
    Blow("Redis flushed", redis_flushed, by_clock=True),
    Blow("mail server refuses", mail_refused),
    Blow("mail server hangs", mail_hangs, lease_seconds=MAIL_TIMEOUT + 5),
)
