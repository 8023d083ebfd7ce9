"""What the clock does in every organization: offers, imports, and the end of those that are due."""

from collections.abc import Callable

from celery import shared_task

from core.clock import now
from organizations.accounts.sessions import forget_ended
from organizations.importing.keeping import forget_old
from organizations.models import MembershipOffer, OfferMail, Organization
from organizations.offers.mail_queue import hand_out
from organizations.offers.offering import KEPT, expire_offers, forget_closed
from organizations.scoping import scope, scopes_disabled
from organizations.tenant import deleting


@shared_task(ignore_result=True)
def send_due_offers() -> int:
    """Hand out the mails whose day has come; how many."""
    with scopes_disabled():
        due = OfferMail.objects.filter(handed_out_at=None, due_at__lte=now())
        waiting = Organization.objects.filter(pk__in=due.values("organization"))
        return sum(_within(organization, hand_out) for organization in waiting)


@shared_task(ignore_result=True)
def end_offers() -> int:
    """Mark the offers whose time is over, and forget those closed long ago; how many were marked."""
    with scopes_disabled():
        old = MembershipOffer.objects.filter(closed_at__lt=now() - KEPT)
        for organization in Organization.objects.filter(pk__in=old.values("organization")):
            _within(organization, forget_closed)
        over = MembershipOffer.objects.filter(state__in=MembershipOffer.TAKEABLE, expires_at__lte=now())
        affected = Organization.objects.filter(pk__in=over.values("organization"))
        return sum(_within(organization, expire_offers) for organization in affected)


@shared_task(ignore_result=True)
def delete_due_organizations() -> int:
    """Hand out the organizations whose waiting time is over; how many."""
    due = list(deleting.due_to_delete().order_by("pk").values_list("pk", flat=True))
    for pk in due:
        delete_organization.delay(pk)
    return len(due)


@shared_task(ignore_result=True)
def delete_organization(pk: int) -> None:
    """Delete one organization; a run that was killed is taken up by the next."""
    organization = deleting.due_to_delete().filter(pk=pk).first()
    if organization is not None:
        deleting.delete_organization(organization)


@shared_task(ignore_result=True)
def forget_imports() -> int:
    """Throw away what was sent to be imported more than an hour ago; how many."""
    return forget_old()


def _within(organization: Organization, deed: Callable[[Organization], int]) -> int:
    with scope(organization=organization):
        return deed(organization)


@shared_task(ignore_result=True)
def forget_sessions() -> int:
    """Delete the sessions whose time is over."""
    return forget_ended()
