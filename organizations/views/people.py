"""The people of an organization and their roles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.names import page_by_name
from organizations.access import MEANING, Right, Role, may, may_grant, requires
from organizations.members import memberships, queries
from organizations.members.forms import PersonRoleForm
from organizations.models import Membership, RoleGrant
from organizations.offers import pages
from organizations.requests import MemberRequest

PER_PAGE = 50


@require_safe
@requires(Right.SEE_PEOPLE)
def index(request: MemberRequest) -> HttpResponse:
    """All members with their roles."""
    search = request.GET.get("q", "").strip()[:80]
    role = request.GET.get("role", "")
    found = queries.members(request.member, search=search, role=role)
    page = page_by_name(found, "user__name", number=request.GET.get("page"), size=PER_PAGE)
    context = {
        "page": page,
        "rows": [queries.member_row(member) for member in page],
        "search": search,
        "role": role,
        "roles": Role.choices,
        "meaning": _meaning(),
        "offers": pages.open_offers(request.member),
    }
    return render(request, "organizations/people.html", context)


@require_safe
@requires(Right.SEE_PEOPLE)
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """One member with the roles; whoever manages people finds what can be done here."""
    form = PersonRoleForm(member=request.member) if may(request.member, Right.MANAGE_PEOPLE) else None
    return _page(request, _member(request, pk), form)


@require_POST
@requires(Right.MANAGE_PEOPLE)
def grant(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a role."""
    found = _member(request, pk)
    form = PersonRoleForm(request.POST, member=request.member)
    if not form.is_valid():
        return _page(request, found, form)
    asked = form.cleaned_data
    role, team, until = Role(asked["role"]), asked["team"], asked["until"]
    given = memberships.grant_role(found, role, team=team, until=until, by=request.member)
    words = {"person": str(found), "role": queries.role_words(given)}
    messages.success(request, _("%(person)s is now: %(role)s.") % words)
    return _back(request, pk)


@require_POST
@requires(Right.MANAGE_PEOPLE)
def revoke(request: MemberRequest, pk: int, grant: int) -> HttpResponse:
    """Take one role away."""
    held = RoleGrant.objects.filter(membership=_member(request, pk)).select_related(
        "membership__organization", "membership__user", "team"
    )
    found: RoleGrant = get_object_or_404(held, pk=grant)
    memberships.revoke_role(found, by=request.member)
    words = {"person": str(found.membership), "role": queries.role_words(found)}
    messages.success(request, _("%(person)s is no longer: %(role)s.") % words)
    return _back(request, pk)


@require_POST
@requires(Right.MANAGE_PEOPLE)
def suspend(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a member in no more, for the time being."""
    found = _member(request, pk)
    memberships.suspend(found, by=request.member)
    messages.success(request, _("%(name)s is suspended and is let in no more.") % {"name": str(found)})
    return _back(request, pk)


@require_POST
@requires(Right.MANAGE_PEOPLE)
def bring_back(request: MemberRequest, pk: int) -> HttpResponse:
    """End a suspension."""
    found = _member(request, pk)
    memberships.bring_back(found, by=request.member)
    messages.success(request, _("%(name)s is let in again, with the same roles.") % {"name": str(found)})
    return _back(request, pk)


@require_POST
@requires(Right.MANAGE_PEOPLE)
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a member go."""
    found = _member(request, pk)
    memberships.end_membership(found, by=request.member)
    messages.success(request, _("%(name)s is no member any more.") % {"name": str(found)})
    if found == request.member:
        return redirect("organizations:home")
    return redirect("organizations:people", request.member.organization.slug)


def _member(request: MemberRequest, pk: int) -> Membership:
    return get_object_or_404(queries.members(request.member), pk=pk)


def _back(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect("organizations:person", request.member.organization.slug, pk)


def _page(request: MemberRequest, found: Membership, form: PersonRoleForm | None) -> HttpResponse:
    grants = found.roles_now()
    context = {
        "person": found,
        "standing": queries.standing_of(found),
        "form": form,
        "grants": [
            (one, queries.role_words(one), may_grant(request.member, Role(one.role))) for one in grants
        ],
        "within_rank": all(may_grant(request.member, Role(one.role)) for one in grants),
        "meaning": _meaning(),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "organizations/person.html", context, status=status)


def _meaning() -> list[tuple[str, str]]:
    return [(str(role.label), str(MEANING[role])) for role in Role]
