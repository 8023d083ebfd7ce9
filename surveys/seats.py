"""Who fills in which response, and who is asked: the one answer to it, by a round's answering mode.

A response belongs to a seat. Where the lead answers for the team there is one, the team's, whichever of
its leads writes.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from core.prepared import Prepared
from organizations.access import Role
from organizations.models import Membership, RoleGrant
from surveys.models import Invitation, Response, Round

TEAM_SEAT = "team"
OFFERED_MODES = (Round.Mode.LEAD,)


def by_lead(mode: str) -> bool:
    """Whether one set of answers stands for each team in a round of this answering mode."""
    return mode == Round.Mode.LEAD


def rounds_by_lead(path: str = "") -> Q:
    """The condition that a round is answered by leads.

    Args:
        path: the lookup that leads to the round, as "round__".
    """
    return Q(**{f"{path}mode": Round.Mode.LEAD})


def of_team(path: str = "") -> Q:
    """The condition that a response is the team's.

    Args:
        path: the lookup that leads to the response, as "responses__".
    """
    return Q(**{f"{path}seat": TEAM_SEAT})


def seat_of(invitation: Invitation) -> tuple[int, str]:
    """The participation (id) and the seat of the response that the invited person fills in."""
    return invitation.participation_id, TEAM_SEAT


def filled_by(invitation: Invitation) -> Response | None:
    """The response that the invited person fills in, if it was begun (one query)."""
    return _of_team.first(*seat_of(invitation))


@Prepared
def _of_team(participation: int, seat: str) -> QuerySet[Response]:
    return Response.objects.filter(participation=participation, seat=seat)


def leads_of(teams: Iterable[int]) -> QuerySet[RoleGrant]:
    """The grants in force today that make an active person lead of one of `teams` (ids)."""
    return leads().filter(team_id__in=list(teams))


def leads() -> QuerySet[RoleGrant]:
    """The same of all teams."""
    grants = RoleGrant.objects.in_force().filter(role=Role.LEAD)
    return grants.filter(membership__state=Membership.State.ACTIVE, membership__user__is_active=True)
