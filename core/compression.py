"""Pages on their way to a browser, smaller; files are compressed before they are asked for."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

_gzip = GZipMiddleware(lambda request: HttpResponse())  # asked for its second half only


def compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, compressed if it is a page that was asked for without a query, and the browser takes it.

    Where a page shows what the one who asks wrote and a secret too, its compressed length tells whether
    the two are alike (the attack is called BREACH). So a page that a query shaped is sent as it is, and so
    is every error, which repeats whatever address it was asked by; Django adds up to a hundred bytes at
    random to every other one. A proxy that would rather compress by itself says so by passing on no
    Accept-Encoding.
    """
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
    asked_plainly = request.method == "GET" and not request.META.get("QUERY_STRING")
    if is_page and asked_plainly and response.status_code == HTTPStatus.OK:
        _gzip.process_response(request, response)  # changes the answer itself
    return response
