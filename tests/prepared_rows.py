"""Rows of a prepared query, held against those of its queryset."""

from typing import Any

from django.db import models

from core.prepared import Prepared


def alike(query: Prepared[..., Any], *args: Any) -> list[Any]:
    """The rows, once it is sure that the queryset gives the same, of the same types."""
    expected = list(query.build(*args))
    for _turn in ("written", "bound again"):
        found = query.rows(*args)
        assert [plain(row) for row in found] == [plain(row) for row in expected]
    return found


def plain(row: Any) -> Any:
    """A row as values with their types; an instance with the instances that were read along."""
    if not isinstance(row, models.Model):
        return [(type(value), value) for value in row] if isinstance(row, tuple) else (type(row), row)
    own = {name: (type(value), value) for name, value in vars(row).items() if not name.startswith("_")}
    return type(row), own, {name: plain(one) for name, one in row._state.fields_cache.items() if one}
