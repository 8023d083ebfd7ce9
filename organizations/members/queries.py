"""The read side of the pages about people: frozen rows, so that templates cause no queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organizations.access import Role
from organizations.models import Membership, MembershipOffer, RoleGrant, User


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One line of the list of people."""

    pk: int
    name: str
    email: str
    initials: str
    roles: list[str]
    last_sign_in: datetime | None
    state: str  # why the member is not let in; "" for who is


def members(member: Membership, *, search: str = "", role: str = "") -> "QuerySet[Membership]":
    """The members of the organization, suspended ones too, with their roles at hand."""
    found = Membership.objects.filter(organization=member.organization_id).with_grants()
    found = found.exclude(state=Membership.State.ENDED)
    if search:
        found = found.filter(Q(user__name__icontains=search) | Q(user__email__icontains=search))
    if role in Role.values:
        found = found.holding(Role(role))
    return found.select_related("user", "organization")


def member_row(member: Membership) -> MemberRow:
    """One member as the list shows them; the roles must be at hand."""
    user: User = member.user
    return MemberRow(
        pk=member.pk,
        name=str(user),
        email=user.email,
        initials=user.initials,
        roles=[role_words(grant) for grant in member.roles_now()],
        last_sign_in=user.last_login,
        state=standing_of(member),
    )


def standing_of(member: Membership) -> str:
    """Why a member is not let in, in a word; "" for who is."""
    if not member.active:
        return str(member.get_state_display())
    return "" if member.user.is_active else _("Account closed")


def role_words(grant: RoleGrant | MembershipOffer) -> str:
    """A role and where it is held: "Lead of Pricing", "Manager, whole organization", "Owner".

    A lead until some day is a deputy: "Deputy of Pricing until 12 December 2026".
    """
    role = grant.get_role_display()
    if isinstance(grant, RoleGrant) and grant.is_deputy and grant.ends_on is not None:
        words = {"team": grant.team.name if grant.team else "", "day": date_format(grant.ends_on)}
        return _("Deputy of %(team)s until %(day)s") % words
    if grant.team is not None:
        return _("%(role)s of %(team)s") % {"role": role, "team": grant.team.name}
    if grant.role == Role.MANAGER:
        return _("%(role)s, whole organization") % {"role": role}
    return role
