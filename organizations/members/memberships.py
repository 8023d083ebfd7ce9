"""Memberships: begun, granted roles, ended. The one writer of memberships and grants.

An organization always keeps an owner whose role has no end. Whoever takes an owner's role away holds
the organization's row first, so that two owners who remove each other at once leave one.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import DomainError
from organizations.access import RANK, Role, may_grant
from organizations.audit.recording import record, record_each
from organizations.members.deputies import check_end
from organizations.members.giving import AboveOwnRank, Giving
from organizations.models import Membership, Organization, RoleGrant, Team, User
from organizations.models.roles import TEAM_ROLES, WHOLE_ORGANIZATION_ROLES

Wanted = tuple[Membership, Role, Team | None]


class LastOwner(DomainError):
    code = "last_owner"
    message = _("An organization needs an owner. Make somebody else an owner first.")


class RoleNeedsTeam(DomainError):
    code = "role_needs_team"
    message = _("Choose the team in which the person has this role.")
    status = 422


class RoleHasNoTeam(DomainError):
    code = "role_has_no_team"
    message = _("This role is held in the whole organization, not in one team.")
    status = 422


class TeamNotHere(DomainError):
    code = "team_not_here"
    message = _("Choose a team of this organization that is not archived.")
    status = 422


class LeadNeedsTeam(DomainError):
    code = "lead_needs_team"
    message = _("Leads and members belong to a team, not to a unit.")
    status = 422


class MembershipNotActive(DomainError):
    code = "membership_not_active"
    message = _("%(name)s is no member of this organization now.")


class MembershipSuspended(DomainError):
    code = "membership_suspended"
    message = _("The membership of %(name)s is suspended. Bring it back first.")


def join(
    organization: Organization, *, user: User, role: Role, team: Team | None = None, by: Membership | None
) -> Membership:
    """Make `user` a member with one role; a member already there only gains the role.

    Raises:
        MembershipSuspended: somebody suspended it, and only somebody brings it back.
        The errors of `grant_role`, and nothing is stored then.
    """
    with transaction.atomic():
        # Against joining twice, and against the end or suspension of the membership that is found.
        organization.hold()
        member, is_new = Membership.objects.get_or_create(user=user, organization=organization)
        if is_new:
            record("member.joined", member, by=by, organization=organization)
        elif member.state == Membership.State.SUSPENDED:
            raise MembershipSuspended(name=str(member))
        elif not member.active:
            member.state = Membership.State.ACTIVE
            member.save(update_fields=["state"])
            record("member.returned", member, by=by, organization=organization)
        grant_role(member, role, team=team, by=by)
        return member


def admit(organization: Organization, *, user: User, role: Role | None) -> Membership | None:
    """Make a newcomer a member because the domain of their address leads here.

    Who was a member before stays as they are: whoever left or was suspended does not come back by signing in.

    Args:
        role: what newcomers hold; None for no role until somebody gives them one.

    Returns:
        The membership, if it is active.
    """
    with transaction.atomic():
        # Against a second sign-in of the same newcomer.
        organization.hold()
        member, is_new = Membership.objects.get_or_create(user=user, organization=organization)
        if is_new:
            record("member.joined", member, by=None, organization=organization)
            if role is not None:
                grant_role(member, role, by=None)
        return member if member.active else None


def grant_role(
    member: Membership,
    role: Role,
    *,
    team: Team | None = None,
    until: date | None = None,
    by: Membership | None,
) -> RoleGrant:
    """Give a role from today on; one that the member holds as long already stays as it is.

    Args:
        until: the last day of a lead who stands in for another; None for no end.

    Raises:
        DeputyIsALead, DayIsOver: the role can't end on that day.
        AboveOwnRank, NotYoursToInvite: `by` may not give this role, or not there.
        RoleNeedsTeam, RoleHasNoTeam, LeadNeedsTeam: the role does not fit the team given.
        TeamNotHere: the team is of another organization, or archived.
        MembershipNotActive: the member has left or is suspended.
    """
    Giving(by, member.organization_id).check(role, team)
    if not member.active:
        raise MembershipNotActive(name=str(member))
    check_reach(member.organization, role, team)
    check_end(role, until)
    with transaction.atomic():
        begins = {"starts_on": now().date(), "ends_on": until}
        grant, is_new = RoleGrant.objects.get_or_create(
            membership=member, role=role, team=team, defaults=begins
        )
        if is_new:
            record("role.granted", member, by=by, organization=member.organization, **_facts(grant))
        elif grant.ends_on is not None and (until is None or grant.ends_on < until):
            grant.ends_on = until
            grant.save(update_fields=["ends_on"])
            record("role.prolonged", member, by=by, organization=member.organization, **_facts(grant))
        return grant


def grant_roles(organization: Organization, wanted: Iterable[Wanted], *, by: Membership | None) -> None:
    """Give roles to many members from today on, in few queries; that each fits its team was checked.

    Raises:
        AboveOwnRank, NotYoursToInvite: `by` may not give one of them, and none is given then.
    """
    asked = {(one[0].pk, one[1].value, one[2].pk if one[2] else None): one for one in wanted}
    if not asked:
        return
    giving = Giving(by, organization.pk)
    for member, role, team in asked.values():
        if member.organization_id != organization.pk:
            raise AboveOwnRank
        giving.check(role, team)
    with transaction.atomic():
        today = now().date()
        held = RoleGrant.objects.filter(membership__in={member for member, _role, _place in asked})
        present = {(one.membership_id, one.role, one.team_id): one for one in held.select_related("team")}
        ended = {key: present[key] for key in asked if key in present and present[key].ends_on is not None}
        new = {
            key: RoleGrant(membership=member, role=role, team=team, starts_on=today)
            for key, (member, role, team) in asked.items()
            if key not in present
        }
        RoleGrant.objects.bulk_create(new.values(), batch_size=500)
        RoleGrant.objects.filter(pk__in=[one.pk for one in ended.values()]).update(ends_on=None)
        for action, grants in (("role.granted", new), ("role.prolonged", ended)):
            lines = [(asked[key][0], _facts(grant)) for key, grant in grants.items()]
            record_each(action, lines, by=by, organization=organization)


def check_reach(organization: Organization, role: Role, team: Team | None) -> None:
    """Whether `role` can be held in `team`, or in the whole organization when that is None.

    Raises:
        RoleNeedsTeam, RoleHasNoTeam, LeadNeedsTeam: the role does not fit the team given.
        TeamNotHere: the team is of another organization, or archived.
    """
    if role in TEAM_ROLES and team is None:
        raise RoleNeedsTeam
    if role in WHOLE_ORGANIZATION_ROLES and team is not None:
        raise RoleHasNoTeam
    if team is None:
        return
    if team.organization_id != organization.pk or team.archived_at is not None:
        raise TeamNotHere
    if role in TEAM_ROLES and team.kind != Team.Kind.TEAM:
        raise LeadNeedsTeam


def revoke_role(grant: RoleGrant, *, by: Membership | None) -> None:
    """Take a role away at once; the trail keeps that it was held.

    Raises:
        AboveOwnRank: `by` may not take this role.
        LastOwner: nobody else is an owner without an end.
    """
    member = grant.membership
    _check_rank(by, Role(grant.role), member)
    with transaction.atomic():
        # Against another owner who goes or loses the role at the same moment.
        member.organization.hold()
        if grant.role == Role.OWNER:
            _check_other_owner(member)
        if RoleGrant.objects.filter(pk=grant.pk).delete()[0]:
            record("role.revoked", member, by=by, organization=member.organization, **_facts(grant))


def roles_to_carry(team: Team, into: Team) -> tuple[list[RoleGrant], dict[tuple[int, str], RoleGrant]]:
    """The roles in one team that are not over and that the same people don't have as long in another.

    Returns:
        Them, and the roles in the other team by membership and role.
    """
    today = now().date()
    held = {(grant.membership_id, grant.role): grant for grant in RoleGrant.objects.filter(team=into)}
    lasting = RoleGrant.objects.filter(team=team).of_active().exclude(ends_on__lt=today)
    wanted = lasting.select_related("membership__user", "membership__organization", "team")
    rows = wanted.order_by("pk")
    return [
        grant for grant in rows if _lasts_longer(grant, held.get((grant.membership_id, grant.role)))
    ], held


def carry_roles(team: Team, into: Team, *, by: Membership | None) -> int:
    """Give the people of one team their roles in another too; in the first they keep them.

    A role begins in the other team today, or when it was to begin, and ends when it was to end. The caller
    holds the organization's row and has checked who acts.

    Returns:
        How many people gained something.
    """
    today = now().date()
    grants, held = roles_to_carry(team, into)
    for grant in grants:
        present = held.get((grant.membership_id, grant.role))
        if present is None:
            begins = max(grant.starts_on, today)
            RoleGrant.objects.create(
                membership=grant.membership,
                role=grant.role,
                team=into,
                starts_on=begins,
                ends_on=grant.ends_on,
            )
        else:
            RoleGrant.objects.filter(pk=present.pk).update(ends_on=grant.ends_on)
        action = "role.granted" if present is None else "role.prolonged"
        organization = grant.membership.organization
        facts = {"role": grant.role, "team": into.name}
        record(action, grant.membership, by=by, organization=organization, **facts)
    return len({grant.membership_id for grant in grants})


def _lasts_longer(grant: RoleGrant, than: RoleGrant | None) -> bool:
    if than is None:
        return True
    return than.ends_on is not None and (grant.ends_on is None or grant.ends_on > than.ends_on)


def end_membership(member: Membership, *, by: Membership | None) -> None:
    """Let a member go with all their roles; what they answered stays.

    Raises:
        AboveOwnRank: the member holds a role that `by` may not take.
        LastOwner: nobody else is an owner without an end.
    """
    with transaction.atomic():
        # Against another owner who goes at the same moment, and against a role that `by` may not take.
        member.organization.hold()
        _check_ranks(by, member, RoleGrant.objects.filter(membership=member))
        _end(member, by=by)


def leave(member: Membership) -> None:
    """Go by oneself, whatever roles one holds; what one answered stays.

    Raises:
        LastOwner: nobody else is an owner without an end.
    """
    with transaction.atomic():
        # Against another owner who goes at the same moment.
        member.organization.hold()
        _end(member, by=member)


def is_last_owner(member: Membership) -> bool:
    """Whether the organization would have no owner without `member`."""
    is_owner = any(grant.role == Role.OWNER for grant in member.roles_now())
    return is_owner and not _others_own(member)


def _end(member: Membership, *, by: Membership | None) -> None:
    """The caller holds the organization's row."""
    if RoleGrant.objects.filter(membership=member, role=Role.OWNER).exists():
        _check_other_owner(member)
    ended = Membership.objects.filter(pk=member.pk).exclude(state=Membership.State.ENDED)
    if ended.update(state=Membership.State.ENDED):
        RoleGrant.objects.filter(membership=member).delete()
        record("member.left", member, by=by, organization=member.organization)
    member.refresh_from_db()


def _others_own(member: Membership) -> bool:
    others = RoleGrant.objects.lasting_owners().exclude(membership=member)
    return bool(others.filter(membership__organization=member.organization_id).exists())


def suspend(member: Membership, *, by: Membership | None) -> None:
    """Let a member in no more, also not on devices that are signed in or answering; the roles stay for later.

    Raises:
        AboveOwnRank: the member holds a role that `by` may not take.
        LastOwner: nobody else is an owner without an end.
        MembershipNotActive: the member has left, or is suspended already.
    """
    with transaction.atomic():
        # Against another owner who goes at the same moment, and against a second suspension.
        member.organization.hold()
        grants = list(RoleGrant.objects.filter(membership=member))
        _check_ranks(by, member, grants)
        if any(grant.role == Role.OWNER for grant in grants):
            _check_other_owner(member)
        _turn(member, Membership.State.ACTIVE, Membership.State.SUSPENDED)
        record("member.suspended", member, by=by, organization=member.organization)


def bring_back(member: Membership, *, by: Membership | None) -> None:
    """End a suspension; the roles hold again.

    Raises:
        AboveOwnRank: the member holds a role that `by` may not give.
        MembershipNotActive: the member is not suspended.
    """
    with transaction.atomic():
        # Against a role given or taken meanwhile: `by` must be allowed to give all that comes back.
        member.organization.hold()
        _check_ranks(by, member, RoleGrant.objects.filter(membership=member))
        _turn(member, Membership.State.SUSPENDED, Membership.State.ACTIVE)
        record("member.brought_back", member, by=by, organization=member.organization)


def put_in_place(member: Membership, person: User) -> None:
    """Let `person` stand where somebody else was a member, so that what points there keeps its row."""
    Membership.objects.filter(pk=member.pk).update(user=person)
    member.user = person


def _turn(member: Membership, before: Membership.State, after: Membership.State) -> None:
    """The caller holds the organization's row."""
    if not Membership.objects.filter(pk=member.pk, state=before).update(state=after):
        raise MembershipNotActive(name=str(member))
    member.state = after


def _check_rank(by: Membership | None, role: Role, member: Membership) -> None:
    """A second net under the views: whoever acts, acts in their own organization and within their rank."""
    if by is not None and (by.organization_id != member.organization_id or not may_grant(by, role)):
        raise AboveOwnRank


def _check_ranks(by: Membership | None, member: Membership, grants: Iterable[RoleGrant]) -> None:
    """The same over all roles of a member; who holds none is managed by whoever manages people at all."""
    _check_rank(by, min(RANK, key=RANK.__getitem__), member)
    for grant in grants:
        _check_rank(by, Role(grant.role), member)


def _check_other_owner(member: Membership) -> None:
    """The caller holds the organization's row, so the answer stays true until it commits."""
    if not _others_own(member):
        raise LastOwner


def _facts(grant: RoleGrant) -> dict[str, str]:
    ends = {"until": grant.ends_on.isoformat()} if grant.ends_on else {}
    return {"role": grant.role, "team": grant.team.name if grant.team else "", **ends}
