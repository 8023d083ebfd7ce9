"""What the linter of migrations refuses, one fault each, and what it lets pass."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from core.guards import WithoutGuards
from tools.lint_migrations import faults_in

NOTE = models.TextField(null=True)
NEEDED = models.TextField()


def nothing(apps: Any, schema_editor: Any) -> None:
    """What a migration might run."""


def linted(*found: Operation, name: str = "0009_rounds_have_notes") -> list[str]:
    migration = migrations.Migration(name, "surveys")
    migration.operations = list(found)
    before = ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("note", NOTE), ("title", NEEDED)]
    before.add_model(ModelState("surveys", "Round", fields))
    return faults_in(migration, before)


def apart(*, state: Operation | None = None, database: Operation | None = None) -> Operation:
    return migrations.SeparateDatabaseAndState(
        state_operations=[state] if state else [], database_operations=[database] if database else []
    )


def test_what_expands_passes() -> None:
    assert linted(migrations.AddField("round", "motto", NOTE)) == []
    assert linted(migrations.AddField("round", "motto", models.TextField(db_default=""))) == []
    assert linted(migrations.CreateModel("Motto", [("text", NEEDED)])) == []
    assert linted(migrations.AddField("round", "teams", models.ManyToManyField("organizations.Team"))) == []
    assert linted(migrations.RunPython(nothing, migrations.RunPython.noop)) == []


@pytest.mark.parametrize("name", ["0009_auto_20261130_1200", "0009_round_note_and_more", "rounds_have_notes"])
def test_a_name_says_what_it_is_for(name: str) -> None:
    assert linted(name=name) == ["its name does not say what it is for"]


@pytest.mark.parametrize(
    "operation", [migrations.RunPython(nothing), migrations.RunSQL("UPDATE surveys_round SET note = ''")]
)
def test_what_cannot_be_taken_back_is_refused(operation: Operation) -> None:
    [fault] = linted(operation)

    assert fault.startswith("it cannot be taken back: ")


def test_tables_and_rows_are_changed_apart() -> None:
    rows = migrations.RunPython(nothing, nothing)
    fault = "it changes tables and runs code or SQL; give each a migration"

    assert linted(migrations.AddField("round", "motto", NOTE), rows) == [fault]
    assert linted(WithoutGuards([migrations.AddField("round", "motto", NOTE), rows])) == [fault]


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        (migrations.RemoveField("round", "note"), "takes the column note away"),
        (migrations.RenameField("round", "note", "remark"), "renames the column note"),
        (migrations.DeleteModel("Round"), "takes the table Round away"),
        (migrations.RenameModel("Round", "Survey"), "renames the table Round"),
        (migrations.AlterModelTable("Round", "rounds"), "renames the table Round"),
    ],
)
def test_what_the_release_before_uses_stays(operation: Operation, told: str) -> None:
    fault = f"it {told}, which the release before uses; first let the code forget it, in a release before"

    assert linted(operation) == [fault]
    assert linted(WithoutGuards([operation])) == [fault]
    assert linted(apart(database=operation)) == [fault]


def test_code_forgets_a_column_first_and_a_later_release_takes_it_away() -> None:
    away = migrations.RunSQL(
        "ALTER TABLE surveys_round DROP COLUMN note", "ALTER TABLE surveys_round ADD COLUMN note text"
    )

    assert linted(apart(state=migrations.RemoveField("round", "note"))) == []
    assert linted(away) == []


def test_both_at_once_is_too_early_whichever_way_it_is_written() -> None:
    forgotten = migrations.RemoveField("round", "note")

    both = migrations.RunSQL("ALTER TABLE surveys_round DROP COLUMN note", "SELECT 1", [forgotten])

    assert linted(both)[-1].startswith("it takes the column note away, which the release before uses")


def test_a_column_that_rows_need_is_not_forgotten() -> None:
    assert linted(apart(state=migrations.RemoveField("round", "title"))) == [
        "the code forgets title, which rows need; first let it be null or have a db_default"
    ]


@pytest.mark.parametrize("field", [NEEDED, models.TextField(default="")])
def test_a_column_that_the_release_before_does_not_fill_is_refused(field: models.Field) -> None:
    """A default of Django's is none of the database's."""
    assert linted(migrations.AddField("round", "motto", field)) == [
        "the release before writes rows without motto; let it be null or give it a db_default"
    ]


def test_our_own_pass_and_lay_the_same_guards_when_they_are_taken_back() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tools.lint_migrations"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PATAMAR_MODE": "production"},  # it looks at nobody's database
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.stdout, told.returncode) == ("", 0), told.stderr
