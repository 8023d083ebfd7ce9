"""From the address to the membership: who asks, in which organization, in which language."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from organizations.joining import membership_in
from organizations.scoping import scope

Handler = Callable[[HttpRequest], HttpResponse]


class PreferenceMiddleware:
    """Puts a person's own language, time zone and theme in force; LocaleMiddleware chose before it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user if request.user.is_authenticated else None
        if user and user.language:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        if user and user.time_zone:
            timezone.activate(user.time_zone)
        theme = user.theme if user else request.COOKIES.get(settings.THEME_COOKIE_NAME, "auto")
        request.theme = theme if theme in ("light", "dark") else "auto"  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()


class MemberMiddleware:
    """For addresses of an organization: the membership or 404, and the tenant's scope around the view."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with ExitStack() as stack:
            request.scopes = stack  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        slug = kwargs.pop("organization", None)
        if slug is None:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        member = membership_in(slug, user=request.user)
        if member is None:
            raise Http404
        request.member = member  # type: ignore[attr-defined]
        request.scopes.enter_context(scope(organization=member.organization))  # type: ignore[attr-defined]
        if not request.user.time_zone:
            timezone.activate(member.organization.time_zone)
        return None
