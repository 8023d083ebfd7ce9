"""Signing out ends the pass as well: whoever uses the device next, or copied it, answers in nobody's name."""

from allauth.account.views import logout
from django.http import HttpRequest, HttpResponse

from surveys.views import passes


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; a GET only asks."""
    response: HttpResponse = logout(request)
    if request.method == "POST":
        passes.end(request, response)
    return response
