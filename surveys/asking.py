"""Whom an open round asks: its invitations brought in line with who leads the teams, or is to lead them.

A round asks people, not accounts. Who leads a team is asked as a member; whom the organization has offered to
lead it, by the address of the offer. `ask` is run as a round opens and again and again while it is open, so
that who is named, invited anew or reached under a corrected address is asked without anybody's doing; what
stays as it is costs no mail. An address is kept until its holder has joined, the offer is gone or the round
is over, and where it was reminded, until a day after that.
"""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from core.clock import now
from core.moments import end_of_day
from core.outbox import emit_each
from organizations.access import Role
from organizations.models import MembershipOffer, Organization, Team
from organizations.offers.accepting import offers_to_lead
from organizations.offers.mail_queue import prolong, tells_of_offers
from organizations.offers.offering import place_of
from surveys.models import Invitation, Participation, Response, Round
from surveys.seats import leads_of, of_team, rounds_by_lead

State, Purpose = Invitation.State, Invitation.Purpose


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to be asked for one team: memberships (ids) with their addresses, and offers to others."""

    members: dict[int, str] = field(default_factory=dict)
    offers: list[MembershipOffer] = field(default_factory=list)

    @property
    def deliverable(self) -> list[MembershipOffer]:
        """The offers to addresses that no mail server has refused."""
        return [offer for offer in self.offers if offer.state != MembershipOffer.State.BOUNCED]

    @property
    def nobody(self) -> bool:
        """Whether no mail can reach anybody who answers for the team."""
        return not self.members and not self.deliverable


A_DAY = timedelta(days=1)


def who_is_asked(organization: Organization, teams: Collection[int]) -> Mapping[int, Asked]:
    """Who is to be asked for each of these teams (ids); the same few queries for 3 teams and 300."""
    asked = {team: Asked() for team in teams}
    holders = (
        leads_of(teams).order_by("pk").values_list("team_id", "membership_id", "membership__user__email")
    )
    for team, membership, address in holders:
        asked[team].members[membership] = address
    for place, offer in offers_to_lead(organization):
        if place.pk in asked and offer.email not in asked[place.pk].members.values():
            asked[place.pk].offers.append(offer)
    return asked


def ask(round: Round, *, held: bool = False) -> int:
    """Ask whoever is to be asked in an open round and is not yet; how many mails that queues.

    Whose offer was withdrawn, declined or corrected is asked no more. Does nothing once the round takes no
    answers.

    Args:
        held: whether an operator has to release the mails first, for they may have gone out before a restore.
    """
    with transaction.atomic():
        # Against closing, which forgets the addresses once; and against another run, which would queue twice.
        locked = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
        if not locked.is_open_at(now()):
            return 0
        places = dict(round.participations.values_list("team_id", "pk"))
        asked = who_is_asked(round.organization, places)
        members = {places[team]: one.members for team, one in asked.items()}
        _ask_members(members)
        _ask_addresses(locked, {places[team]: one.offers for team, one in asked.items()})
        return _queue_mails(locked, members, held=held)


def forget_addresses(round: Round) -> None:
    """Forget where those were asked who have not joined: their links end with the round.

    An address that was reminded within a day stays until that is over, so that no other round reminds it on
    the same day; the clock comes back for it.
    """
    kept = Invitation.objects.filter(participation__round=round).exclude(email="")
    kept.exclude(reminded_at__gte=now() - A_DAY).update(email="")


def _ask_members(wanted: Mapping[int, Mapping[int, str]]) -> None:
    """An invitation for each membership, by participation (ids); nobody has two.

    Whoever was asked by address and has joined by another way keeps the link that they have.
    """
    there = Invitation.objects.filter(participation__in=list(wanted))
    of_members = set(there.exclude(membership=None).values_list("participation_id", "membership_id"))
    by_address = (
        there.filter(membership=None).exclude(email="").values_list("participation_id", "email", "pk")
    )
    links = {(place, email): pk for place, email, pk in by_address}
    new = []
    for place, members in sorted(wanted.items()):
        for member, address in members.items():
            if (place, member) in of_members:
                continue
            if (place, address) in links:
                link = Invitation.objects.filter(pk=links[place, address])
                link.update(membership=member, email="")
            else:
                new.append(Invitation(participation_id=place, membership_id=member, purpose=Purpose.TEAM))
    # Whoever begins at this moment gets one as well, see `invitations.invitation_of`.
    Invitation.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)


def _ask_addresses(round: Round, wanted: Mapping[int, Sequence[MembershipOffer]]) -> None:
    """An invitation for each address, by participation (id); one without an offer ends."""
    offers = {(place, offer.email): offer for place, several in wanted.items() for offer in several}
    prolong([offer.pk for offer in offers.values()], until=end_of_day(round.time_zone, round.closes_at))
    # Held against who takes part at this moment: of an invitation that was tied no address is left to judge.
    open_ones = Invitation.objects.select_for_update(of=("self",)).filter(
        participation__round=round, membership=None, revoked_at=None
    )
    there = {(one.participation_id, one.email): one for one in open_ones.exclude(email="").order_by("pk")}
    gone = [one.pk for key, one in there.items() if key not in offers]
    Invitation.objects.filter(pk__in=gone).update(revoked_at=now(), state=State.REVOKED, email="")
    # A mail about an offer that says of none that it was sent was asked for anew, by whoever sees to people.
    again = [one.pk for key, one in there.items() if key in offers and _is_wanted_again(one, offers[key])]
    Invitation.objects.filter(pk__in=again).update(sent_at=None, mail_key=None, state=State.ISSUED)
    Invitation.objects.bulk_create(
        (
            Invitation(participation_id=place, email=email, purpose=Purpose.TEAM)
            for (place, email), offer in sorted(offers.items(), key=lambda entry: entry[0])
            if (place, email) not in there and offer.state == MembershipOffer.State.OPEN
        ),
        batch_size=500,
    )


def _is_wanted_again(invitation: Invitation, offer: MembershipOffer) -> bool:
    mailed = invitation.sent_at is not None or invitation.state == State.BOUNCED
    return mailed and offer.sent_at is None and offer.state == MembershipOffer.State.OPEN


def _queue_mails(round: Round, members: Mapping[int, Mapping[int, str]], *, held: bool) -> int:
    """One message for each person who has unsent links, so that one bad address holds nobody else up.

    Args:
        members: who leads the team of each participation now (ids); links of others wait until they do.
    """
    unsent = Invitation.objects.filter(participation__round=round, sent_at=None, revoked_at=None)
    waiting = unsent.filter(Q(membership__isnull=False) | ~Q(email=""), mail_key=None, state=State.ISSUED)
    # A team that has sent its answers needs nobody else.
    sent = Response.objects.filter(of_team(), participation__round=round, state=Response.State.SUBMITTED)
    open_ones = waiting.exclude(participation__in=sent.values("participation"))
    people: defaultdict[tuple[int | None, str], list[Invitation]] = defaultdict(list)
    for invitation in open_ones.order_by("pk"):
        member = invitation.membership_id
        if member is not None and member not in members[invitation.participation_id]:
            continue
        people[member, invitation.email].append(invitation)
    for links in people.values():
        key = secrets.token_hex(16)
        for invitation in links:
            invitation.mail_key = key
    Invitation.objects.bulk_update(
        [one for links in people.values() for one in links], ["mail_key"], batch_size=500
    )
    whose, pk = round.organization_id, round.pk
    emit_each(
        "round.invite",
        [
            {"organization": whose, "round": pk, "membership": member}
            for member, _email in people
            if member is not None
        ],
        held=held,
    )
    emit_each(
        "round.invite_address",
        [
            {"organization": whose, "round": pk, "invitation": links[0].pk}
            for (member, _email), links in people.items()
            if member is None
        ],
        held=held,
    )
    return len(people)


@tells_of_offers
def told_by_rounds(offers: Sequence[MembershipOffer]) -> set[int]:
    """The offers to lead a team that an open round asks: its mail tells of them, and no other does.

    A team that has sent its answers is asked no more, so their own mail tells of offers to lead it.
    """
    places = {offer.pk: place.pk for offer in offers if offer.role == Role.LEAD for place in _place(offer)}
    sent = Response.objects.filter(of_team(), participation=OuterRef("pk"), state=Response.State.SUBMITTED)
    asking = Participation.objects.filter(
        ~Exists(sent),
        rounds_by_lead("round__"),
        team__in=set(places.values()),
        round__state=Round.State.OPEN,
        round__closes_at__gt=now(),
    )
    asked = set(asking.values_list("team_id", flat=True))
    return {offer for offer, team in places.items() if team in asked}


def _place(offer: MembershipOffer) -> Iterable[Team]:
    place = place_of(offer)
    return [] if place is None else [place]
