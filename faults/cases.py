"""The two works in the middle of which everything is hit, the way back, and what is looked at afterwards."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from faults import audit
from faults.blows import Blow
from faults.installation import Installation
from faults.people import Crowd, Owner, Person
from faults.processes import PATIENCE, Never, until

WORKS = ("answers are saved", "a round closes and mails go")
PEOPLE = 4
BEFORE, AFTER = 3, 5  # answers that each person has before the blow and gets after it
LONGEST_WAIT = 0.5  # seconds until the blow, where it falls anywhere
DRAINING = 180.0
LEASE = 900  # seconds, as `core.outbox` has it

DUE = "UPDATE surveys_round SET closes_at = CURRENT_TIMESTAMP WHERE id = {}"
STATE = "SELECT state FROM surveys_round WHERE id = {}"
ONE_RESPONSE = """
SELECT r.id FROM surveys_response r JOIN surveys_participation p ON p.id = r.participation_id
WHERE p.round_id = {} ORDER BY r.id LIMIT 1 FOR UPDATE OF r
"""
WHO_WAITS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
QUEUED = "SELECT count(*) FROM core_outboxmessage WHERE state = 'queued'"
# The time until somebody tries again is cut short; a lease only where its holder can't live any more.
NO_MORE_WAITING = """
UPDATE core_outboxmessage SET due_at = '{moment}' WHERE state = 'queued' AND attempts > 0
AND due_at > '{moment}' AND (due_at > '{leased}' OR due_at < '{abandoned}')
"""


@dataclass
class Outcome:
    """What came of one repetition.

    Attributes:
        away: seconds from the end of the fault until everybody was answering, or the round was closed.
        later: how often somebody was told to try again, by what they were told.
        restarted: which servers had to be started again, and how often.
        findings: what was promised and is not so.
    """

    acknowledged: int = 0
    mails: int = 0
    twice: int = 0
    away: float = 0.0
    later: Counter[str] = field(default_factory=Counter)
    restarted: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)


def hit(here: Installation, place: dict[str, Any], blow: Blow, work: str, turn: int) -> Outcome:
    """One repetition: the work, the blow in the middle of it, the way back, the audit."""
    outcome, before = Outcome(), here.restarts()
    try:
        _work(here, place, blow, turn, outcome, closing=work == WORKS[1])
        with here.supervised():
            drain(here, blow.lease_seconds)
    except Never as never:
        outcome.findings.append(str(never))
        here.revive()
    outcome.restarted = here.restarts() - before
    found = audit.of(here, place)
    outcome.findings += found.findings
    outcome.acknowledged, outcome.mails, outcome.twice = found.acknowledged, found.mails, found.twice
    return outcome


def _work(
    here: Installation, place: dict[str, Any], blow: Blow, turn: int, outcome: Outcome, *, closing: bool
) -> None:
    """The first round is answered, and may close; the second opens, its mails begin to go; the blow falls."""
    owner = Owner(here.web_port, place)
    owner.open("first")
    drain(here, blow.lease_seconds)  # whoever is not told before a round closes is not told at all
    held = blow.holds and turn % 2 == 0
    with answering(here, place, outcome) as crowd, ThreadPoolExecutor(1) as pool:
        closes: Future[None] | None = None
        with in_the_middle(here, place, waiting=2 if closing else 1) if held else nullcontext() as wait:
            if closing:
                closes = pool.submit(close, here, place, by_clock=blow.by_clock)
            if wait:
                wait()
            mails = here.post.taken
            owner.open("second")
            until(lambda: here.post.taken > mails, "mails begin to go")
            if not held:
                time.sleep(random.uniform(0, LONGEST_WAIT))
            blow.strike(here, turn)
        ended = time.monotonic()
        with here.supervised():
            if closes is None:
                crowd.until_each_has(AFTER)
            else:
                closes.result(PATIENCE * 2)
                until(lambda: is_closed(here, place), "the round is closed")
        outcome.away = time.monotonic() - ended
    outcome.later += owner.later


@contextmanager
def answering(here: Installation, place: dict[str, Any], outcome: Outcome, words: int = 0) -> Iterator[Crowd]:
    """Some people answer throughout the block; each has begun when it begins."""
    crowd = Crowd([Person(here.web_port, place, lead, here.ledger, words) for lead in range(PEOPLE)])
    try:
        crowd.until_each_has(BEFORE)
        yield crowd
    finally:
        crowd.stop()
        outcome.later += crowd.later
        outcome.findings += [wrong for one in crowd.people for wrong in one.wrong]


@contextmanager
def in_the_middle(here: Installation, place: dict[str, Any], waiting: int) -> Iterator[Any]:
    """Hold a response's row, so that whoever needs it stands in the middle of a transaction.

    What it gives waits until so many do: somebody who saves, and the closing of the round.
    """
    with here.connect() as holding:
        holding.execute(ONE_RESPONSE.format(place["first"]))
        yield lambda: until(lambda: here.rows(WHO_WAITS)[0][0] >= waiting, "somebody waits for the row")


def close(here: Installation, place: dict[str, Any], *, by_clock: bool) -> None:
    """Close the first round: by its owner, or by letting its time be over."""
    if by_clock:
        here.execute(DUE.format(place["first"]))
    else:
        Owner(here.web_port, place).close("first")


def is_closed(here: Installation, place: dict[str, Any]) -> bool:
    with suppress(Exception):  # the database may be on its way back
        return bool(here.rows(STATE.format(place["first"]))[0][0] == "closed")
    return False


def drain(here: Installation, lease_seconds: float) -> None:
    """Wait until nothing is queued any more, without waiting for what only time would bring.

    Raises:
        Never: something stays.
    """

    def empty() -> bool:
        with suppress(Exception):  # the database may be on its way back
            here.execute(_no_more_waiting(here, lease_seconds))
            return not here.rows(QUEUED)[0][0]
        return False

    until(empty, "the outbox is empty", DRAINING)


def _no_more_waiting(here: Installation, lease_seconds: float) -> str:
    moment = datetime.now(UTC)

    def written(seconds: float) -> str:
        """A moment as the engine writes it; SQLite compares the letters."""
        text = (moment + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M:%S.%f")
        return text if here.database is None else f"{text}+00"

    return NO_MORE_WAITING.format(
        moment=written(0), leased=written(LEASE), abandoned=written(LEASE - lease_seconds)
    )
