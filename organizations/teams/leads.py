"""Teams that nobody leads: what their managers have to do before a round can ask them."""

from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from core.clock import now
from core.names import by_name
from core.prepared import Prepared
from organizations.access import EVERYWHERE, Right, Role, reach_of
from organizations.models import Membership, MembershipOffer, RoleGrant, Team
from organizations.models.roles import holds_between
from organizations.models.tenants import TeamQuerySet


class Leaderless(NamedTuple):
    """A team that nobody leads."""

    name: str
    slug: str


def without_lead(member: Membership) -> list[Leaderless]:
    """The teams to which `member` may invite, that nobody leads and nobody is invited to lead, by name.

    One query, and none for who may invite nowhere.
    """
    moment = now()
    today = moment.date()
    if reach_of(member, Right.INVITE).everywhere:
        rows = _of_all.rows(member.organization_id, today, today, moment)
    else:
        rows = list(_led_by_nobody(Team.objects.where_may(member, Right.INVITE), today, today, moment))
    return [Leaderless(*row) for row in by_name(rows, itemgetter(0))]


@Prepared
def _of_all(
    organization: int, begun_by: date, lasting_to: date, moment: datetime
) -> QuerySet[Team, tuple[str, str]]:
    """The same of all teams, for who may invite everywhere."""
    return _led_by_nobody(Team.objects.within(organization, EVERYWHERE), begun_by, lasting_to, moment)


def _led_by_nobody(
    teams: TeamQuerySet, begun_by: date, lasting_to: date, moment: datetime
) -> QuerySet[Team, tuple[str, str]]:
    held = RoleGrant.objects.filter(holds_between(begun_by, lasting_to)).of_active()
    leads = held.filter(role=Role.LEAD, team=OuterRef("pk"))
    invited = MembershipOffer.objects.open_at(moment).filter(role=Role.LEAD, team=OuterRef("pk"))
    found = teams.active().teams().filter(~Exists(leads), ~Exists(invited))
    return found.order_by("pk").values_list("name", "slug")
