"""Invitations: who is asked to answer for which team, and the personal links. The one writer of both.

A link carries a token of 256 random bits. It is made while its mail is built, and only its SHA-256 is
kept: nobody who reads the database can answer in another's place.
"""

import hashlib
import secrets
from collections.abc import Iterable

from django.db import models, transaction

from core.clock import now
from organizations.access import Right, Role
from organizations.audit import record
from organizations.models import Membership, RoleGrant, Team
from organizations.scoping import scopes_disabled
from surveys.models import Invitation, Participation, Round
from surveys.refusals import LinkRevoked, LinkUnknown, MayNotAnswer

TOKEN_BYTES = 32


def issue(round: Round) -> int:
    """Ask each team's leads, as a round opens; how many were asked. Nothing is sent yet."""
    by_team = {one.team_id: one for one in round.participations.all()}
    asked = [
        Invitation(participation=by_team[team_id], membership_id=membership_id)
        for team_id, membership_id in leads_of(by_team)
        .order_by("team_id", "pk")
        .values_list("team_id", "membership_id")
    ]
    Invitation.objects.bulk_create(asked)
    return len(asked)


def leads_of(teams: Iterable[int]) -> models.QuerySet[RoleGrant]:
    """The grants in force today that make an active person lead of one of `teams` (ids)."""
    grants = RoleGrant.objects.in_force().filter(role=Role.LEAD, team_id__in=list(teams))
    return grants.filter(membership__state=Membership.State.ACTIVE, membership__user__is_active=True)


def invitation_of(member: Membership, participation: Participation) -> Invitation:
    """The member's invitation; made now for one who came to lead the team after the round had opened.

    Raises:
        MayNotAnswer: the member does not answer for this team.
        LinkRevoked: the invitation was withdrawn.
    """
    if not Team.objects.where_may(member, Right.ANSWER).filter(pk=participation.team_id).exists():
        raise MayNotAnswer
    invitation, _ = Invitation.objects.get_or_create(participation=participation, membership=member)
    if invitation.revoked_at is not None:
        raise LinkRevoked
    return invitation


def make_token(invitation: Invitation) -> str | None:
    """A fresh token for an invitation that was not sent yet; None when another worker was quicker."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    unsent = Invitation.objects.filter(pk=invitation.pk, sent_at=None, token_hash=invitation.token_hash)
    if not unsent.update(token_hash=hash_of(token)):
        return None
    return token


def mark_sent(invitations: Iterable[Invitation]) -> None:
    """Note that the mail with these invitations has gone out, so that none goes out twice."""
    Invitation.objects.filter(pk__in=[one.pk for one in invitations], sent_at=None).update(sent_at=now())


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
        invitation = found.filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise LinkUnknown
    if invitation.revoked_at is not None:
        raise LinkRevoked
    return invitation


def revoke(invitation: Invitation, *, by: Membership | None) -> None:
    """Withdraw an invitation: its link and what was begun with it on any device stop working at once."""
    with transaction.atomic():
        issued = Invitation.objects.filter(pk=invitation.pk, revoked_at=None)
        if issued.update(revoked_at=now(), state=Invitation.State.REVOKED):
            round = invitation.participation.round
            record("invitation.revoked", invitation, by=by, organization=round.organization)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
