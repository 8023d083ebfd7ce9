"""Two addresses for load balancers: is the process alive, and can it serve?"""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """200 as soon as the process answers; asks nobody else."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503. A cache that is away is told, but does not stop answering."""
    parts = {"database": _database_answers(), "cache": _cache_answers()}
    return JsonResponse(
        {name: "ok" if works else "away" for name, works in parts.items()},
        status=200 if parts["database"] else 503,
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    try:
        cache.get("readyz")
    except Exception:  # each cache backend raises its own errors
        return False
    return True
