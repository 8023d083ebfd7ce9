"""The people of an organization and their roles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.names import page_by_name
from organizations import joining, queries
from organizations.access import MEANING, Right, Role, may_grant, requires
from organizations.forms import PersonForm, RoleForm
from organizations.models import Membership, RoleGrant, Team
from organizations.requests import MemberRequest

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_PEOPLE)
def index(request: MemberRequest) -> HttpResponse:
    """All members with their roles, and the form that adds one."""
    came_from = request.GET.get("team", "")
    team = Team.objects.visible_to(request.member).filter(slug=came_from).first() if came_from else None
    form = PersonForm(request.POST or None, member=request.member, initial={"team": team})
    if not form.is_valid():
        return _list(request, form)
    given = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
    member = joining.add_member(request.member.organization, **given, by=request.member)
    words = {"name": str(member), "email": member.user.email}
    messages.success(request, _("%(name)s is a member now. A mail to %(email)s says how to come in.") % words)
    return redirect("organizations:people", request.member.organization.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_PEOPLE)
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """One member: the roles, each to be taken away, and one more to be given."""
    found = _member(request, pk)
    form = RoleForm(request.POST or None, member=request.member)
    if not form.is_valid():
        context = {
            "person": found,
            "form": form,
            "grants": [
                (grant, queries.role_words(grant), may_grant(request.member, Role(grant.role)))
                for grant in found.roles_now()
            ],
            "meaning": _meaning(),
        }
        return render(request, "organizations/person.html", context, status=422 if form.is_bound else 200)
    grant = joining.grant_role(
        found, Role(form.cleaned_data["role"]), team=form.cleaned_data["team"], by=request.member
    )
    words = {"person": str(found), "role": queries.role_words(grant)}
    messages.success(request, _("%(person)s is now: %(role)s.") % words)
    return redirect("organizations:person", request.member.organization.slug, pk)


@require_POST
@requires(Right.MANAGE_PEOPLE)
def revoke(request: MemberRequest, pk: int, grant: int) -> HttpResponse:
    """Take one role away."""
    held = RoleGrant.objects.filter(membership=_member(request, pk)).select_related(
        "membership__organization", "membership__user", "team"
    )
    found: RoleGrant = get_object_or_404(held, pk=grant)
    joining.revoke_role(found, by=request.member)
    words = {"person": str(found.membership), "role": queries.role_words(found)}
    messages.success(request, _("%(person)s is no longer: %(role)s.") % words)
    return redirect("organizations:person", request.member.organization.slug, pk)


@require_POST
@requires(Right.MANAGE_PEOPLE)
def write_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the mail that says how to come in once more."""
    found = _member(request, pk)
    joining.write_again(found, by=request.member)
    messages.success(request, _("A mail to %(email)s is on its way.") % {"email": found.user.email})
    return redirect("organizations:person", request.member.organization.slug, pk)


@require_POST
@requires(Right.MANAGE_PEOPLE)
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a member go."""
    found = _member(request, pk)
    joining.end_membership(found, by=request.member)
    messages.success(request, _("%(name)s is no member any more.") % {"name": str(found)})
    if found == request.member:
        return redirect("organizations:home")
    return redirect("organizations:people", request.member.organization.slug)


def _member(request: MemberRequest, pk: int) -> Membership:
    return get_object_or_404(queries.members(request.member), pk=pk)


def _list(request: MemberRequest, form: PersonForm) -> HttpResponse:
    search = request.GET.get("q", "").strip()[:80]
    role = request.GET.get("role", "")
    found = queries.members(request.member, search=search, role=role)
    page = page_by_name(found, "user__name", number=request.GET.get("page"), size=PER_PAGE)
    context = {
        "form": form,
        "page": page,
        "rows": [queries.member_row(member) for member in page],
        "search": search,
        "role": role,
        "roles": Role.choices,
        "meaning": _meaning(),
    }
    return render(request, "organizations/people.html", context, status=422 if form.is_bound else 200)


def _meaning() -> list[tuple[str, str]]:
    return [(str(role.label), str(MEANING[role])) for role in Role]
