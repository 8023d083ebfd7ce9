"""The tables of an organization, found by walking the models: a new one is there without being named."""

from collections.abc import Iterator
from functools import cache
from heapq import heappop, heappush
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models

from organizations.models import Organization

Table = type[models.Model]


@cache
def tables() -> dict[Table, str]:
    """Each table that hangs on an organization with the lookup that leads there, itself last.

    Whatever points at a table stands before it, so that rows can be deleted in this order once their
    `links_to_untie` are empty. Other keys that may be empty count too: a row must not go before the one that
    names it.
    """
    found = {model: way for model in apps.get_models(include_auto_created=True) if (way := way_from(model))}
    pointed_at_by: dict[Table, set[Table]] = {model: set() for model in found}
    for model in found:
        untied = links_to_untie(model)
        for field, there in _links(model):
            if there in found and field.name not in untied:
                pointed_at_by[there].add(model)
    ordered: dict[Table, str] = {}
    while len(ordered) < len(found):
        free = [model for model in found if model not in ordered and pointed_at_by[model] <= set(ordered)]
        if not free:
            raise RuntimeError(f"Tables point at each other: {set(found) - set(ordered)}")
        ordered |= {model: found[model] for model in sorted(free, key=lambda one: one._meta.label)}
    return ordered


def way_from(model: Table) -> str:
    """The lookup from a table to its organization: over as few keys that may be empty as possible.

    "" for a table that leads to none.
    """
    if model is Organization:
        return "pk"
    order = count()
    waiting: list[tuple[int, int, int, Table, str]] = [(0, 0, next(order), model, "")]
    seen = set()
    while waiting:
        empty, steps, _order, here, way = heappop(waiting)
        if here is Organization:
            return way
        if here in seen:
            continue
        seen.add(here)
        for field, there in _links(here):
            heappush(
                waiting,
                (
                    empty + field.null,
                    steps + 1,
                    next(order),
                    there,
                    f"{way}__{field.name}" if way else field.name,
                ),
            )
    return ""


def rows_of(organization: Organization, model: Table) -> models.QuerySet[Any]:
    """All rows of that table that belong to the organization, past every scope; whoever asks has checked."""
    return model._base_manager.filter(**{tables()[model]: organization.pk})


def links_to_untie(model: Table) -> list[str]:
    """The fields that are emptied before rows are deleted, for no order of tables could do without.

    They name rows of the same table, as teams name the unit above, or may be empty and name rows of a table
    that names this one, as a model names the version that it was adapted from.
    """
    return [
        field.name
        for field, there in _links(model)
        if there is model or (field.null and any(back is model for _field, back in _links(there)))
    ]


def _links(model: Table) -> Iterator[tuple[Any, Table]]:
    for field in model._meta.concrete_fields:
        if field.is_relation and isinstance(field.related_model, type):
            yield field, field.related_model
