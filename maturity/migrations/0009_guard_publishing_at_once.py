"""The guards of 0007, which also hold where a draft is written and published at the same moment.

Whoever adds, changes or deletes a part asks whether its version is a draft, and whoever publishes counts the
parts; neither saw what the other had not committed. So a level that was added meanwhile came into a published
version. Now whoever writes a part holds the version's row against its publishing, and whoever publishes holds the
model's row against another key or owner. SQLite has one writer at a time.

Two who write parts of one draft do not wait for each other (FOR SHARE); if both go on to publish in the same
transaction, the database ends one of them.
"""

from importlib import import_module

from django.db import migrations

before = import_module("maturity.migrations.0007_guard_replacing_on_postgresql")

# Of a row that is inserted there is no OLD, of one that is deleted no NEW: their fields are null.
OF_A_PART = f"""
BEGIN
    PERFORM 1 FROM {before.VERSION} v WHERE v.id IN (OLD.version_id, NEW.version_id) ORDER BY v.id FOR SHARE;
"""
OF_A_VERSION = f"""
BEGIN
    IF TG_OP <> 'DELETE' AND NEW.state <> 'draft' THEN
        PERFORM 1 FROM {before.MODEL} m WHERE m.id = NEW.model_id FOR SHARE;
    END IF;
"""
PART_FUNCTION = before.PART_FUNCTION.replace("\nBEGIN\n", OF_A_PART, 1)
VERSION_FUNCTION = before.VERSION_FUNCTION.replace("\nBEGIN\n", OF_A_VERSION, 1)


def guard(apps, schema_editor):
    lay(schema_editor, PART_FUNCTION, VERSION_FUNCTION)


def guard_as_before(apps, schema_editor):
    lay(schema_editor, before.PART_FUNCTION, before.VERSION_FUNCTION)


def lay(schema_editor, *functions):
    """The triggers stay as they are; only what they call is exchanged."""
    if schema_editor.connection.vendor == "postgresql":
        for function in functions:
            schema_editor.execute(function, params=None)


class Migration(migrations.Migration):

    dependencies = [("maturity", "0008_no_invented_date")]

    operations = [migrations.RunPython(guard, guard_as_before, elidable=False)]
