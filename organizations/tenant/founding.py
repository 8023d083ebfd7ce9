"""How an organization begins."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import DomainError
from core.outbox import emit
from core.slugs import free_slug
from core.text import one_line
from organizations.access import Role
from organizations.accounts.people import hold_person
from organizations.audit.recording import record, record_for_operators
from organizations.members.memberships import join
from organizations.models import AuditEvent, Membership, Organization, User
from organizations.scoping import scope, scopes_disabled

SLUG_LENGTH = 50
MOST_IN_A_DAY = 5
A_DAY = timedelta(days=1)


class OrganizationNameMissing(DomainError):
    code = "organization_name_missing"
    message = _("Give the organization a name.")
    status = 422


class AddressTaken(DomainError):
    code = "address_taken"
    message = _("Another organization has the address “%(slug)s” already.")


class FoundingNotOpen(DomainError):
    code = "founding_not_open"
    message = _("Here only whoever runs this server founds organizations. Ask them for one.")
    status = 403


class FoundedTooMany(DomainError):
    code = "founded_too_many"
    message = _("You have founded %(number)d organizations within a day. Come back tomorrow.")
    status = 429


def may_found() -> bool:
    """Whether people found organizations by themselves here; else only operators do."""
    return bool(settings.FOUNDING == "everyone")


def found_by_oneself(*, name: str, language: str, time_zone: str, owner: User) -> Membership:
    """Begin a further organization without an operator; `owner` acts and owns it.

    Raises:
        FoundingNotOpen: on this installation only operators found organizations.
        FoundedTooMany: the person founded several within a day.
        The errors of `found_organization`.
    """
    if not may_found():
        raise FoundingNotOpen
    with transaction.atomic():
        hold_person(owner)  # whoever clicks twice at once is counted one after the other
        with scopes_disabled():
            lately = AuditEvent.objects.filter(
                organization=None, action="organization.founded", actor=owner, at__gt=now() - A_DAY
            ).count()
        if lately >= MOST_IN_A_DAY:
            raise FoundedTooMany(number=MOST_IN_A_DAY)
        return found_organization(name=name, language=language, time_zone=time_zone, owner=owner)


def found_organization(
    *, name: str, language: str, time_zone: str, owner: User, slug: str | None = None
) -> Membership:
    """Begin an organization with its first owner.

    Args:
        slug: the word in its addresses, which never changes; made from the name when not given.

    Returns:
        The owner's membership.

    Raises:
        OrganizationNameMissing: the name is empty.
        AddressTaken: the given slug belongs to another organization.
    """
    name = one_line(name)
    if not name:
        raise OrganizationNameMissing
    with transaction.atomic():
        taken = set(Organization.objects.values_list("slug", flat=True))
        if slug in taken:
            raise AddressTaken(slug=slug)
        organization = Organization.objects.create(
            slug=slug or free_slug(name, taken=taken, otherwise="organization", length=SLUG_LENGTH),
            name=name,
            language=language,
            time_zone=time_zone,
        )
        with scope(organization=organization):
            record("organization.founded", organization, by=owner, organization=organization)
            record_for_operators("organization.founded", organization, by=owner)
            emit("organization.founded", {"organization": organization.pk})
            return join(organization, user=owner, role=Role.OWNER, by=None)
