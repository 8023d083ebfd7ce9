"""Triggers by which SQLite itself keeps published versions as they are.

UPDATE is refused if a value changes (writing the same again passes, so a fixture can be loaded twice);
INSERT once the version has as many rows as it counts (a fixture inserts into a published version);
DELETE unless the version is `purging`. The state only moves forward.

SQLite drops a table's triggers when a later migration rebuilds the table: such a migration has to run
`guard` again, with its new columns. tests/db/test_published_versions.py tries every column.
"""

from django.db import migrations

VERSION = "maturity_modelversion"
VERSION_COLUMNS = (
    "id model_id number languages name description purpose source references rating base_level level_count "
    "dimension_count criterion_count note published_at checksum extra"
).split()
MODEL_COLUMNS = "id owner_id key".split()
PARTS = {
    "maturity_level": "id version_id number key name summary highlights technology extra",
    "maturity_dimension": (
        "id version_id key name short abbreviation description why group position extra"
    ),
    "maturity_criterion": (
        "id version_id dimension_id level_id key statement guidance evidence improve na_allowed "
        "not_applicable_when evidences contrast references position extra"
    ),
}
COUNTS = {
    "maturity_level": "level_count",
    "maturity_dimension": "dimension_count",
    "maturity_criterion": "criterion_count",
}
REFUSED = "SELECT RAISE(ABORT, 'a published version never changes');"


def changed(columns):
    return " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)


def published(*ids, unless=""):
    among = f"v.id IN ({', '.join(ids)}) AND v.state <> 'draft'{unless}"
    return f"EXISTS (SELECT 1 FROM {VERSION} v WHERE {among})"


def trigger(table, event, when):
    return (
        f"CREATE TRIGGER {table}_guard_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW "
        f"WHEN {when} BEGIN {REFUSED} END"
    )


def rows(table):
    return f"(SELECT COUNT(*) FROM {table} WHERE version_id = NEW.id)"


def triggers():
    for table, columns in PARTS.items():
        is_full = (
            f"EXISTS (SELECT 1 FROM {VERSION} v WHERE v.id = NEW.version_id AND v.state <> 'draft' "
            f"AND (SELECT COUNT(*) FROM {table} WHERE version_id = v.id) >= v.{COUNTS[table]})"
        )
        yield trigger(
            table, "UPDATE",
            f"({changed(columns.split())}) AND {published('OLD.version_id', 'NEW.version_id')}",
        )
        yield trigger(table, "INSERT", is_full)
        yield trigger(table, "DELETE", published("OLD.version_id", unless=" AND NOT v.purging"))
    miscounted = " OR ".join(f"NEW.{count} <> {rows(table)}" for table, count in COUNTS.items())
    yield trigger(
        VERSION, "UPDATE",
        f"(OLD.state <> 'draft' AND ({changed(VERSION_COLUMNS)}"
        " OR (NEW.published_by_id IS NOT NULL AND OLD.published_by_id IS NOT NEW.published_by_id)"
        " OR NEW.state = 'draft' OR (OLD.state = 'retired' AND NEW.state <> 'retired')"
        " OR (OLD.purging AND NOT NEW.purging)))"
        " OR (OLD.state = 'draft' AND (NEW.state = 'retired'"
        f" OR (NEW.state = 'published' AND ({miscounted}))))",
    )
    yield trigger(VERSION, "DELETE", "OLD.state <> 'draft' AND NOT OLD.purging")
    yield trigger(
        "maturity_maturitymodel", "UPDATE",
        f"({changed(MODEL_COLUMNS)}) AND EXISTS "
        f"(SELECT 1 FROM {VERSION} v WHERE v.model_id = OLD.id AND v.state <> 'draft')",
    )


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in triggers():
            schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in PARTS:
            for event in ("update", "insert", "delete"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_guard_{event}")
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {VERSION}_guard_update")
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {VERSION}_guard_delete")
        schema_editor.execute("DROP TRIGGER IF EXISTS maturity_maturitymodel_guard_update")


class Migration(migrations.Migration):

    dependencies = [("maturity", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
