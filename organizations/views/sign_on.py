"""The way to another company's sign-in service, and back."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from organizations.sign_on.single_sign_on import service_named

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]

# What a service that is away, or that answers nonsense, makes the libraries raise.
TROUBLE = (RequestException, OAuth2Error, KeyError, TypeError, ValueError)


def with_trouble_told(view: View) -> View:
    """A page of our own where the service does not do its part; the log says what it was."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TROUBLE as error:
            logger.warning("A sign-in service failed: %s: %s", type(error).__name__, error)
            return render(request, "socialaccount/authentication_error.html", {"is_away": True}, status=502)

    return told


@require_http_methods(["GET", "HEAD", "POST"])
@with_trouble_told
def begin(request: HttpRequest, service: str) -> HttpResponse:
    """Lead to the service. A GET only asks, so that no other page can begin it."""
    found = service_named(service)
    if found is None:
        raise Http404
    if request.user.is_authenticated:
        return redirect("organizations:home")
    context = {"service": found, "next": request.GET.get("next", "")}
    if request.method != "POST":
        return render(request, "socialaccount/login.html", context)
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    provider = get_adapter(request).get_provider(request, provider=service)
    there = provider.redirect(request, process="login", next_url=wanted if ours else None)
    # The policy lets a form lead to this site only, whatever answers it: so a page leads on.
    return render(request, "socialaccount/going.html", {**context, "address": there["Location"]})


@require_safe
@with_trouble_told
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the service says of whoever comes back from it."""
    answer: HttpResponse = openid_connect.callback(request, provider_id)
    return answer
