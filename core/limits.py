"""What a request may bring: one of three methods, no NUL, and so many bytes. The rest is refused unread.

*Methods.* Views say which of GET, HEAD and POST they take. But some of what we build on answers more than it
should: a form of Django takes PUT for POST, and a class of views answers OPTIONS to whoever may not read the
page.

*NUL.* PostgreSQL can neither store nor compare it. Form fields refuse it by themselves; addresses and cookies
are words that no form has looked at: a search, a slug, the key of a session.

*Bytes.* Django bounds what it holds in memory, but writes files of any size to the disk before a form sees
them. A body without a length, as with chunked encoding, reaches us empty.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, refusal

METHODS = ("GET", "HEAD", "POST")
NUL = "\0"
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


class LimitsMiddleware:
    """Answers 405 to other methods, 400 to a NUL in an address, 413 to too many bytes; drops such cookies.

    Stands before whatever looks at a session or for a token in the form, for that reads cookies and the body.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        for name in [name for name, value in request.COOKIES.items() if NUL in value]:
            del request.COOKIES[name]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        # Only now, and not above, so that the pages of both refusals know the reader's language.
        if any(NUL in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest
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
