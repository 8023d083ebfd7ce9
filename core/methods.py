"""Pages know GET, HEAD and POST. Every other method is refused before anything looks at the request.

Views say which of the three they take. But some of what we build on answers more than it should: a form
of Django takes PUT for POST, and a class of views answers OPTIONS to whoever may not read the page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST")


class MethodsMiddleware:
    """Answers 405 to PUT, PATCH, DELETE, OPTIONS, TRACE and whatever somebody makes up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)
