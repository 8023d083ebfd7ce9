"""Coming in through another company's sign-in service (OpenID Connect, SAML).

A service is believed about an address only where three things hold: it says that the address is verified
(or is trusted to send no others), it never says the contrary, and the operator has named the address's
domain. Then the account with this address opens; without one, an open offer to join or a domain that leads
to an organization makes one. Else nobody comes in, and nothing is stored.
"""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.sign_on import ANY, Domain, Service
from organizations.access import Role
from organizations.accounts.addresses import address_is_confirmed, confirm_address
from organizations.accounts.people import AddressInvalid, add_person, address_of, drop_password, person_with
from organizations.members import memberships
from organizations.models import Organization, User
from organizations.offers import accepting
from organizations.scoping import scope

logger = logging.getLogger(__name__)


class NotVouchedFor(DomainError):
    code = "sign_on_not_vouched_for"
    message = _("%(service)s does not say which address is verified as yours.")
    status = 403


class DomainNotTrusted(DomainError):
    code = "sign_on_domain_not_trusted"
    message = _("%(service)s may not sign in addresses like %(email)s here.")
    status = 403


class NobodyHere(DomainError):
    code = "sign_on_nobody_here"
    message = _("Nobody uses Patamar here with the address %(email)s.")
    status = 403


def service_named(provider: str) -> Service | None:
    """The service that the settings know under this id."""
    return next((service for service in settings.SIGN_ON_SERVICES if service.id == provider), None)


def vouched_address(service: Service, claims: dict[str, Any]) -> str:
    """The address that the service vouches for.

    Args:
        claims: what it says of the person; `email` and `email_verified` count.

    Raises:
        NotVouchedFor: no address, or none that counts as verified.
        DomainNotTrusted: the operator has not named its domain.
    """
    told = str(claims.get("email") or "")
    if not told.isascii():  # some letters become others in lower case: this would be another address
        raise NotVouchedFor(service=service.name)
    try:
        email = address_of(told)
    except AddressInvalid as error:
        raise NotVouchedFor(service=service.name) from error
    said = claims.get("email_verified")
    if said is not True and not (said is None and service.trusts_addresses):
        raise NotVouchedFor(service=service.name)
    if not _domains_of(service, email):
        raise DomainNotTrusted(service=service.name, email=email)
    return email


def person_behind(service: Service, *, email: str, name: str) -> User:
    """The person with that address, who is let in wherever the address opens a way.

    Raises:
        NobodyHere: there is no account, no open offer to join, and no organization for the domain.
        PersonNameMissing: `name` is empty.
    """
    with transaction.atomic():
        person = person_with(email)
        is_new = person is None
        if person is None:
            person = add_person(email=email, name=name)
        elif not address_is_confirmed(person):
            drop_password(person)  # whoever set one never showed that the address is theirs
        confirm_address(person)
        if not let_in(service, person) and is_new:
            raise NobodyHere(email=email)
        return person


def let_in(service: Service, person: User) -> bool:
    """Take what is offered to the person's address, and make them a member where their domain leads.

    Returns:
        Whether the person has become, or is, a member by that.
    """
    inside = False
    with transaction.atomic():
        for organization in {offer.organization for offer in accepting.offers_for(person)}:
            accepting.accept(organization, person=person)
            inside = True
        for domain in _domains_of(service, person.email):
            inside = _admit(domain, person) or inside
    return inside


def _admit(domain: Domain, person: User) -> bool:
    if not domain.organization:
        return False
    organization = Organization.objects.filter(slug=domain.organization, archived_at=None).first()
    if organization is None:
        logger.warning("%s leads to %s, which is no organization.", domain.name, domain.organization)
        return False
    with scope(organization=organization):
        role = Role(domain.role) if domain.role else None
        return memberships.admit(organization, user=person, role=role) is not None


def _domains_of(service: Service, email: str) -> list[Domain]:
    """What the operator says about this address; nothing: the service is not believed about it."""
    ending = email.rpartition("@")[2]
    return [domain for domain in service.domains if domain.name in (ending, ANY)]
