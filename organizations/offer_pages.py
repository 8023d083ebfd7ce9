"""The read side of the pages about offers to join: frozen rows, so that templates cause no queries."""

from dataclasses import dataclass
from datetime import datetime

from organizations.accepting import standing
from organizations.models import OfferLink
from organizations.offer_mails import offers_at
from organizations.queries import role_words


@dataclass(frozen=True, slots=True)
class Offered:
    """What a link offers, for the pages of who holds it."""

    organization: str
    email: str
    name: str
    inviter: str
    language: str
    roles: list[str]
    until: datetime


def offered_with(link: OfferLink) -> Offered:
    """All that a link offers now; its reader holds the address."""
    offers = standing(offers_at(link.mail))
    return Offered(
        organization=link.mail.organization.name,
        email=link.mail.email,
        name=next((one.name for one in offers if one.name), ""),
        inviter=next((str(one.made_by) for one in reversed(offers) if one.made_by), ""),
        language=next((one.language for one in offers if one.language), ""),
        roles=[role_words(one) for one in offers],
        until=min(one.expires_at for one in offers),
    )
