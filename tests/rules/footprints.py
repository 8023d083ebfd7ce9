"""All rows of an organization, found by walking the models: a new table is covered without being named."""

from collections.abc import Iterator
from functools import cache
from heapq import heappop, heappush
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models

from core.models import OutboxMessage
from organizations.models import AuditEvent, Organization, User
from organizations.scoping import scopes_disabled

# What changes with every visit says nothing about the rows: when somebody was last here.
LAST_USE = {"last_login", "last_seen_at", "last_used_at"}
PEOPLE = "memberships__organization"  # from a person to the organizations


def footprint(organization: Organization) -> dict[str, list[Any]]:
    """All rows that belong to `organization` or to its people, and the jobs that name it, by table."""
    return footprint_of(organization, None)


def footprint_of(organization: Organization, tables: set[str] | None) -> dict[str, list[Any]]:
    """The same of some tables, by their names in the database; of all where it is None."""
    with scopes_disabled():
        found = {model: _found(model, way, organization) for model, way in ways().items()}
        found[OutboxMessage] = OutboxMessage.objects.filter(payload__organization=organization.pk)
        return {
            model._meta.label: _rows(rows, model)
            for model, rows in found.items()
            if tables is None or model._meta.db_table in tables
        }


def _found(model: type[models.Model], way: str, organization: Organization) -> Any:
    """The rows; of the trail all but that somebody came in, which the tests' own signing in leaves there."""
    found = model._base_manager.filter(**{way: organization.pk})
    return found.exclude(action="person.signed_in") if model is AuditEvent else found


def changed(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> set[str]:
    """The tables whose rows are not the same, of those that `after` speaks of."""
    return {table for table, rows in after.items() if before.get(table) != rows}


def _rows(found: Any, model: type[models.Model]) -> list[Any]:
    kept = [field.attname for field in model._meta.concrete_fields if field.name not in LAST_USE]
    return list(found.order_by("pk").values_list(*kept))


@cache
def ways() -> dict[type[models.Model], str]:
    """Each table that hangs on an organization, or on a person, with the lookup that leads there."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if way := way_to(model, Organization):
            found[model] = way
        elif model is User:
            found[model] = PEOPLE
        elif way := way_to(model, User):
            found[model] = f"{way}__{PEOPLE}"
    return found


def way_to(model: type[models.Model], target: type[models.Model]) -> str:
    """The lookup along foreign keys, over as few as possible that may be empty; "" if there is none."""
    if model is target:
        return "pk"
    tie = count()
    waiting: list[tuple[int, int, int, type[models.Model], str]] = [(0, 0, next(tie), model, "")]
    seen = set()
    while waiting:
        empty, steps, _tie, here, way = heappop(waiting)
        if here is target:
            return way
        if here in seen:
            continue
        seen.add(here)
        for field, there in _links(here):
            step = (empty + field.null, steps + 1, next(tie), there, f"{way}__{field.name}".lstrip("_"))
            heappush(waiting, step)
    return ""


def _links(model: type[models.Model]) -> Iterator[tuple[Any, type[models.Model]]]:
    for field in model._meta.concrete_fields:
        if field.is_relation and isinstance(field.related_model, type):
            yield field, field.related_model
