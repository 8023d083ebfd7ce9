"""Domain errors, and the one place that answers a request with them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.typed import typed_in

# What heads the page of a refusal, by its status.
IN_THE_WAY = _("Something stands in the way")
NOT_NOW = _("This is not possible now")
HEADINGS = {
    400: _("This request could not be read"),
    401: _("This is not open to you"),
    403: _("This is not open to you"),
    404: _("This is not here"),
    409: IN_THE_WAY,
    410: _("This is not here any more"),
    413: _("This is too much at once"),
    415: _("This request could not be read"),
    422: _("Something has to be corrected"),
    429: NOT_NOW,
    503: NOT_NOW,
}


class DomainError(Exception):
    """A deed was refused for a reason of the domain; the person reads `message`.

    Attributes:
        code: stable, for programs.
        message: translated, for people; may hold named placeholders filled from `details`.
        heading: what stands above the message, where the status says too little.
        status: 409 where the state of things forbids it, 422 where what was sent is wrong.
        details: further values for the JSON answer and for the placeholders.
    """

    code = "refused"
    message: Any = _("This is not possible as things are.")
    heading: Any = None
    status = 409

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message % self.details) if self.details else str(self.message)


def answers_in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that programs alone ask: they read JSON, however wrong what they sent may be."""
    view.answers_in_json = True  # type: ignore[attr-defined]
    return view


def wants_json(request: HttpRequest) -> bool:
    """Whether a program sent this request and reads JSON.

    Browsers would rather have HTML, programs often take anything after JSON; whoever takes just anything
    gets HTML.
    """
    return (
        "application/json" in (request.content_type or "")
        or request.get_preferred_type(["text/html", "application/json"]) == "application/json"
        or getattr(getattr(request.resolver_match, "func", None), "answers_in_json", False)
    )


def as_json(error: DomainError) -> dict[str, Any]:
    """What a program reads of a refusal."""
    return {"code": error.code, "message": str(error), **error.details}


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The answer to a refused request, in the form that its sender reads."""
    if wants_json(request):
        return JsonResponse(as_json(error), status=error.status)
    context = {
        "heading": error.heading or HEADINGS.get(error.status, IN_THE_WAY),
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
