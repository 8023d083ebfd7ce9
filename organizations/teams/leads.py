"""Teams that nobody leads: what their managers have to do before a round can ask them."""

from django.db.models import Exists, OuterRef

from core.clock import now
from core.names import by_name
from organizations.access import Right, Role
from organizations.models import Membership, MembershipOffer, RoleGrant, Team


def without_lead(member: Membership) -> list[Team]:
    """The teams to which `member` may invite, that nobody leads and nobody is invited to lead, by name.

    One query, and none for who may invite nowhere.
    """
    leads = RoleGrant.objects.in_force().of_active().filter(role=Role.LEAD, team=OuterRef("pk"))
    invited = MembershipOffer.objects.open_at(now()).filter(role=Role.LEAD, team=OuterRef("pk"))
    mine = Team.objects.where_may(member, Right.INVITE).active().teams()
    found = mine.filter(~Exists(leads), ~Exists(invited)).order_by("pk")
    return by_name(found.only("name", "slug"), lambda team: team.name)
