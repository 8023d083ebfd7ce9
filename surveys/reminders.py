"""Reminders: whoever has not sent is asked again.

One mail a person, with all teams that they answer for, and one a person a day: over all rounds of the
organization, whoever asks for it. Never to who has sent, to whom no mail reached, or to who leads the team
no more.
"""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from core.clock import now
from core.names import sort_key
from core.outbox import emit_each
from organizations.access import Right, demand
from organizations.audit.recording import record
from organizations.models import Membership, Organization
from surveys.invitations import check_open
from surveys.models import Invitation, Response, Round
from surveys.seats import leads_of, of_team

Recipient = tuple[int | None, str]  # a membership (id), or an address that has not joined


@dataclass(frozen=True, slots=True)
class Reminded:
    """What asking for reminders has done: how many mails it queued, and whom it passed over, by name."""

    mails: int
    had_one_today: Sequence[str]
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
        # Against another reminder of the same people, in whatever round: each counts who had one today.
        round.organization.hold()
        waiting = _waiting(round, teams)
        had_one = _reminded_since(round.organization, _midnight(round.organization))
        people: dict[Recipient, list[Invitation]] = {}
        for invitation in waiting:
            people.setdefault(_recipient(invitation), []).append(invitation)
        to_mail = {
            who: links
            for who, links in people.items()
            if who not in had_one and any(one.sent_at for one in links)
        }
        _queue(round, to_mail.values())
        if to_mail:
            record("round.reminded", round, by=by, people=len(to_mail))
    passed_over = {who: links for who, links in people.items() if who not in to_mail}
    return Reminded(
        mails=len(to_mail),
        had_one_today=_names(links[0] for who, links in passed_over.items() if who in had_one),
        not_mailed_yet=_names(links[0] for who, links in passed_over.items() if who not in had_one),
    )


def to_remind(invitation: Invitation) -> list[Invitation]:
    """The links that stand in a reminder that was queued for this invitation; none once it has gone out.

    What was sent, withdrawn or bounced since is left out, and so is a team that they lead no more.
    """
    if invitation.reminder_key is None or invitation.reminder_sent_at is not None:
        return []
    round = invitation.participation.round
    return [
        one for one in _waiting(round, None) if one.reminder_key == invitation.reminder_key and one.sent_at
    ]


def mark_reminded(invitations: Iterable[Invitation]) -> None:
    """Note that the reminder with these invitations has gone out, so that it does not go out twice."""
    Invitation.objects.filter(pk__in=[one.pk for one in invitations]).update(reminder_sent_at=now())


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


def _reminded_since(organization: Organization, moment: datetime) -> set[Recipient]:
    reminded = Invitation.objects.filter(
        participation__round__organization=organization, reminded_at__gte=moment
    )
    return set(reminded.values_list("membership_id", "email"))


def _midnight(organization: Organization) -> datetime:
    """When the day began, on the clocks of the organization."""
    zone = ZoneInfo(organization.time_zone)
    return datetime.combine(now().astimezone(zone).date(), time(), tzinfo=zone)


def _queue(round: Round, people: Iterable[Sequence[Invitation]]) -> None:
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
    )


def _recipient(invitation: Invitation) -> Recipient:
    return invitation.membership_id, invitation.email


def _names(invitations: Iterable[Invitation]) -> list[str]:
    names = (one.membership.user.name if one.membership else one.email for one in invitations)
    return sorted(names, key=sort_key)
