"""From the address to the membership: who asks, in which organization, in which language."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from core.origin import coming_from, of_request
from core.zones import zone_named
from organizations.accounts.factors import must_have_factor, signed_in_with_factor
from organizations.accounts.sessions import note_visit
from organizations.languages import speak, speaks_for_itself
from organizations.requests import goes_by_pass_alone, membership_in, to_second_step, to_sign_in
from organizations.scoping import scope
from organizations.tenant.first_run import nobody_is_here

Handler = Callable[[HttpRequest], HttpResponse]


class PersonMiddleware:
    """Who asks, and from where: nobody yet on a new installation, or a person, whose own choices then hold.

    Stands behind LocaleMiddleware, which chose a language before we knew whose request it is. Nothing before
    it writes to the audit trail, which asks where a deed comes from.
    """

    OPEN = (
        *("/setup/", "/language/", "/theme/", "/help/", "/accessibility/", "/privacy/"),
        *("/healthz", "/readyz"),
    )
    somebody_is_here = False  # people are never deleted, so once true it stays true in this process

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with coming_from(of_request(request)):
            user: Any = None
            if not goes_by_pass_alone(request) and request.user.is_authenticated:
                user = request.user
            _prefer(request, user)
            try:
                if self._is_first(request, user):
                    return _to_setup(request)
                if user:
                    note_visit(request)  # for the list of where somebody is signed in
                return self.get_response(request)
            finally:
                timezone.deactivate()

    def _is_first(self, request: HttpRequest, user: Any) -> bool:
        """Whether nobody is here yet, and the page is none of those that are open all the same."""
        if self.somebody_is_here or request.path_info.startswith(self.OPEN):
            return False
        self.somebody_is_here = bool(user) or not nobody_is_here()
        return not self.somebody_is_here


def _prefer(request: HttpRequest, user: Any) -> None:
    """Put a person's own language, time zone and theme in force; else the theme of this device."""
    if user:
        speak(request, user.language)
        timezone.activate(zone_named(user.time_zone) or settings.TIME_ZONE)
    theme = user.theme if user else request.COOKIES.get(settings.THEME_COOKIE_NAME, "auto")
    request.theme = theme if theme in ("light", "dark") else "auto"  # type: ignore[attr-defined]


def _to_setup(request: HttpRequest) -> HttpResponse:
    """To the first-run page, in the way that the sender follows."""
    by_htmx = request.headers.get("HX-Request")
    answer = HttpResponseClientRedirect if by_htmx else HttpResponseRedirect
    return answer(reverse("organizations:setup"))


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
            return to_sign_in(request)
        member = membership_in(slug, user=request.user)
        if member is None:
            raise Http404
        if must_have_factor(member) and not signed_in_with_factor(request):
            return to_second_step(request)
        request.member = member  # type: ignore[attr-defined]
        request.scopes.enter_context(scope(organization=member.organization))  # type: ignore[attr-defined]
        ours = member.organization
        if not member.user.language and not speaks_for_itself(request, ours.languages):
            speak(request, ours.language)
        if zone_named(member.user.time_zone) is None:
            timezone.activate(zone_named(ours.time_zone) or settings.TIME_ZONE)
        return None
