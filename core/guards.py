"""Guards: the triggers by which the database itself keeps what must not change.

The migrations of each app lay its guards; nothing else makes or drops one. Whoever must step past them, a
migration that remakes a table or rewrites a guarded row, and the tests that empty their database, does it
here: by name, within one transaction, so that guards stand again whatever happens in between.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import SeparateDatabaseAndState

SQLITE = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
# A guard that is enabled for replicas alone ("R") stands there and refuses nothing.
POSTGRESQL = """
SELECT g.tgname, c.relname, pg_get_triggerdef(g.oid)
FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
WHERE NOT g.tgisinternal AND g.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace
ORDER BY g.tgname
"""
NAMES = {
    "sqlite": ("{table}_guard_delete", "{table}_guard_insert", "{table}_guard_update"),
    "postgresql": ("{table}_guard", "{table}_guard_truncate"),
}
"""The guards of a guarded table on each engine; PostgreSQL has one for all that is done to rows."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A trigger that stands in the database: its name, its table, and the statement that makes it."""

    name: str
    table: str
    statement: str


def standing(connection: BaseDatabaseWrapper) -> list[Guard]:
    """The guards that this database has and heeds, by name (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)
        return [Guard(*row) for row in cursor.fetchall()]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The guards that should stand in this database and do not, by name (one query).

    Which tables are guarded says each app's config, in `guarded_tables`.
    """
    tables = [table for config in apps.get_app_configs() for table in getattr(config, "guarded_tables", ())]
    there = {guard.name for guard in standing(connection)}
    named = {name.format(table=table) for table in tables for name in NAMES[connection.vendor]}
    return sorted(named - there)


@contextmanager
def switched_off(connection: BaseDatabaseWrapper, *names: str) -> Iterator[None]:
    """Within one transaction, without these guards; they stand again at its end, also after an error.

    On PostgreSQL whoever reads or writes one of their tables waits for the end.

    Args:
        names: which; without any name, all of them.

    Raises:
        LookupError: no guard of such a name stands, so whoever asked means another database.
    """
    with transaction.atomic(using=connection.alias):
        there = standing(connection)
        if missing := set(names) - {guard.name for guard in there}:
            raise LookupError(f"No such guards: {', '.join(sorted(missing))}")
        off = [guard for guard in there if guard.name in names or not names]
        _drop(connection, off)
        yield
        _make_again(connection, off)


class WithoutGuards(SeparateDatabaseAndState):
    """Operations of a migration that run while all guards are away, forwards and backwards.

    Django changes many a column on SQLite by remaking the table: it copies the rows into a new one and drops
    the old, whose guards go with it in silence; or it stops with an error, where another table's guard reads
    the table that is gone for a moment. So all go first and come again last. tools/lint_migrations.py
    refuses a remake outside of this operation.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        super().__init__(database_operations=operations, state_operations=operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [], {"operations": self.state_operations}

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        with _away(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        with _away(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.state_operations)


@contextmanager
def _away(schema_editor: BaseDatabaseSchemaEditor) -> Iterator[None]:
    """Without guards while tables are altered; where statements are only collected there is no database."""
    if schema_editor.collect_sql:
        yield
        return
    with switched_off(schema_editor.connection):
        yield


def _drop(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    with _settled(connection) as cursor:
        for guard in guards:
            name, table = map(connection.ops.quote_name, (guard.name, guard.table))
            cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))


def _make_again(connection: BaseDatabaseWrapper, guards: Sequence[Guard]) -> None:
    with _settled(connection) as cursor:
        for guard in guards:
            cursor.execute(guard.statement)


@contextmanager
def _settled(connection: BaseDatabaseWrapper) -> Iterator[CursorWrapper]:
    """A cursor once no foreign key waits to be checked: PostgreSQL keeps triggers as they are until then."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield cursor
