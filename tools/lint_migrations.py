"""Refuse a migration that a running system, or a guard, would not survive: python -m tools.lint_migrations

Every migration of ours since `RELEASED` is read: is it named, can it be taken back, has it one reason, and
does the release before go on working while it runs and after it (first expand, contract one release later)?
Then all of them are carried out on an empty SQLite database in memory, there and back: no table that a guard
stands on or reads may be remade while guards stand. docs/contributing.md tells how to write one.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import django
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from core.guards import WithoutGuards, standing, switched_off

# The newest migration of each app when this tool came; what is older stays as it is.
RELEASED = {
    "core": "0004_names_for_operators",
    "maturity": "0003_guard_versions_on_postgresql",
    "organizations": "0014_generations_of_sessions",
    "reports": "0001_exports",
    "surveys": "0002_rounds_open_by_themselves",
}
REMAKE = "_remake_table"
NOT_OURS = "~"  # comes after every name
NAME = re.compile(r"\d{4}_(?!auto_)[a-z][a-z0-9_]*(?<!_and_more)")
CONTRACTS = {
    operations.RemoveField: "takes the column {name} away",
    operations.DeleteModel: "takes the table {name} away",
    operations.RenameField: "renames the column {old_name}",
    operations.RenameModel: "renames the table {old_name}",
    operations.AlterModelTable: "renames the table {name}",
}
OF_ROWS = (operations.RunPython, operations.RunSQL)


@dataclass(frozen=True, slots=True)
class Step:
    """One operation, and whether it changes what the code knows, the database, or both."""

    operation: Operation
    of_state: bool
    of_database: bool


def steps_of(migration: Migration) -> list[Step]:
    """The operations of a migration, with those that stand within others."""
    return list(_steps(migration.operations, of_state=True, of_database=True))


def faults_in(migration: Migration, before: ProjectState) -> list[str]:
    """What is wrong with a migration by itself.

    Args:
        before: what the code knows before it.
    """
    steps = steps_of(migration)
    faults = []
    if not NAME.fullmatch(migration.name):
        faults.append("its name does not say what it is for")
    faults += [
        f"it cannot be taken back: {step.operation.describe()}"
        for step in steps
        if not step.operation.reversible
    ]
    if len({isinstance(step.operation, OF_ROWS) for step in steps if step.of_database}) > 1:
        faults.append("it changes tables and runs code or SQL; give each a migration")
    for step in steps:
        faults += _too_early(step, before, migration.app_label)
    return faults


def remade_under_guards(
    database: BaseDatabaseWrapper, carry_out: Callable[[Callable[..., None]], object]
) -> dict[str, list[str]]:
    """The tables that were remade although a guard stood on them or read them, by migration.

    Args:
        carry_out: runs migrations on `database`, and tells a callback which as an executor does.
    """
    found: dict[str, list[str]] = {}
    running = ""

    def begun(action: str, migration: Any = None, fake: bool = False) -> None:
        nonlocal running
        if migration is not None and action in ("apply_start", "unapply_start"):
            running = str(migration)

    def remade(table: str) -> None:
        found.setdefault(running, []).append(table)

    with _watched(database, remade):
        carry_out(begun)
    return found


def main() -> int:
    """Tell each fault in a line; 1 where there is one."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(PATAMAR_MODE="test", DJANGO_SETTINGS_MODULE="config.settings")
    django.setup()
    connection.settings_dict["NAME"] = ":memory:"
    executor = MigrationExecutor(connection)
    plan = [one for one, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    newer = [one for one in plan if one.name > RELEASED.get(one.app_label, NOT_OURS)]
    found = [
        f"{one}: {fault}"
        for one in newer
        for fault in faults_in(one, executor.loader.project_state((one.app_label, one.name), at_end=False))
    ]
    found += _there_and_back({str(one) for one in newer})
    for line in found:
        print(line)
    return 1 if found else 0


def _steps(found: Iterable[Operation], *, of_state: bool, of_database: bool) -> Iterator[Step]:
    for one in found:
        if isinstance(one, WithoutGuards):
            yield from _steps(one.state_operations, of_state=of_state, of_database=of_database)
        elif isinstance(one, operations.SeparateDatabaseAndState):
            yield from _steps(one.state_operations, of_state=of_state, of_database=False)
            yield from _steps(one.database_operations, of_state=False, of_database=of_database)
        else:
            yield Step(one, of_state, of_database)
            if isinstance(one, operations.RunSQL):
                yield from _steps(one.state_operations, of_state=of_state, of_database=of_database)


def _too_early(step: Step, before: ProjectState, app: str) -> Iterator[str]:
    """What the release before would stumble over while this one is rolled out."""
    one = step.operation
    words = CONTRACTS.get(type(one))
    if words and step.of_database:
        told = words.format_map(vars(one))
        yield f"it {told}, which the release before uses; first let the code forget it, in a release before"
    if isinstance(one, operations.RemoveField) and step.of_state and not step.of_database:
        field = before.models[app, one.model_name_lower].fields.get(one.name)
        if field is not None and _is_asked_for(field):
            yield f"the code forgets {one.name}, which rows need; first let it be null or have a db_default"
    if isinstance(one, operations.AddField) and step.of_database and _is_asked_for(one.field):
        yield f"the release before writes rows without {one.name}; let it be null or give it a db_default"


def _is_asked_for(field: Any) -> bool:
    """Whether a row cannot be inserted without naming this column."""
    return not (field.null or field.many_to_many or field.db_default is not models.NOT_PROVIDED)


@contextmanager
def _watched(database: BaseDatabaseWrapper, remade: Callable[[str], None]) -> Iterator[None]:
    """Tell each table that Django remakes in the sight of a guard, and go on as if it were in order."""
    remake = getattr(DatabaseSchemaEditor, REMAKE)

    def watch(editor: DatabaseSchemaEditor, model: type[models.Model], *args: Any, **kwargs: Any) -> None:
        named = re.compile(rf"\b{model._meta.db_table}\b")
        if not any(named.search(guard.statement) for guard in standing(database)):
            return remake(editor, model, *args, **kwargs)
        remade(model._meta.db_table)
        with switched_off(database):
            return remake(editor, model, *args, **kwargs)

    setattr(DatabaseSchemaEditor, REMAKE, watch)
    try:
        yield
    finally:
        setattr(DatabaseSchemaEditor, REMAKE, remake)


def _there_and_back(newer: set[str]) -> list[str]:
    """What goes wrong when all migrations are carried out, the newer ones taken back, and done again."""
    guards: list[Sequence[object]] = []

    def carry_out(begun: Callable[..., None]) -> None:
        for targets in (None, list(RELEASED.items()), None):
            executor = MigrationExecutor(connection, begun)
            executor.migrate(targets or executor.loader.graph.leaf_nodes())
            if targets is None:
                guards.append(standing(connection))

    found = [
        f"{name}: it remakes {table} while guards stand; put the operation into core.guards.WithoutGuards"
        for name, tables in remade_under_guards(connection, carry_out).items()
        for table in dict.fromkeys(tables)
        if name in newer
    ]
    if guards[0] != guards[1]:
        found.append("Taken back and done again, the migrations do not lay the same guards.")
    return found


if __name__ == "__main__":
    sys.exit(main())
