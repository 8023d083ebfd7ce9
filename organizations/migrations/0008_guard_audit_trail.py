"""Triggers by which both engines keep the audit trail append only.

UPDATE passes if it only marks a line `erased` and empties its label, its details or its address (a person
was erased), or only marks it `purging` (its organization is deleted); neither mark is taken back. DELETE
passes for lines marked `purging`. All else is refused; so whoever wants to bend the trail has to drop the
triggers first, which needs the owner of the table.

SQLite drops a table's triggers when a later migration rebuilds the table: such a migration has to run
`guard` again, with its new columns. tests/db/test_audit_guards.py tries every column.
"""

from django.db import migrations

TABLE = "organizations_auditevent"
KEPT = "id organization_id actor_id person_id action kind object_type object_id at origin".split()
BLANKED = {"label": "''", "detail": "'{}'", "address": "''"}

REFUSED = "the audit trail is only ever added to"


def differs(column, engine):
    return f'OLD."{column}" IS NOT NEW."{column}"' if engine == "sqlite" else f'OLD."{column}" IS DISTINCT FROM NEW."{column}"'


def bent(engine):
    """Whether an UPDATE does more than it may."""
    cast = "" if engine == "sqlite" else "::jsonb"
    empty = BLANKED | {"detail": BLANKED["detail"] + cast}
    kept = " OR ".join(differs(column, engine) for column in KEPT)
    blanked = " OR ".join(
        f'({differs(column, engine)} AND NOT (NEW.erased AND NEW."{column}" = {nothing}))'
        for column, nothing in empty.items()
    )
    return f"{kept} OR {blanked} OR (OLD.erased AND NOT NEW.erased) OR (OLD.purging AND NOT NEW.purging)"


SQLITE = [
    f"CREATE TRIGGER {TABLE}_guard_update BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN {bent('sqlite')} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    f"CREATE TRIGGER {TABLE}_guard_delete BEFORE DELETE ON {TABLE} FOR EACH ROW WHEN NOT OLD.purging "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
]
POSTGRESQL = [
    f"""
CREATE FUNCTION organizations_guard_trail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF NOT OLD.purging THEN
            RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF {bent("postgresql")} THEN
        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
""",
    f"CREATE TRIGGER {TABLE}_guard BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW "
    "EXECUTE FUNCTION organizations_guard_trail()",
]


def guard(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_guard_update")
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_guard_delete")
        return
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_guard ON {TABLE}")
    schema_editor.execute("DROP FUNCTION IF EXISTS organizations_guard_trail()")


class Migration(migrations.Migration):

    dependencies = [("organizations", "0007_where_deeds_come_from")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
