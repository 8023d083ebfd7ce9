"""Invitations: the personal links, and what they open.

Three other modules write to an invitation: `asking` makes it and ends it with the offer behind it,
`taking_part` ties it to the membership of who has joined by it, and `answering` marks it opened and used, in
the transaction of the response that it belongs to.

A link carries a token of 256 random bits. It is made while its mail is built, and only its SHA-256 is
kept: nobody who reads the database can answer in another's place.
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.core import signing
from django.db import transaction
from django.db.models import Exists, F, FilteredRelation, QuerySet

from core.clock import now
from core.links import hash_of, new_token
from core.outbox import emit
from core.prepared import Prepared
from organizations.access import Right, demand, reach_of
from organizations.audit.recording import record
from organizations.models import Membership, RoleGrant, Team
from organizations.models.roles import holds_between
from organizations.scoping import scopes_disabled
from surveys.models import Invitation, Participation, Response, Round
from surveys.refusals import LinkRevoked, LinkUnknown, MayNotAnswer, RoundClosed, RoundNotYetOpen

NEEDED = (
    *("participation", "membership", "revoked_at", "passes_ended"),
    *("participation__round", "participation__team", "participation__team_name"),
    *(f"participation__round__{name}" for name in ("organization", "version", "mode", "state")),
    *(f"participation__round__{name}" for name in ("name", "closes_at", "time_zone")),
    *(f"membership__{name}" for name in ("user", "organization", "state")),
    *(f"membership__user__{name}" for name in ("name", "email", "language", "is_active", "erased_at")),
    *(f"membership__user__{name}" for name in ("password", "generation")),  # a pass ends with both
)
"""What the answering pages show or check; the rest is read when somebody asks for it."""
LINK_SALT = "surveys.invitations.link"
SEALED_PART = 16  # so much of a token's hash tells it from the one that replaces it
GRANT = ("id", "membership_id", "role", "team_id", "starts_on", "ends_on")


def invitation_of(member: Membership, participation: Participation) -> Invitation:
    """The member's invitation; made now for one who came to lead the team after the round had opened.

    Raises:
        MayNotAnswer: the member does not answer for this team.
        RoundNotYetOpen, RoundClosed: the member has none, and none is made now.
        LinkRevoked: the invitation was withdrawn.
    """
    check_permitted(member, participation)
    invitation = _own(member, participation).first() or _made_now(member, participation)
    if invitation.revoked_at is not None:
        raise LinkRevoked
    return invitation


def _own(member: Membership, participation: Participation) -> QuerySet[Invitation]:
    return Invitation.objects.filter(participation=participation, membership=member)


def _made_now(member: Membership, participation: Participation) -> Invitation:
    """The invitation of who has none yet: the link that was mailed to their address, or a new one."""
    with transaction.atomic():
        # Against the clock, which asks the same people, and a click on the link: each would tie another one.
        check_open(Round.objects.select_for_update(of=("self",)).get(pk=participation.round_id))
        mailed = Invitation.objects.filter(participation=participation, membership=None, revoked_at=None)
        mailed.filter(email=member.user.email).update(membership=member, email="")
        invitation, _ = Invitation.objects.get_or_create(
            participation=participation, membership=member, defaults={"purpose": Invitation.Purpose.TEAM}
        )
        return invitation


def carried(pk: int, *, session: str = "") -> Invitation:
    """An invitation that a device carries, with all that its pages need; one query.

    Args:
        session: the key of the session that the device claims; whether there is one is in `in_session`.

    Raises:
        LinkUnknown: it is gone, or nobody has joined by it yet.
        LinkRevoked: it was withdrawn.
        MayNotAnswer: the membership behind it has ended.
    """
    today = now().date()
    rows: list[Any] = _with_grants.rows(pk, session, now(), today, today)
    if not rows or rows[0].membership is None:
        raise LinkUnknown
    invitation: Invitation = rows[0]
    invitation.in_session = rows[0].session_lasts
    rows[0].membership.take_grants(
        RoleGrant(**{name: getattr(row, f"held_{name}") for name in GRANT})
        for row in rows
        if row.held_id is not None
    )
    _check_standing(invitation)
    return invitation


@Prepared
def _with_grants(
    pk: int, session: str, moment: datetime, begun_by: date, lasting_to: date
) -> QuerySet[Invitation]:
    """The invitation once for each grant that its person holds, with the grant in `held_...`; at least once.

    Whether a session of that key lasts beyond the moment is asked along, so that a save needs no query of
    its own for it. Sessions are rows even where their copies are elsewhere.

    No scope is open yet: the invitation says whose it is, and the seal around `pk` who may ask for it.
    """
    held = FilteredRelation(
        "membership__grants",
        condition=holds_between(begun_by, lasting_to, path="membership__grants__"),
    )
    with scopes_disabled():
        lasting = Session.objects.filter(session_key=session, expire_date__gt=moment)
        found = Invitation.objects.annotate(held=held, session_lasts=Exists(lasting))
        found = found.filter(pk=pk).order_by("held__pk")
        found = found.annotate(**{f"held_{name}": F(f"held__{name}") for name in GRANT})
        return found.select_related("participation__round", "membership__user").only(*NEEDED)


def make_token(invitation: Invitation) -> str | None:
    """A fresh token for an invitation that was not sent yet; None when another worker was quicker."""
    token = new_token()
    with transaction.atomic():
        held = hold(invitation)
        if held.sent_at is not None or held.token_hash != invitation.token_hash:
            return None
        held.token_hash = hash_of(token)
        held.save(update_fields=["token_hash"])
    return token


def mark_sent(invitations: Iterable[Invitation]) -> None:
    """Note that the mail with these invitations has gone out, so that none goes out twice."""
    Invitation.objects.filter(pk__in=[one.pk for one in invitations], sent_at=None).update(sent_at=now())


def put_off(invitations: Iterable[Invitation]) -> None:
    """Take unsent links of who leads no more out of their mail; `asking` queues them once they lead again."""
    Invitation.objects.filter(pk__in=[one.pk for one in invitations], sent_at=None).update(mail_key=None)


def mark_bounced(invitations: Iterable[Invitation]) -> None:
    """Note that a mail server took no mail with these invitations: it knows no such address."""
    unused = Invitation.objects.filter(pk__in=[one.pk for one in invitations], state=Invitation.State.ISSUED)
    unused.update(state=Invitation.State.BOUNCED)


def link_again(invitation: Invitation) -> str:
    """What stands in place of a token in the link of a reminder, for the token itself is stored nowhere.

    It is sealed with the key of the installation, opens the same as the link that was mailed first, and ends
    with it: a replaced link has another token.
    """
    return signing.dumps([invitation.pk, _beginning(invitation)], salt=LINK_SALT)


def exchange(token: str) -> Invitation:
    """The invitation that a link stands for. Changes nothing: mail scanners open links too.

    Raises:
        LinkUnknown: no link has this token.
        LinkRevoked: it was withdrawn.
    """
    with scopes_disabled():
        found = Invitation.objects.select_related(
            "participation__round__organization", "participation__round__version", "membership__user"
        )
        invitation = found.filter(token_hash=hash_of(token)).first() or _unsealed(found, token)
    if invitation is None:
        raise LinkUnknown
    _check_standing(invitation)
    return invitation


def check_permitted(member: Membership, participation: Participation) -> None:
    """Raise MayNotAnswer unless the member answers for this team now."""
    reach, team = reach_of(member, Right.ANSWER), participation.team_id
    if reach.units:  # SQLite finds what lies below a unit by a text that holds its number
        reached = Team.objects.within(member.organization_id, reach).filter(pk=team).exists()
    else:
        ours = participation.round.organization_id == member.organization_id
        reached = ours and (reach.everywhere or team in reach.teams)
    if not reached:
        raise MayNotAnswer


def check_open(round: Round) -> None:
    """A draft takes no answers yet; one whose time is over none any more, even if the clock is late.

    Raises:
        RoundNotYetOpen, RoundClosed: the round takes no answers now.
    """
    if round.state == Round.State.DRAFT:
        raise RoundNotYetOpen
    if not round.is_open_at(now()):
        raise RoundClosed


def revoke(invitation: Invitation, *, by: Membership | None) -> None:
    """Withdraw an invitation: its link and what was begun with it on any device stop working at once."""
    with transaction.atomic():
        held = hold(invitation)
        if held.revoked_at is None:
            held.revoked_at, held.state = now(), Invitation.State.REVOKED
            held.save(update_fields=["revoked_at", "state"])
            round = invitation.participation.round
            record("invitation.revoked", invitation, by=by, organization=round.organization)


def replace(invitation: Invitation, *, by: Membership | None) -> None:
    """Give somebody a new link in a new mail: the old one and what devices keep of it open nothing any more.

    Also for a link that was withdrawn, and for one whose mail has bounced or never went out. What was
    answered stays.

    Raises:
        RoundNotYetOpen, RoundClosed: the round takes no answers now.
    """
    round = invitation.participation.round
    demand(by, Right.RUN_ROUND, round.organization)
    check_open(round)
    with transaction.atomic():
        held = hold(invitation)
        held.token_hash, held.revoked_at, held.sent_at = None, None, None
        held.passes_ended = (held.passes_ended or 0) + 1
        held.mail_key = secrets.token_hex(16)  # queued here, and by nobody else
        begun = Response.objects.filter(invitation=held).exists()
        held.state = Invitation.State.USED if begun else Invitation.State.ISSUED
        held.save(update_fields=["token_hash", "revoked_at", "sent_at", "passes_ended", "mail_key", "state"])
        record("invitation.replaced", invitation, by=by, organization=round.organization)
        whose, pk = round.organization_id, round.pk
        if held.membership_id is None:
            emit("round.invite_address", {"organization": whose, "round": pk, "invitation": held.pk})
        else:
            emit("round.invite", {"organization": whose, "round": pk, "membership": held.membership_id})


def take_over(own: Invitation, link: Invitation) -> None:
    """Let the link that was mailed last open the invitation that its person has already, and no other one.

    Whoever was a member before, and is invited once more within the same round, has such a one, which may be
    withdrawn. The round is held, so nobody else ties a link.
    """
    mailed = {"token_hash": link.token_hash, "mail_key": link.mail_key, "sent_at": link.sent_at}
    gone = {"revoked_at": now(), "state": Invitation.State.REVOKED, "email": "", "token_hash": None}
    Invitation.objects.filter(pk=link.pk).update(**gone)  # first, for no two have one token
    withdrawn = own.state in (Invitation.State.REVOKED, Invitation.State.BOUNCED)
    state = Invitation.State.ISSUED if withdrawn else own.state
    Invitation.objects.filter(pk=own.pk).update(**mailed, revoked_at=None, state=state)


def with_the_link_of(invitation: Invitation) -> Invitation | None:
    """The invitation of a member that has taken over a link since it was read; None where none has."""
    there = Invitation.objects.filter(participation=invitation.participation).exclude(membership=None)
    return there.filter(token_hash=invitation.token_hash).first() if invitation.token_hash else None


def end_passes(pk: int, *, ended: int | None) -> None:
    """Let every pass that devices keep for an invitation count no more; the link gives new ones.

    Args:
        ended: how often that was done when the pass was given that asks for it. One that has ended itself
            ends no others.
    """
    with scopes_disabled():  # a seal says which invitation, and nobody has looked yet whose it is
        Invitation.objects.filter(pk=pk, passes_ended=ended).update(passes_ended=(ended or 0) + 1)


def hold(invitation: Invitation) -> Invitation:
    """The row, locked until the transaction ends: against who mails it, revokes it or takes part just now.

    No conditional UPDATE here: the tenant's scope turns it into one with a subquery, which PostgreSQL
    does not ask again after waiting for a row, so that two would win.
    """
    return Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)


def _beginning(invitation: Invitation) -> str:
    return (invitation.token_hash or "")[:SEALED_PART]


def _unsealed(found: QuerySet[Invitation], token: str) -> Invitation | None:
    """The invitation of a link that `link_again` has made; None for any other."""
    try:
        pk, beginning = signing.loads(token, salt=LINK_SALT)
    except (signing.BadSignature, ValueError):
        return None
    invitation = found.filter(pk=pk).first()
    return invitation if invitation is not None and _beginning(invitation) == beginning else None


def _check_standing(invitation: Invitation) -> None:
    if invitation.revoked_at is not None:
        raise LinkRevoked
    member = invitation.membership
    if member is not None and not (member.active and member.user.is_active):
        raise MayNotAnswer
