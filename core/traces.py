"""What was erased leaves the files of the database as well, where that is SQLite.

Freed pages are overwritten (`secure_delete`), but what stood there before still stands in the log beside
the database until that is emptied, which SQLite does at its leisure. So it is emptied after each erasing.
Somebody who reads at that moment keeps it from being so: then the clock tries again.

PostgreSQL has no such command. Its vacuum clears old rows, and its log goes with its segments.
"""

import logging

from django.db import OperationalError, connection, transaction

logger = logging.getLogger(__name__)
TRIES = 5
PATIENCE = 100  # milliseconds for each; whoever erases waits no longer than half a second


def clear_after_commit() -> None:
    """Empty the log once this transaction has been committed."""
    transaction.on_commit(clear)


def clear() -> bool:
    """Empty the log of SQLite now; whether nothing of what was erased is in it any more.

    Within a transaction nothing is done: the log holds what that has written.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    if any(_emptied() for _try in range(TRIES)):
        return True
    logger.warning(
        "The log of the database could not be emptied, since somebody reads: the clock tries again."
    )
    return False


def _emptied() -> bool:
    """One try, with less patience than a connection has otherwise: a reader may stay for long."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, _pages, _moved) = cursor.fetchone()
        except OperationalError:  # the erasing itself is committed, and must not look as if it had failed
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
    return not busy
