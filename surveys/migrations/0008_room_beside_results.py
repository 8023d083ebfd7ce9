"""Let rows of results be changed where they lie.

They are laid out when a round opens, and all of them change once it is answered. PostgreSQL writes a changed
row anew; where its page has room, no index has to learn of it. 40 of 100 leaves room for each row to come once
more and larger. It counts for pages that are written from now on; no row is touched, and readers and writers
go on meanwhile.
"""

from typing import Any

from django.db import migrations

TABLES = ("surveys_dimensionresult", "surveys_criterionresult")


def leave_room(apps: Any, schema_editor: Any) -> None:
    _alter(schema_editor, "SET (fillfactor = 40)")


def fill_up(apps: Any, schema_editor: Any) -> None:
    _alter(schema_editor, "RESET (fillfactor)")


def _alter(schema_editor: Any, change: str) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE {table} {change}")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0007_answers_of_last_time")]

    operations = [migrations.RunPython(leave_room, fill_up)]
