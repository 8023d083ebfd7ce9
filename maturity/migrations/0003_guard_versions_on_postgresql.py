"""Triggers by which PostgreSQL itself keeps published versions as they are; the rules are those of 0002.

They compare whole rows, so a column that is added later is guarded without another migration.
"""

from django.db import migrations

COUNTS = {
    "maturity_level": "level_count",
    "maturity_dimension": "dimension_count",
    "maturity_criterion": "criterion_count",
}
REFUSE = "RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation';"

PART_FUNCTION = f"""
CREATE FUNCTION maturity_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rows_there bigint;
    rows_counted integer;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD IS DISTINCT FROM NEW AND EXISTS (
            SELECT 1 FROM maturity_modelversion v
            WHERE v.id IN (OLD.version_id, NEW.version_id) AND v.state <> 'draft'
        ) THEN {REFUSE} END IF;
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        IF EXISTS (
            SELECT 1 FROM maturity_modelversion v
            WHERE v.id = OLD.version_id AND v.state <> 'draft' AND NOT v.purging
        ) THEN {REFUSE} END IF;
        RETURN OLD;
    END IF;
    SELECT (to_jsonb(v) ->> TG_ARGV[0])::integer INTO rows_counted
        FROM maturity_modelversion v WHERE v.id = NEW.version_id AND v.state <> 'draft';
    IF rows_counted IS NOT NULL THEN
        EXECUTE format('SELECT count(*) FROM %I WHERE version_id = $1', TG_TABLE_NAME)
            INTO rows_there USING NEW.version_id;
        IF rows_there >= rows_counted THEN {REFUSE} END IF;
    END IF;
    RETURN NEW;
END $$
"""

VERSION_FUNCTION = f"""
CREATE FUNCTION maturity_guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' AND NOT OLD.purging THEN {REFUSE} END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> 'draft' THEN
        IF to_jsonb(OLD) - 'state' - 'purging' - 'published_by_id'
                IS DISTINCT FROM to_jsonb(NEW) - 'state' - 'purging' - 'published_by_id'
            OR (NEW.published_by_id IS NOT NULL AND OLD.published_by_id IS DISTINCT FROM NEW.published_by_id)
            OR NEW.state = 'draft' OR (OLD.state = 'retired' AND NEW.state <> 'retired')
            OR (OLD.purging AND NOT NEW.purging)
        THEN {REFUSE} END IF;
    ELSIF NEW.state = 'retired' OR (NEW.state = 'published' AND (
        NEW.level_count <> (SELECT count(*) FROM maturity_level WHERE version_id = NEW.id)
        OR NEW.dimension_count <> (SELECT count(*) FROM maturity_dimension WHERE version_id = NEW.id)
        OR NEW.criterion_count <> (SELECT count(*) FROM maturity_criterion WHERE version_id = NEW.id)
    )) THEN {REFUSE} END IF;
    RETURN NEW;
END $$
"""

MODEL_FUNCTION = f"""
CREATE FUNCTION maturity_guard_model() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.id, OLD.owner_id, OLD.key) IS DISTINCT FROM (NEW.id, NEW.owner_id, NEW.key) AND EXISTS (
        SELECT 1 FROM maturity_modelversion v WHERE v.model_id = OLD.id AND v.state <> 'draft'
    ) THEN {REFUSE} END IF;
    RETURN NEW;
END $$
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for function in (PART_FUNCTION, VERSION_FUNCTION, MODEL_FUNCTION):
        schema_editor.execute(function, params=None)
    for table, count in COUNTS.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_guard BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION maturity_guard_part('{count}')"
        )
    schema_editor.execute(
        "CREATE TRIGGER maturity_modelversion_guard BEFORE UPDATE OR DELETE ON maturity_modelversion "
        "FOR EACH ROW EXECUTE FUNCTION maturity_guard_version()"
    )
    schema_editor.execute(
        "CREATE TRIGGER maturity_maturitymodel_guard BEFORE UPDATE ON maturity_maturitymodel "
        "FOR EACH ROW EXECUTE FUNCTION maturity_guard_model()"
    )


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in (*COUNTS, "maturity_modelversion", "maturity_maturitymodel"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_guard ON {table}")
    for function in ("part", "version", "model"):
        schema_editor.execute(f"DROP FUNCTION IF EXISTS maturity_guard_{function}()")


class Migration(migrations.Migration):

    dependencies = [("maturity", "0002_guard_versions_on_sqlite")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
