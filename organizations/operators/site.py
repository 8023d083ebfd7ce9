"""The pages of operators: Django's admin, cut down to what is safe to see and to do.

Everything is read-only; what can be done is a deed of the product, called by an action. No page shows an
answer, a comment, a password or a token. Whoever is no operator finds nothing here; operators sign in as
everybody does, and take the second step.
"""

from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import outbox
from core.doctor.examining import examine
from core.models import OutboxMessage
from organizations.accounts.factors import signed_in_with_factor
from organizations.audit.phrases import phrase_of
from organizations.audit.recording import record_for_operators
from organizations.models import AuditEvent, Membership, MembershipOffer, Organization, User
from organizations.operators import operators
from organizations.requests import to_second_step, to_sign_in
from organizations.scoping import scopes_disabled
from organizations.tenant import ending

PAGES = {"index", "app_list", "jsi18n"}  # signing in and out and passwords are the product's own
READING = ("changelist", "change")


class OperatorSite(AdminSite):
    """Opens for operators who have taken the second step."""

    site_title = _("Operating Patamar")
    index_title = _("Accounts, organizations, jobs")
    site_header = _("Patamar, for operators")
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return user.is_active and user.is_staff and signed_in_with_factor(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Visitors sign in first, who is no operator finds nothing, operators take the second step."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if not request.user.is_staff:
                raise Http404
            if not signed_in_with_factor(request):
                return to_second_step(request)
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, view)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without Django's second way to sign in, and without what nothing here leads to."""
        kept = [url for url in super().get_urls() if isinstance(url, URLResolver) or url.name in PAGES]
        return [path("doctor/", self.admin_view(self.doctor), name="doctor"), *kept]

    def doctor(self, request: HttpRequest) -> HttpResponse:
        """Whether the installation is well; waits a few seconds for whom it asks in vain."""
        findings = examine()
        context = {**self.each_context(request), "title": _("Is it well?"), "findings": findings}
        return TemplateResponse(request, "admin/doctor.html", context)


site = OperatorSite(name="operator")


class ReadOnly(admin.ModelAdmin):
    """A table to look at, over all organizations."""

    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        with scopes_disabled():
            return super().get_queryset(request)

    def get_urls(self) -> list[URLPattern]:
        return [url for url in super().get_urls() if (url.name or "").endswith(READING)]

    def _each(self, request: HttpRequest, chosen: models.QuerySet[Any], deed: Callable[..., None]) -> None:
        """All or none; a refusal is answered by its page."""
        rows = list(chosen)
        with transaction.atomic():
            for row in rows:
                deed(row, by=request.user)
        told = ngettext("Done for %(number)d.", "Done for %(number)d.", len(rows))
        self.message_user(request, told % {"number": len(rows)}, messages.SUCCESS)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """An address narrows a table by its filters alone, and never asks for a password letter by letter."""
        return lookup.split("__")[0] in self.list_filter

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User, site=site)
class Accounts(ReadOnly):
    """Who has an account, and where."""

    list_display = ("email", "name", "is_active", "is_superuser", "last_login", "date_joined")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = (
        *("email", "name", "language", "time_zone", "is_active", "is_superuser"),
        *("last_login", "date_joined", "erased_at", "places"),
    )
    readonly_fields = ("places",)
    actions = ("close", "open", "sign_out", "make_operator", "unmake_operator")

    @admin.display(description=_("organizations"))
    def places(self, person: User) -> str:
        with scopes_disabled():
            members = Membership.objects.filter(user=person).select_related("organization").order_by("pk")
            return ", ".join(f"{one.organization} ({one.get_state_display()})" for one in members) or "–"

    @admin.action(description=_("Close these accounts"))
    def close(self, request: HttpRequest, chosen: models.QuerySet[User]) -> None:
        self._each(request, chosen, operators.close_account)

    @admin.action(description=_("Open these accounts again"))
    def open(self, request: HttpRequest, chosen: models.QuerySet[User]) -> None:
        self._each(request, chosen, operators.open_account)

    @admin.action(description=_("Sign these people out everywhere"))
    def sign_out(self, request: HttpRequest, chosen: models.QuerySet[User]) -> None:
        self._each(request, chosen, operators.sign_out_everywhere)

    @admin.action(description=_("Make these people operators"))
    def make_operator(self, request: HttpRequest, chosen: models.QuerySet[User]) -> None:
        self._each(request, chosen, operators.make_operator)

    @admin.action(description=_("Let these people be operators no more"))
    def unmake_operator(self, request: HttpRequest, chosen: models.QuerySet[User]) -> None:
        self._each(request, chosen, operators.unmake_operator)


@admin.register(Organization, site=site)
class Organizations(ReadOnly):
    """Which organizations there are, and how large."""

    list_display = ("name", "slug", "people", "language", "time_zone", "created_at", "goes")
    search_fields = ("name", "slug")
    ordering = ("name", "pk")
    actions = ("end", "keep")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Organization]:
        active = models.Q(memberships__state=Membership.State.ACTIVE)
        return super().get_queryset(request).annotate(people=models.Count("memberships", filter=active))

    @admin.action(description=_("Have these organizations deleted, after the waiting time"))
    def end(self, request: HttpRequest, chosen: models.QuerySet[Organization]) -> None:
        self._each(request, chosen, ending.end_as_operator)

    @admin.action(description=_("Let these organizations stay"))
    def keep(self, request: HttpRequest, chosen: models.QuerySet[Organization]) -> None:
        self._each(request, chosen, ending.keep_as_operator)

    @admin.display(description=_("will be deleted on"), ordering="deletion_due_at")
    def goes(self, organization: Organization) -> datetime | None:
        return organization.deletion_due_at

    @admin.display(description=_("people"), ordering="people")
    def people(self, organization: Organization) -> int:
        return organization.people  # type: ignore[attr-defined]


@admin.register(MembershipOffer, site=site)
class Offers(ReadOnly):
    """Offers to join: where one got lost."""

    list_display = ("email", "organization", "role", "state", "expires_at")
    list_filter = ("state",)
    list_select_related = ("organization",)
    search_fields = ("email",)
    fields = ("email", "organization", "role", "state", "made_at", "sent_at", "expires_at", "closed_at")


@admin.register(OutboxMessage, site=site)
class Outbox(ReadOnly):
    """What is to happen outside the database, and why it does not."""

    list_display = ("topic", "handler", "state", "attempts", "due_at", "last_error")
    list_filter = ("state", "topic")
    ordering = ("-pk",)
    actions = ("retry",)

    @admin.action(description=_("Try these dead messages again"))
    def retry(self, request: HttpRequest, chosen: models.QuerySet[OutboxMessage]) -> None:
        operator: Any = request.user
        with transaction.atomic():
            number = outbox.retry(chosen.values_list("pk", flat=True))
            record_for_operators("outbox.retried", operator, by=operator, number=number)
        told = ngettext("%(number)d message is tried again.", "%(number)d messages are tried again.", number)
        self.message_user(request, told % {"number": number}, messages.SUCCESS)


@admin.register(AuditEvent, site=site)
class Trail(ReadOnly):
    """What belongs to no organization: sign-ins, foundings, commands, who asked for what is not theirs."""

    list_display = ("at", "actor", "told", "origin", "address")
    list_filter = ("kind", "origin")
    list_select_related = ("actor",)
    search_fields = ("label", "actor__email", "address")
    fields = ("at", "actor", "told", "action", "origin", "address")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[AuditEvent]:
        return super().get_queryset(request).filter(organization=None)

    @admin.display(description=_("what"))
    def told(self, line: AuditEvent) -> str:
        return str(phrase_of(line, line.label))
