"""Taking everything over into another database, of the same engine or another, table by table.

Both databases are read through the models, so a value is the same whatever an engine makes of it. The new
one is written in one transaction, and kept only if its rows are those of the old one.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from core.guards import switched_off
from core.pooler import why_not_behind_a_pooler
from core.servers import SQLITE, database_at

ALIAS = "target"
CHUNK = 1000  # rows that are held at once
MODULUS = 2**256
Table = type[models.Model]
MADE_BY_MIGRATE: tuple[Table, ...] = (Permission, ContentType)  # with numbers of its own


class MoveRefused(Exception):
    """The data cannot be taken over; the text tells the operator why, and what to do. Nothing has changed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows a table has, and a digest of their values that does not depend on their order."""

    rows: int = 0
    digest: int = 0

    def with_row(self, values: tuple[Any, ...]) -> "Tally":
        told = json.dumps(values, sort_keys=True, default=repr)
        digest = int.from_bytes(hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest(), "big")
        return Tally(self.rows + 1, (self.digest + digest) % MODULUS)


@contextmanager
def connected(address: str, alias: str = ALIAS) -> Iterator[BaseDatabaseWrapper]:
    """A connection to the database at `address`, written as in DATABASE_URL.

    Raises:
        ImproperlyConfigured: the address cannot be read.
    """
    config = database_at(address)
    if config["ENGINE"] == SQLITE:
        config["OPTIONS"] = settings.SQLITE_OPTIONS
    known = connections.configure_settings({**connections.settings, alias: config})
    connections.settings[alias] = known[alias]
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


def move(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> dict[str, int]:
    """Take all rows of `source` over into `target`, which must be empty or newly migrated.

    Numbers go on where they were, also past rows that were deleted: a link that names a deleted row must
    not open a new one.

    Returns:
        How many rows each table has.

    Raises:
        MoveRefused: a pooler stands in the way, they are the same, one is not ready, or a row does not go
            into the target.
    """
    if reason := why_not_behind_a_pooler():
        raise MoveRefused(reason)
    _check_ready(source, target)
    call_command("migrate", database=target.alias, interactive=False, verbosity=0)
    tables = [model for model in apps.get_models(include_auto_created=True) if _is_table(model)]
    _check_empty(tables, target)
    moved = {}
    with _standing_still(source), switched_off(target):
        for made in MADE_BY_MIGRATE:
            made._base_manager.using(target.alias).all().delete()
        for model in tables:
            taken = _copy(model, source, target)
            if taken != _tally(model, target):
                raise MoveRefused(f"{model._meta.db_table} arrived with other values than it left with.")
            _go_on_counting(model, source, target)
            moved[model._meta.db_table] = taken.rows
    return moved


def _is_table(model: Table) -> bool:
    return model._meta.managed and not model._meta.proxy


def _check_ready(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    if _place(source) == _place(target):
        raise MoveRefused("That is the database in use. Name another one.")
    executor = MigrationExecutor(source)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MoveRefused("The database in use is not up to date. Run `manage.py migrate` first.")


def _place(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    told = connection.settings_dict
    return tuple(str(told[name]) for name in ("ENGINE", "HOST", "PORT", "NAME"))


def _check_empty(tables: list[Table], target: BaseDatabaseWrapper) -> None:
    filled = [
        model._meta.db_table
        for model in tables
        if model not in MADE_BY_MIGRATE and model._base_manager.using(target.alias).exists()
    ]
    if filled:
        raise MoveRefused(f"The other database has rows already ({', '.join(filled)}). Name an empty one.")


@contextmanager
def _standing_still(source: BaseDatabaseWrapper) -> Iterator[None]:
    """The source as it is at one moment. SQLite's transaction also keeps others from writing meanwhile."""
    with transaction.atomic(using=source.alias):
        if source.vendor == "postgresql":
            with source.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _rows(model: Table, connection: BaseDatabaseWrapper) -> Iterator[tuple[Any, ...]]:
    names = [field.attname for field in model._meta.concrete_fields]
    found = model._base_manager.using(connection.alias).order_by("pk").values_list(*names)
    return iter(found.iterator(chunk_size=CHUNK))


def _tally(model: Table, connection: BaseDatabaseWrapper) -> Tally:
    return reduce(Tally.with_row, _rows(model, connection), Tally())


def _copy(model: Table, source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> Tally:
    """Write each row as it is: through the fields, but past `save`, which would set the time of now."""
    fields = model._meta.concrete_fields
    quote = target.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  quoted
    tally, rows = Tally(), _rows(model, source)
    with target.cursor() as cursor:
        while some := list(islice(rows, CHUNK)):
            tally = reduce(Tally.with_row, some, tally)
            try:
                cursor.executemany(insert, [_prepared(fields, values, target) for values in some])
            except (DatabaseError, ValueError) as refused:
                raise MoveRefused(
                    f"A row of {model._meta.db_table} does not go into it: {refused}"
                ) from refused
    return tally


def _prepared(fields: Sequence[Any], values: tuple[Any, ...], target: BaseDatabaseWrapper) -> list[Any]:
    """The values of one row as the driver of the target takes them."""
    return [field.get_db_prep_save(value, target) for field, value in zip(fields, values, strict=True)]


def _go_on_counting(model: Table, source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    """Let the next row of the target get the number that it would have got in the source."""
    key = model._meta.pk
    if isinstance(key, models.AutoField | models.BigAutoField | models.SmallAutoField):
        last = _last_number(model._meta.db_table, str(key.column), source)
        if last is not None:
            _set_last_number(model._meta.db_table, str(key.column), last, target)


def _last_number(table: str, column: str, connection: BaseDatabaseWrapper) -> int | None:
    """The last number that was given out in a table; None if there was none yet."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A table that was made anew while it was empty has a 0 there.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s AND seq > 0", [table])
        else:
            sequence = _sequence(table, column, connection)
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608  quoted by it
        row = cursor.fetchone()
        return int(row[0]) if row else None


def _set_last_number(table: str, column: str, last: int, connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
        else:
            cursor.execute("SELECT setval(%s, %s)", [_sequence(table, column, connection), last])


def _sequence(table: str, column: str, connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table), column])
        return str(cursor.fetchone()[0])
