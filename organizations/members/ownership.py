"""Handing an organization on. `memberships` gives and takes roles; this is the deed that joins the two."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.outbox import emit
from organizations.access import Right, Role, demand
from organizations.audit.recording import record
from organizations.members.memberships import MembershipNotActive, grant_role, revoke_role
from organizations.models import Membership, RoleGrant


class AlreadyOneself(DomainError):
    code = "already_oneself"
    message = _("Choose somebody else: you are an owner already.")
    status = 422


def hand_on(to: Membership, *, step_down: bool, by: Membership) -> None:
    """Make a colleague an owner; all or nothing.

    Args:
        step_down: whether `by` is an admin from then on, and no owner any more.

    Raises:
        RightLacking: `by` is no owner here.
        AlreadyOneself: one hands nothing on to oneself.
        MembershipNotActive: the colleague has left, is suspended, or cannot sign in.
    """
    demand(by, Right.HAND_ON, to.organization)
    if to == by:
        raise AlreadyOneself
    with transaction.atomic():
        # Against another change of owners: two who hand on and step down at once must leave one.
        by.organization.hold()
        if not Membership.objects.active().filter(pk=to.pk).exists():
            raise MembershipNotActive(name=str(to))
        grant_role(to, Role.OWNER, by=by)
        if step_down:
            grant_role(by, Role.ADMIN, by=by)
            for grant in RoleGrant.objects.filter(membership=by, role=Role.OWNER):
                revoke_role(grant, by=by)
        record("ownership.handed_on", to, by=by, organization=by.organization, stepped_down=step_down)
        emit(
            "ownership.handed_on",
            {"organization": by.organization_id, "membership": to.pk, "by": by.pk},
        )
