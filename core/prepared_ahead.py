"""The texts of all prepared queries, written before the first request: a bad query stops the start.

For which engine they are written only the settings say, so that no import can do it. The system check does,
and whoever serves requests as it starts: gunicorn's master, so that its workers share the texts. Neither
opens a connection.
"""

from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from inspect import signature
from itertools import product
from types import NoneType
from typing import Any, get_args, get_origin

from django.conf import settings
from django_scopes import scope

from core import prepared, upserts
from core.prepared import FIRST_DAY, STANDS_FOR_TENANT, NotPreparable

SAMPLES: dict[Any, tuple[Any, Any]] = {
    int: (1, 2),
    str: ("one", "other"),
    date: (FIRST_DAY.date(), date(1972, 1, 1)),
    datetime: (FIRST_DAY, FIRST_DAY.replace(year=1972)),
}
"""Two values of each kind that can be bound: a list of one has another text than a list of two."""


def write_all() -> None:
    """Write the text of every shape that the annotations of a prepared query's arguments allow.

    A list may be of any length; none, one and two members stand for all.

    Raises:
        NotPreparable: of a query no text can be written. The message names it and says why.
    """
    import_module(settings.ROOT_URLCONF)  # and with it every module that prepares a query
    with scope(organization=STANDS_FOR_TENANT):
        for query in prepared.KNOWN:
            for args in product(*_arguments(query)):
                query.write(args)
    for upsert in upserts.KNOWN:
        upsert.texts()
    for inserts in upserts.INSERTS:
        inserts.text()


def _arguments(query: Any) -> Iterator[list[Any]]:
    """For each argument a value of each shape that it may have."""
    for name, parameter in signature(query.build).parameters.items():
        found = list(_shapes(parameter.annotation))
        if not found:
            raise NotPreparable(f"{query.name}: nothing of the kind of `{name}` can be bound.")
        yield found


def _shapes(kind: Any) -> Iterator[Any]:
    if kind in SAMPLES:
        yield SAMPLES[kind][0]
    elif kind is bool:
        yield from (True, False)
    elif kind is NoneType:
        yield None
    elif get_origin(kind) is tuple:
        one, other = SAMPLES[get_args(kind)[0]]
        yield from ((), (one,), (one, other))
    else:
        for member in get_args(kind):  # of a union
            yield from _shapes(member)
