"""The net under every tenant query: outside a scope it raises, inside it sees one organization."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import models
from django_scopes import ScopedManager, get_scope, scope, scopes_disabled
from django_scopes.exceptions import ScopeError


def scoped(queryset: type[models.QuerySet[Any]], *, organization: str = "organization") -> Any:
    """A manager of `queryset` that answers only inside a scope.

    Args:
        organization: the lookup that leads from the row to its organization.
    """
    return ScopedManager(organization=organization, _manager_class=models.Manager.from_queryset(queryset))


def in_tenant(handler: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    """Let an outbox handler run in the scope of `payload["organization"]` (an id)."""

    @wraps(handler)
    def inside(payload: dict[str, Any]) -> None:
        with scope(organization=payload["organization"]):
            handler(payload)

    return inside


def in_open_scope(organization: int) -> bool:
    """Whether the scope that is open shows rows of that organization (id): for a row that was read already.

    Raises:
        ScopeError: no scope is open.
    """
    opened = get_scope()
    if not opened.get("_enabled", True):
        return True
    if "organization" not in opened:
        raise ScopeError("A scope on organization needs to be active.")
    ours = opened["organization"]
    shown = ours if isinstance(ours, list | tuple) else [ours]
    return organization in [getattr(one, "pk", one) for one in shown]


__all__ = ["in_open_scope", "in_tenant", "scope", "scoped", "scopes_disabled"]
