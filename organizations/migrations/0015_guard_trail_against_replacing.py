"""The guards of 0008, laid again so that neither replacing nor a mark alone takes a line of the audit trail.

INSERT is refused for the id of a line that is there: `INSERT OR REPLACE` on SQLite deletes the line in the way
without asking its DELETE guard. `INSERT OR IGNORE` and `ON CONFLICT` end in the same error. `purging` is taken,
and lets a line go, only where its organization's `deletion_due_at` is past by the database's clock; so the
lines of operators, which have no organization, stay for ever. TRUNCATE is refused on PostgreSQL.
"""

from importlib import import_module

from django.db import migrations

before = import_module("organizations.migrations.0008_guard_audit_trail")
TABLE = before.TABLE

TAKES_ID = f"EXISTS (SELECT 1 FROM {TABLE} e WHERE e.id = NEW.id)"


def bent(engine):
    """Whether an UPDATE does more than it may, marking a line before its organization's end included."""
    marked = before.differs("purging", engine)
    return f"{before.bent(engine)} OR ({marked} AND NOT {due('NEW', engine)})"


def due(row, engine):
    passed = (
        "julianday(o.deletion_due_at) <= julianday('now')"
        if engine == "sqlite"
        else "o.deletion_due_at <= clock_timestamp()"
    )
    return f"EXISTS (SELECT 1 FROM organizations_organization o WHERE o.id = {row}.organization_id AND {passed})"


def stays(engine):
    return f"NOT (OLD.purging AND {due('OLD', engine)})"


def on_sqlite():
    for event, refused in (("insert", TAKES_ID), ("update", bent("sqlite")), ("delete", stays("sqlite"))):
        yield (
            f"CREATE TRIGGER {TABLE}_guard_{event} BEFORE {event.upper()} ON {TABLE} FOR EACH ROW WHEN {refused} "
            f"BEGIN SELECT RAISE(ABORT, '{before.REFUSED}'); END"
        )


REFUSE = f"RAISE EXCEPTION '{before.REFUSED}' USING ERRCODE = 'integrity_constraint_violation';"
ON_POSTGRESQL = [
    f"""
CREATE OR REPLACE FUNCTION organizations_guard_trail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN {REFUSE} END IF;
    IF TG_OP = 'DELETE' THEN
        IF {stays("postgresql")} THEN {REFUSE} END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF {TAKES_ID} THEN {REFUSE} END IF;
    ELSIF {bent("postgresql")} THEN {REFUSE} END IF;
    RETURN NEW;
END $$
""",
    f"CREATE TRIGGER {TABLE}_guard BEFORE INSERT OR UPDATE OR DELETE ON {TABLE} FOR EACH ROW "
    "EXECUTE FUNCTION organizations_guard_trail()",
    f"CREATE TRIGGER {TABLE}_guard_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT "
    "EXECUTE FUNCTION organizations_guard_trail()",
]


def guard(apps, schema_editor):
    before.unguard(apps, schema_editor)
    for statement in on_sqlite() if schema_editor.connection.vendor == "sqlite" else ON_POSTGRESQL:
        schema_editor.execute(statement, params=None)


def guard_as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_guard_insert", params=None)
    else:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_guard_truncate ON {TABLE}")
    before.unguard(apps, schema_editor)
    before.guard(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [("organizations", "0014_generations_of_sessions")]

    operations = [migrations.RunPython(guard, guard_as_before, elidable=False)]
