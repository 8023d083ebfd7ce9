"""The request as views of an organization see it, and the way to sign in for whoever is nobody yet."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from time import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRedirect

from core.clock import now
from core.errors import DomainError, wants_json
from core.names import by_name
from core.prepared import Prepared
from organizations.models import Membership, RoleGrant, User
from organizations.models.roles import holds_between
from organizations.scoping import scopes_disabled

BY_PASS_ALONE = ("/a/answers/",)
"""Where each tap of an answering person goes, and a pass says whose it is. Who is signed in on the device is
not looked up there: it would cost a third of the request. Only where a pass has ended it is, after all."""


def goes_by_pass_alone(request: HttpRequest) -> bool:
    """Whether nobody asks who is signed in."""
    return request.path_info in BY_PASS_ALONE


class SignInAgain(DomainError):
    """Whoever has neither password nor factor, but another company's service, confirms by coming anew."""

    code = "sign_in_again"
    message = gettext_lazy("Sign out and sign in again first. This is only for who has just signed in.")
    status = 403


class MemberRequest(HttpRequest):
    """A signed-in member's request; `MemberMiddleware` has set `member` and opened the tenant's scope."""

    user: User
    member: Membership


class PersonRequest(HttpRequest):
    """A signed-in person's request outside any organization."""

    user: User


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page and back: a redirect, for htmx one of the whole page, for a program 401."""
    if wants_json(request):
        return JsonResponse({"code": "sign_in", "message": _("Sign in to go on.")}, status=401)
    return _lead(request, reverse("account_login"))


def to_second_step(request: HttpRequest) -> HttpResponse:
    """Lead to the page that asks for a second step and back; for a program 403."""
    if wants_json(request):
        told = _("Take the second step to go on.")
        return JsonResponse({"code": "second_step", "message": told}, status=403)
    return _lead(request, reverse("organizations:second_step"))


def _lead(request: HttpRequest, address: str) -> HttpResponse:
    """What was sent is not sent again afterwards, so the way back leads to the page of the form."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(redirect_to_login(_page_of(request, "HX-Current-URL"), address).url)
    if request.method not in ("GET", "HEAD"):
        return redirect_to_login(_page_of(request, "Referer"), address)
    return redirect_to_login(request.get_full_path(), address)


def _page_of(request: HttpRequest, header: str) -> str:
    """The path of the page that the request was made from; "/" when it is not ours."""
    shown = request.headers.get(header, "")
    if not url_has_allowed_host_and_scheme(shown, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(shown)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view outside any organization answer only those who are signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.user.is_authenticated else to_sign_in(request)

    return guarded


def confirmed_lately(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view answer only who has confirmed within some minutes that it is really them.

    Others confirm first and come back to the page. A form that waited too long is filled in again: to send
    it by itself after the confirmation would do a weighty deed without a last look.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_confirmed_lately(request):
            return view(request, *args, **kwargs)
        ways = get_adapter().get_reauthentication_methods(request.user)
        if not ways:
            raise SignInAgain
        return redirect_to_login(request.get_full_path(), login_url=ways[0]["url"])

    return guarded


def is_confirmed_lately(request: HttpRequest) -> bool:
    """Whether the person signed in, or confirmed to be it, within the last minutes."""
    since = time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(record.get("at", 0) > since for record in get_authentication_records(request, request.user))


def membership_in(slug: str, *, user: User) -> Membership | None:
    """The active membership of `user` in the organization of that slug, with its grants; else None."""
    member = _membership.first(slug, user.pk)
    if member is not None:
        today = now().date()
        member.take_grants(_grants.rows(member.pk, today, today))
    return member


@Prepared
def _membership(slug: str, user: int) -> QuerySet[Membership]:
    """No scope is open yet: this finds whose it is to be."""
    with scopes_disabled():
        found = Membership.objects.active().filter(organization__archived_at=None)
        others = found.filter(user=OuterRef("user")).exclude(pk=OuterRef("pk"))
        own = found.filter(user=user, organization__slug=slug).annotate(has_others=Exists(others))
        return own.select_related("organization", "user")


@Prepared
def _grants(membership: int, begun_by: date, lasting_to: date) -> QuerySet[RoleGrant]:
    with scopes_disabled():
        held = RoleGrant.objects.filter(holds_between(begun_by, lasting_to), membership=membership)
        return held.select_related("team").order_by("pk")


def memberships_of(user: User) -> list[Membership]:
    """All active memberships of one person, by name of the organization."""
    with scopes_disabled():
        found = Membership.objects.active().with_grants().select_related("organization", "user")
        own = found.filter(user=user, organization__archived_at=None).order_by("pk")
        return by_name(own, lambda one: one.organization.name)
