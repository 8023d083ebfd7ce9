"""Pages on their way to a browser, smaller."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressionMiddleware(GZipMiddleware):
    """Compresses pages for browsers that take it; files are compressed before they are asked for.

    Where a page shows what the one who asks wrote and a secret too, its compressed length tells whether
    the two are alike (the attack is called BREACH). So a page that a query shaped is sent as it is, and
    Django adds up to a hundred bytes at random to every other one. A proxy that would rather compress by
    itself says so by passing on no Accept-Encoding.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Compress a page that was asked for without a query."""
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if request.method != "GET" or request.META.get("QUERY_STRING") or response.streaming or not is_page:
            return response
        return super().process_response(request, response)
