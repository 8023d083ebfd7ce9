"""A database as one file, by its engine's own tool: copied at one moment, and put back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
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


def load(source: Path, tables: list[str], *, with_it: Sequence[str] = ()) -> None:
    """Put the database file `source` in the place of the present database, which is given up.

    It comes whole or not at all: a process that is killed meanwhile leaves the database without it.

    Args:
        tables: those of the file; on PostgreSQL tables that are neither these nor the product's stay.
        with_it: statements that come true together with it. `source` may be changed by them.

    Raises:
        BackupRefused: the engine's tool is missing or failed.
    """
    if connection.vendor == "sqlite":
        _load_sqlite(source, with_it)
    else:
        _load_postgresql(source, tables, with_it)


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
        _run(*_connecting("pg_dump", *options, f"--file={target}"))
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


def _load_sqlite(source: Path, with_it: Sequence[str]) -> None:
    """By SQLite's backup into the file in use: one transaction, and the file keeps its owner and rights.

    The statements are carried out in `source`, before it is the database.
    """
    connection.close()
    with (
        closing(sqlite3.connect(source)) as copy,
        closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=PATIENCE)) as target,
    ):
        _check_sqlite(copy)
        try:
            for statement in with_it:
                copy.execute(statement)
        except sqlite3.DatabaseError as failed:
            raise BackupRefused(f"SQLite failed: {failed}") from failed
        copy.commit()
        copy.backup(target)


def _load_postgresql(source: Path, tables: list[str], with_it: Sequence[str]) -> None:
    """By pg_restore and psql in one transaction, after what `migrate` made here is gone."""
    _run(["pg_restore", "--list", str(source)])  # it can be read, before anything is dropped
    models = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    known = {*models, *tables, MigrationRecorder.Migration._meta.db_table}
    with transaction.atomic(), connection.cursor() as cursor:
        there = known & set(connection.introspection.table_names(cursor))
        for table in sorted(there):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        cursor.execute(FUNCTIONS, [[app.label for app in apps.get_app_configs()]])
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")
        cursor.execute("SELECT quote_ident(current_schema())")
        (schema,) = cursor.fetchone()
    connection.close()
    maker = ["pg_restore", "--no-owner", "--no-privileges", "--file=-", str(source)]
    # What pg_restore writes has emptied the search path.
    _pour(maker, [f"SET LOCAL search_path = {schema}", *with_it, "COMMIT"])


def _pour(maker: list[str], last: Sequence[str]) -> None:
    """Let psql carry out in one transaction what `maker` writes, and `last` once that has ended well.

    pg_restore by itself commits before anything can be added; and psql's option for one transaction commits
    where its input ends, also where that was cut short. So COMMIT is the last that we say: whoever of the
    three is killed before, nothing has happened.
    """
    taker, environment = _connecting("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1")
    with (
        TemporaryFile() as said,
        _started(maker, environment, stdout=subprocess.PIPE, stderr=said) as made,
        _started(taker, environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said) as taken,
    ):
        try:
            taken.stdin.write(b"BEGIN;\n")
            shutil.copyfileobj(made.stdout, taken.stdin)
            if made.wait() == 0:
                taken.stdin.write("".join(f"{statement};\n" for statement in last).encode())
            taken.stdin.close()
        except BrokenPipeError:  # psql has ended, and says why
            made.kill()
            with suppress(BrokenPipeError):
                taken.stdin.close()
        failed = [one.args[0] for one in (taken, made) if one.wait()]
        if failed:
            said.seek(0)
            raise BackupRefused(f"{failed[0]} failed: {said.read().decode('utf-8', 'replace').strip()}")


def _started(command: list[str], environment: dict[str, str], **streams: Any) -> Any:
    try:
        return subprocess.Popen(command, env=environment, **streams)  # noqa: S603  as in _run
    except FileNotFoundError as missing:
        raise BackupRefused(f"There is no {command[0]} here. {TOOLS_HINT}") from missing


def _connecting(program: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """The command that runs one of PostgreSQL's programs on the present database, and its environment.

    The password goes by the environment: every user of the machine can read a command line.
    """
    command, secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, list(arguments))
    return [program, *command[1:]], {**os.environ, **(secrets or {})}


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(  # noqa: S603  a program of PostgreSQL, with arguments of ours
            command, env=environment, check=True, capture_output=True, text=True
        )
    except FileNotFoundError as missing:
        raise BackupRefused(f"There is no {command[0]} here. {TOOLS_HINT}") from missing
    except subprocess.CalledProcessError as failed:
        raise BackupRefused(f"{command[0]} failed: {failed.stderr.strip()}") from failed
