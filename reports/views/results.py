"""The dashboard of an organization, and its download."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from maturity.wording import rule_in_words
from organizations.access import Right, may, requires
from organizations.models import Team
from organizations.requests import MemberRequest
from organizations.teams.leads import Leaderless, without_lead
from reports.exports.teams import teams_csv
from reports.pages import dashboard, dashboard_charts
from reports.pages.addresses import address
from reports.pages.blocking import blocking
from reports.pages.dashboard_table import heat
from reports.pages.words import round_line
from reports.queries.choices import Choice, choose
from reports.queries.dashboard import overview as read_overview
from reports.queries.filters import Wish, only_team_of
from surveys.queries import waiting_for


@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """An organization's address alone leads to the first page that the member may read."""
    page = "reports:overview" if may(request.member, Right.SEE_RESULTS) else "maturity:index"
    return redirect(page, request.member.organization.slug)


@require_safe
@requires(Right.SEE_RESULTS)
def overview(request: MemberRequest) -> HttpResponse:
    """How the teams stand that the member sees; who has one team only is taken to it."""
    slug = request.member.organization.slug
    own = only_team_of(request.member)
    if own is not None:
        return redirect("reports:team", slug, own.slug)
    choice = _chosen(request)
    read = choice.catalog
    if read is None:
        has_teams = Team.objects.visible_to(request.member).teams().active().exists()
        first = {"has_teams": has_teams, "without_lead": _without_lead(request)}
        return render(request, "reports/nothing_yet.html", first)
    seen = read_overview(request.member, choice, read)
    context = {
        "seen": seen,
        "tasks": waiting_for(request.member),
        "without_lead": _without_lead(request),
        "choice": choice,
        "lead": round_line(choice.round) if choice.round else dashboard.lead(choice, seen),
        "rule": rule_in_words(seen.catalog.spec.bounds),
        "filters": dashboard.filters(choice, seen),
        "going_on": dashboard.going_on(choice, seen),
        "notices": dashboard.notices(choice, seen),
        "narrowed_to": " · ".join(dashboard.narrowed_to(choice)),
        "facts": dashboard.facts(choice, seen),
        "showing": dashboard.showing(choice, seen),
        "heat": heat(slug, choice, seen),
        "blocking": blocking(slug, choice.show, seen),
        "held_back": dashboard.held_back(slug, choice, seen),
        "not_counted": dashboard.not_counted(slug, choice, seen),
        "distribution": dashboard_charts.distribution(choice, seen),
        "trend": dashboard_charts.trend(seen),
        "by_dimension": dashboard_charts.by_dimension(choice, seen),
        "turnout": dashboard_charts.turnout(seen),
        "export": address(choice),
        "everything": address(choice, unit=None, label=None, show=None),
    }
    return render(request, "reports/overview.html", context)


@require_POST
@requires(Right.SEE_RESULTS)
def export(request: MemberRequest) -> HttpResponse:
    """The teams of the dashboard as a file: those that the member sees, as filtered and ordered there.

    A form fetches it and no link, for the download is written into the audit trail.
    """
    choice = _chosen(request)
    read = choice.catalog
    if read is None:
        raise Http404
    file = teams_csv(choice, read, by=request.member)
    response = HttpResponse(file.content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    return response


def _without_lead(request: MemberRequest) -> list[Leaderless]:
    """The teams that miss a lead whom the reader may invite; nobody looks for who invites nobody."""
    return without_lead(request.member) if may(request.member, Right.INVITE) else []


def _chosen(request: MemberRequest) -> Choice:
    choice = choose(request.member, Wish.read(request.GET))
    if choice is None:
        raise Http404
    return choice
