"""Querysets whose SQL is written once per process; each call binds its values to that text.

Writing the SQL is most of what a small query costs. So a function that makes a queryset is called once with
stand-ins for its arguments, and the places where they turn up are kept beside the text. The tenant is one of
them: the text is that of the scoped queryset, and every call binds the organization whose scope is open.

Not everything that an argument does to a query is a value bound to it. A boolean and None stand in the text,
a list has a place for each distinct member, and an empty one leaves no query at all: these belong to the
*shape*, and each shape has a text of its own, for each engine. A number too large for a column drops its
condition; such a call goes to the queryset itself. A slice or a JSON path made of an argument would stand
in the text as well, and is refused like everything whose stand-in is not found exactly once. All texts are
written before the first request (`core.prepared_ahead`), so a bad one stops the start.

Rows are made as a queryset makes them, by the converters of their fields: SQLite gives a UUID as letters, a
Decimal as a float and times without a zone.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql import InsertQuery, UpdateQuery
from django.db.transaction import TransactionManagementError
from django_scopes import get_scope, scope

P = ParamSpec("P")
Row = TypeVar("Row")
Outcome = TypeVar("Outcome")
Compiled = tuple[str, Sequence[Any], dict[str, Any]]  # SQL, parameters, and how the rows are read

LARGEST = 2**31 - 1  # what every column of numbers that we compare with can hold, but for small ones
FIRST_NUMBER = 31_000  # stand-ins of numbers count up from here, and even a small column holds them
STANDS_FOR_TENANT = FIRST_NUMBER - 1
FIRST_DAY = datetime(1971, 1, 1, tzinfo=UTC)
KNOWN: "list[_Kept[Any]]" = []


class NotPreparable(Exception):
    """A queryset whose SQL does not take each argument as one bound value."""


class _Kept(Generic[P]):
    """What every kind of prepared query has: the texts that it has written, by engine and shape."""

    def __init__(self, build: Callable[P, Any]) -> None:
        self.build = build
        self.name = f"{build.__module__}.{build.__qualname__}"
        self.__doc__ = build.__doc__
        self._texts: dict[Hashable, _Text] = {}
        KNOWN.append(self)

    def write(self, args: Sequence[Any]) -> None:
        """Write the text of the shape of these arguments, if it is not there yet; nothing is asked.

        Raises:
            NotPreparable: no text can be written.
        """
        self._bind(args)

    def _bind(self, args: Sequence[Any]) -> "tuple[_Text, BaseDatabaseWrapper, list[Any]] | None":
        """The text of the arguments' shape and what to bind to it; None where it can't hold them."""
        tenant = _tenant()
        values, shape = _taken_apart(args)
        if values is None or tenant is None:
            return None
        connection = connections[DEFAULT_DB_ALIAS]
        place = (connection.vendor, tenant.shape, *shape)
        text = self._texts.get(place)
        if text is None:
            text = self._texts[place] = self._write(args, tenant, connection)
        return text, connection, [*values, tenant.pk]

    def _write(self, args: Sequence[Any], tenant: "_Tenant", connection: BaseDatabaseWrapper) -> "_Text":
        """Write the text of one shape."""
        connection = _for_writing(connection)
        standing, found = _stood_in_for(args)
        if tenant.shape == "one":
            with scope(organization=STANDS_FOR_TENANT):
                built = self.build(*standing)  # type: ignore[call-arg]
        else:
            built = self.build(*standing)  # type: ignore[call-arg]
        try:
            sql, params, read = self._compile(built, connection)
        except EmptyResultSet:
            return _Text("")
        return _Text(sql, tuple(params), tuple(_holes(self.name, params, found, connection)), **read)

    def _compile(self, built: Any, connection: BaseDatabaseWrapper) -> Compiled:
        """The SQL of what was built with stand-ins, its parameters, and how its rows are read."""
        raise NotImplementedError


class Prepared(_Kept[P], Generic[P, Row]):
    """`@Prepared` over a function that makes a queryset of its arguments; call `rows` or `first`.

    Arguments are given by place. Numbers, texts, days and moments are bound; booleans and None are part of
    the shape, and so are the number of distinct members of a tuple and their kind.
    """

    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        super().__init__(build)

    def rows(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        """What the queryset of these arguments gives; one query, or none where no row can match.

        Raises:
            ScopeError: the queryset is a tenant's, and no scope is open.
            NotPreparable: an argument is of no kind that can be bound, or does not turn up as a value.
            TransactionManagementError: it locks rows outside a transaction.
        """
        bound = self._bind(args)
        return list(self.build(*args, **kwargs)) if bound is None else bound[0].rows(*bound[1:])

    def first(self, *args: P.args, **kwargs: P.kwargs) -> Row | None:
        """The first of the rows, or None. The queryset itself says how many it reads, and in which order."""
        return next(iter(self.rows(*args, **kwargs)), None)

    def _compile(self, built: Any, connection: BaseDatabaseWrapper) -> Compiled:
        compiler = built.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        read = {
            "locks": built.query.select_for_update and connection.features.has_select_for_update,
            "converters": tuple(_converters(compiler, connection)),
            "make": _maker(built, compiler),
        }
        return sql, params, read


class PreparedUpdate(_Kept[P]):
    """`@PreparedUpdate` over a function that gives a queryset and the values to set in its rows."""

    def run(self, *args: P.args, **kwargs: P.kwargs) -> int:
        """Set the values, as `QuerySet.update` does; in how many rows."""
        bound = self._bind(args)
        if bound is None:
            queryset, values = self.build(*args, **kwargs)
            return cast(int, queryset.update(**values))
        text, connection, values = bound
        return text.run(connection, values, lambda cursor: cast(int, cursor.rowcount)) if text.sql else 0

    def _compile(self, built: Any, connection: BaseDatabaseWrapper) -> Compiled:
        queryset, values = built
        query = queryset.query.chain(UpdateQuery)
        query.add_update_values(values)
        sql, params = query.get_compiler(connection=connection).as_sql()
        return sql, params, {}


class PreparedInsert(_Kept[P]):
    """`@PreparedInsert` over a function that gives a new row; it is stored without signals."""

    def run(self, *args: P.args, **kwargs: P.kwargs) -> int:
        """Insert the row; its primary key."""
        bound = self._bind(args)
        if bound is None:
            row = self.build(*args, **kwargs)
            row.save(force_insert=True)
            return cast(int, row.pk)
        text, connection, values = bound
        return text.run(connection, values, lambda cursor: cast(int, cursor.fetchone()[0]))

    def _compile(self, built: Any, connection: BaseDatabaseWrapper) -> Compiled:
        query = InsertQuery(type(built))
        query.insert_values(
            [one for one in built._meta.local_concrete_fields if not one.primary_key], [built]
        )
        compiler: Any = query.get_compiler(connection=connection)
        compiler.returning_fields = [built._meta.pk]
        ((sql, params),) = compiler.as_sql()
        return sql, params, {}


@dataclass(frozen=True, slots=True)
class _Tenant:
    """The scope that is open: of one organization, or disabled, or none."""

    shape: str
    pk: Any = None


def _tenant() -> _Tenant | None:
    """None where the scope is of another form than those we open: then the queryset is asked itself."""
    open_scope = get_scope()
    if not open_scope.get("_enabled", True):
        return _Tenant("disabled")
    if "organization" not in open_scope:
        return _Tenant("none")
    pk = getattr(open_scope["organization"], "pk", open_scope["organization"])
    return _Tenant("one", pk) if type(pk) is int and 0 <= pk <= LARGEST else None


def _for_writing(connection: BaseDatabaseWrapper) -> BaseDatabaseWrapper:
    """The same engine without a connection to it, which says that a transaction is open.

    Django asks so as it writes the SQL of a lock; we ask whenever we use it.
    """
    writing = connection.copy()
    writing.get_autocommit = lambda: False  # type: ignore[method-assign]
    return writing


def _taken_apart(args: Sequence[Any]) -> tuple[list[Any] | None, list[Any]]:
    """The values to bind and the shape; no values where one of them is no number that a column holds."""
    values: list[Any] = []
    shape: list[Any] = []
    for argument in args:
        if argument is None or argument is True or argument is False:
            shape.append(argument)
            continue
        members = tuple(dict.fromkeys(argument)) if isinstance(argument, tuple) else (argument,)
        kinds = tuple(_kind(member) for member in members)
        shape.append(kinds if isinstance(argument, tuple) else kinds[0])
        values += members
    if any(type(value) is int and not -LARGEST <= value <= LARGEST for value in values):
        return None, shape
    return values, shape


def _kind(value: Any) -> type:
    """How a value is bound: its type, of a text also when it is one of a list of choices."""
    if isinstance(value, str):
        return str
    if type(value) in (int, date):
        return type(value)
    if type(value) is datetime and value.tzinfo is not None:
        return datetime
    raise NotPreparable(f"{value!r} can't be bound: numbers, texts, days and moments with a zone can.")


def _stand_in(kind: type, number: int) -> Any:
    if kind is int:
        return FIRST_NUMBER + number
    if kind is str:
        return f"stand-in-{number}"
    moment = FIRST_DAY + timedelta(days=number)
    return moment if kind is datetime else moment.date()


def _stood_in_for(args: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """The arguments with stand-ins in them, and those stand-ins in the order of the values."""
    found: list[Any] = []
    standing: list[Any] = []

    def one(value: Any) -> Any:
        found.append(_stand_in(_kind(value), len(found)))
        return found[-1]

    for argument in args:
        if argument is None or argument is True or argument is False:
            standing.append(argument)
        elif isinstance(argument, tuple):
            standing.append(tuple(one(member) for member in dict.fromkeys(argument)))
        else:
            standing.append(one(argument))
    return standing, found


@dataclass(frozen=True, slots=True)
class _Text:
    """The SQL of one shape, where its values go, and how its rows are read."""

    sql: str  # "" where no row can match
    params: tuple[Any, ...] = ()
    holes: tuple[tuple[int, int], ...] = ()  # places among the parameters, each with the number of a value
    locks: bool = False
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...] = ()
    make: Callable[[Sequence[Any]], Any] = tuple

    def rows(self, connection: BaseDatabaseWrapper, values: Sequence[Any]) -> list[Any]:
        if not self.sql:
            return []
        if self.locks and connection.get_autocommit():
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        found: list[Any] = self.run(connection, values, lambda cursor: cursor.fetchall())
        if self.make is tuple and not self.converters:
            return found  # as the driver gives them: a thousand teams are read with a page
        return [self.make(row) for row in self._converted(found, connection)]

    def run(
        self, connection: BaseDatabaseWrapper, values: Sequence[Any], outcome: Callable[[Any], Outcome]
    ) -> Outcome:
        params = list(self.params)
        for hole, number in self.holes:
            params[hole] = _adapted(values[number], connection)
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return outcome(cursor)

    def _converted(
        self, rows: Sequence[Sequence[Any]], connection: BaseDatabaseWrapper
    ) -> Iterator[Sequence[Any]]:
        for row in map(list, rows):
            for column, converters, expression in self.converters:
                value = row[column]
                for convert in converters:
                    value = convert(value, expression, connection)
                row[column] = value
            yield row


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """A value as the engine's driver takes it from a field."""
    if type(value) is datetime:
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if type(value) is date else value


def _holes(
    name: str, params: Sequence[Any], found: Sequence[Any], connection: BaseDatabaseWrapper
) -> Iterator[tuple[int, int]]:
    """Where each stand-in turned up: exactly once; the tenant wherever a scoped manager put it."""
    for number, value in enumerate(found):
        adapted = _adapted(value, connection)
        places = [place for place, param in enumerate(params) if _is(param, adapted)]
        if len(places) != 1:
            raise NotPreparable(
                f"{name}: value {number + 1} turns up {len(places)} times among the parameters."
            )
        yield places[0], number
    for place, param in enumerate(params):
        if _is(param, STANDS_FOR_TENANT):
            yield place, len(found)


def _is(param: Any, value: Any) -> bool:
    """Whether a parameter is this stand-in; psycopg's numbers have types of their own, made of int."""
    return isinstance(param, type(value)) and not isinstance(param, bool) and param == value


def _converters(compiler: Any, connection: BaseDatabaseWrapper) -> Iterator[tuple[int, Any, Any]]:
    """The converters of the columns, those of the engine without the connection that they were asked of."""
    expressions = [column[0] for column in compiler.select]
    for column, (converters, expression) in compiler.get_converters(expressions).items():
        yield column, tuple(_of_any_connection(one, connection) for one in converters), expression


def _of_any_connection(converter: Any, connection: BaseDatabaseWrapper) -> Callable[..., Any]:
    """A connection belongs to its thread and a text to all of them."""
    if getattr(converter, "__self__", None) is not connection.ops:
        return cast(Callable[..., Any], converter)
    name = converter.__name__

    def convert(value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        return getattr(connection.ops, name)(value, expression, connection)

    return convert


def _maker(queryset: Any, compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """What makes a row of a queryset's kind: an instance with its related ones, a tuple or one value."""
    if queryset._prefetch_related_lookups or queryset._known_related_objects or compiler.has_extra_select:
        raise NotPreparable("Prefetching, related managers and hidden columns can't be prepared.")
    kind = queryset._iterable_class
    if kind is ValuesListIterable:
        return tuple
    if kind is FlatValuesListIterable:
        return _only
    if kind is not ModelIterable:
        raise NotPreparable(f"Rows of the kind {kind.__name__} can't be prepared.")
    return _instance_maker(compiler)


def _only(row: Sequence[Any]) -> Any:
    return row[0]


def _instance_maker(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    info, select = compiler.klass_info, compiler.select
    model, columns = info["model"], info["select_fields"]
    begin, end = columns[0], columns[-1] + 1
    names = [column[0].target.attname for column in select[begin:end]]
    related = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # of Django 6
    added = tuple((compiler.annotation_col_map or {}).items())

    def make(row: Sequence[Any]) -> Any:
        instance = model.from_db(DEFAULT_DB_ALIAS, names, row[begin:end])
        for populator in related:
            populator.populate(row, instance)
        for name, column in added:
            setattr(instance, name, row[column])
        return instance

    return make
