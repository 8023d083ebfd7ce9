"""Whether the database is why a request failed: gone, full or locked, so that trying again helps."""

import sqlite3

from django.db import InterfaceError, OperationalError

RETRY_AFTER = "30"  # seconds until whoever was told 503 may try again
# What SQLite says when nothing is wrong with the statement. It raises the same class for a lacking table.
PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
PRIMARY = 0xFF  # the part of an extended code that names the kind


def database_is_away(error: BaseException | None) -> bool:
    """Whether the error, or what it arose from, says that the database could not do its work just now."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, OperationalError | InterfaceError):
            cause = error.__cause__
            if isinstance(cause, sqlite3.Error):
                return getattr(cause, "sqlite_errorcode", 0) & PRIMARY in PASSING
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False
