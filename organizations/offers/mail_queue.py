"""The mails about offers: planned within the day's limit, handed out when due, and their links.

An address gets at most one mail in ten minutes from one organization, and an organization sends at most
so many a day; what is beyond waits for the next days. Both are counted while the organization's row is
held, so that many who send at once cannot pass the limit together.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Max
from django.db.models.functions import TruncDate

from core import links
from core.clock import now
from core.moments import end_of_day
from core.outbox import emit, restored_at
from core.upserts import PreparedInserts
from organizations.models import MembershipOffer, OfferLink, OfferMail, Organization
from organizations.models.offers import MembershipOfferQuerySet

BETWEEN_MAILS = timedelta(minutes=10)
ONE_DAY = timedelta(days=1)

Teller = Callable[[Sequence[MembershipOffer]], Collection[int]]

_tellers: list[Teller] = []


@dataclass(frozen=True, slots=True)
class Waiting:
    """The mails that wait for their day."""

    mails: int
    last: datetime | None


def tells_of_offers(teller: Teller) -> Teller:
    """Register what lies above and writes to some addresses itself, as an open round does.

    Given offers, it says which of them (ids) a mail of its own tells of. An address whose offers are all told
    of so gets no mail of ours.
    """
    _tellers.append(teller)
    return teller


def hash_of(token: str) -> str:
    """What is kept of the token of a link."""
    return links.hash_of(token, of="offer to join")


PLANNED = PreparedInserts(OfferMail, "organization", "email", "key", "asked_at", "due_at")


def plan_mails(organization: Organization, addresses: Iterable[str]) -> None:
    """Plan one mail to each address, on the first day that has room. The caller holds the organization.

    An address whose mail waits already gets no second one.
    """
    asked = list(dict.fromkeys(addresses))
    moment = now()
    mails = OfferMail.objects.filter(organization=organization)
    waiting = set(mails.filter(email__in=asked, handed_out_at=None).values_list("email", flat=True))
    last = dict(
        mails.filter(email__in=asked)
        .values("email")
        .annotate(last=Max("due_at"))
        .values_list("email", "last")
    )
    days = _Days(organization, moment)
    planned = [
        (
            *(organization.pk, email, secrets.token_hex(16), moment),
            days.take(max(moment, last[email] + BETWEEN_MAILS) if email in last else moment),
        )
        for email in asked
        if email not in waiting
    ]
    PLANNED.write(planned)
    if planned:
        emit("offers.planned", {"organization": organization.pk})


class _Days:
    """How many mails each day from now on has already."""

    def __init__(self, organization: Organization, moment: datetime) -> None:
        today = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        planned = OfferMail.objects.filter(organization=organization, due_at__gte=today)
        by_day = (
            planned.annotate(day=TruncDate("due_at", tzinfo=UTC)).values("day").annotate(mails=Count("pk"))
        )
        self.mails: dict[date, int] = {row["day"]: row["mails"] for row in by_day.order_by()}

    def take(self, moment: datetime) -> datetime:
        """The first moment from `moment` on, at this time of day, whose day has room; takes the room."""
        while self.mails.get(moment.astimezone(UTC).date(), 0) >= settings.OFFER_MAILS_PER_DAY:
            moment += ONE_DAY
        day = moment.astimezone(UTC).date()
        self.mails[day] = self.mails.get(day, 0) + 1
        return moment


def day_of_the_last(organization: Organization, mails: int) -> date:
    """On which day the last of so many new mails would go out, within the limit of each day."""
    moment, days = now(), _Days(organization, now())
    last = moment
    for _mail in range(mails):
        last = days.take(last)
    return last.astimezone(UTC).date()


def mails_waiting(organization: Organization) -> Waiting:
    """What is planned for later."""
    later = OfferMail.objects.filter(organization=organization, handed_out_at=None, due_at__gt=now())
    found = later.aggregate(mails=Count("pk"), last=Max("due_at"))
    return Waiting(found["mails"], found["last"])


def written_lately(organization: Organization, email: str) -> bool:
    """Whether a mail to this address was planned within the last ten minutes, or waits."""
    return bool(written_lately_of(organization, [email]))


def written_lately_of(organization: Organization, addresses: Iterable[str]) -> set[str]:
    """To which of these addresses a mail was planned within the last ten minutes, or waits."""
    mails = OfferMail.objects.filter(organization=organization, email__in=set(addresses))
    return set(mails.filter(due_at__gt=now() - BETWEEN_MAILS).values_list("email", flat=True))


def hand_out(organization: Organization) -> int:
    """Give each mail that is due to the outbox, once; how many."""
    with transaction.atomic():
        # Against another run of the clock: a mail is handed out once.
        organization.hold()
        due = OfferMail.objects.filter(organization=organization, handed_out_at=None, due_at__lte=now())
        found = dict(due.order_by("due_at", "pk").values_list("pk", "due_at"))
        OfferMail.objects.filter(pk__in=found).update(handed_out_at=now())
        restored = restored_at() if found else None
        for pk, due_at in found.items():
            # What was due before a restore was sent perhaps, before the database was lost.
            held = restored is not None and due_at <= restored
            emit("offer.send", {"organization": organization.pk, "mail": pk}, held=held)
        return len(found)


def make_link(mail: OfferMail) -> tuple[str, list[MembershipOffer]] | None:
    """A fresh token for a mail about to be sent, and the offers that it brings.

    From now on the links of earlier mails to the address are dead, and the offers' time begins anew.

    Returns:
        None when there is nothing to send: sent already, nothing is on offer any more, or another mail tells
        of it.
    """
    token = links.new_token()
    with transaction.atomic():
        # Against a worker that marks the same mail as sent, and against forgetting the address meanwhile.
        held = OfferMail.objects.select_for_update(no_key=True).get(pk=mail.pk)
        newer = OfferMail.objects.filter(organization=mail.organization_id, email=mail.email, pk__gt=mail.pk)
        if held.sent_at is not None or newer.exclude(links=None).exists():
            return None
        offered = offers_at(mail)
        told = {pk for teller in _tellers for pk in teller(offered)}
        if all(offer.pk in told for offer in offered):
            return None
        OfferLink.objects.create(mail=mail, token_hash=hash_of(token), made_at=now())
        later = now() + timedelta(days=settings.OFFER_DAYS)
        _at_address(mail).open_at(now()).update(expires_at=end_of_day(mail.organization.time_zone, later))
    return token, offered


def offers_at(mail: OfferMail) -> list[MembershipOffer]:
    """All that the organization offers to the address of a mail, and that can be taken now."""
    return list(_at_address(mail).open_at(now()).select_related("team", "made_by__user").order_by("pk"))


def mark_sent(mail: OfferMail) -> None:
    """Note that a mail has gone out, so that it never goes out again."""
    with transaction.atomic():
        if OfferMail.objects.filter(pk=mail.pk, sent_at=None).update(sent_at=now()):
            _at_address(mail).open_at(now()).update(sent_at=now())


def mark_told(offers: Collection[int]) -> None:
    """Note that another mail than ours has told of offers (ids)."""
    MembershipOffer.objects.filter(pk__in=offers).open_at(now()).update(sent_at=now())


def mark_undeliverable(offers: Collection[int]) -> None:
    """Note that a mail server took no other mail that told of offers (ids)."""
    open_ones = MembershipOffer.objects.filter(pk__in=offers, state=MembershipOffer.State.OPEN)
    open_ones.update(state=MembershipOffer.State.BOUNCED)


def prolong(offers: Collection[int], *, until: datetime) -> None:
    """Let offers (ids) that are open now last at least until then."""
    shorter = MembershipOffer.objects.filter(pk__in=offers, expires_at__lt=until)
    shorter.open_at(now()).update(expires_at=until)


def mark_bounced(mail: OfferMail, *, reason: str) -> None:
    """Note that a mail server took no mail for the address: the offers need another one."""
    with transaction.atomic():
        OfferMail.objects.filter(pk=mail.pk).update(refusal=reason[:200])
        _at_address(mail).filter(state=MembershipOffer.State.OPEN).update(state=MembershipOffer.State.BOUNCED)


def forget_mails(mails: models.QuerySet[OfferMail]) -> None:
    """Delete mails with their links: whose address it was is to be forgotten."""
    mails.delete()


def _at_address(mail: OfferMail) -> MembershipOfferQuerySet:
    return MembershipOffer.objects.filter(organization=mail.organization_id, email=mail.email)
