#!/usr/bin/env bash
# Django on SQLite: a table whose CHECK lists small numbers, as a CheckConstraint on `field__in` makes it, can't be described.
#
# One would guess: what `migrate` made, the same Django's introspection reads: `inspectdb`, or whatever asks
# `connection.introspection` for the columns of a table, as a tool that copies or compares databases does.
# What happens: `migrate` makes the table and the constraint holds, but get_table_description raises IndexError, and
# `inspectdb` says "Unable to inspect table". The same constraint as bounds (gte and lte) is read.
# Source: _get_column_collations in django/db/backends/sqlite3/introspection.py splits the CREATE TABLE text at each
# ", ", also within the list, takes "2)" for a column and leaves its first character out for a quotation mark.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "Django==5.2.19" "sqlparse==0.5.3"

cat >"$work/try.py" <<'PYTHON'
from io import StringIO

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction


def plan(name: str, condition: models.Q) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "x", "constraints": [models.CheckConstraint(condition=condition, name=name)]})
    return type(name, (models.Model,), {"__module__": "x", "months": models.IntegerField(), "Meta": meta})


def described(table: str) -> str:
    try:
        with connection.cursor() as cursor:
            columns = connection.introspection.get_table_description(cursor, table)
    except IndexError as error:
        return f"IndexError: {error}"
    return ", ".join(column.name for column in columns)


def holds(model: type[models.Model]) -> bool:
    try:
        with transaction.atomic():
            model.objects.create(months=7)
    except IntegrityError:
        return True
    return False


listed, bound = plan("Listed", models.Q(months__in=[1, 2])), plan("Bound", models.Q(months__gte=1, months__lte=2))
with connection.schema_editor() as editor:
    editor.create_model(listed)
    editor.create_model(bound)
found = {model.__name__: (holds(model), described(model._meta.db_table)) for model in (listed, bound)}
inspected = StringIO()
call_command("inspectdb", "x_listed", stdout=inspected)
print("Django", django.get_version())
for name, (checked, columns) in found.items():
    print(f"{name}: the check holds: {checked}; columns: {columns}")
print([line for line in inspected.getvalue().splitlines() if "Unable" in line or "error" in line])
assert found == {"Listed": (True, "IndexError: list index out of range"), "Bound": (True, "id, months")}
assert "Unable to inspect table 'x_listed'" in inspected.getvalue()
PYTHON
"$work/venv/bin/python" "$work/try.py"
