"""How much a request may bring: a body beyond that is refused before a byte of it is read or kept.

Django bounds what it holds in memory, but writes files of any size to the disk before a form sees them. A
body without a length, as with chunked encoding, reaches us empty.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, refusal

MEGABYTE = 1024 * 1024
OTHERWISE = 2 * MEGABYTE  # a form with the longest text, or with a small picture
View = Callable[..., Any]


class BodyTooLarge(DomainError):
    code = "body_too_large"
    message = _("This is too much at once: at most %(most)s MB are taken here. Nothing was stored.")
    status = 413


def takes_up_to(megabytes: int) -> Callable[[View], View]:
    """Let a view take larger files than others."""

    def mark(view: View) -> View:
        view.most_bytes = megabytes * MEGABYTE  # type: ignore[attr-defined]
        return view

    return mark


class UploadMiddleware:
    """Answers 413 where a request says that it brings more than its view takes.

    Stands before whatever looks for a token in the form, for that reads the body.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        most = getattr(view, "most_bytes", OTHERWISE)
        if _length(request) <= most:
            return None
        request._mark_post_parse_error()  # type: ignore[attr-defined]  # the page of the refusal reads no form
        return refusal(request, BodyTooLarge(most=most // MEGABYTE))


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
