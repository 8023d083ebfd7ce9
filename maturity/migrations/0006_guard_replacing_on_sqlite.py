"""The guards of 0002, laid again on SQLite so that replacing does not pass them.

`INSERT OR REPLACE` and `UPDATE OR REPLACE` delete the row in the way without asking a DELETE guard (unless
`recursive_triggers` is on, the second lock). So INSERT is refused for the id or the natural key of a row of a
published version, and UPDATE where another such row has the new id or key. They are refused whatever is to
happen on a conflict: `INSERT OR IGNORE` and `ON CONFLICT DO NOTHING` end in the same error, for a guard runs
before the conflict is looked for.

`purging` is taken, and lets rows go, only where the owner's `deletion_due_at` is past by the database's clock:
so never for a built-in version. A model keeps `derived_from` until then, and is not deleted under a published
version (foreign keys are checked at the end of a transaction, when another could have taken its id).
"""

from importlib import import_module

from django.db import migrations

VERSION = "maturity_modelversion"
MODEL = "maturity_maturitymodel"
VERSION_COLUMNS = (
    "id model_id number languages name description purpose source references rating base_level level_count "
    "dimension_count criterion_count note source_revision licence published_at checksum extra"
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
NATURAL_KEYS = {"maturity_level": "number", "maturity_dimension": "key", "maturity_criterion": "key"}
REFUSED = "SELECT RAISE(ABORT, 'a published version never changes');"


def changed(columns):
    return " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)


def exists(source, condition):
    return f"EXISTS (SELECT 1 FROM {source} WHERE {condition})"


def due(owner):
    """Whether the organization of this id may be deleted by now."""
    return exists(
        "organizations_organization o",
        f"o.id = {owner} AND julianday(o.deletion_due_at) <= julianday('now')",
    )


def model_due(model):
    return due(f"(SELECT m.owner_id FROM {MODEL} m WHERE m.id = {model})")


def has_published(model):
    return exists(f"{VERSION} v", f"v.model_id = {model} AND v.state <> 'draft'")


def trigger(table, event, when):
    return (
        f"CREATE TRIGGER {table}_guard_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW "
        f"WHEN {when} BEGIN {REFUSED} END"
    )


def part_triggers(table, columns):
    key = NATURAL_KEYS[table]
    published = f"{table} p JOIN {VERSION} v ON v.id = p.version_id AND v.state <> 'draft'"
    takes_key = exists(published, f"p.version_id = NEW.version_id AND p.{key} = NEW.{key}")
    is_full = exists(
        f"{VERSION} v",
        "v.id = NEW.version_id AND v.state <> 'draft' AND (v.purging OR "
        f"(SELECT COUNT(*) FROM {table} WHERE version_id = v.id) >= v.{COUNTS[table]})",
    )
    either = exists(f"{VERSION} v", "v.id IN (OLD.version_id, NEW.version_id) AND v.state <> 'draft'")
    takes_id = exists(published, "p.id = NEW.id")
    stays = f"v.state <> 'draft' AND NOT (v.purging AND {model_due('v.model_id')})"
    yield trigger(table, "INSERT", f"{is_full} OR {takes_id} OR {takes_key}")
    yield trigger(
        table,
        "UPDATE",
        # Another row's key can only be taken in its own version, where nothing changes at all.
        f"(({changed(columns)}) AND {either}) OR (NEW.id IS NOT OLD.id AND {takes_id})",
    )
    yield trigger(table, "DELETE", exists(f"{VERSION} v", f"v.id = OLD.version_id AND {stays}"))


def version_triggers():
    of_published = "v.state <> 'draft' AND (v.id = NEW.id OR (v.model_id = NEW.model_id AND v.number = NEW.number))"
    miscounted = " OR ".join(
        f"NEW.{count} <> (SELECT COUNT(*) FROM {table} WHERE version_id = NEW.id)"
        for table, count in COUNTS.items()
    )
    yield trigger(VERSION, "INSERT", exists(f"{VERSION} v", of_published))
    yield trigger(
        VERSION,
        "UPDATE",
        f"(OLD.state <> 'draft' AND ({changed(VERSION_COLUMNS)}"
        " OR (NEW.published_by_id IS NOT NULL AND OLD.published_by_id IS NOT NEW.published_by_id)"
        " OR NEW.state NOT IN ('published', 'retired') OR (OLD.state = 'retired' AND NEW.state <> 'retired')"
        " OR (OLD.purging AND NOT NEW.purging)))"
        " OR (OLD.state = 'draft' AND (NEW.state NOT IN ('draft', 'published')"
        f" OR (NEW.state = 'published' AND ({miscounted}))))"
        f" OR (NEW.purging IS NOT OLD.purging AND NOT {model_due('NEW.model_id')})"
        f" OR {exists(f'{VERSION} v', f'v.id <> OLD.id AND {of_published}')}",
    )
    yield trigger(
        VERSION, "DELETE", f"OLD.state <> 'draft' AND NOT (OLD.purging AND {model_due('OLD.model_id')})"
    )


def model_triggers():
    of_published = f"(m.id = NEW.id OR (m.key = NEW.key AND m.owner_id IS NEW.owner_id)) AND {has_published('m.id')}"
    foreign = exists(
        f"{VERSION} v JOIN {MODEL} m ON m.id = v.model_id",
        "v.id = NEW.derived_from_id AND (v.state = 'draft' OR m.owner_id <> NEW.owner_id"
        " OR (m.owner_id IS NOT NULL AND NEW.owner_id IS NULL))",
    )
    yield trigger(MODEL, "INSERT", f"{exists(f'{MODEL} m', of_published)} OR {foreign}")
    yield trigger(
        MODEL,
        "UPDATE",
        f"(({changed(MODEL_COLUMNS)}) AND {has_published('OLD.id')})"
        " OR (OLD.derived_from_id IS NOT NEW.derived_from_id"
        f" AND NOT (NEW.derived_from_id IS NULL AND {due('OLD.owner_id')}))"
        f" OR {exists(f'{MODEL} m', f'm.id <> OLD.id AND {of_published}')}",
    )
    yield trigger(MODEL, "DELETE", has_published("OLD.id"))


def triggers():
    for table, columns in PARTS.items():
        yield from part_triggers(table, columns.split())
    yield from version_triggers()
    yield from model_triggers()


def names():
    return [f"{table}_guard_{event}" for table in (*PARTS, VERSION, MODEL) for event in ("insert", "update", "delete")]


before = import_module("maturity.migrations.0002_guard_versions_on_sqlite")


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        before.unguard(apps, schema_editor)
        for statement in triggers():
            schema_editor.execute(statement, params=None)


def guard_as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in names():
            schema_editor.execute(f"DROP TRIGGER {name}", params=None)
        before.guard(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ("maturity", "0005_source_and_licence"),
        ("organizations", "0010_organization_end"),
    ]

    operations = [migrations.RunPython(guard, guard_as_before, elidable=False)]
