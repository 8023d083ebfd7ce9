"""Sending all open offers again at once: what is done to one by hand, in few queries however many."""

from django.db import transaction
from django.db.models import QuerySet

from core.clock import now
from organizations.access import Role
from organizations.audit.recording import record_each
from organizations.members.giving import Giving
from organizations.models import Membership, MembershipOffer, Organization
from organizations.offers.mail_queue import plan_mails, written_lately_of
from organizations.offers.offering import end_of_time, facts, place_of


def send_all_again(
    organization: Organization, offers: QuerySet[MembershipOffer], *, by: Membership | None
) -> int:
    """Plan another mail with a new link to each address that has an open one of these offers.

    Left as they are: offers that `by` may not make, and addresses that had a mail within the last ten
    minutes or have one waiting; so doing it twice writes to nobody twice. Whoever sends them stands for
    them from now on, and their time begins anew.

    Returns:
        How many addresses get a mail.
    """
    with transaction.atomic():
        # Against accepting and withdrawing, and against another sending, so that one mail goes out to each.
        organization.hold()
        again = _due(organization, offers, by)
        held = MembershipOffer.objects.filter(pk__in=[offer.pk for offer in again])
        held.update(made_by=by, sent_at=None, expires_at=end_of_time(organization, now()))
        lines = [(offer, facts(offer)) for offer in again]
        record_each("offer.sent_again", lines, by=by, organization=organization)
        addresses = {offer.email: None for offer in again}
        plan_mails(organization, addresses)
    return len(addresses)


def _due(
    organization: Organization, offers: QuerySet[MembershipOffer], by: Membership | None
) -> list[MembershipOffer]:
    giving = Giving(by, organization.pk)
    is_open = offers.filter(state=MembershipOffer.State.OPEN, expires_at__gt=now())
    found = is_open.select_related("team__merged_into").order_by("pk")
    mine = [offer for offer in found if giving.may(Role(offer.role), place_of(offer))]
    lately = written_lately_of(organization, (offer.email for offer in mine))
    return [offer for offer in mine if offer.email not in lately]
