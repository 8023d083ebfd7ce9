"""The database of the tests, lost as by a broken disk; for tests that commit (`transactional_db`)."""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from core import moving

# Where numbers go on, further each time: the cast was made once, wherever numbers were by then, and is put
# back with its own.
BEYOND = count(100_000, 100_000)


def lose_the_disk() -> None:
    """No table is left: an empty database stands in the place of the old one."""
    if connection.vendor == "sqlite":
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{suffix}").unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        connection.close()


def set_up_anew() -> None:
    """The same, and `migrate` has run, as the compose file does it."""
    lose_the_disk()
    call_command("migrate", verbosity=0, interactive=False)


def load_text(state: Path) -> None:
    """Put a database that was kept as SQL text in the place of the lost one."""
    lose_the_disk()
    text = state.read_text(encoding="utf-8")
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
            database.executescript(text)
    else:
        with connection.cursor() as cursor:
            cursor.execute(text)
        connection.close()  # the text leaves its session without a search path


def leave_in_order() -> None:
    """What the next test finds: today's tables, and numbers that go on beyond those of the cast."""
    call_command("migrate", verbosity=0, interactive=False)
    beyond = next(BEYOND)
    for model in apps.get_models(include_auto_created=True):
        table, key = model._meta.db_table, model._meta.pk
        numbered = isinstance(key, models.AutoField | models.BigAutoField)
        if numbered and (moving._last_number(table, key.column, connection) or 0) < beyond:
            moving._set_last_number(table, key.column, beyond, connection)
