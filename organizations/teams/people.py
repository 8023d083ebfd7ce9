"""Who has a role in a team or unit, the nearest first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.clock import now
from core.prepared import Prepared
from organizations.access import Right, Role, rights_of
from organizations.models import RoleGrant, Team
from organizations.models.roles import holds_between


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's role in a team; `source` names the unit or organization that it comes from."""

    member: int
    name: str
    initials: str
    role: str
    source: str
    since: date
    until: date | None = None  # the last day of a deputy


def people_of(team: Team, above: list[int]) -> list[Person]:
    """Who has a role here: in the team itself, in a unit above it, or everywhere."""
    today = now().date()
    grants = _grants_here.rows(team.pk, tuple(above), today, today)
    rows = sorted(grants, key=lambda grant: _nearest_first(grant, team, above))
    return [_person(grant, team) for grant in rows]


@Prepared
def _grants_here(team: int, above: tuple[int, ...], begun_by: date, lasting_to: date) -> QuerySet[RoleGrant]:
    here = Q(team=team) | Q(team__in=above, role=Role.MANAGER) | Q(team=None, role__in=_seeing_everywhere())
    held = RoleGrant.objects.filter(holds_between(begun_by, lasting_to)).of_active().filter(here)
    return held.select_related("membership__user", "membership__organization", "team")


def _seeing_everywhere() -> list[Role]:
    return [role for role in Role if Right.SEE_TEAM in rights_of(role, everywhere=True)]


def _nearest_first(grant: RoleGrant, team: Team, above: list[int]) -> tuple[int, int, str]:
    if grant.team_id == team.pk:
        distance = 0
    elif grant.team_id is not None:
        distance = len(above) - above.index(grant.team_id)
    else:
        distance = len(above) + 1
    return distance, Role.values.index(grant.role), str(grant.membership.user)


def _person(grant: RoleGrant, team: Team) -> Person:
    source = "" if grant.team_id == team.pk else str(grant.team or grant.membership.organization)
    return Person(
        member=grant.membership_id,
        name=str(grant.membership.user),
        initials=grant.membership.user.initials,
        role=_("Deputy") if grant.is_deputy else grant.get_role_display(),
        source=source,
        since=grant.starts_on,
        until=grant.ends_on,
    )
