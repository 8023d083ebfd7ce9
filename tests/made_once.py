"""What most tests begin with, made once a run: its rows are put into each test's database as they were.

Making the cast takes longer than most tests do: twelve people are made one by one, as the product makes them,
and a catalog is read from its file, checked and counted. The rows come out the same each time.
"""

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.db.models.signals import post_save

from maturity import exchange
from maturity.catalogs import read_built_in
from organizations.scoping import scopes_disabled
from tests.cast import Cast, make_cast

# From where SQLite counts on, so that what a test makes before the cast gets no id of theirs.
BEYOND = 1000

CATALOGS = ("mlops", "team-health")
CHECKED_ROWS_OF = exchange.rows_of


def record_cast() -> Callable[[], Cast]:
    """Make the cast, take it back, and give a function that puts it into the database again."""
    rows: list[models.Model] = []

    def note(instance: models.Model, created: bool, **_signal: Any) -> None:
        if created:
            rows.append(instance)

    post_save.connect(note)
    try:
        with transaction.atomic():
            cast = make_cast()
            transaction.set_rollback(True)
    finally:
        post_save.disconnect(note)
    _count_on_beyond({type(row)._meta.db_table for row in rows})
    kept = pickle.dumps((cast, rows))

    def put_back() -> Cast:
        again: Cast
        again, again_rows = pickle.loads(kept)
        by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        for row in again_rows:
            _stamp(row)
            by_model[type(row)].append(row)
        with scopes_disabled(), transaction.atomic():
            for model, group in by_model.items():
                model._base_manager.bulk_create(group)
        return again

    return put_back


def _count_on_beyond(tables: set[str]) -> None:
    """SQLite gives ids again that were taken back; PostgreSQL never does."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, BEYOND])


def _stamp(row: models.Model) -> None:
    """The moment at which the row is made is the test's own."""
    for field in row._meta.concrete_fields:
        if isinstance(field, models.DateTimeField) and callable(field.default):
            setattr(row, field.attname, field.get_default())


@cache
def _document(name: str) -> dict[str, Any]:
    return read_built_in(name)


@cache
def _rows(name: str) -> bytes:
    document = _document(name)
    provenance = exchange.provenance_of(document)
    return pickle.dumps(CHECKED_ROWS_OF(document, published_at=None, provenance=provenance))


@contextmanager
def built_in_catalogs(patch: Any) -> Iterator[None]:
    """Built-in catalogs are read, checked and made rows of once."""

    def rows_of(document: Mapping[str, Any], **named: Any) -> exchange.Rows:
        for name in CATALOGS:
            if named.get("published_at", 0) is None and document is _document(name):
                rows: exchange.Rows = pickle.loads(_rows(name))
                return rows
        return CHECKED_ROWS_OF(document, **named)

    patch.setattr(exchange, "read_built_in", _document)
    patch.setattr(exchange, "rows_of", rows_of)
    yield
