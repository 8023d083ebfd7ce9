"""Several deeds at the same moment, each in a thread with a database connection of its own."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

from django.conf import settings
from django.db import connection

PATIENCE = 30  # seconds until a deadlock fails the test


@contextmanager
def alone() -> Iterator[None]:
    """While no other process of the tests has a crowd of its own.

    Two crowds of fifty take more connections than a PostgreSQL gives by default, and of a crowd in which one
    gets none, all would wait at the barrier in vain.
    """
    with (Path(settings.DATA_DIR) / "crowd.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Let all `deeds` begin together; what each returned, or the error that it raised, in their order.

    The test must commit (`transactional_db`), and each deed opens its own scope: a thread has none.
    """
    outcomes: list[Any] = [None] * len(deeds)
    start = Barrier(len(deeds), timeout=PATIENCE)

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            outcomes[place] = deed()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, deed), daemon=True) for place, deed in enumerate(deeds)]
    with alone():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
            assert not thread.is_alive(), "A deed waits for ever: the locks are taken in different orders."
    return outcomes
