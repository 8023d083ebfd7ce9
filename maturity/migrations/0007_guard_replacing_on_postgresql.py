"""The guards of 0003, laid again on PostgreSQL with the rules of 0006, and TRUNCATE refused.

PostgreSQL has no REPLACE, but an INSERT with ON CONFLICT: guards run before the conflict is looked for, so DO
NOTHING and DO UPDATE end in the same error on both engines. A guard of rows does not see TRUNCATE, which also
reaches a table by CASCADE: it has a guard of its own.
"""

from importlib import import_module

from django.db import migrations

COUNTS = {
    "maturity_level": ("level_count", "number"),
    "maturity_dimension": ("dimension_count", "key"),
    "maturity_criterion": ("criterion_count", "key"),
}
VERSION = "maturity_modelversion"
MODEL = "maturity_maturitymodel"
REFUSE = "RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation';"

# Whether the organization that owns the model, or this organization, may be deleted by now.
MODEL_DUE = f"""
CREATE FUNCTION maturity_model_due(model bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM {MODEL} m JOIN organizations_organization o ON o.id = m.owner_id
        WHERE m.id = model AND o.deletion_due_at <= clock_timestamp()
    )
$$
"""

PART_FUNCTION = f"""
CREATE OR REPLACE FUNCTION maturity_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rows_there bigint;
    rows_counted integer;
    taken boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (
            SELECT 1 FROM {VERSION} v WHERE v.id = OLD.version_id AND v.state <> 'draft'
                AND NOT (v.purging AND maturity_model_due(v.model_id))
        ) THEN {REFUSE} END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD IS DISTINCT FROM NEW AND EXISTS (
            SELECT 1 FROM {VERSION} v WHERE v.id IN (OLD.version_id, NEW.version_id) AND v.state <> 'draft'
        ) THEN {REFUSE} END IF;
        IF OLD.id = NEW.id THEN RETURN NEW; END IF;
    ELSE
        SELECT (to_jsonb(v) ->> TG_ARGV[0])::integer INTO rows_counted
            FROM {VERSION} v WHERE v.id = NEW.version_id AND v.state <> 'draft';
        IF rows_counted IS NOT NULL THEN
            EXECUTE format('SELECT count(*) FROM %I WHERE version_id = $1', TG_TABLE_NAME)
                INTO rows_there USING NEW.version_id;
            IF rows_there >= rows_counted OR EXISTS (
                SELECT 1 FROM {VERSION} v WHERE v.id = NEW.version_id AND v.purging
            ) THEN {REFUSE} END IF;
        END IF;
    END IF;
    EXECUTE format(
        'SELECT EXISTS (SELECT 1 FROM %I p JOIN {VERSION} v ON v.id = p.version_id AND v.state <> ''draft'' '
        'WHERE p.id = $1 OR (p.version_id = $2 AND p.%I::text = $3))',
        TG_TABLE_NAME, TG_ARGV[1]
    ) INTO taken USING NEW.id, NEW.version_id, to_jsonb(NEW) ->> TG_ARGV[1];
    IF taken THEN {REFUSE} END IF;
    RETURN NEW;
END $$
"""

VERSION_FUNCTION = f"""
CREATE OR REPLACE FUNCTION maturity_guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' AND NOT (OLD.purging AND maturity_model_due(OLD.model_id)) THEN {REFUSE} END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        own := OLD.id;
        IF OLD.state <> 'draft' THEN
            IF to_jsonb(OLD) - 'state' - 'purging' - 'published_by_id'
                    IS DISTINCT FROM to_jsonb(NEW) - 'state' - 'purging' - 'published_by_id'
                OR (NEW.published_by_id IS NOT NULL AND OLD.published_by_id IS DISTINCT FROM NEW.published_by_id)
                OR NEW.state NOT IN ('published', 'retired') OR (OLD.state = 'retired' AND NEW.state <> 'retired')
                OR (OLD.purging AND NOT NEW.purging)
            THEN {REFUSE} END IF;
        ELSIF NEW.state NOT IN ('draft', 'published') OR (NEW.state = 'published' AND (
            NEW.level_count <> (SELECT count(*) FROM maturity_level WHERE version_id = NEW.id)
            OR NEW.dimension_count <> (SELECT count(*) FROM maturity_dimension WHERE version_id = NEW.id)
            OR NEW.criterion_count <> (SELECT count(*) FROM maturity_criterion WHERE version_id = NEW.id)
        )) THEN {REFUSE} END IF;
        IF NEW.purging <> OLD.purging AND NOT maturity_model_due(NEW.model_id) THEN {REFUSE} END IF;
    END IF;
    IF EXISTS (
        SELECT 1 FROM {VERSION} v WHERE v.id IS DISTINCT FROM own AND v.state <> 'draft'
            AND (v.id = NEW.id OR (v.model_id = NEW.model_id AND v.number = NEW.number))
    ) THEN {REFUSE} END IF;
    RETURN NEW;
END $$
"""

MODEL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION maturity_guard_model() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM {VERSION} v WHERE v.model_id = OLD.id AND v.state <> 'draft')
        THEN {REFUSE} END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        own := OLD.id;
        IF (OLD.id, OLD.owner_id, OLD.key) IS DISTINCT FROM (NEW.id, NEW.owner_id, NEW.key) AND EXISTS (
            SELECT 1 FROM {VERSION} v WHERE v.model_id = OLD.id AND v.state <> 'draft'
        ) THEN {REFUSE} END IF;
        IF OLD.derived_from_id IS DISTINCT FROM NEW.derived_from_id AND NOT (
            NEW.derived_from_id IS NULL AND EXISTS (
                SELECT 1 FROM organizations_organization o
                WHERE o.id = OLD.owner_id AND o.deletion_due_at <= clock_timestamp()
            )
        ) THEN {REFUSE} END IF;
    ELSIF EXISTS (
        SELECT 1 FROM {VERSION} v JOIN {MODEL} m ON m.id = v.model_id
        WHERE v.id = NEW.derived_from_id AND (v.state = 'draft' OR m.owner_id <> NEW.owner_id
            OR (m.owner_id IS NOT NULL AND NEW.owner_id IS NULL))
    ) THEN {REFUSE} END IF;
    IF EXISTS (
        SELECT 1 FROM {MODEL} m JOIN {VERSION} v ON v.model_id = m.id AND v.state <> 'draft'
        WHERE m.id IS DISTINCT FROM own
            AND (m.id = NEW.id OR (m.key = NEW.key AND m.owner_id IS NOT DISTINCT FROM NEW.owner_id))
    ) THEN {REFUSE} END IF;
    RETURN NEW;
END $$
"""

TRUNCATE_FUNCTION = f"""
CREATE FUNCTION maturity_guard_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {REFUSE}
END $$
"""

ROWS = "BEFORE INSERT OR UPDATE OR DELETE ON"
before = import_module("maturity.migrations.0003_guard_versions_on_postgresql")


def triggers():
    for table, arguments in COUNTS.items():
        yield table, "maturity_guard_part({})".format(", ".join(f"'{one}'" for one in arguments))
    yield VERSION, "maturity_guard_version()"
    yield MODEL, "maturity_guard_model()"


def guard(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    before.unguard(apps, schema_editor)
    for function in (MODEL_DUE, PART_FUNCTION, VERSION_FUNCTION, MODEL_FUNCTION, TRUNCATE_FUNCTION):
        schema_editor.execute(function, params=None)
    for table, function in triggers():
        schema_editor.execute(f"CREATE TRIGGER {table}_guard {ROWS} {table} FOR EACH ROW EXECUTE FUNCTION {function}")
        schema_editor.execute(
            f"CREATE TRIGGER {table}_guard_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION maturity_guard_truncate()"
        )


def guard_as_before(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, _function in triggers():
        schema_editor.execute(f"DROP TRIGGER {table}_guard_truncate ON {table}")
    before.unguard(apps, schema_editor)
    schema_editor.execute("DROP FUNCTION maturity_guard_truncate()")
    schema_editor.execute("DROP FUNCTION maturity_model_due(bigint)")
    before.guard(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [("maturity", "0006_guard_replacing_on_sqlite")]

    operations = [migrations.RunPython(guard, guard_as_before, elidable=False)]
