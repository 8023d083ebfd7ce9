"""What is answered where a view raised: a rule of the domain, or a cache that is away.

Limits on guessing are counted in the cache, so signing in waits until it is back: without limits nobody comes
in. Whoever is signed in, and whoever answers a round, goes on; sessions are in the database.
"""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

from core.away import RETRY_AFTER
from core.errors import DomainError, refusal

logger = logging.getLogger(__name__)


class CacheAway(DomainError):
    code = "cache_away"
    message = _("A part of this server is away, so this was not carried out. Try again in a minute.")
    status = 503


class ErrorMiddleware:
    """Answers a `DomainError` as a page, as a part for htmx, or as JSON; so, too, where the cache is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DomainError):
            return refusal(request, error)
        if not isinstance(error, NoConnection | NoAnswer):
            return None
        logger.error("The cache is away: %s", error)
        response = refusal(request, CacheAway())
        response.headers["Retry-After"] = RETRY_AFTER
        return response
