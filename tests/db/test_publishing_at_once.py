"""A draft that is written and published at the same moment; on SQLite there is one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from maturity.models import Level, MaturityModel, ModelVersion
from tests.at_once import PATIENCE
from tests.db.test_published_versions import draft, execute

__all__ = ["draft"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine("postgresql")]

PUBLISH = "UPDATE maturity_modelversion SET state = 'published', level_count = %s WHERE id = %s"
ADD = (
    "INSERT INTO maturity_level (version_id, number, key, name, summary, highlights, technology, extra) "
    "SELECT version_id, 1, 'next', name, summary, highlights, technology, extra FROM maturity_level "
    "WHERE version_id = %s"
)


class Other(Thread):
    """Somebody else, on a connection of their own, who carries out one statement and commits."""

    def __init__(self, sql: str, *values: Any) -> None:
        super().__init__(daemon=True)
        self.sql, self.values, self.refused = sql, values, ""

    def run(self) -> None:
        try:
            with transaction.atomic():
                execute(self.sql, *self.values)
        except DatabaseError as error:
            self.refused = str(error)
        finally:
            connection.close()

    def waits(self) -> bool:
        """Whether they come to wait for what this connection holds; if not, they have ended."""
        with connection.cursor() as cursor:
            while self.is_alive():
                cursor.execute(
                    "SELECT count(*) FROM pg_locks WHERE NOT granted "
                    "AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
                )
                if cursor.fetchone()[0]:
                    return True
        return False


@contextmanager
def beside(sql: str, *values: Any) -> Iterator[Other]:
    """What the block does is committed at its end; the other begins before, and has ended afterwards."""
    other = Other(sql, *values)
    with transaction.atomic():
        yield other
    other.join(PATIENCE)
    assert not other.is_alive()


def levels(version: ModelVersion) -> int:
    return Level.objects.filter(version=version).count()


@pytest.mark.parametrize(
    ("change", "there"),
    [
        (ADD, 2),
        ("DELETE FROM maturity_level WHERE version_id = %s", 0),
    ],
    ids=["added", "deleted"],
)
def test_who_publishes_waits_for_whoever_writes_a_part_and_counts_it(
    draft: ModelVersion, change: str, there: int
) -> None:
    """It has one level, and is published as having one."""
    with beside(PUBLISH, 1, draft.pk) as publishing:
        execute(change, draft.pk)
        publishing.start()
        assert publishing.waits()

    assert "a published version never changes" in publishing.refused
    draft.refresh_from_db()
    assert (draft.state, levels(draft)) == ("draft", there)


@pytest.mark.parametrize(
    "change",
    [
        ADD,
        "DELETE FROM maturity_level WHERE version_id = %s",
        "UPDATE maturity_level SET key = 'other' WHERE version_id = %s",
    ],
    ids=["add", "delete", "change"],
)
def test_whoever_writes_a_part_waits_for_who_publishes_and_is_refused(
    draft: ModelVersion, change: str
) -> None:
    with beside(change, draft.pk) as writing:
        execute(PUBLISH, 1, draft.pk)
        writing.start()
        assert writing.waits()

    assert "a published version never changes" in writing.refused
    assert list(Level.objects.filter(version=draft).values_list("key", flat=True)) == ["start"]


def test_a_model_keeps_its_key_while_its_version_is_published(draft: ModelVersion) -> None:
    rename = "UPDATE maturity_maturitymodel SET key = 'renamed' WHERE id = %s"
    with beside(rename, draft.model_id) as renaming:
        execute(PUBLISH, 1, draft.pk)
        renaming.start()
        assert renaming.waits()

    assert "a published version never changes" in renaming.refused
    assert MaturityModel.objects.get(pk=draft.model_id).key == "drafted"


def test_two_who_write_one_draft_do_not_wait_for_each_other(draft: ModelVersion) -> None:
    with beside("UPDATE maturity_level SET key = 'begin' WHERE version_id = %s", draft.pk) as writing:
        execute(ADD, draft.pk)
        writing.start()
        assert not writing.waits()

    assert writing.refused == ""
    assert set(Level.objects.filter(version=draft).values_list("key", flat=True)) == {"begin", "next"}
