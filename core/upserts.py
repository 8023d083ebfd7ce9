"""Rows written by the hundred, over those that stand there, in one statement whose SQL is written once.

`bulk_create` makes an instance of each row and asks each field of it how it is stored. Here Django writes the
statement once per process and engine, for rows however many: one row, which is repeated for SQLite, or one
array a column, which PostgreSQL takes apart (UNNEST).

PostgreSQL gets an UPDATE of the same arrays first: an upsert looks for each row's key, locks the row and
writes that down before it changes it. Only where some rows are not there yet all are upserted after it.

Rows that are new for sure are inserted in the same way, and give their keys.

No signals are sent and nothing is validated: it is for rows that the product has computed itself.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from json import JSONEncoder
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, DecimalField, JSONField, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from core.prepared import NotPreparable

Encoder = Callable[[Any, BaseDatabaseWrapper], Any]

KNOWN: "list[PreparedUpsert]" = []
INSERTS: "list[PreparedInserts]" = []
ROWS = 1000  # of one statement on SQLite, which takes 32,766 values

# What the drivers take as it is, on both engines.
AS_IT_IS = {
    "BigAutoField",
    "BooleanField",
    "CharField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
}


class PreparedUpsert:
    """A way to write rows of one table.

    Args:
        model: whose table it is.
        unique: the fields by which a row is known again; they have a unique constraint.
        update: those that are written over a row that is there.
        keep: those that only a new row takes.

    Raises:
        NotPreparable: a field is of a kind that this does not know how to store.
    """

    def __init__(
        self, model: type[Model], *, unique: Sequence[str], update: Sequence[str], keep: Sequence[str] = ()
    ) -> None:
        field = model._meta.get_field
        self.model = model
        self.unique, self.update = tuple(unique), tuple(update)
        self.fields: list[Any] = [field(name) for name in (*unique, *keep, *update)]
        self.query = {
            "on_conflict": OnConflict.UPDATE,
            "update_fields": [field(name) for name in update],
            "unique_fields": [field(name) for name in unique],
        }
        self.encoders = [
            (place, encoder) for place, one in enumerate(self.fields) if (encoder := _encoder(one))
        ]
        self._texts: dict[str, _Texts] = {}
        KNOWN.append(self)

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows, or write them over those with the same unique fields; no query without rows.

        Args:
            rows: values in the order of `unique`, `keep`, `update`; of a relation the key that it points to.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        if not rows:
            return
        texts = self.texts()
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for place, encode in self.encoders:
            columns[place] = _encoded(columns[place], encode, connection)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for sql, params in _in_parts(texts.upsert, columns):
                    cursor.execute(sql, params)
            else:
                arrays = [_array(column) for column in columns]
                cursor.execute(texts.update, arrays)
                if cursor.rowcount < len(rows):
                    cursor.execute(texts.upsert, arrays)

    def texts(self) -> "_Texts":
        """The statements for the engine at hand, written the first time that somebody asks for them.

        Raises:
            NotPreparable: values of a field can't be sent as one array.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        found = self._texts.get(connection.vendor)
        if found is None:
            found = self._texts[connection.vendor] = self._write_text(connection)
        return found

    def _write_text(self, connection: BaseDatabaseWrapper) -> "_Texts":
        """The statements: for one row on SQLite, for arrays on PostgreSQL, which Django makes of two rows."""
        query: Any = InsertQuery(self.model, **self.query)
        blank = self.model()
        query.insert_values(self.fields, [blank] if connection.vendor == "sqlite" else [blank, blank])
        ((sql, params),) = query.get_compiler(connection=connection).as_sql()
        if len(params) != len(self.fields):
            raise NotPreparable(f"{self.model.__name__}: a field's values can't be sent as one array.")
        return _Texts(sql, "" if connection.vendor == "sqlite" else self._update_like(sql, connection))

    def _update_like(self, upsert: str, connection: BaseDatabaseWrapper) -> str:
        """The UPDATE that changes what an upsert of arrays changes, and inserts nothing."""
        quoted = connection.ops.quote_name
        arrays = upsert[upsert.index("UNNEST(") : upsert.index(" ON CONFLICT")]
        names = {one.name: quoted(one.column) for one in self.fields}
        table, columns = quoted(self.model._meta.db_table), ", ".join(names.values())
        changes = ", ".join(f"{names[one]} = given.{names[one]}" for one in self.update)
        same = " AND ".join(f"{table}.{names[one]} = given.{names[one]}" for one in self.unique)
        return f"UPDATE {table} SET {changes} FROM {arrays} AS given ({columns}) WHERE {same}"  # noqa: S608  names of ours, quoted


class PreparedInserts:
    """A way to add many rows to one table.

    Args:
        model: whose table it is.
        fields: those that a row gives values of; the others hold their default.

    Raises:
        NotPreparable: a field is of a kind that this does not know how to store.
    """

    def __init__(self, model: type[Model], *fields: str) -> None:
        self.model = model
        given = [model._meta.get_field(name) for name in fields]
        self.rest: list[Any] = [
            one for one in model._meta.concrete_fields if not one.primary_key and one not in given
        ]
        self.fields: list[Any] = [*given, *self.rest]
        self.encoders = [
            (place, encoder) for place, one in enumerate(self.fields) if (encoder := _encoder(one))
        ]
        self._texts: dict[str, str] = {}
        INSERTS.append(self)

    def write(self, rows: Sequence[Sequence[Any]]) -> list[int]:
        """Add rows; their keys in the same order. No query without rows.

        Args:
            rows: values in the order of `fields`; of a relation the key that it points to.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        if not rows:
            return []
        text = self.text()
        columns: list[Sequence[Any]] = [
            *zip(*rows, strict=True),
            *([one.get_default()] * len(rows) for one in self.rest),
        ]
        for place, encode in self.encoders:
            columns[place] = _encoded(columns[place], encode, connection)
        keys: list[int] = []
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                statements = _in_parts(text, columns)
            else:
                statements = iter([(text, [_array(column) for column in columns])])
            for sql, params in statements:
                cursor.execute(sql, params)
                keys.extend(key for (key,) in cursor.fetchall())
        return keys

    def text(self) -> str:
        """The statement for the engine at hand, written the first time that somebody asks for it.

        Raises:
            NotPreparable: values of a field can't be sent as one array.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        found = self._texts.get(connection.vendor)
        if found is None:
            query: Any = InsertQuery(self.model)
            blank = self.model()
            query.insert_values(self.fields, [blank] if connection.vendor == "sqlite" else [blank, blank])
            compiler: Any = query.get_compiler(connection=connection)
            compiler.returning_fields = [self.model._meta.pk]
            ((found, params),) = compiler.as_sql()
            if len(params) != len(self.fields):
                raise NotPreparable(f"{self.model.__name__}: a field's values can't be sent as one array.")
            self._texts[connection.vendor] = found
        return found


@dataclass(frozen=True, slots=True)
class _Texts:
    """The statements of one engine; it may do without `update`."""

    upsert: str
    update: str = ""


def _array(values: Sequence[Any]) -> str:
    """The values as PostgreSQL reads an array; the driver takes four times as long to write one."""
    told = {value: _member(value) for value in set(values)}
    return "{" + ",".join([told[value] for value in values]) + "}"


def _member(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)  # numbers, booleans and moments as PostgreSQL reads them


def _in_parts(text: str, columns: Sequence[Sequence[Any]]) -> Iterator[tuple[str, list[Any]]]:
    """A statement for one row as statements for many, which cost a third of one statement a row."""
    before, row, after = re.split(r"(\((?:%s(?:, )?)+\))", text)
    rows = list(zip(*columns, strict=True))
    for start in range(0, len(rows), ROWS):
        part = rows[start : start + ROWS]
        yield before + ", ".join([row] * len(part)) + after, list(chain.from_iterable(part))


def _encoded(values: Sequence[Any], encode: Encoder, connection: BaseDatabaseWrapper) -> list[Any]:
    """The values as the driver takes them; what stands there again as the same object is encoded once."""
    known = {id(value): value for value in values}
    done = {place: encode(value, connection) for place, value in known.items()}
    return [done[id(value)] for value in values]


def _encoder(field: Any) -> Encoder | None:
    """How a value is made what the driver takes; None where it is that already.

    Asking a field costs more than storing the row, so only those are asked that have an answer.
    """
    if isinstance(field, JSONField):
        encode = (field.encoder or JSONEncoder)().encode
        return lambda value, connection: None if value is None else encode(value)
    if isinstance(field, DateTimeField | DecimalField):
        return lambda value, connection: field.get_db_prep_save(value, connection=connection)
    target = field.target_field if field.is_relation else field
    if target.get_internal_type() not in AS_IT_IS:
        raise NotPreparable(f"{field}: what a {target.get_internal_type()} takes is not known here.")
    return None
