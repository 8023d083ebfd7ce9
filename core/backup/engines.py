"""A database as one file, by its engine's own tool: copied at one moment, and put back."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient
from django.db.migrations.recorder import MigrationRecorder

from core.backup.manifest import BackupRefused

PATIENCE = 20.0  # seconds that SQLite waits for another writer
# By their names, which begin as those of our tables do: what others keep beside them stays, as extensions do.
FUNCTIONS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND split_part(p.proname, '_', 1) = ANY(%s)
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
TOOLS_HINT = "Install the client programs of PostgreSQL (Debian: apt-get install postgresql-client)."


@dataclass(frozen=True, slots=True)
class Copy:
    """What is in a database file that was just made."""

    server: str
    migrations: list[str]
    counts: dict[str, int]


def dump(target: Path) -> Copy:
    """Write the database into `target` as it is at one moment, while others go on writing.

    Raises:
        BackupRefused: the engine's tool is missing or failed, or the database is damaged.
    """
    return _dump_sqlite(target) if connection.vendor == "sqlite" else _dump_postgresql(target)


def load(source: Path, tables: list[str]) -> None:
    """Put the database file `source` in the place of the present database, which is given up.

    Args:
        tables: those of the file; on PostgreSQL tables that are neither these nor the product's stay.

    Raises:
        BackupRefused: the engine's tool is missing or failed.
    """
    if connection.vendor == "sqlite":
        _load_sqlite(source)
    else:
        _load_postgresql(source, tables)


def counts_now() -> dict[str, int]:
    """The rows of each table of the present database."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: _count(cursor, connection.ops.quote_name(name)) for name in names}


def _count(cursor: Any, quoted: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {quoted}")  # noqa: S608  the name of a table, quoted
    return int(cursor.fetchone()[0])


def _applied(cursor: Any) -> list[str]:
    table = connection.ops.quote_name(MigrationRecorder.Migration._meta.db_table)
    cursor.execute(f"SELECT app, name FROM {table} ORDER BY app, name")  # noqa: S608  quoted
    return [f"{app}.{name}" for app, name in cursor.fetchall()]


def _dump_sqlite(target: Path) -> Copy:
    """By SQLite's backup, from a connection of its own and in one step.

    Page by page it would start over with each write beside it; from a connection with an open transaction
    it would hold what is not committed. What was erased still lies in free pages, which VACUUM leaves out.
    """
    name = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(name, timeout=PATIENCE)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        copy.execute("VACUUM")
        _check_sqlite(copy)
        cursor = copy.cursor()
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        counts = {table: _count(cursor, f'"{table}"') for (table,) in cursor.fetchall()}
        return Copy(sqlite3.sqlite_version, _applied(cursor), counts)


def _check_sqlite(database: sqlite3.Connection) -> None:
    found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise BackupRefused(f"SQLite says that the database is damaged: {found}")


def _dump_postgresql(target: Path) -> Copy:
    """By pg_dump, in a snapshot that also counts the rows, so that the counts are those of the file."""
    with _snapshot() as (cursor, snapshot):
        cursor.execute("SHOW server_version")
        server = str(cursor.fetchone()[0])
        applied = _applied(cursor)
        names = connection.introspection.table_names(cursor)
        counts = {name: _count(cursor, connection.ops.quote_name(name)) for name in names}
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
        _run("pg_dump", *options, f"--file={target}")
    return Copy(server, applied, counts)


@contextmanager
def _snapshot() -> Iterator[tuple[Any, str]]:
    """A transaction of a connection of its own, and the name under which pg_dump sees the same rows."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor, str(cursor.fetchone()[0])
    finally:
        own.close()


def _load_sqlite(source: Path) -> None:
    """By SQLite's backup into the file in use: one transaction, and the file keeps its owner and rights."""
    connection.close()
    with (
        closing(sqlite3.connect(source)) as copy,
        closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=PATIENCE)) as target,
    ):
        _check_sqlite(copy)
        copy.backup(target)


def _load_postgresql(source: Path, tables: list[str]) -> None:
    """By pg_restore in one transaction, after what `migrate` made here is gone."""
    _run("pg_restore", "--list", str(source), connects=False)  # it can be read, before anything is dropped
    models = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    known = {*models, *tables, MigrationRecorder.Migration._meta.db_table}
    with transaction.atomic(), connection.cursor() as cursor:
        there = known & set(connection.introspection.table_names(cursor))
        for table in sorted(there):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        cursor.execute(FUNCTIONS, [[app.label for app in apps.get_app_configs()]])
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")
    connection.close()
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(source))


def _run(program: str, *arguments: str, connects: bool = True) -> None:
    """Run one of PostgreSQL's programs on the present database.

    The password goes by the environment: every user of the machine can read a command line.
    """
    command, secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, list(arguments))
    database = command.pop()
    command[0] = program
    if program == "pg_dump":
        command.append(database)
    if not connects:
        command = [program, *arguments]
    try:
        subprocess.run(  # noqa: S603  a program of PostgreSQL, with arguments of ours
            command, env={**os.environ, **(secrets or {})}, check=True, capture_output=True, text=True
        )
    except FileNotFoundError as missing:
        raise BackupRefused(f"There is no {program} here. {TOOLS_HINT}") from missing
    except subprocess.CalledProcessError as failed:
        raise BackupRefused(f"{program} failed: {failed.stderr.strip()}") from failed
