"""The read side of the pages about offers to join: frozen rows, so that templates cause no queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from django.db.models import Count, Q, QuerySet

from core.clock import now
from core.names import by_name
from organizations.access import Role
from organizations.fields import labels_with_path
from organizations.members.giving import Giving
from organizations.members.queries import role_words
from organizations.models import Membership, MembershipOffer, OfferLink, Team, User
from organizations.offers.accepting import end_of, offers_for, standing
from organizations.offers.mail_queue import offers_at
from organizations.offers.offering import place_of

State = MembershipOffer.State


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One line of the list of offers.

    `changeable` says whether the reader may send it again or correct it, `takeable` whether withdraw it.
    """

    pk: int
    email: str
    name: str
    role: str
    state: str
    state_words: str
    until: datetime
    sent_at: datetime | None
    by: str
    changeable: bool
    takeable: bool


@dataclass(frozen=True, slots=True)
class OfferedHere:
    """What one organization offers to a person, for the start page."""

    organization: str
    slug: str
    inviter: str
    roles: list[str]
    until: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """What a link offers, for the pages of who holds it."""

    organization: str
    email: str
    name: str
    inviter: str
    language: str
    offers: list[MembershipOffer]
    until: datetime

    @property
    def roles(self) -> list[str]:
        """In words when asked for: the page begins to speak the language of the offer once it has read it."""
        return [role_words(one) for one in self.offers]


def offered_with(link: OfferLink) -> Offered:
    """All that a link offers now; its reader holds the address.

    Raises:
        The errors of `accepting.check_link`: somebody took or withdrew the last since the link was read.
    """
    offers = standing(offers_at(link.mail))
    if not offers:
        raise end_of(link.mail)
    return Offered(
        organization=link.mail.organization.name,
        email=link.mail.email,
        name=next((one.name for one in offers if one.name), ""),
        inviter=next((str(one.made_by) for one in reversed(offers) if one.made_by), ""),
        language=next((one.language for one in offers if one.language), ""),
        offers=offers,
        until=min(one.expires_at for one in offers),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which offers the list is to show; what is empty filters nothing."""

    search: str = ""
    state: str = ""
    role: str = ""
    team: Team | None = None

    @property
    def anything(self) -> bool:
        """Whether something is filtered at all."""
        return self != Wanted()


def offers(member: Membership, wanted: Wanted = Wanted()) -> QuerySet[MembershipOffer]:
    """The offers that the member may see, newest first."""
    found = MembershipOffer.objects.visible_to(member).select_related("team__merged_into", "made_by__user")
    if wanted.search:
        found = found.filter(Q(email__icontains=wanted.search) | Q(name__icontains=wanted.search))
    if wanted.state:
        found = found.filter(in_state(wanted.state))
    if wanted.role:
        found = found.filter(role=wanted.role)
    if wanted.team:
        found = found.filter(team=wanted.team)
    return found


def counts(offers: QuerySet[MembershipOffer]) -> dict[str, int]:
    """How many there are, and how many of them are open (one query)."""
    is_open = Count("pk", filter=in_state(State.OPEN))
    return dict(offers.order_by().aggregate(every=Count("pk"), open=is_open))


def teams_with_offers(member: Membership) -> dict[str, str]:
    """The teams and units of the offers that the member may see: address and path (two queries)."""
    made = MembershipOffer.objects.visible_to(member).exclude(team=None).order_by()
    slugs = set(made.values_list("team__slug", flat=True).distinct())
    ours = list(Team.objects.filter(organization=member.organization_id)) if slugs else []
    paths = labels_with_path(ours)
    named = [(team.slug, paths[team.pk]) for team in ours if team.slug in slugs]
    return dict(by_name(named, itemgetter(1)))


def in_state(state: str) -> Q:
    """Offers in that state now; one whose time is over has expired, marked or not."""
    over = Q(state__in=MembershipOffer.TAKEABLE, expires_at__lte=now())
    if state == State.EXPIRED:
        return over | Q(state=State.EXPIRED)
    if state in MembershipOffer.TAKEABLE:
        return Q(state=state, expires_at__gt=now())
    return Q(state=state)


def open_offers(member: Membership) -> int:
    """How many of the offers that the member may see can be accepted now."""
    found = MembershipOffer.objects.visible_to(member)
    return int(found.aggregate(count=Count("pk", filter=in_state(State.OPEN)))["count"])


def offer_rows(offers: Iterable[MembershipOffer], *, reader: Membership) -> list[OfferRow]:
    """The offers as the list shows them to `reader`."""
    giving = Giving(reader, reader.organization_id)
    return [_offer_row(offer, giving) for offer in offers]


def _offer_row(offer: MembershipOffer, giving: Giving) -> OfferRow:
    takeable = offer.state in MembershipOffer.TAKEABLE
    state = State.EXPIRED if takeable and offer.expires_at <= now() else State(offer.state)
    role = Role(offer.role)
    may_send, may_withdraw = giving.may(role, place_of(offer)), giving.may(role, offer.team)
    return OfferRow(
        pk=offer.pk,
        email=offer.email,
        name=offer.name,
        role=role_words(offer),
        state=state.value,
        state_words=str(state.label),
        until=offer.expires_at,
        sent_at=offer.sent_at,
        by=str(offer.made_by) if offer.made_by else "",
        changeable=may_send and state in (*MembershipOffer.TAKEABLE, State.EXPIRED),
        takeable=may_withdraw and state in MembershipOffer.TAKEABLE,
    )


def offered_to(person: User) -> list[OfferedHere]:
    """What each organization offers to the person now, by its name."""
    by_place: dict[str, list[MembershipOffer]] = {}
    for offer in offers_for(person):
        by_place.setdefault(offer.organization.slug, []).append(offer)
    return [
        OfferedHere(
            organization=mine[0].organization.name,
            slug=slug,
            inviter=next((str(one.made_by) for one in reversed(mine) if one.made_by), ""),
            roles=[role_words(one) for one in mine],
            until=min(one.expires_at for one in mine),
        )
        for slug, mine in by_place.items()
    ]
