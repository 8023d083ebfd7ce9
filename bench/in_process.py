"""CPU time and queries of work that is done in this process."""

import time
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 5
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
SLICE = 0.5  # seconds of one turn

Work = Callable[[], object]


def cpu_of(*works: Work) -> list[float]:
    """Milliseconds of CPU per call of each work: the least of several turns, taken by turns.

    Taking turns lets noise of the machine fall on all of them alike; the least is what comes back.
    """
    for work in works:
        work()  # templates, catalogs and addresses are loaded once
        work()
    least = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            least[place] = min(least[place], _turn(work))
    return least


def _turn(work: Work) -> float:
    count, begun, until = 0, time.process_time(), time.monotonic() + SLICE
    while time.monotonic() < until or not count:
        work()
        count += 1
    return (time.process_time() - begun) / count * 1000


def queries_of(work: Work) -> int:
    """How often the database is asked; beginning and ending a transaction is no question."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return sum(not query["sql"].startswith(TRANSACTION) for query in captured.captured_queries)
