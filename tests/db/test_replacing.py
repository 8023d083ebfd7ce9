"""Nothing takes the place of a published row: not its id, not its natural key, whatever is to happen then."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from core.clock import now
from core.guards import switched_off
from maturity.exchange import as_document, load_version
from maturity.models import Criterion, Dimension, Level, MaturityModel, ModelVersion
from organizations.models import Organization
from tests.cast import Cast
from tests.db.test_published_versions import draft, execute, refused_by_the_database

__all__ = ["draft"]

pytestmark = pytest.mark.django_db

PARTS = [Level, Dimension, Criterion]
GUARDED = [MaturityModel, ModelVersion, *PARTS]
on_sqlite = pytest.mark.engine("sqlite")  # the only one with REPLACE
on_postgresql = pytest.mark.engine("postgresql")  # the only one with TRUNCATE

INSERTS = {
    "sqlite": [
        "INSERT INTO {table}",
        "INSERT OR REPLACE INTO {table}",
        "INSERT OR IGNORE INTO {table}",
        "INSERT INTO {table} ... ON CONFLICT DO NOTHING",
        "INSERT INTO {table} ... ON CONFLICT (id) DO UPDATE SET id = excluded.id",
        "REPLACE INTO {table}",
        "INSERT OR FAIL INTO {table}",
    ],
    "postgresql": [
        "INSERT INTO {table}",
        "INSERT INTO {table} ... ON CONFLICT DO NOTHING",
        "INSERT INTO {table} ... ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id",
    ],
}
KEYS = {
    "maturity_maturitymodel": ("key",),
    "maturity_modelversion": ("model_id", "number"),
    "maturity_level": ("version_id", "number"),
    "maturity_dimension": ("version_id", "key"),
    "maturity_criterion": ("version_id", "key"),
}


def published(model: type[models.Model], version: ModelVersion) -> models.Model:
    """A row of that table which belongs to a published version."""
    if model is MaturityModel:
        return version.model
    return version if model is ModelVersion else model._base_manager.filter(version=version).first()


def insert(statement: str, row: models.Model, **changes: Any) -> None:
    """The row as it is stored, with changes, by a statement of INSERTS."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE id = %s", [row.pk])
        columns = [one[0] for one in cursor.description]
        values = dict(zip(columns, cursor.fetchone(), strict=True)) | changes
        start, _dots, end = statement.format(table=table).partition(" ... ")
        named = ", ".join(map(connection.ops.quote_name, values))
        marks = ", ".join(["%s"] * len(values))
        cursor.execute(f"{start} ({named}) VALUES ({marks}) {end}", list(values.values()))


def elsewhere(model: type[models.Model], draft: ModelVersion) -> dict[str, Any]:
    """What makes a copy of a published row one of a draft, so that only its id is in the way."""
    if model is MaturityModel:
        return {"key": "another"}
    return {"number": 77, "state": "draft"} if model is ModelVersion else {"version_id": draft.pk}


@pytest.mark.parametrize("statement", INSERTS[connection.vendor])
@pytest.mark.parametrize("model", GUARDED)
def test_the_id_of_a_published_row_is_never_inserted_again(
    health: ModelVersion, draft: Any, model: Any, statement: Any
) -> None:
    row = published(model, health)
    before = as_document(health)

    with refused_by_the_database():
        insert(statement, row, **elsewhere(model, draft))

    assert as_document(ModelVersion.objects.get(pk=health.pk)) == before


@pytest.mark.parametrize("statement", INSERTS[connection.vendor])
@pytest.mark.parametrize("model", GUARDED)
def test_the_key_of_a_published_row_is_never_inserted_again(
    health: ModelVersion, model: Any, statement: Any
) -> None:
    row = published(model, health)

    with refused_by_the_database():
        insert(statement, row, id=row.pk + 1000)


def test_rows_ignored_on_a_conflict_are_refused_by_the_orm_too(health: ModelVersion) -> None:
    level = health.levels.first()

    with refused_by_the_database():
        models.QuerySet(Level).bulk_create([level], ignore_conflicts=True)


@on_sqlite
@pytest.mark.parametrize("model", PARTS)
def test_no_part_of_a_draft_takes_the_id_of_a_published_one(
    health: ModelVersion, draft: Any, model: Any
) -> None:
    row = published(model, health)
    insert("INSERT INTO {table}", row, id=row.pk + 1000, version_id=draft.pk, **own_key(model))

    with refused_by_the_database():
        execute(f"UPDATE OR REPLACE {model._meta.db_table} SET id = %s WHERE id = %s", row.pk, row.pk + 1000)

    assert model._base_manager.get(pk=row.pk).version == health


def own_key(model: type[models.Model]) -> dict[str, Any]:
    return {"number": 50} if model is Level else {"key": "of-its-own"}


@on_sqlite
def test_no_draft_takes_the_id_or_the_number_of_a_published_version(health: ModelVersion, draft: Any) -> None:
    with refused_by_the_database():
        execute("UPDATE OR REPLACE maturity_modelversion SET id = %s WHERE id = %s", health.pk, draft.pk)
    with refused_by_the_database():
        execute(
            "UPDATE OR REPLACE maturity_modelversion SET model_id = %s, number = %s WHERE id = %s",
            health.model_id,
            health.number,
            draft.pk,
        )


@on_sqlite
def test_no_model_takes_the_id_or_the_key_of_a_published_one(health: ModelVersion, draft: Any) -> None:
    table = "UPDATE OR REPLACE maturity_maturitymodel"
    with refused_by_the_database():
        execute(f"{table} SET id = %s WHERE id = %s", health.model_id, draft.model_id)
    with refused_by_the_database():
        execute(f"{table} SET key = %s WHERE id = %s", health.model.key, draft.model_id)


def test_a_model_is_not_exchanged_under_its_published_version(health: ModelVersion) -> None:
    """Foreign keys are asked at the end of a transaction, when another row could have the id again."""
    with refused_by_the_database():
        execute("DELETE FROM maturity_maturitymodel WHERE id = %s", health.model_id)


@on_sqlite
@pytest.mark.parametrize("model", [ModelVersion, *PARTS])
def test_what_replacing_deletes_is_asked_of_the_guard_of_deleting(
    health: ModelVersion, draft: Any, model: Any
) -> None:
    """The second lock, `recursive_triggers`: it holds although the first is off."""
    row = published(model, health)

    with switched_off(connection, f"{model._meta.db_table}_guard_insert"), refused_by_the_database():
        insert("INSERT OR REPLACE INTO {table}", row, **elsewhere(model, draft))


@on_postgresql
@pytest.mark.parametrize("table", [*KEYS, "organizations_auditevent", "organizations_organization"])
def test_no_table_is_emptied_at_once(health: ModelVersion, table: Any) -> None:
    execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits to be checked would refuse it as well
    with pytest.raises(IntegrityError, match=r"never changes|only ever added to"), transaction.atomic():
        execute(f"TRUNCATE {table} CASCADE")

    assert ModelVersion.objects.filter(pk=health.pk).exists()


@on_sqlite
@pytest.mark.parametrize("way", ["OR IGNORE", "OR FAIL", "OR ROLLBACK", "OR REPLACE"])
@pytest.mark.parametrize("model", PARTS)
def test_no_way_out_of_a_conflict_lets_a_published_part_change(
    health: ModelVersion, model: Any, way: str
) -> None:
    before = as_document(health)
    table = model._meta.db_table

    with refused_by_the_database():
        execute(f"UPDATE {way} {table} SET key = key || 'x' WHERE version_id = %s", health.pk)

    assert as_document(ModelVersion.objects.get(pk=health.pk)) == before


@on_sqlite
@pytest.mark.parametrize("name", ["rowid", "oid", "_rowid_"])
def test_the_other_names_of_an_id_open_no_way(health: ModelVersion, draft: Any, name: str) -> None:
    """SQLite has three more names for it."""
    level = health.levels.first()

    with refused_by_the_database():
        execute(f"UPDATE maturity_level SET {name} = {name} + 1000 WHERE id = %s", level.pk)
    with refused_by_the_database():
        execute(f"UPDATE OR REPLACE maturity_level SET {name} = %s WHERE version_id = %s", level.pk, draft.pk)
    with refused_by_the_database():
        execute(
            f"REPLACE INTO maturity_level ({name}, version_id, number, key, name, summary, highlights, "
            "technology, extra) SELECT %s, %s, 9, 'nine', name, summary, highlights, technology, extra "
            "FROM maturity_level WHERE id = %s",
            level.pk,
            draft.pk,
            level.pk,
        )


@on_postgresql
@pytest.mark.parametrize("deed", ["UPDATE SET key = 'other'", "DELETE"])
@pytest.mark.parametrize("model", PARTS)
def test_merging_changes_and_takes_nothing(health: ModelVersion, model: Any, deed: str) -> None:
    table = model._meta.db_table

    with refused_by_the_database():
        execute(
            f"MERGE INTO {table} p USING (SELECT %s::bigint AS id) AS one ON p.version_id = one.id "
            f"WHEN MATCHED THEN {deed}",
            health.pk,
        )


@on_postgresql
def test_what_is_copied_in_is_asked_as_well(health: ModelVersion) -> None:
    """COPY reads rows from a file, past every statement that names a row."""
    with (
        refused_by_the_database(),
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy("COPY maturity_level (version_id, number, key, name, summary) FROM STDIN") as copy,
    ):
        copy.write_row((health.pk, 9, "nine", "{}", "{}"))


# -- deleting the organization


@pytest.fixture
def own(cast: Cast, health_document: dict[str, Any]) -> ModelVersion:
    """A published version of Aurora's own; its organization goes on."""
    document = {**health_document, "model": {**health_document["model"], "key": "our-health"}}
    return load_version(document, owner=cast.aurora, by=cast.clara)


def end(organization: Organization, *, due_in: timedelta) -> None:
    Organization.objects.filter(pk=organization.pk).update(deletion_due_at=now() + due_in)


def purge(version: ModelVersion) -> None:
    execute("UPDATE maturity_modelversion SET purging = TRUE WHERE id = %s", version.pk)


@pytest.mark.parametrize("due_in", [None, timedelta(minutes=10)], ids=["no end", "an end to come"])
def test_no_version_is_purging_before_the_end_of_its_organization(
    cast: Cast, own: ModelVersion, due_in: Any
) -> None:
    if due_in:
        end(cast.aurora, due_in=due_in)

    with refused_by_the_database():
        purge(own)
    with refused_by_the_database():
        ModelVersion.objects.filter(pk=own.pk).update(purging=True)


@on_sqlite
@pytest.mark.parametrize("value", ["'yes'", "2", "0.5"])
def test_no_value_that_is_almost_true_marks_a_version(health: ModelVersion, value: str) -> None:
    with refused_by_the_database():
        execute(f"UPDATE maturity_modelversion SET purging = {value} WHERE id = %s", health.pk)


def test_a_version_has_no_state_besides_the_three(health: ModelVersion, draft: Any) -> None:
    """Over a fourth one a draft could be published without being counted."""
    for version in (health, draft):
        with refused_by_the_database():
            execute("UPDATE maturity_modelversion SET state = 'other' WHERE id = %s", version.pk)


def test_a_built_in_version_is_never_purging(cast: Cast, health: ModelVersion) -> None:
    end(cast.aurora, due_in=-timedelta(days=1))

    with refused_by_the_database():
        purge(health)


def test_an_end_that_is_taken_back_keeps_what_was_marked(cast: Cast, own: ModelVersion) -> None:
    end(cast.aurora, due_in=-timedelta(minutes=1))
    purge(own)
    Organization.objects.filter(pk=cast.aurora.pk).update(deletion_due_at=None)

    for statement in (
        "DELETE FROM maturity_criterion WHERE version_id = %s",
        "DELETE FROM maturity_modelversion WHERE id = %s",
    ):
        with refused_by_the_database():
            execute(statement, own.pk)


def test_a_version_that_goes_takes_nothing_in(cast: Cast, own: ModelVersion) -> None:
    """Else its parts could be exchanged while they are let go."""
    end(cast.aurora, due_in=-timedelta(minutes=1))
    purge(own)
    row = own.criteria.first()
    execute("DELETE FROM maturity_criterion WHERE id = %s", row.pk)

    with refused_by_the_database():
        row.save_base(raw=True, force_insert=True)


# -- where a model comes from


def adapted(cast: Cast, version: ModelVersion, key: str = "adapted") -> MaturityModel:
    return MaturityModel.objects.create(owner=cast.aurora, key=key, derived_from=version)


def test_where_a_model_comes_from_never_changes(
    cast: Cast, health: ModelVersion, mlops: ModelVersion
) -> None:
    model = adapted(cast, health)
    alone = MaturityModel.objects.create(owner=cast.aurora, key="alone")

    for pk, origin in ((model.pk, mlops.pk), (model.pk, None), (alone.pk, mlops.pk)):
        with refused_by_the_database():
            MaturityModel.objects.filter(pk=pk).update(derived_from=origin)


def test_a_model_comes_from_no_draft_and_from_no_other_organization(
    cast: Cast, own: ModelVersion, draft: Any
) -> None:
    with refused_by_the_database():
        adapted(cast, draft)
    with refused_by_the_database():
        MaturityModel.objects.create(owner=cast.boreal, key="taken", derived_from=own)
    with refused_by_the_database():
        MaturityModel.objects.create(owner=None, key="taken", derived_from=own)

    assert adapted(cast, own).derived_from == own


def test_at_the_end_of_its_organization_a_model_is_untied_from_its_origin(
    cast: Cast, own: ModelVersion
) -> None:
    model = adapted(cast, own)
    end(cast.aurora, due_in=-timedelta(minutes=1))

    MaturityModel.objects.filter(pk=model.pk).update(derived_from=None)

    assert MaturityModel.objects.get(pk=model.pk).derived_from is None
