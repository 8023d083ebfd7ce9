"""The content security policy, and the headers that every response carries, files and errors included."""

from collections.abc import Callable
from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from core.compression import compressed

CSP_DIRECTIVES = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}
A_YEAR = 365 * 24 * 3600  # seconds; browsers preload no domain that promises https for less
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class PolicyMiddleware(CSPMiddleware):
    """The content security policy. Its text is written once a process, but for an answer that has its own."""

    @cached_property
    def policy(self) -> str:
        """What the settings say."""
        return build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        own = self.get_policy_parts(request, response) != PolicyParts() or hasattr(response, "_csp_exempt")
        if own or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response


class SecurityHeadersMiddleware:
    """Gives an answer what it leaves with beyond what Django's own do: headers, and a small body.

    It stands before WhiteNoise, so that files have the headers too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        # Files are the same for everybody; the page that says that there is no such file is not.
        is_file = request.path_info.startswith("/static/") and response.status_code < 400
        if not is_file:
            response.headers.setdefault("Cache-Control", "private, no-store")
            if response.streaming:  # a proxy that collects it first would keep the reader waiting
                response.headers.setdefault("X-Accel-Buffering", "no")
        return compressed(request, response)  # last, for here nobody writes into a page any more
