"""Domain errors, and the one place that answers a request with them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.typed import typed_in


class DomainError(Exception):
    """A deed was refused for a reason of the domain; the person reads `message`.

    Attributes:
        code: stable, for programs.
        message: translated, for people; may hold named placeholders filled from `details`.
        status: 409 where the state of things forbids it, 422 where what was sent is wrong.
        details: further values for the JSON answer and for the placeholders.
    """

    code = "refused"
    message: Any = _("This is not possible now.")
    status = 409

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message % self.details) if self.details else str(self.message)


def wants_json(request: HttpRequest) -> bool:
    """Whether a program sent this request and reads JSON."""
    return (
        "application/json" in (request.content_type or "")
        or request.headers.get("Accept") == "application/json"
    )


class DomainErrorMiddleware:
    """Answers a `DomainError` as a page, as a part for htmx, or as JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refusal(request, error) if isinstance(error, DomainError) else None


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The answer to a refused request, in the form that its sender reads."""
    if wants_json(request):
        return JsonResponse({"code": error.code, "message": str(error), **error.details}, status=error.status)
    context = {
        "message": str(error),
        "code": error.code,
        "details": error.details,
        "typed": typed_in(request),
    }
    if getattr(request, "htmx", False):
        return render(request, "errors/_refused.html", context, status=error.status)
    # A refusal that needs another way on than "go back" has a page of its own, named by its code.
    pages = [f"errors/refused/{error.code}.html", "errors/refused.html"]
    return render(request, pages, context, status=error.status)
