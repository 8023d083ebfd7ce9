"""Memberships and the roles that they hold."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.names import by_name
from organizations.access import Right, Role, roles_with
from organizations.scoping import scoped

WHOLE_ORGANIZATION_ROLES = [Role.OWNER, Role.ADMIN, Role.CATALOG_EDITOR, Role.AUDITOR]
TEAM_ROLES = [Role.LEAD, Role.MEMBER]
ROLE_FITS_REACH = (
    Q(team=None, role__in=WHOLE_ORGANIZATION_ROLES)
    | Q(team__isnull=False, role__in=TEAM_ROLES)
    | Q(role=Role.MANAGER)
)


def holds_between(begun_by: date, lasting_to: date, *, path: str = "") -> Q:
    """The condition that a grant has begun by one day and lasts to another; the last day counts.

    Args:
        path: the lookup that leads to the grant, as "membership__grants__".
    """
    lasts = Q(**{f"{path}ends_on": None}) | Q(**{f"{path}ends_on__gte": lasting_to})
    return Q(**{f"{path}starts_on__lte": begun_by}) & lasts


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        """Memberships that count now, of people who may sign in."""
        return self.filter(state=Membership.State.ACTIVE, user__is_active=True)

    def holding(self, *roles: Role) -> Self:
        """Those who hold one of these roles today, wherever."""
        return self.filter(pk__in=RoleGrant.objects.in_force().filter(role__in=roles).values("membership"))

    def with_grants(self) -> Self:
        """With the grants in force today at hand, so that asking for a right costs no query."""
        in_force = RoleGrant.objects.in_force().select_related("team")
        return self.prefetch_related(models.Prefetch("grants", queryset=in_force))


class Membership(models.Model):
    """One person's place in one organization. Every rule takes a membership, not a user."""

    has_others: bool  # whether the person is in more organizations; `membership_in` sets it

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("Ended")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="memberships"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = scoped(MembershipQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organization"], name="membership_unique")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def active(self) -> bool:
        """Whether this membership gives anything at all."""
        return self.state == self.State.ACTIVE

    def who_manage_people(self) -> "list[Membership]":
        """The colleagues who can give roles, by name, with their own at hand."""
        colleagues = Membership.objects.filter(organization=self.organization_id).active()
        managing = colleagues.holding(*roles_with(Right.MANAGE_PEOPLE)).with_grants()
        return by_name(managing.select_related("user").order_by("pk"), lambda one: one.user.name)

    def take_grants(self, grants: "Iterable[RoleGrant]") -> None:
        """Keep the grants in force today as they were read along; asking for a right then costs no query."""
        read = RoleGrantQuerySet(RoleGrant).none()  # a further filter on it finds nothing, and gives nothing
        read._result_cache = list(grants)
        for grant in read._result_cache:
            grant.membership = self
        self._prefetched_objects_cache = {"grants": read}

    def roles_now(self) -> "list[RoleGrant]":
        """The grants that hold today; no query when they are at hand (`with_grants`)."""
        today = now().date()
        return [grant for grant in self.grants.all() if grant.holds_on(today)]


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self) -> Self:
        """Grants that hold today; the last day counts."""
        today = now().date()
        return self.filter(holds_between(today, today))

    def of_active(self) -> Self:
        """Grants of active memberships, of people who may sign in."""
        return self.filter(membership__state=Membership.State.ACTIVE, membership__user__is_active=True)

    def lasting_owners(self) -> Self:
        """Owner roles that hold today and have no end."""
        return self.in_force().of_active().filter(role=Role.OWNER, ends_on=None)


class RoleGrant(models.Model):
    """A role, over the whole organization or over one team or unit, from a day to a day."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=15, choices=Role.choices)
    team = models.ForeignKey(
        "organizations.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = scoped(RoleGrantQuerySet, organization="membership__organization")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "role", "team"], name="grant_unique"),
            models.UniqueConstraint(
                fields=["membership", "role"], condition=Q(team=None), name="grant_unique_without_team"
            ),
            models.CheckConstraint(
                condition=ROLE_FITS_REACH,
                name="grant_role_fits_reach",
                violation_error_message=_("Leads and members need a team; this role has none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.team or self.membership.organization})"

    @property
    def is_deputy(self) -> bool:
        """Whether it is the role of a lead until some day: somebody who stands in."""
        return self.role == Role.LEAD and self.ends_on is not None

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on that day; the last day counts."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
