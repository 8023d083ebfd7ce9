"""What the tests of offers to join share: an offer to Nina, and the outbox carried out."""

import re
from datetime import UTC, datetime
from typing import Any

from django.core import mail

from core.outbox import carry_out, due_messages
from organizations.access import Role
from organizations.models import MembershipOffer, OfferLink
from organizations.offers import accepting
from organizations.offers.offering import NewOffer, make_offers
from tests.cast import Cast

NINA = "nina@example.com"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def new(cast: Cast, email: str = NINA, role: Role = Role.MEMBER, **more: Any) -> NewOffer:
    team = cast.pricing if role in (Role.MEMBER, Role.LEAD) else None
    return NewOffer(email=email, role=role, **({"team": team, "name": "Nina Faro"} | more))


def offered(cast: Cast, *emails: str) -> list[MembershipOffer]:
    return make_offers(cast.aurora, [new(cast, email) for email in emails or [NINA]], by=cast.ada)


def carried_out() -> None:
    """All that waits in the outbox, as a worker does it."""
    while due := due_messages():
        for message in due:
            carry_out(message)


def token_in(message: Any) -> str:
    return re.search(r"/offer/([\w-]+)/", message.body)[1]


def link_to(cast: Cast, **more: Any) -> OfferLink:
    make_offers(cast.aurora, [new(cast, **more)], by=cast.olga)
    carried_out()
    return accepting.link_of(token_in(mail.outbox[-1]))
