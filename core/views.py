"""Pages that know nothing of the domain: language and theme, help, and errors."""

import logging
import sys
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.away import RETRY_AFTER, database_is_away
from core.context import html_tag
from core.errors import wants_json
from core.typed import typed_in

logger = logging.getLogger(__name__)

THEMES = ("light", "dark", "auto")


def back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that the form named, if it is one of ours; else to the start."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if ours else "/")


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Keep a choice on this device for a year."""
    response.set_cookie(
        name,
        value,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SECURE_COOKIES,
        httponly=True,
        samesite="Lax",
    )


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language: for the person signed in everywhere, else on this device."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest(_("Patamar does not speak this language."))
    if request.user.is_authenticated:
        request.user.prefer(language=code)
    response = back(request)
    remember(response, settings.LANGUAGE_COOKIE_NAME, code)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Switch between light, dark and what the device says."""
    choice = request.POST.get("theme", "")
    if choice not in THEMES:
        return HttpResponseBadRequest(_("There is no such theme."))
    if request.user.is_authenticated:
        request.user.prefer(theme=choice)
    response = back(request)
    remember(response, settings.THEME_COOKIE_NAME, choice)
    return response


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How a level comes about, and the keys."""
    return render(request, "core/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What this installation does for everybody to use it, and what it does not do yet."""
    return render(request, "core/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, who sees it, and which cookies there are."""
    return render(request, "core/privacy.html")


def refuse(
    request: HttpRequest, code: str, message: str, *, status: int, context: dict[str, Any] | None = None
) -> HttpResponse:
    """An error page, or JSON for a program; `code` names the template.

    Reads nothing of what was sent: a body that cannot be read is often why we are here. Its forms have
    their token all the same, for the CSRF middleware reads the cookie before it looks at any body.
    """
    if wants_json(request):
        return JsonResponse({"code": code, "message": message}, status=status)
    return render(request, f"errors/{status if code != 'csrf' else code}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, "bad_request", _("This request could not be read."), status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    message = _("You cannot open this page.")
    return refuse(request, "forbidden", message, status=403, context={"exception": exception})


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, "not_found", _("This step does not exist."), status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    message = _("This form is no longer valid. Load the page again and repeat what you did.")
    return refuse(request, "csrf", message, status=403, context={"typed": typed_in(request)})


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a defect: without database, session or context processors, for one may be the cause.

    Where the database is away it is none: 503, so that devices and proxies try again.
    """
    reference, error = uuid4().hex[:12], sys.exception()  # Django calls this while it handles what was raised
    away = database_is_away(error)
    cause = f": {type(error).__name__}: {error}" if away else ""
    logger.error("Request %s failed: %s %s%s", reference, request.method, request.path, cause)
    status = 503 if away else 500
    if wants_json(request):
        told = {"code": "database_away" if away else "defect", "reference": reference}
        response: HttpResponse = JsonResponse(told, status=status)
    else:
        language = html_tag(get_language() or settings.LANGUAGE_CODE)
        context = {"reference": reference, "html_lang": language, "away": away}
        response = HttpResponse(loader.get_template("errors/500.html").render(context), status=status)
    response.headers["X-Request-Id"] = reference
    if away:
        response.headers["Retry-After"] = RETRY_AFTER
    return response
