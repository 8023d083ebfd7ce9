"""Who may do what: one table, and the two questions asked of it.

An auditor reads this module and knows the whole policy; `docs/access.md` is made from it. The table
knows roles and teams only: whether a round is open is no question of access, the deed answers that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from organizations.models.roles import Membership
    from organizations.models.tenants import Organization


class Role(models.TextChoices):
    """From the widest to the narrowest."""

    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    CATALOG_EDITOR = "catalog_editor", _("Catalog editor")
    MANAGER = "manager", _("Manager")
    LEAD = "lead", _("Lead")
    MEMBER = "member", _("Member")
    AUDITOR = "auditor", _("Auditor")


MEANING: Mapping[Role, Any] = {
    Role.OWNER: _("Runs everything, and alone makes other owners."),
    Role.ADMIN: _(
        "Runs everything, but makes no owners, and neither exports all data nor deletes the organization."
    ),
    Role.CATALOG_EDITOR: _("Reads and edits the catalog."),
    Role.MANAGER: _(
        "Sees a unit and all below it, and invites leads and members there; without a unit, does so "
        "everywhere, changes teams and runs rounds."
    ),
    Role.LEAD: _("Answers for the team and sees its result."),
    Role.MEMBER: _("Sees the team’s result."),
    Role.AUDITOR: _("Reads everything, changes nothing."),
}


class Right(models.TextChoices):
    """What can be permitted; the label completes "may ..."."""

    SEE_CATALOG = "see_catalog", _("read the catalog")
    EDIT_CATALOG = "edit_catalog", _("edit the catalog")
    SEE_TEAM = "see_team", _("see teams and their people")
    MANAGE_TEAMS = "manage_teams", _("change units and teams")
    SEE_PEOPLE = "see_people", _("see all people and their roles")
    INVITE = "invite", _("invite leads and members")
    MANAGE_PEOPLE = "manage_people", _("invite to any role, give and remove roles")
    SEE_RESULTS = "see_results", _("see results")
    SEE_ROUNDS = "see_rounds", _("see rounds")
    RUN_ROUND = "run_round", _("run rounds")
    ANSWER = "answer", _("answer for a team")
    SEE_AUDIT = "see_audit", _("read the audit trail")
    MANAGE_ORGANIZATION = "manage_organization", _("change the organization’s settings")
    ERASE_PEOPLE = "erase_people", _("erase people")
    HAND_ON = "hand_on", _("hand the organization on to another owner")
    TAKE_OUT = "take_out", _("export all data")
    DELETE_ORGANIZATION = "delete_organization", _("delete the organization")


class Scope(StrEnum):
    """How far a right reaches: everywhere, the grant's unit and all below it, or one team."""

    ORGANIZATION = "organization"
    SUBTREE = "subtree"
    TEAM = "team"


def _reach(scope: Scope, *rights: Right) -> dict[Right, Scope]:
    return dict.fromkeys(rights, scope)


_OWNERS = [
    Right.SEE_AUDIT,
    Right.ERASE_PEOPLE,
    Right.HAND_ON,
    Right.TAKE_OUT,
    Right.DELETE_ORGANIZATION,
]
_ALL_BUT_ANSWERING = [right for right in Right if right is not Right.ANSWER]
_RUNS_ALL = [right for right in _ALL_BUT_ANSWERING if right not in _OWNERS]
_READS_RESULTS = [Right.SEE_TEAM, Right.SEE_RESULTS, Right.SEE_ROUNDS]
_CATALOG = _reach(Scope.ORGANIZATION, Right.SEE_CATALOG)

GRANTS: Mapping[Role, Mapping[Right, Scope]] = {
    Role.OWNER: _reach(Scope.ORGANIZATION, *_ALL_BUT_ANSWERING),
    Role.ADMIN: _reach(Scope.ORGANIZATION, *_RUNS_ALL),
    Role.CATALOG_EDITOR: _CATALOG | _reach(Scope.ORGANIZATION, Right.EDIT_CATALOG),
    Role.MANAGER: _CATALOG | _reach(Scope.SUBTREE, *_READS_RESULTS, Right.INVITE),
    Role.LEAD: _CATALOG | _reach(Scope.TEAM, *_READS_RESULTS, Right.ANSWER),
    Role.MEMBER: _CATALOG | _reach(Scope.TEAM, *_READS_RESULTS),
    Role.AUDITOR: _CATALOG | _reach(Scope.ORGANIZATION, *_READS_RESULTS, Right.SEE_PEOPLE, Right.SEE_AUDIT),
}

# A manager whose grant names no team manages the whole organization: its teams, their people, its rounds.
MANAGER_OF_ALL: Mapping[Right, Scope] = _CATALOG | _reach(
    Scope.ORGANIZATION, *_READS_RESULTS, Right.INVITE, Right.MANAGE_TEAMS, Right.RUN_ROUND
)

# What INVITE gives, and it takes nothing away: the roles that reach no further than one team.
INVITED = frozenset({Role.LEAD, Role.MEMBER})

# Nobody gives or takes a role above their own: an admin makes no owner, and removes none.
RANK: Mapping[Role, int] = {
    Role.OWNER: 3,
    Role.ADMIN: 2,
    Role.MANAGER: 1,
    Role.CATALOG_EDITOR: 1,
    Role.AUDITOR: 1,
    Role.LEAD: 0,
    Role.MEMBER: 0,
}


def rights_of(role: str, *, everywhere: bool) -> Mapping[Right, Scope]:
    """The row of the table for one grant; `everywhere` when the grant names no team."""
    if role == Role.MANAGER and everywhere:
        return MANAGER_OF_ALL
    return GRANTS[Role(role)]


def may(member: "Membership", right: Right) -> bool:
    """Whether some grant of `member` gives `right` anywhere in the organization."""
    return member.active and any(
        right in rights_of(grant.role, everywhere=grant.team_id is None) for grant in member.roles_now()
    )


def rights_held(member: "Membership") -> frozenset[Right]:
    """Every right that some grant of `member` gives anywhere: what `may` answers, for all rights at once."""
    grants = member.roles_now() if member.active else []
    return frozenset(
        right for grant in grants for right in rights_of(grant.role, everywhere=grant.team_id is None)
    )


def may_everywhere(member: "Membership", right: Right) -> bool:
    """Whether some grant of `member` gives `right` over the whole organization."""
    return member.active and any(
        rights_of(grant.role, everywhere=grant.team_id is None).get(right) == Scope.ORGANIZATION
        for grant in member.roles_now()
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a right holds: everywhere, or in units and all below them, and on teams (ids)."""

    everywhere: bool = False
    units: tuple[int, ...] = ()
    teams: tuple[int, ...] = ()


EVERYWHERE = Reach(everywhere=True)


def reach_of(member: "Membership", right: Right) -> Reach:
    """Where some grant of `member` gives `right`; nowhere once the membership has ended."""
    units: list[int] = []
    teams: list[int] = []
    for grant in member.roles_now() if member.active else []:
        match rights_of(grant.role, everywhere=grant.team_id is None).get(right):
            case Scope.ORGANIZATION:
                return EVERYWHERE
            case Scope.SUBTREE if grant.team_id is not None:
                units.append(grant.team_id)
            case Scope.TEAM if grant.team_id is not None:
                teams.append(grant.team_id)
    return Reach(units=tuple(units), teams=tuple(teams))


def may_grant(member: "Membership", role: Role) -> bool:
    """Whether `member` may give and take `role`: manages people, and holds no lower rank."""
    highest = max((RANK[Role(grant.role)] for grant in member.roles_now()), default=-1)
    return may(member, Right.MANAGE_PEOPLE) and highest >= RANK[role]


def roles_with(right: Right) -> list[Role]:
    """The roles that give `right`, at least where their grant names no team."""
    return [role for role in Role if right in {*GRANTS[role], *rights_of(role, everywhere=True)}]


def grantable_by(member: "Membership") -> list[Role]:
    """The roles that `member` may give and take, from the widest to the narrowest."""
    return [role for role in Role if may_grant(member, role)]


def reach_to_give(member: "Membership", role: Role) -> Reach:
    """Where `member` may offer `role` to a newcomer and give it to a colleague, but not take it away."""
    if may_grant(member, role):
        return EVERYWHERE
    return reach_of(member, Right.INVITE) if role in INVITED else Reach()


def offerable_by(member: "Membership") -> list[Role]:
    """The roles that `member` may offer and give somewhere, from the widest to the narrowest."""
    return [role for role in Role if reach_to_give(member, role) != Reach()]


class RightLacking(PermissionDenied):
    """The member may be here, but not do this. The page names the right and who can give it."""

    def __init__(self, right: Right, member: "Membership") -> None:
        self.right = right
        self.member = member
        super().__init__(right.value)

    @property
    def grantors(self) -> "list[Membership]":
        """Who can give the right: whoever may give a role that has it. An admin makes no owner."""
        roles = roles_with(self.right)
        return [
            colleague
            for colleague in self.member.who_manage_people()
            if any(may_grant(colleague, role) for role in roles)
        ]


def demand(by: "Membership | None", right: Right, organization: "Organization") -> None:
    """A second net under the views: let `by` go on only with `right` over the whole of `organization`.

    Args:
        by: who acts; None for the system itself, a command or the clock, which may.

    Raises:
        RightLacking: `by` is a member elsewhere, or holds the right not, or not everywhere.
    """
    if by is not None and (by.organization_id != organization.pk or not may_everywhere(by, right)):
        raise RightLacking(right, by)


def requires(
    right: Right, *others: Right
) -> Callable[[Callable[..., "HttpResponseBase"]], Callable[..., "HttpResponseBase"]]:
    """Let a view answer only members who hold `right`, or one of the others, somewhere; the rest get 403.

    Which rows they reach is the queryset's question (`visible_to`, `where_may`).
    """

    def decorate(view: Callable[..., "HttpResponseBase"]) -> Callable[..., "HttpResponseBase"]:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> "HttpResponseBase":
            if not any(may(request.member, one) for one in (right, *others)):
                raise RightLacking(right, request.member)
            return view(request, *args, **kwargs)

        guarded.required_right = right  # type: ignore[attr-defined]
        return guarded

    return decorate
