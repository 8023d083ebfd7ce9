"""What the clock does for offers to join, in every organization."""

from celery import shared_task

from core.clock import now
from organizations.models import MembershipOffer, OfferMail, Organization
from organizations.offer_mails import hand_out
from organizations.offers import expire_offers
from organizations.scoping import scope, scopes_disabled


@shared_task(ignore_result=True)
def send_due_offers() -> int:
    """Hand out the mails whose day has come; how many."""
    with scopes_disabled():
        due = OfferMail.objects.filter(handed_out_at=None, due_at__lte=now())
        waiting = Organization.objects.filter(pk__in=due.values("organization"))
        return sum(_within(organization, hand_out) for organization in waiting)


@shared_task(ignore_result=True)
def end_offers() -> int:
    """Mark the offers whose time is over; how many."""
    with scopes_disabled():
        over = MembershipOffer.objects.filter(state__in=MembershipOffer.TAKEABLE, expires_at__lte=now())
        affected = Organization.objects.filter(pk__in=over.values("organization"))
        return sum(_within(organization, expire_offers) for organization in affected)


def _within(organization: Organization, deed) -> int:
    with scope(organization=organization):
        done: int = deed(organization)
        return done
