"""The tree of units and teams, and changing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http import render_page_or_partial
from organizations import joining, queries
from organizations import teams as deeds
from organizations.access import Right, Role, requires
from organizations.forms import ChangeTeamForm, TeamForm, TeamPersonForm
from organizations.models import Team
from organizations.requests import MemberRequest


@require_safe
@requires(Right.SEE_TEAM)
def tree(request: MemberRequest) -> HttpResponse:
    """All units and teams that the member sees; beside them the one that is open."""
    search = request.GET.get("q", "").strip()[:80]
    archived = request.GET.get("show") == "archived"
    current = request.GET.get("team", "")
    place = queries.place(request.member, current) if current else None
    if current and place is None:
        raise Http404
    context = {
        "tree": queries.tree(request.member, search=search, archived=archived, current=current),
        "place": place,
        "search": search,
        "archived": archived,
    }
    return render_page_or_partial(request, "organizations/teams.html", "organizations/_tree.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_TEAMS)
def add(request: MemberRequest, kind: str) -> HttpResponse:
    """Add a team or a unit, with its lead or manager."""
    above = Team.objects.where_may(request.member, Right.MANAGE_TEAMS).filter(slug=request.GET.get("in", ""))
    initial = {"parent": above.first()}
    form = TeamForm(request.POST or None, member=request.member, kind=kind, initial=initial)
    if not form.is_valid():
        context = {"form": form, "is_unit": kind == Team.Kind.UNIT}
        return render(request, "organizations/team_add.html", context, status=422 if form.is_bound else 200)
    organization = request.member.organization
    team = deeds.add_team(organization, kind=Team.Kind(kind), **form.cleaned_data, by=request.member)
    messages.success(request, _("%(name)s is added.") % {"name": team.name})
    return to_place(team)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_TEAMS)
def change(request: MemberRequest, team: str) -> HttpResponse:
    """Rename a team or unit, or place it elsewhere."""
    found = _changeable(request, team)
    form = ChangeTeamForm(request.POST or None, member=request.member, team=found)
    if not form.is_valid():
        return _change_page(request, found, form, TeamPersonForm(member=request.member, team=found))
    deeds.change_team(found, **form.cleaned_data, by=request.member)
    messages.success(request, _("%(name)s is saved.") % {"name": found.name})
    return to_place(found)


@require_POST
@requires(Right.MANAGE_PEOPLE)
def add_person(request: MemberRequest, team: str) -> HttpResponse:
    """Give a member a role in this team or unit."""
    found = _changeable(request, team)
    form = TeamPersonForm(request.POST, member=request.member, team=found)
    if not form.is_valid():
        return _change_page(request, found, ChangeTeamForm(member=request.member, team=found), form)
    person, role = form.cleaned_data["person"], Role(form.cleaned_data["role"])
    grant = joining.grant_role(person, role, team=found, by=request.member)
    words = {"person": str(person), "role": queries.role_words(grant)}
    messages.success(request, _("%(person)s is now: %(role)s.") % words)
    return to_place(found)


@require_POST
@requires(Right.MANAGE_TEAMS)
def archive(request: MemberRequest, team: str) -> HttpResponse:
    """Take a team or an empty unit out of use."""
    found = _changeable(request, team)
    deeds.archive_team(found, by=request.member)
    messages.success(request, _("%(name)s is archived. Its results stay.") % {"name": found.name})
    return redirect("organizations:teams", request.member.organization.slug)


@require_POST
@requires(Right.MANAGE_TEAMS)
def restore(request: MemberRequest, team: str) -> HttpResponse:
    """Bring an archived team or unit back."""
    found = _changeable(request, team)
    deeds.restore_team(found, by=request.member)
    messages.success(request, _("%(name)s is in use again.") % {"name": found.name})
    return to_place(found)


def to_place(team: Team) -> HttpResponse:
    """Back to the tree, with this team open beside it."""
    return redirect(f"{reverse('organizations:teams', args=[team.organization.slug])}?team={team.slug}")


def _changeable(request: MemberRequest, slug: str) -> Team:
    mine = Team.objects.where_may(request.member, Right.MANAGE_TEAMS).select_related("organization")
    return get_object_or_404(mine, slug=slug)


def _change_page(
    request: MemberRequest, team: Team, form: ChangeTeamForm, person: TeamPersonForm
) -> HttpResponse:
    status = 422 if form.is_bound or person.is_bound else 200
    context = {"team": team, "form": form, "person_form": person}
    return render(request, "organizations/team_change.html", context, status=status)
