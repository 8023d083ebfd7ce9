"""The net under every tenant query: outside a scope it raises, inside it sees one organization."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import models
from django_scopes import ScopedManager, scope, scopes_disabled


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


__all__ = ["in_tenant", "scope", "scoped", "scopes_disabled"]
