"""How an organization begins."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.outbox import emit
from core.text import one_line
from organizations.access import Role
from organizations.audit import record
from organizations.joining import join
from organizations.models import Membership, Organization, User
from organizations.scoping import scope
from organizations.slugs import free_slug

SLUG_LENGTH = 50


class OrganizationNameMissing(DomainError):
    code = "organization_name_missing"
    message = _("Give the organization a name.")
    status = 422


class AddressTaken(DomainError):
    code = "address_taken"
    message = _("Another organization has the address “%(slug)s” already.")


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
            emit("organization.founded", {"organization": organization.pk})
            return join(organization, user=owner, role=Role.OWNER, by=None)
