"""Reminders: whoever has not sent is asked again.

One mail a person, with all teams that they answer for, and one a person a day: over all rounds of the
organization, whoever asks for it. Never to who has sent, to whom no mail reached, who leads the team no more,
or who has asked for none of this round.
"""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet

from core.clock import now
from core.names import sort_key
from core.outbox import emit_each, restored_at
from organizations.access import Right, demand
from organizations.audit.recording import record
from organizations.models import Membership, Organization
from organizations.scoping import scopes_disabled
from surveys.invitations import check_open
from surveys.models import Invitation, Response, Round
from surveys.refusals import LinkUnknown
from surveys.reminder_plan import is_quiet, waking
from surveys.rounds import take_reminder
from surveys.seats import leads_of, of_team

STOP_SALT = "surveys.reminders.stop"


@dataclass(frozen=True, slots=True)
class Reminded:
    """What asking for reminders has done: how many mails it queued, and whom it passed over, by name."""

    mails: int
    had_one_today: Sequence[str]
    want_none: Sequence[str]  # they have asked for no more reminders of this round
    not_mailed_yet: Sequence[str]  # their first mail is still on its way


def remind(round: Round, *, by: Membership | None, teams: Collection[int] | None = None) -> Reminded:
    """Queue a mail to each person who has not finished in an open round.

    Args:
        teams: participations (ids) to keep to; all, if not given.

    Raises:
        RoundNotYetOpen, RoundClosed: the round takes no answers now.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    check_open(round)
    with transaction.atomic():
        round.organization.hold()
        return _remind(round, teams, by=by)


def remind_by_plan(round: Round) -> Reminded | None:
    """Queue what the plan of an open round has due by now; None where nothing is.

    However often it is tried: the plan moves on in the transaction that queues the mails.
    """
    with transaction.atomic():
        round.organization.hold()  # before the round, as `organizations.teams.merging` does
        due = take_reminder(round)
        # The clock may come to it a second time, after a restore: it was mailed before perhaps.
        return None if due is None else _remind(round, None, by=None, held=due <= restored_at())


def _remind(
    round: Round, teams: Collection[int] | None, *, by: Membership | None, held: bool = False
) -> Reminded:
    """Queue the mails. The organization is held, against another reminder of the same people in any round."""
    had_one = _reminded_since(round.organization, _midnight(round.organization))
    off = _stopped(round)
    people: dict[str, list[Invitation]] = {}  # by address: one may have joined by one link, not by another
    for invitation in _waiting(round, teams):
        people.setdefault(_address(invitation), []).append(invitation)
    kept_back = {
        "want_none": {who for who in people if who in off},
        "had_one_today": {who for who in people if who in had_one - off},
        "not_mailed_yet": {
            who
            for who, links in people.items()
            if who not in had_one | off and not any(one.sent_at for one in links)
        },
    }
    to_mail = [links for who, links in people.items() if not any(who in some for some in kept_back.values())]
    _queue(round, to_mail, held=held)
    if to_mail:
        record("round.reminded", round, by=by, people=len(to_mail))
    named = {why: _names(people[who] for who in some) for why, some in kept_back.items()}
    return Reminded(mails=len(to_mail), **named)


def to_remind(invitation: Invitation) -> list[Invitation]:
    """The links that stand in a reminder that was queued for this invitation; none once it has gone out.

    What was sent, withdrawn or bounced since is left out, and so is a team that they lead no more.
    """
    if invitation.reminder_key is None or invitation.reminder_sent_at is not None:
        return []
    round = invitation.participation.round
    if _address(invitation) in _stopped(round):
        return []
    queued = (one for one in _waiting(round, None) if one.reminder_key == invitation.reminder_key)
    return [one for one in queued if one.sent_at and one.reminder_sent_at is None]


def waits_until(invitation: Invitation) -> datetime | None:
    """Until when a reminder waits that was asked for by day and is sent at night; None where it need not.

    So it was delayed, as by a mail server that was away. What is asked for at night goes at once.
    """
    moment, zone = now(), invitation.participation.round.time_zone
    asked = invitation.reminded_at
    if asked is None or is_quiet(asked, zone) or not is_quiet(moment, zone):
        return None
    return waking(moment, zone)


def mark_reminded(invitations: Iterable[Invitation]) -> None:
    """Note that the reminder with these invitations has gone out, so that it does not go out twice."""
    Invitation.objects.filter(pk__in=[one.pk for one in invitations]).update(reminder_sent_at=now())


def stop_token(invitation: Invitation) -> str:
    """What stands in the link by which somebody asks for no more reminders of the round."""
    return signing.dumps(invitation.pk, salt=STOP_SALT)


def of_stop_link(token: str) -> Invitation:
    """The invitation that such a link names. Changes nothing: mail scanners open links too.

    Raises:
        LinkUnknown: we have made no such link, or the round is gone.
    """
    try:
        pk = signing.loads(token, salt=STOP_SALT)
    except signing.BadSignature:
        raise LinkUnknown from None
    with scopes_disabled():  # the seal says which, and nobody has looked yet whose it is
        found = Invitation.objects.select_related("participation__round__organization", "membership__user")
        invitation = found.filter(pk=pk).first()
    if invitation is None:
        raise LinkUnknown
    return invitation


def stop(invitation: Invitation) -> None:
    """Let nobody remind this person of this round any more; done twice it changes nothing."""
    own = Invitation.objects.filter(participation__round=invitation.participation.round)
    address = _address(invitation)
    if address:
        own = own.filter(Q(membership__user__email=address) | Q(email=address))
    else:  # the link has ended: nobody is reminded
        own = own.filter(pk=invitation.pk)
    own.filter(reminders_off_at=None).update(reminders_off_at=now())


def is_stopped(invitation: Invitation) -> bool:
    """Whether this person gets no more reminders of this round."""
    return Invitation.objects.filter(pk=invitation.pk, reminders_off_at__isnull=False).exists()


def _stopped(round: Round) -> set[str]:
    return _addresses(Invitation.objects.filter(participation__round=round, reminders_off_at__isnull=False))


def _waiting(round: Round, teams: Collection[int] | None) -> list[Invitation]:
    """The invitations of a round whose teams have not sent, of people whom a mail can reach; two queries."""
    sent = Response.objects.filter(of_team(), participation__round=round, state=Response.State.SUBMITTED)
    found = Invitation.objects.filter(participation__round=round, revoked_at=None)
    found = found.exclude(state=Invitation.State.BOUNCED).exclude(
        participation__in=sent.values("participation")
    )
    found = found.filter(Q(membership__isnull=False) | ~Q(email=""))
    if teams is not None:
        found = found.filter(participation__in=list(teams))
    waiting = list(found.select_related("participation__round", "membership__user").order_by("pk"))
    leads = leads_of({one.participation.team_id for one in waiting})
    leading = set(leads.values_list("team_id", "membership_id"))
    return [
        one
        for one in waiting
        if one.membership_id is None or (one.participation.team_id, one.membership_id) in leading
    ]


def _reminded_since(organization: Organization, moment: datetime) -> set[str]:
    asked = Invitation.objects.filter(participation__round__organization=organization)
    return _addresses(asked.filter(reminded_at__gte=moment))


def _midnight(organization: Organization) -> datetime:
    """When the day began, on the clocks of the organization."""
    zone = ZoneInfo(organization.time_zone)
    return datetime.combine(now().astimezone(zone).date(), time(), tzinfo=zone)


def _queue(round: Round, people: Iterable[Sequence[Invitation]], *, held: bool) -> None:
    moment = now()
    several = list(people)
    for links in several:
        key = secrets.token_hex(16)
        for one in links:
            one.reminder_key, one.reminded_at, one.reminder_sent_at = key, moment, None
    Invitation.objects.bulk_update(
        [one for links in several for one in links],
        ["reminder_key", "reminded_at", "reminder_sent_at"],
        batch_size=500,
    )
    whose, pk = round.organization_id, round.pk
    emit_each(
        "round.remind",
        [{"organization": whose, "round": pk, "invitation": links[0].pk} for links in several],
        held=held,
    )


def _address(invitation: Invitation) -> str:
    """Where a reminder goes; empty once the link of somebody who never joined has ended."""
    return invitation.membership.user.email if invitation.membership else invitation.email


def _addresses(invitations: QuerySet[Invitation]) -> set[str]:
    found = invitations.values_list("membership__user__email", "email")
    return {joined or email for joined, email in found} - {""}


def _names(people: Iterable[Sequence[Invitation]]) -> list[str]:
    return sorted(map(_name, people), key=sort_key)


def _name(links: Sequence[Invitation]) -> str:
    """What somebody is called; the address, where they have joined by none of these links."""
    return next((one.membership.user.name for one in links if one.membership), links[0].email)
