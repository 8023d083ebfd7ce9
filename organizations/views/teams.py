"""The tree of units and teams, and changing it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http import render_page_or_partial
from organizations.access import Right, Role, requires
from organizations.members import memberships
from organizations.members.forms import TeamPersonForm
from organizations.members.queries import role_words
from organizations.models import Team
from organizations.requests import MemberRequest
from organizations.teams import merging, queries
from organizations.teams.forms import ChangeTeamForm, MergeForm, MoveForm, TeamForm
from organizations.teams.tree import NotAUnit, add_team, archive_team, change_team, move_team, restore_team


@require_safe
@requires(Right.SEE_TEAM)
def tree(request: MemberRequest) -> HttpResponse:
    """All units and teams that the member sees; beside them the one that is open."""
    search = request.GET.get("q", "").strip()[:80]
    archived = request.GET.get("show") == "archived"
    current, label = request.GET.get("team", ""), request.GET.get("label", "")
    place = queries.place(request.member, current) if current else None
    labels = queries.labels_seen_by(request.member)
    if (current and place is None) or (label and label not in labels):
        raise Http404
    context = {
        "tree": queries.tree(request.member, search=search, archived=archived, current=current, label=label),
        "place": place,
        "came_from": _came_from(request, place),
        "search": search,
        "archived": archived,
        "labels": labels,
        "label": label,
    }
    return render_page_or_partial(request, "organizations/teams.html", "organizations/_tree.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_TEAMS)
def add(request: MemberRequest, kind: str) -> HttpResponse:
    """Add a team or a unit, with its lead or manager."""
    mine = Team.objects.where_may(request.member, Right.MANAGE_TEAMS)
    above = mine.filter(slug=request.GET.get("in", "")).first()
    origin = mine.filter(slug=request.GET["from"]).first() if "from" in request.GET else None
    initial = {"parent": origin.parent if origin else above, "split_from": origin}
    form = TeamForm(request.POST or None, member=request.member, kind=kind, initial=initial)
    if not form.is_valid():
        context = {"form": form, "is_unit": kind == Team.Kind.UNIT}
        return render(request, "organizations/team_add.html", context, status=422 if form.is_bound else 200)
    organization = request.member.organization
    team = add_team(organization, kind=Team.Kind(kind), **form.cleaned_data, by=request.member)
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
    change_team(found, **form.cleaned_data, by=request.member)
    messages.success(request, _("%(name)s is saved.") % {"name": found.name})
    return to_place(found)


@require_POST
@requires(Right.MANAGE_TEAMS)
def move(request: MemberRequest, team: str) -> HttpResponse:
    """Drop a team or unit below another unit, as dragging and the keyboard do."""
    found = _changeable(request, team)
    form = MoveForm(request.POST, member=request.member)
    if not form.is_valid():
        raise NotAUnit
    before, parent = form.cleaned_data["seen_below"], form.cleaned_data["parent"]
    move_team(found, parent=parent, seen_below=before, by=request.member)
    words = {"name": found.name, "unit": parent.name if parent else ""}
    told = _("%(name)s now lies in %(unit)s.") if parent else _("%(name)s now lies at the top.")
    messages.success(request, told % words)
    came_from = urlencode({"team": found.slug, "from": before.slug if before else ""})
    return redirect(f"{reverse('organizations:teams', args=[request.member.organization.slug])}?{came_from}")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.MANAGE_TEAMS)
def merge(request: MemberRequest, team: str) -> HttpResponse:
    """Choose where a team's people go on, see what that does, and do it."""
    found = _changeable(request, team)
    asked = MergeForm(request.GET or None, member=request.member, team=found)
    if request.GET.get("into") and not asked.is_valid():
        raise Http404
    form = MergeForm(request.POST, member=request.member, team=found) if request.method == "POST" else asked
    into = form.cleaned_data["into"] if form.is_valid() else None
    if request.method != "POST" or into is None:
        return _merge_page(request, found, form, into)
    merging.merge_teams(found, into=into, by=request.member)
    words = {"name": found.name, "into": into.name}
    messages.success(request, _("%(name)s is merged into %(into)s. Its results stay.") % words)
    return to_place(into)


@require_POST
@requires(Right.MANAGE_TEAMS)
def add_person(request: MemberRequest, team: str) -> HttpResponse:
    """Give a member a role in this team or unit, of those that whoever gives it may give here."""
    found = _changeable(request, team)
    form = TeamPersonForm(request.POST, member=request.member, team=found)
    if not form.is_valid():
        return _change_page(request, found, ChangeTeamForm(member=request.member, team=found), form)
    person, role = form.cleaned_data["person"], Role(form.cleaned_data["role"])
    until = form.cleaned_data.get("until")
    grant = memberships.grant_role(person, role, team=found, until=until, by=request.member)
    words = {"person": str(person), "role": role_words(grant)}
    messages.success(request, _("%(person)s is now: %(role)s.") % words)
    return to_place(found)


@require_POST
@requires(Right.MANAGE_TEAMS)
def archive(request: MemberRequest, team: str) -> HttpResponse:
    """Take a team or an empty unit out of use."""
    found = _changeable(request, team)
    archive_team(found, by=request.member)
    messages.success(request, _("%(name)s is archived. Its results stay.") % {"name": found.name})
    return redirect("organizations:teams", request.member.organization.slug)


@require_POST
@requires(Right.MANAGE_TEAMS)
def restore(request: MemberRequest, team: str) -> HttpResponse:
    """Bring an archived team or unit back."""
    found = _changeable(request, team)
    restore_team(found, by=request.member)
    messages.success(request, _("%(name)s is in use again.") % {"name": found.name})
    return to_place(found)


def to_place(team: Team) -> HttpResponse:
    """Back to the tree, with this team open beside it."""
    return redirect(f"{reverse('organizations:teams', args=[team.organization.slug])}?team={team.slug}")


def _came_from(request: MemberRequest, place: queries.Place | None) -> Team | str | None:
    """The unit from which the open team was just moved, "" for the top; None when it was not."""
    if place is None or "from" not in request.GET or place.team.archived_at is not None:
        return None
    slug, now = request.GET["from"], place.team.parent
    if slug == (now.slug if now else ""):
        return None
    units = Team.objects.where_may(request.member, Right.MANAGE_TEAMS).active().filter(kind=Team.Kind.UNIT)
    return units.filter(slug=slug).first() if slug else ""


def _changeable(request: MemberRequest, slug: str) -> Team:
    mine = Team.objects.where_may(request.member, Right.MANAGE_TEAMS).select_related("organization")
    return get_object_or_404(mine, slug=slug)


def _merge_page(request: MemberRequest, team: Team, form: MergeForm, into: Team | None) -> HttpResponse:
    outlook = merging.outlook(team, into) if into else None
    context = {"team": team, "form": form, "into": into, "outlook": outlook}
    status = 422 if request.method == "POST" else 200
    return render(request, "organizations/team_merge.html", context, status=status)


def _change_page(
    request: MemberRequest, team: Team, form: ChangeTeamForm, person: TeamPersonForm
) -> HttpResponse:
    status = 422 if form.is_bound or person.is_bound else 200
    context = {"team": team, "form": form, "person_form": person}
    return render(request, "organizations/team_change.html", context, status=status)
