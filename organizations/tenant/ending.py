"""The end of an organization: asked for, waited for, taken back. `deleting` then does it.

While the end is near everything can be read and taken out, and rounds that are open go on; no new one
opens. Whoever owns the organization can take it back until the day comes.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import DomainError
from core.outbox import emit
from core.text import one_line
from organizations.access import Right, demand
from organizations.audit.recording import record, record_for_operators
from organizations.models import Membership, Organization, Team, User
from organizations.scoping import scope


class NameNotTyped(DomainError):
    code = "name_not_typed"
    message = _("Type the name exactly as it is written above.")
    status = 422


class EndAsked(DomainError):
    code = "end_asked"
    message = _("The organization is going to be deleted already.")


class EndNotAsked(DomainError):
    code = "end_not_asked"
    message = _("There is nothing to take back: the organization stays.")


class OrganizationEnds(DomainError):
    code = "organization_ends"
    message = _(
        "The organization is going to be deleted, so no new round opens. An owner can take that back."
    )


def ask_for_end(organization: Organization, *, name: str, by: Membership) -> None:
    """Have the organization deleted with all it has once the waiting time is over; its owners are told.

    Args:
        name: typed by the person, to be sure that it is this one.

    Raises:
        RightLacking: `by` is no owner here.
        NameNotTyped: another name was typed.
        EndAsked: somebody has asked for it already.
    """
    demand(by, Right.DELETE_ORGANIZATION, organization)
    if one_line(name) != organization.name:
        raise NameNotTyped
    _ask(organization, by=by)


def _ask(organization: Organization, *, by: Membership | User | None) -> None:
    due = now() + timedelta(days=settings.DELETION_DAYS)
    with transaction.atomic():
        if not Organization.objects.filter(pk=organization.pk, deletion_due_at=None).update(
            deletion_due_at=due
        ):
            raise EndAsked
        organization.deletion_due_at = due
        record("organization.end_asked", organization, by=by, organization=organization, ends=due.isoformat())
        emit("organization.end_asked", {"organization": organization.pk, "by": _member(by)})


def take_back_end(organization: Organization, *, by: Membership) -> None:
    """Let the organization stay; its owners are told.

    Raises:
        RightLacking: `by` is no owner here.
        EndNotAsked: nobody has asked for its end, or it has begun.
    """
    demand(by, Right.DELETE_ORGANIZATION, organization)
    _take_back(organization, by=by)


def _take_back(organization: Organization, *, by: Membership | User | None) -> None:
    with transaction.atomic():
        waiting = Organization.objects.filter(pk=organization.pk, deletion_due_at__gt=now())
        if not waiting.update(deletion_due_at=None):
            raise EndNotAsked
        organization.deletion_due_at = None
        record("organization.end_taken_back", organization, by=by, organization=organization)
        emit("organization.end_taken_back", {"organization": organization.pk, "by": _member(by)})


def end_as_operator(organization: Organization, *, by: User | None) -> None:
    """The same for an operator, who is no member and types no name; the owners are told all the same.

    Raises:
        EndAsked: somebody has asked for it already.
    """
    with transaction.atomic(), scope(organization=organization):
        _ask(organization, by=by)
        record_for_operators("organization.end_asked", organization, by=by)


def keep_as_operator(organization: Organization, *, by: User | None) -> None:
    """Let the organization stay after all.

    Raises:
        EndNotAsked: nobody has asked for its end, or it has begun.
    """
    with transaction.atomic(), scope(organization=organization):
        _take_back(organization, by=by)
        record_for_operators("organization.end_taken_back", organization, by=by)


def holdings(organization: Organization) -> list[dict[str, Any]]:
    """What would go, in two figures, as `components/_facts.html` shows them."""
    return [
        {"label": _("Teams and units"), "figure": Team.objects.filter(organization=organization).count()},
        {
            "label": _("People"),
            "figure": Membership.objects.filter(organization=organization).active().count(),
        },
    ]


def check_it_stays(organization: Organization) -> None:
    """Before something begins that would not live long.

    Raises:
        OrganizationEnds: the organization is going to be deleted.
    """
    if Organization.objects.filter(pk=organization.pk).exclude(deletion_due_at=None).exists():
        raise OrganizationEnds


def _member(by: Membership | User | None) -> int | None:
    return by.pk if isinstance(by, Membership) else None
