"""Writing the audit trail, and the one narrow way in which what was written may be blanked again.

`record` adds what was done; `refuse` adds what was not let through, and cannot be used to flood the table.
What happens to an account stands in the operators' trail (no organization) and in the trail of each
organization that the person belongs to.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from core.clock import now
from core.origin import origin
from core.text import one_line
from core.upserts import PreparedInserts
from organizations.audit.words import kind_of
from organizations.models import AuditEvent, Membership, MembershipOffer, Organization, User
from organizations.scoping import scopes_disabled

A_MINUTE = timedelta(minutes=1)
ALIKE_IN_A_MINUTE = 5  # refusals of one person at one address for one reason
UNKNOWN_IN_A_MINUTE = 300  # refusals of all who are not signed in
MOST_ORGANIZATIONS = 50
LABEL_LENGTH = 200
NAMES_NOBODY = frozenset({"role", "team", "right", "code", "factor", "ends", "kind", "unit", "parent"})
"""What may stay in a line about a person who was erased."""
# Their label would be the address of somebody who may never join. The number leads to the row, and whoever
# reads the trail sees what it says now.
NAMELESS = (MembershipOffer,)


def record(
    action: str,
    thing: models.Model,
    *,
    by: Membership | User | None,
    organization: Organization | None = None,
    **detail: Any,
) -> None:
    """Add one line to the trail, in the caller's transaction.

    Args:
        action: "subject.deed", for example "round.closed"; `words` has its sentence.
        by: who did it; None for the clock.
        organization: where it happened; taken from the actor or from the thing when not given.
        detail: short facts; never an answer, a comment, a token or a password.
    """
    where = organization or getattr(by, "organization", None) or getattr(thing, "organization", None)
    _line(action, thing, by=by, detail=detail, organization=where).save()


def record_each(
    action: str,
    things: Iterable[tuple[models.Model, dict[str, Any]]],
    *,
    by: Membership | User | None,
    organization: Organization,
) -> None:
    """Add a line for each thing with its facts, as `record` would; one query for hundreds."""
    record_rows(
        action,
        ((_type_of(thing), thing.pk, _name_of(thing), _person_of(thing), detail) for thing, detail in things),
        by=by,
        organization=organization,
    )


Told = tuple[str, int, str, User | None, Mapping[str, Any]]
"""A thing as a line of the trail names it: type, number, name, whom it is about, and the facts."""

LINES = PreparedInserts(
    AuditEvent,
    *("organization", "actor", "person", "action", "kind", "object_type", "object_id", "label"),
    *("detail", "at", "origin", "address"),
)


def record_rows(
    action: str, things: Iterable[Told], *, by: Membership | User | None, organization: Organization
) -> None:
    """The same for things of which no instances were made; in the order given."""
    where, moment, kind = origin(), now(), kind_of(action)
    actor = by.user_id if isinstance(by, Membership) else by.pk if by else None
    LINES.write(
        [
            (
                *(organization.pk, actor, person.pk if person else None, action, kind, of, str(pk)),
                *(one_line(name)[:LABEL_LENGTH], detail, moment, where.kind, where.address),
            )
            for of, pk, name, person, detail in things
        ]
    )


def record_for_operators(action: str, thing: models.Model, *, by: User | None, **detail: Any) -> None:
    """Add one line that belongs to no organization: what operators do, and what outlives an organization."""
    _line(action, thing, by=by, detail=detail).save()


def record_for_person(action: str, person: User, *, by: User | None, **detail: Any) -> None:
    """Add what happened to an account, for the operators and for each organization of the person."""
    AuditEvent.objects.bulk_create(
        _line(action, person, by=by, detail=detail, organization=where)
        for where in (None, *_organizations_of(person))
    )


def refuse(
    action: str,
    thing: models.Model | None,
    *,
    by: User | None,
    organization: Organization | None = None,
    label: str = "",
    without_address: bool = False,
    **detail: Any,
) -> None:
    """Add what was not let through. More of the same within a minute is left out, and the last line says so.

    Args:
        by: who asked; None for somebody who is not signed in.
        thing: what it was about, a person or a thing; None where `label` says it.
    """
    found = _line(action, thing, by=by, detail=detail, organization=organization, label=label)
    if without_address:
        found.address = ""
    with scopes_disabled():
        lately = AuditEvent.objects.filter(
            organization=organization, kind=found.kind, at__gt=now() - A_MINUTE
        )
        alike = lately.filter(action=action, actor=by, person=found.person, address=found.address).count()
        if alike >= ALIKE_IN_A_MINUTE or (by is None and _is_flooded(lately)):
            return
    if alike == ALIKE_IN_A_MINUTE - 1:
        found.detail = found.detail | {"more": True}
    found.save()


def refuse_person(action: str, person: User, *, by: User | None, **detail: Any) -> None:
    """The same for an account: for the operators and for each organization of the person."""
    for where in (None, *_organizations_of(person)):
        refuse(action, person, by=by, organization=where, **detail)


def forget_person(person: User, *, organization: Organization | None = None) -> None:
    """Blank what names a person who is being erased; call it while the account still has its address.

    The lines stay: that somebody became an owner, and when, is not forgotten. Gone are the name and the
    e-mail address in lines about the person, and the network addresses from which the person did things.

    Args:
        organization: the only one whose trail forgets; all of them when not given.
    """
    with scopes_disabled():
        lines = AuditEvent.objects.filter(organization=organization) if organization else AuditEvent.objects
        about = lines.filter(Q(person=person) | Q(label__iexact=person.email))
        telling = [pk for pk, detail in about.values_list("pk", "detail") if detail.keys() - NAMES_NOBODY]
        AuditEvent.objects.filter(pk__in=telling).blank("detail")
        about.blank("label")
        lines.filter(Q(actor=person) | Q(person=person)).exclude(address="").blank("address")


def _type_of(thing: models.Model | None) -> str:
    return (thing._meta.model_name or "") if thing is not None else ""


def _name_of(thing: models.Model | None) -> str:
    return "" if thing is None or isinstance(thing, NAMELESS) else str(thing)


def _line(
    action: str,
    thing: models.Model | None,
    *,
    by: Membership | User | None,
    detail: dict[str, Any],
    organization: Organization | None = None,
    label: str = "",
) -> AuditEvent:
    where = origin()
    return AuditEvent(
        organization=organization,
        actor=by.user if isinstance(by, Membership) else by,
        person=_person_of(thing),
        action=action,
        kind=kind_of(action),
        object_type=_type_of(thing),
        object_id=str(thing.pk) if thing is not None else "",
        label=one_line(label or _name_of(thing))[:LABEL_LENGTH],  # an address may hold what no row can
        detail=detail,
        at=now(),
        origin=where.kind,
        address=where.address,
    )


def _person_of(thing: models.Model | None) -> User | None:
    if isinstance(thing, Membership):
        return thing.user
    return thing if isinstance(thing, User) else None


def _organizations_of(person: User) -> Iterable[Organization]:
    with scopes_disabled():
        members = Membership.objects.filter(user=person, state=Membership.State.ACTIVE)
        found = members.select_related("organization").order_by("pk")[:MOST_ORGANIZATIONS]
        return [member.organization for member in found]


def _is_flooded(lately: models.QuerySet[AuditEvent]) -> bool:
    return lately.filter(actor=None)[:UNKNOWN_IN_A_MINUTE].count() >= UNKNOWN_IN_A_MINUTE
