"""Merging a team or unit into another: what it did stays its own, its people go on in the other.

What lies above this part of the product can speak against a merge, as an open round does: it registers an
objection, the way that handlers register for the outbox.
"""

from dataclasses import dataclass
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import DomainError
from core.names import by_name
from organizations.access import Right, demand
from organizations.audit.recording import record
from organizations.members.memberships import carry_roles, roles_to_carry
from organizations.models import Membership, RoleGrant, Team
from organizations.teams.tree import BelowItself, lies_in


class Objection(Protocol):
    """Why a team can't be merged away now, or None; with `hold` what its answer rests on stays so until the
    transaction ends, and without it nothing is locked, for a page that is only read waits for nobody."""

    def __call__(self, team: Team, *, hold: bool) -> str | None: ...


_objections: list[Objection] = []


class MergesIntoItself(DomainError):
    code = "merges_into_itself"
    message = _("Choose another team: this one cannot be merged into itself.")
    status = 422


class NotOfOneKind(DomainError):
    code = "not_of_one_kind"
    message = _("Teams are merged with teams, and units with units.")
    status = 422


class NotInUse(DomainError):
    code = "not_in_use"
    message = _("“%(name)s” is archived. Choose one that is in use.")


class MergeHindered(DomainError):
    code = "merge_hindered"
    message = "%(reason)s"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a merge would do."""

    grants: list[RoleGrant]
    children: list[Team]
    hindrances: list[str]


def may_object(objection: Objection) -> Objection:
    """Register a function that may speak against a merge."""
    _objections.append(objection)
    return objection


def outlook(team: Team, into: Team) -> Outlook:
    """What merging `team` into `into` would do, for the page that asks whether to."""
    grants, _own = roles_to_carry(team, into)
    return Outlook(
        grants=grants,
        children=by_name(Team.objects.filter(parent=team).active().order_by("pk"), lambda below: below.name),
        hindrances=_hindrances(team, hold=False),
    )


def merge_teams(team: Team, *, into: Team, by: Membership | None) -> None:
    """Archive `team` and let its people, and the teams of a unit, go on in `into`.

    Past rounds keep the team as it was, and whoever could see its results still can.

    Raises:
        MergesIntoItself, NotOfOneKind, NotInUse: the two can't be merged.
        BelowItself: a unit can't be merged into one that lies in it.
        MergeHindered: something speaks against it now, like an open round that asks the team.
    """
    demand(by, Right.MANAGE_TEAMS, team.organization)
    with transaction.atomic():
        # Against a move, merge or archiving at the same moment, which could tie a ring or fill what goes.
        team.organization.hold()
        team.refresh_from_db()
        into.refresh_from_db()
        _check(team, into)
        hindrances = _hindrances(team, hold=True)
        if hindrances:
            raise MergeHindered(reason=" ".join(hindrances))
        moved = Team.objects.filter(parent=team).active().update(parent=into)
        people = carry_roles(team, into, by=by)
        Team.objects.filter(pk=team.pk).update(archived_at=now(), merged_into=into)
        record("team.merged", team, by=by, into=into.name, people=people, teams=moved)
    team.refresh_from_db()


def _check(team: Team, into: Team) -> None:
    if into.pk == team.pk:
        raise MergesIntoItself
    if into.kind != team.kind or into.organization_id != team.organization_id:
        raise NotOfOneKind
    for one in (team, into):
        if one.archived_at is not None:
            raise NotInUse(name=one.name)
    if lies_in(into, team):
        raise BelowItself


def _hindrances(team: Team, *, hold: bool) -> list[str]:
    return [reason for objection in _objections if (reason := objection(team, hold=hold))]
