"""Offers to join: made, sent again, corrected, withdrawn, run out. Taking one is in `accepting`.

An offer says nothing of whether its address has an account: nobody but the holder of the address learns
that. Only who is a member of the same organization is known to be one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import NOT_NOW, DomainError
from core.moments import end_of_day
from core.names import LONGEST_NAME
from core.text import one_line
from core.upserts import PreparedInserts
from organizations.access import Role
from organizations.accounts.people import address_of
from organizations.audit.recording import record, record_rows
from organizations.members.giving import Giving
from organizations.members.memberships import MembershipSuspended, check_reach, grant_roles
from organizations.models import Membership, MembershipOffer, OfferMail, Organization, Team
from organizations.offers.mail_queue import forget_mails, plan_mails, written_lately
from organizations.scoping import scopes_disabled

KEPT = timedelta(days=365)  # so long a closed offer shows who was offered what
WAITS = timedelta(days=365)  # so long an offer stays open of which no mail has told yet
ERASED = "erased@erased.invalid"


class MailedJustNow(DomainError):
    code = "mailed_just_now"
    heading = NOT_NOW
    message = _(
        "A mail to %(email)s went out within the last ten minutes. Wait a little, then send it again."
    )


class OfferClosed(DomainError):
    code = "offer_closed"
    message = _("This invitation was accepted, declined or withdrawn already. Invite the person anew.")


class OfferOpenAlready(DomainError):
    code = "offer_open_already"
    message = _("%(email)s has the same invitation already.")


class MemberAlready(OfferOpenAlready):
    message = _("%(email)s is a member already. Invite that address anew: a member has the role at once.")


@dataclass(frozen=True, slots=True)
class NewOffer:
    """Who is offered what; the name is a suggestion, which the person may change."""

    email: str
    role: Role
    team: Team | None = None
    name: str = ""
    language: str = ""


class Kind(StrEnum):
    """What making an offer would do."""

    NEW = "new"
    OPEN = "open"  # the same offer is open
    REPEATED = "repeated"  # the same offer stands above in the list
    ROLE = "role"  # a member gains the role
    HELD = "held"  # a member holds the role
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one new offer would do, or why it cannot be made.

    `is_untold` says that no mail has told the address of it: it is new, or was made to wait.
    """

    kind: Kind
    offer: NewOffer
    member: Membership | None = None
    existing: MembershipOffer | None = None
    problem: DomainError | None = None
    is_untold: bool = False


def make_offers(
    organization: Organization, offers: Sequence[NewOffer], *, by: Membership | None, invite: bool = True
) -> list[MembershipOffer]:
    """Offer to each address its role; all are made, or none.

    Doing it again changes nothing: an open offer of the same role stays as it is. A member gains the role
    at once. Few queries, however many offers; each mail goes out when the day's limit has room for it.

    Args:
        invite: whether a mail tells of each; without, they wait for one for up to a year, and what waits is
            mailed when it is made again with `invite`.

    Returns:
        The open offers, new and kept, in the order given; members and repetitions have none.

    Raises:
        AddressInvalid: an address is none.
        AboveOwnRank, NotYoursToInvite: `by` may not give one of the roles, or not there.
        MembershipSuspended: the person's membership is suspended.
        The errors of `check_reach`: a role does not fit its team.
    """
    with transaction.atomic():
        # Against the same offer by somebody else, and against whoever joins meanwhile; also for the day's
        # limit of mails, which are counted and then planned.
        organization.hold()
        expire_offers(organization)
        effects = look_ahead(organization, offers, by=by)
        for effect in effects:
            if effect.problem is not None:
                raise effect.problem
        keys = make_foreseen(organization, effects, by=by, invite=invite)
        made = MembershipOffer.objects.select_related("team").in_bulk(keys)
    fresh = iter([made[key] for key in keys])
    open_now = [next(fresh) if effect.kind == Kind.NEW else effect.existing for effect in effects]
    return [offer for offer in open_now if offer is not None]


def make_foreseen(
    organization: Organization, effects: Sequence[Effect], *, by: Membership | None, invite: bool
) -> list[int]:
    """Make offers whose effects the caller has just looked at, while holding the organization.

    Returns:
        The keys of the new offers, in the order of their effects; none of these may be a refusal.
    """
    with transaction.atomic():
        expire_offers(organization)
        moment = now()
        end = (
            end_of_time(organization, moment)
            if invite
            else end_of_day(organization.time_zone, moment + WAITS)
        )
        new = [effect.offer for effect in effects if effect.kind == Kind.NEW]
        keys = MADE.write([_row(organization, offer, by, moment, end) for offer in new])
        lines = [("membershipoffer", key, "", None, _facts(one)) for key, one in zip(keys, new, strict=True)]
        record_rows("offer.made", lines, by=by, organization=organization)
        gaining = [
            (effect.member, effect.offer.role, effect.offer.team)
            for effect in effects
            if effect.kind == Kind.ROLE and effect.member is not None
        ]
        grant_roles(organization, gaining, by=by)
        if invite:
            plan_mails(organization, [effect.offer.email for effect in effects if effect.is_untold])
    return keys


def look_ahead(
    organization: Organization, offers: Sequence[NewOffer], *, by: Membership | None
) -> list[Effect]:
    """What each offer would do, in the order given; three queries, and nothing is changed."""
    judge = _Judge(organization, offers, by)
    return [judge.effect_of(offer) for offer in offers]


class _Judge:
    """Knows who is a member and what is on offer already."""

    def __init__(self, organization: Organization, offers: Sequence[NewOffer], by: Membership | None) -> None:
        self.organization = organization
        self.giving = Giving(by, organization.pk)
        addresses = {offer.email.strip().lower() for offer in offers}
        here = Membership.objects.filter(organization=organization, user__email__in=addresses)
        here = here.exclude(state=Membership.State.ENDED).with_grants().select_related("user", "organization")
        self.members = {member.user.email: member for member in here}
        on_offer = MembershipOffer.objects.filter(
            organization=organization,
            state=MembershipOffer.State.OPEN,
            email__in=addresses,
            expires_at__gt=now(),
        )
        self.on_offer = {(one.email, one.role, one.team_id): one for one in on_offer}
        self.told = self._told()
        self.seen: set[tuple[str, str, int | None]] = set()

    def _told(self) -> dict[str, datetime]:
        """When a mail was last planned to those whose open offers were never sent."""
        silent = {one.email for one in self.on_offer.values() if one.sent_at is None}
        if not silent:
            return {}
        mails = OfferMail.objects.filter(organization=self.organization, email__in=silent).values("email")
        return dict(mails.annotate(last=Max("asked_at")).values_list("email", "last"))

    def effect_of(self, offer: NewOffer) -> Effect:
        try:
            offer = replace(offer, email=address_of(offer.email), name=one_line(offer.name))
            return self._effect_of_good(offer)
        except DomainError as problem:
            return Effect(Kind.REFUSED, offer, problem=problem)

    def _effect_of_good(self, offer: NewOffer) -> Effect:
        check_reach(self.organization, offer.role, offer.team)
        self.giving.check(offer.role, offer.team)
        team = offer.team.pk if offer.team else None
        key = (offer.email, offer.role.value, team)
        if key in self.seen:
            return Effect(Kind.REPEATED, offer)
        self.seen.add(key)
        member = self.members.get(offer.email)
        if member is not None:
            if not member.active:
                raise MembershipSuspended(name=str(member))
            held = any((grant.role, grant.team_id) == (offer.role, team) for grant in member.roles_now())
            return Effect(Kind.HELD if held else Kind.ROLE, offer, member=member)
        existing = self.on_offer.get(key)
        if existing is None:
            return Effect(Kind.NEW, offer, is_untold=True)
        told = self.told.get(existing.email)
        untold = existing.sent_at is None and (told is None or told < existing.made_at)
        return Effect(Kind.OPEN, offer, existing=existing, is_untold=untold)


def send_again(offer: MembershipOffer, *, by: Membership | None) -> None:
    """Plan another mail with a new link; the old link dies and the offer's time begins anew.

    Whoever sends it stands for the offer from now on.

    Raises:
        OfferClosed: it was accepted, declined or withdrawn.
        AboveOwnRank, NotYoursToInvite: `by` may not give the role, or not there.
        MailedJustNow: the address had a mail a moment ago, or one waits for its day.
    """
    with transaction.atomic():
        # Against accepting and withdrawing, and against another sending, so that one mail goes out.
        offer.organization.hold()
        _reopen(offer, offer.email, by)
        record("offer.sent_again", offer, by=by, organization=offer.organization, **facts(offer))


def correct_address(offer: MembershipOffer, *, email: str, by: Membership | None) -> None:
    """The mail went to the wrong address: send it to the right one. The link that was sent dies.

    Raises:
        AddressInvalid: `email` is no address.
        OfferOpenAlready, MemberAlready: the right address has this offer, or belongs to a member.
        The errors of `send_again`.
    """
    right = address_of(email)
    with transaction.atomic():
        # The same, and against whoever joins with the right address.
        offer.organization.hold()
        here = Membership.objects.filter(organization=offer.organization_id, user__email=right)
        if here.exclude(state=Membership.State.ENDED).exists():
            raise MemberAlready(email=right)
        _reopen(offer, right, by)
        record("offer.corrected", offer, by=by, organization=offer.organization, **facts(offer))


def _reopen(offer: MembershipOffer, email: str, by: Membership | None) -> None:
    held = MembershipOffer.objects.get(pk=offer.pk)
    again = (*MembershipOffer.TAKEABLE, MembershipOffer.State.EXPIRED)
    if held.state not in again:
        raise OfferClosed
    Giving(by, offer.organization_id).check(Role(held.role), place_of(held))
    if written_lately(offer.organization, email):
        raise MailedJustNow(email=email)
    offer.email, offer.state, offer.made_by, offer.closed_at = email, MembershipOffer.State.OPEN, by, None
    offer.sent_at, offer.expires_at = None, end_of_time(offer.organization, now())
    try:
        with transaction.atomic():
            offer.save(update_fields=["email", "state", "made_by", "closed_at", "sent_at", "expires_at"])
    except IntegrityError as error:
        raise OfferOpenAlready(email=email) from error
    plan_mails(offer.organization, [email])


def revoke_offer(offer: MembershipOffer, *, by: Membership | None) -> None:
    """Withdraw an offer; its link dies at once.

    Raises:
        OfferClosed: it was accepted, declined or withdrawn.
        AboveOwnRank, NotYoursToInvite: `by` may not give the role, or not there.
    """
    Giving(by, offer.organization_id).check(Role(offer.role), offer.team)
    with transaction.atomic():
        # Against accepting: of the two one finds the offer open.
        offer.organization.hold()
        if not close([offer], MembershipOffer.State.REVOKED):
            raise OfferClosed
        record("offer.revoked", offer, by=by, organization=offer.organization, **facts(offer))


def close(
    offers: Sequence[MembershipOffer], state: MembershipOffer.State, *, membership: Membership | None = None
) -> int:
    """Bring takeable offers to their end; how many were. The caller records it."""
    takeable = MembershipOffer.objects.filter(
        pk__in=[offer.pk for offer in offers], state__in=MembershipOffer.TAKEABLE
    )
    return takeable.update(state=state, closed_at=now(), membership=membership)


def expire_offers(organization: Organization) -> int:
    """Mark the offers whose time is over; how many."""
    over = MembershipOffer.objects.filter(
        organization=organization, state__in=MembershipOffer.TAKEABLE, expires_at__lte=now()
    )
    return over.update(state=MembershipOffer.State.EXPIRED, closed_at=now())


def forget_closed(organization: Organization) -> int:
    """Delete the offers that came to their end a year ago, and mails as old; how many offers."""
    long_ago = now() - KEPT
    forget_mails(OfferMail.objects.filter(organization=organization, due_at__lt=long_ago))
    return MembershipOffer.objects.filter(organization=organization, closed_at__lt=long_ago).delete()[0]


def revoke_all_to(email: str) -> None:
    """Withdraw what all organizations offer to an address whose account is closed."""
    with scopes_disabled():
        _revoke(MembershipOffer.objects.filter(email=email))


def forget_address(email: str, *, organization: Organization | None = None) -> None:
    """Withdraw what is offered to the address of somebody who is erased, and forget address, name and mails.

    Args:
        organization: the only one that forgets; all of them when not given, outside any scope.
    """
    offers, mails = MembershipOffer.objects.filter(email=email), OfferMail.objects.filter(email=email)
    if organization is not None:
        offers, mails = offers.filter(organization=organization), mails.filter(organization=organization)
    forget_mails(mails)
    _revoke(offers)
    offers.update(email=ERASED, name="")


def _revoke(offers: QuerySet[MembershipOffer]) -> None:
    takeable = offers.filter(state__in=MembershipOffer.TAKEABLE)
    takeable.update(state=MembershipOffer.State.REVOKED, closed_at=now())


def facts(offer: MembershipOffer) -> dict[str, str]:
    """What the audit trail keeps of an offer: the role and the team, no name and no address."""
    return {"role": offer.role, "team": offer.team.name if offer.team else ""}


def place_of(offer: MembershipOffer) -> Team | None:
    """Where the role would be held: a team that was merged since goes on in the other."""
    team = offer.team
    while team is not None and team.merged_into is not None:
        team = team.merged_into
    return team


MADE = PreparedInserts(
    MembershipOffer,
    *("organization", "email", "name", "role", "team", "language", "made_by", "made_at", "expires_at"),
)


def _row(
    organization: Organization, new: NewOffer, by: Membership | None, moment: datetime, end: datetime
) -> tuple[Any, ...]:
    """A new offer as it is stored."""
    team = new.team.pk if new.team else None
    maker = by.pk if by else None
    name = new.name[:LONGEST_NAME]
    return organization.pk, new.email, name, new.role.value, team, new.language, maker, moment, end


def _facts(new: NewOffer) -> dict[str, str]:
    """The same facts of an offer that is being made."""
    return {"role": new.role.value, "team": new.team.name if new.team else ""}


def end_of_time(organization: Organization, moment: datetime) -> datetime:
    """Until when an offer can be taken that is made or sent then: the end of a day, for only that is told."""
    return end_of_day(organization.time_zone, moment + timedelta(days=settings.OFFER_DAYS))
