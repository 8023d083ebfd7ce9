"""A published version never changes: not by the models, not past them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from core.clock import now
from core.text import TranslatedText
from maturity.exchange import as_document, load_version
from maturity.models import (
    Criterion,
    Dimension,
    Level,
    MaturityModel,
    ModelVersion,
    VersionIsPublished,
)
from organizations.models import Organization
from tests.cast import Cast

pytestmark = pytest.mark.django_db

PARTS = [Level, Dimension, Criterion]
State = ModelVersion.State


@pytest.fixture
def draft(db: None) -> ModelVersion:
    """A draft with one level and nothing else."""
    version = ModelVersion.objects.create(
        model=MaturityModel.objects.create(key="drafted"),
        number=1,
        languages=["en"],
        name={"en": "Drafted"},
        description={"en": "-"},
        purpose={"en": "-"},
        source={},
        rating={},
    )
    Level.objects.create(version=version, number=0, key="start", name={"en": "Start"}, summary={"en": "-"})
    return version


@pytest.fixture
def own(cast: Cast, health_document: dict[str, Any]) -> ModelVersion:
    """A published version of Aurora's own, whose end is due."""
    document = {**health_document, "model": {**health_document["model"], "key": "our-health"}}
    Organization.objects.filter(pk=cast.aurora.pk).update(deletion_due_at=now() - timedelta(minutes=1))
    return load_version(document, owner=cast.aurora)


def execute(sql: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@contextmanager
def refused_by_the_database() -> Iterator[Any]:
    """The block must end in the trigger's own refusal; what it did is undone."""
    with pytest.raises(IntegrityError, match="a published version never changes"), transaction.atomic():
        yield


def copy_of(row: models.Model) -> models.Model:
    """A new row like `row` that breaks no other rule than the guard."""
    copy = type(row).objects.get(pk=row.pk)
    copy.pk, copy.key = None, f"{copy.key}-more"
    if isinstance(copy, Level):
        copy.number += 100
    return copy


def other_value(row: models.Model, field: models.Field) -> object:
    """A value of the field's kind that differs from the row's."""
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey | models.IntegerField):
        return (value or 0) + 1
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return datetime(2001, 1, 1, tzinfo=UTC)
    if isinstance(field, models.JSONField):
        return '{"en": "Something else"}'
    return "other"


# -- the model layer


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_published_version_cannot_be_saved(health: ModelVersion, part: Any) -> None:
    row = part.objects.filter(version=health).first()

    with pytest.raises(VersionIsPublished):
        row.save()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_published_version_cannot_be_deleted(health: ModelVersion, part: Any) -> None:
    row = part.objects.filter(version=health).first()

    with pytest.raises(VersionIsPublished):
        row.delete()


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_a_published_version_cannot_be_updated_at_once(health: ModelVersion, part: Any) -> None:
    with pytest.raises(VersionIsPublished):
        part.objects.filter(version=health).update(key="other")


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_a_published_version_cannot_be_updated_in_bulk(health: ModelVersion, part: Any) -> None:
    rows = list(part.objects.filter(version=health))

    with pytest.raises(VersionIsPublished):
        part.objects.bulk_update(rows, ["key"])


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_a_published_version_cannot_be_deleted_at_once(health: ModelVersion, part: Any) -> None:
    with pytest.raises(VersionIsPublished):
        part.objects.filter(version=health).delete()


@pytest.mark.parametrize("part", PARTS)
def test_nothing_can_be_added_to_a_published_version(health: ModelVersion, part: Any) -> None:
    row = copy_of(part.objects.filter(version=health).first())

    with pytest.raises(VersionIsPublished):
        row.save()
    with pytest.raises(VersionIsPublished):
        part.objects.bulk_create([row])
    with pytest.raises(VersionIsPublished):
        health.levels.create(number=9, key="nine", name={"en": "Nine"}, summary={"en": "-"})


def test_a_part_of_a_draft_cannot_move_into_a_published_version(
    health: ModelVersion, draft: ModelVersion
) -> None:
    level = draft.levels.get()

    with pytest.raises(VersionIsPublished):
        draft.levels.update(version=health)
    level.version = health
    with pytest.raises(VersionIsPublished):
        level.save()
    with pytest.raises(VersionIsPublished):
        Level.objects.bulk_update([level], ["version"])


def test_a_published_version_itself_cannot_change(health: ModelVersion) -> None:
    health.name = TranslatedText(en="Another name")

    with pytest.raises(VersionIsPublished):
        health.save()
    with pytest.raises(VersionIsPublished):
        health.save(update_fields=["name"])
    with pytest.raises(VersionIsPublished):
        ModelVersion.objects.filter(pk=health.pk).update(number=2)
    with pytest.raises(VersionIsPublished):
        ModelVersion.objects.bulk_update([health], ["name"])
    with pytest.raises(VersionIsPublished):
        ModelVersion.objects.filter(pk=health.pk).update(state=State.DRAFT)


def test_a_published_version_cannot_be_deleted(health: ModelVersion) -> None:
    with pytest.raises(VersionIsPublished):
        health.delete()
    with pytest.raises(VersionIsPublished):
        ModelVersion.objects.filter(pk=health.pk).delete()


def test_a_draft_changes_freely(draft: ModelVersion) -> None:
    level = draft.levels.get()
    level.name = TranslatedText(en="Renamed")
    level.save()
    draft.levels.update(key="begin")
    Level.objects.bulk_create(
        [Level(version=draft, number=1, key="next", name={"en": "Next"}, summary={"en": "-"})]
    )
    draft.levels.filter(number=1).delete()
    draft.number = 2
    draft.save()

    level.refresh_from_db()
    assert (str(level.name), level.key) == ("Renamed", "begin")
    assert draft.levels.count() == 1

    draft.delete()
    assert not Level.objects.filter(pk=level.pk).exists()


# -- the triggers below


@pytest.mark.parametrize("part", PARTS)
def test_the_database_refuses_another_value_in_any_column_of_a_part(health: ModelVersion, part: Any) -> None:
    row = part.objects.filter(version=health).first()
    table = connection.ops.quote_name(part._meta.db_table)

    for field in part._meta.concrete_fields:
        column = connection.ops.quote_name(field.column)
        with refused_by_the_database():
            execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", other_value(row, field), row.pk)


def test_the_database_refuses_another_value_in_any_column_of_a_version(health: ModelVersion) -> None:
    for field in ModelVersion._meta.concrete_fields:
        if field.name in ("state", "purging", "published_by"):  # each has a test of its own
            continue
        column = connection.ops.quote_name(field.column)
        with refused_by_the_database():
            execute(
                f"UPDATE maturity_modelversion SET {column} = %s WHERE id = %s",
                other_value(health, field),
                health.pk,
            )


@pytest.mark.parametrize("part", PARTS)
def test_the_database_takes_the_same_values_again(health: ModelVersion, part: Any) -> None:
    before = as_document(health)
    for row in part.objects.filter(version=health):
        row.save_base(raw=True)  # as loaddata does, past the models

    assert as_document(ModelVersion.objects.get(pk=health.pk)) == before


@pytest.mark.parametrize("part", PARTS)
def test_the_database_refuses_one_row_more_than_the_version_counts(health: ModelVersion, part: Any) -> None:
    row = copy_of(part.objects.filter(version=health).first())

    with refused_by_the_database():
        row.save_base(raw=True)


@pytest.mark.parametrize("part", PARTS)
def test_the_database_refuses_to_delete_a_part(health: ModelVersion, part: Any) -> None:
    with refused_by_the_database():
        execute(f"DELETE FROM {part._meta.db_table} WHERE version_id = %s", health.pk)


def test_the_state_of_a_version_only_moves_forward(health: ModelVersion) -> None:
    versions = ModelVersion.objects.filter(pk=health.pk)
    with refused_by_the_database():
        execute("UPDATE maturity_modelversion SET state = 'draft' WHERE id = %s", health.pk)

    versions.update(state=State.RETIRED)

    for state in ("draft", "published"):
        with refused_by_the_database():
            execute("UPDATE maturity_modelversion SET state = %s WHERE id = %s", state, health.pk)
    assert versions.get().state == State.RETIRED


def test_a_draft_cannot_be_retired_nor_published_with_a_wrong_count(draft: ModelVersion) -> None:
    draft_id = ModelVersion.objects.filter(pk=draft.pk)

    with refused_by_the_database():
        draft_id.update(state=State.RETIRED)
    with refused_by_the_database():  # it has one level and counts none
        draft_id.update(state=State.PUBLISHED)
    draft_id.update(state=State.PUBLISHED, level_count=1)

    assert draft_id.get().state == State.PUBLISHED


def test_the_person_who_published_can_be_forgotten_but_not_exchanged(
    cast: Cast, health_document: dict[str, Any]
) -> None:
    version = load_version(health_document, owner=cast.aurora, by=cast.clara)

    with refused_by_the_database():
        execute("UPDATE maturity_modelversion SET published_by_id = %s", cast.olga.pk)
    execute("UPDATE maturity_modelversion SET published_by_id = NULL")

    version.refresh_from_db()
    assert version.published_by is None


def test_a_model_with_a_published_version_keeps_its_key_and_its_owner(
    cast: Cast, health: ModelVersion
) -> None:
    with refused_by_the_database():
        MaturityModel.objects.filter(pk=health.model_id).update(key="renamed")
    with refused_by_the_database():
        MaturityModel.objects.filter(pk=health.model_id).update(owner=cast.aurora)

    assert MaturityModel.objects.filter(pk=health.model_id).update(archived_at=None)


def test_a_version_can_be_deleted_only_once_it_is_purging(own: ModelVersion) -> None:
    with refused_by_the_database():
        execute("DELETE FROM maturity_modelversion WHERE id = %s", own.pk)

    ModelVersion.objects.filter(pk=own.pk).update(purging=True)
    with refused_by_the_database():
        ModelVersion.objects.filter(pk=own.pk).update(purging=False)
    ModelVersion.objects.get(pk=own.pk).delete()

    assert not Criterion.objects.exists()
    assert not Level.objects.exists()


def test_a_purging_version_still_does_not_change(own: ModelVersion) -> None:
    ModelVersion.objects.filter(pk=own.pk).update(purging=True)

    with refused_by_the_database():
        execute("UPDATE maturity_criterion SET position = position + 1 WHERE version_id = %s", own.pk)


@pytest.mark.django_db(transaction=True)
def test_the_triggers_can_be_taken_away_and_laid_again(health: ModelVersion) -> None:
    change = "UPDATE maturity_criterion SET position = position + 1 WHERE version_id = %s"
    try:
        call_command("migrate", "maturity", "0001", verbosity=0)
        execute(change, health.pk)
    finally:
        call_command("migrate", verbosity=0)  # all apps: those above were taken back, too

    with refused_by_the_database():
        execute(change, health.pk)
