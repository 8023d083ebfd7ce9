"""Mail of the surveys, in the reader's language, as text and as HTML."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.moments import long_day_and_time, place_of
from core.names import by_name
from core.text import without_addresses
from organizations.mail import absolute, deliver, letter_to
from organizations.models import Membership, MembershipOffer
from organizations.offers.accepting import offered_in
from organizations.offers.bounces import Report, takes_reports
from organizations.offers.mail_queue import mark_told, mark_undeliverable
from organizations.scoping import scope, scopes_disabled
from surveys import invitations
from surveys.models import Invitation, Round
from surveys.outcomes import Outcome, told_to
from surveys.seats import leads_of
from surveys.timing import minutes_of


@dataclass(frozen=True, slots=True)
class Link:
    """A team's name and the address by which one person answers for it."""

    team: str
    address: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who gets a mail: their address, and what is known of them."""

    email: str
    name: str
    language: str
    joined: bool
    has_password: bool = False  # whoever joined by answering has chosen none, and needs none


def send_invitation(round: Round, member: Membership) -> bool:
    """Send one mail with the member's unsent links of this round; False when there was none to send.

    Links to teams that they lead no more, or not while they are suspended, are left out and put off.
    The tokens are made here and never stored. Should the process die between sending and noting it,
    the mail goes out again with the same Message-ID and links that work.
    """
    person = member.user
    language = person.language or round.organization.language
    has_password = person.has_usable_password()
    reader = Reader(person.email, person.name, language, joined=True, has_password=has_password)
    unsent = list(_unsent(round).filter(membership=member))
    led = leads_of(one.participation.team_id for one in unsent).filter(membership=member)
    teams = set(led.values_list("team_id", flat=True))
    asked = [one for one in unsent if one.participation.team_id in teams]
    invitations.put_off(one for one in unsent if one not in asked)
    return _send(round, reader, asked, offers=[], key=f"round-{round.pk}-{member.pk}")


def send_to_address(round: Round, email: str) -> bool:
    """The same to an address that has not joined yet. What is no longer offered there is left out.

    The mail tells of the offers as well, for no other does; an address that the mail server refuses for good
    is marked.
    """
    asked, offers = [], []
    for one in _unsent(round).filter(membership=None, email=email):
        standing = offered_in(round.organization, email=email, team=one.participation.team_id)
        offers += standing
        asked += [one] if standing else []
    name = next((one.name for one in reversed(offers) if one.name), "")
    language = next((one.language for one in offers if one.language), round.organization.language)
    # Whoever invited has typed the name: an address in it would come from us.
    reader = Reader(email, without_addresses(name), language, joined=False)
    return _send(round, reader, asked, offers=offers, key=f"round-{round.pk}-a")


@dataclass(frozen=True, slots=True)
class Returned:
    """A mail that came back."""

    email: str


@takes_reports
def take_back(report: Report) -> Returned | None:
    """Mark whom a mail of a round did not reach; whoever has opened its link was reached all the same."""
    with scopes_disabled():  # a key says which mail, and nobody has looked yet whose it is
        found = Invitation.objects.filter(Q(mail_key=report.key) | Q(reminder_key=report.key))
        asked = list(found.select_related("participation__round__organization", "membership__user"))
    if not asked:
        return None
    organization = asked[0].participation.round.organization
    told: set[int] = set()
    with transaction.atomic(), scope(organization=organization):
        invitations.mark_bounced(asked)
        for one in asked:
            if one.membership is None:
                offers = offered_in(organization, email=one.email, team=one.participation.team_id)
                told.update(offer.pk for offer in offers)
        mark_undeliverable(told)
    return Returned(asked[0].membership.user.email if asked[0].membership else asked[0].email)


def _unsent(round: Round) -> QuerySet[Invitation]:
    unsent = Invitation.objects.filter(participation__round=round, sent_at=None, revoked_at=None)
    return unsent.exclude(state=Invitation.State.BOUNCED).select_related("participation").order_by("pk")


def _send(
    round: Round, reader: Reader, asked: Iterable[Invitation], *, offers: list[MembershipOffer], key: str
) -> bool:
    links, sent = [], []
    for invitation in by_name(asked, lambda one: one.participation.team_name):
        token = invitations.make_token(invitation)
        if token is not None:
            links.append(
                Link(invitation.participation.team_name, absolute(reverse("answer:arrive", args=[token])))
            )
            sent.append(invitation)
    if not links:
        return False
    # A mail that was asked for anew is another mail; mail programs would drop one of a name that they know.
    name = "-".join(filter(None, (key, sent[0].mail_key)))
    told = [offer.pk for offer in offers]
    outcomes = told_to(round, {one.participation.team_id for one in sent})
    if deliver(_invitation(round, reader, links, outcomes, key=name)):
        with transaction.atomic():
            invitations.mark_bounced(sent)
            mark_undeliverable(told)
        return False
    with transaction.atomic():  # a link that was sent and an offer that was not would ask for another mail
        invitations.mark_sent(sent)
        mark_told(told)
    return True


def _invitation(
    round: Round, reader: Reader, links: list[Link], outcomes: list[Outcome], *, key: str
) -> EmailMultiAlternatives:
    with translation.override(reader.language):
        words = {
            "round": round,
            "reader": reader,
            "links": links,
            "outcomes": outcomes,
            "minutes": minutes_of(round),
            "closes": long_day_and_time(round.closes_at, round.time_zone),
            "place": place_of(round.time_zone),
        }
        asks = {"organization": round.organization.name, "round": round.name}
        return letter_to(
            reader.email,
            key=key,
            subject=_("%(organization)s asks: %(round)s") % asks,
            template="mail/round_opened",
            words=words,
        )
