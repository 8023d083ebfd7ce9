"""The NUL character, which PostgreSQL can neither store nor compare, never reaches a query.

Form fields refuse it by themselves. Addresses and cookies are words that no form has looked at: a search,
a slug, the key of a session.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\0"


class NulMiddleware:
    """Forgets cookies that hold a NUL, and refuses addresses whose parameters do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if NUL in value]:
            del request.COOKIES[name]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        # Only now, and not above, so that the page of the refusal knows the reader's language.
        if any(NUL in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest
