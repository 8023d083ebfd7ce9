#!/usr/bin/env bash
# Django changes many a column on SQLite by remaking the table. What happens to triggers that stand on it?
#
# What one would guess: a trigger is an object of the schema like an index, so `migrate` keeps it; or it stops.
# What happens: a trigger on the remade table is gone after a migration that succeeds, without a word; and where
#   a trigger on another table only reads it, the same operation stops with "no such table", because SQLite reads
#   the whole schema again while the new table takes the old one's name. Taking a column back can remake a table
#   too where adding it did not: a foreign key that may be null is added by ALTER TABLE and removed by a remake.
# Source: django/db/backends/sqlite3/schema.py, _remake_table, add_field and remove_field; SQLite's page on
#   ALTER TABLE, "Making Other Kinds Of Table Schema Changes", which tells to lay triggers again by hand.
# What we do: core/guards.py, WithoutGuards, and tools/lint_migrations.py.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19
cd "$folder"
cat > remake.py <<'PYTHON'
import sqlite3
import sys

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=[],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.db import OperationalError, connection, migrations, models  # noqa: E402
from django.db.migrations.state import ProjectState  # noqa: E402

print("Django", django.__version__, "SQLite", sqlite3.sqlite_version)
STOP = "BEGIN SELECT RAISE(ABORT, 'kept'); END"


def triggers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        return [name for (name,) in cursor.fetchall()]


def run(operation, before, *, back=False):
    after = before.clone()
    operation.state_forwards("shop", after)
    with connection.schema_editor() as editor:
        if back:
            operation.database_backwards("shop", editor, after, before)
        else:
            operation.database_forwards("shop", editor, before, after)
    return after


def fresh():
    with connection.cursor() as cursor:
        for table in ("shop_line", "shop_order"):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
    state = ProjectState()
    for name in ("Order", "Line"):
        fields = [("id", models.BigAutoField(primary_key=True)), ("number", models.IntegerField())]
        state = run(migrations.CreateModel(name, fields), state)
    return state


def lay(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


seen = []
ON_ORDER = f"CREATE TRIGGER on_order BEFORE DELETE ON shop_order {STOP}"
longer = migrations.AlterField("order", "number", models.BigIntegerField())

state = fresh()
lay(ON_ORDER)
run(longer, state)
seen.append(("AlterField, trigger on the table", triggers()))

state = fresh()
lay(f"CREATE TRIGGER on_line BEFORE DELETE ON shop_line WHEN EXISTS (SELECT 1 FROM shop_order) {STOP}")
try:
    run(longer, state)
    seen.append(("AlterField, another table's trigger reads it", "passed"))
except OperationalError as error:
    seen.append(("AlterField, another table's trigger reads it", str(error)))

lay("DROP TRIGGER IF EXISTS on_line")
state = fresh()
lay(ON_ORDER)
foreign = models.ForeignKey("shop.Line", models.PROTECT, null=True)
adding = migrations.AddField("order", "line", foreign)
run(adding, state)
seen.append(("AddField of a foreign key that may be null", triggers()))
run(adding, state, back=True)
seen.append(("the same taken back", triggers()))

for what, found in seen:
    print(f"{what}: {found}")
expected = [
    [],
    "error in trigger on_line: no such table: main.shop_order",
    ["on_order"],
    [],
]
sys.exit([found for _what, found in seen] != expected)
PYTHON
env/bin/python remake.py
