"""What follows from a change of a round, carried out from the outbox; and what rounds object to."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import now
from core.moments import end
from core.outbox import Postponed, handles
from organizations.models import Membership, Team
from organizations.scoping import in_tenant
from organizations.teams.labels import follows_merges
from organizations.teams.merging import may_object
from surveys import asking, mail, reminder_mail, reminders, results
from surveys.models import Invitation, Occurrence, Participation, Round
from surveys.recurring import mail as recurring_mail
from surveys.recurring import recurrences


@handles("round.opened")
@in_tenant
def hand_out_invitations(payload: dict[str, Any]) -> None:
    """Ask whoever is not asked yet. Rounds of an earlier release wait for it as they open."""
    asking.ask(Round.objects.select_related("organization").get(pk=payload["round"]))


@handles("round.invite")
@in_tenant
def invite(payload: dict[str, Any]) -> None:
    """Mail one person all their links of one round; a rerun finds them sent and does nothing."""
    round = Round.objects.select_related("organization", "version").get(pk=payload["round"])
    member = Membership.objects.select_related("user").filter(pk=payload["membership"]).first()
    if member is not None and round.state == Round.State.OPEN:
        mail.send_invitation(round, member)


@handles("round.invite_address")
@in_tenant
def invite_address(payload: dict[str, Any]) -> None:
    """The same for one address that has not joined yet; nothing when it has meanwhile."""
    round = Round.objects.select_related("organization", "version").get(pk=payload["round"])
    asked = Invitation.objects.filter(participation__round=round, membership=None).exclude(email="")
    invitation = asked.filter(pk=payload["invitation"]).first()
    if invitation is not None and round.state == Round.State.OPEN:
        mail.send_to_address(round, invitation.email)


@handles("round.remind")
@in_tenant
def remind(payload: dict[str, Any]) -> None:
    """Mail one person what they have not finished; a rerun finds it sent and does nothing.

    What was delayed into the night waits for the morning.
    """
    round = Round.objects.select_related("organization", "version").get(pk=payload["round"])
    needed = ("participation__round", "membership__user")
    asked = Invitation.objects.select_related(*needed).filter(participation__round=round)
    invitation = asked.filter(pk=payload["invitation"]).first()
    if invitation is not None and round.is_open_at(now()):
        morning = reminders.waits_until(invitation)
        if morning is not None:
            raise Postponed(morning)
        reminder_mail.send_reminder(round, invitation)


@handles("round.recompute")
@in_tenant
def recompute(payload: dict[str, Any]) -> None:
    """Compute all results of a round again from the answers."""
    results.recompute(Round.objects.get(pk=payload["round"]))


@handles("recurrence.told")
@in_tenant
def tell_maker(payload: dict[str, Any]) -> None:
    """Mail one of its makers what has come of a recurring round; nobody who may not run rounds any more."""
    found = Occurrence.objects.select_related("recurrence__organization", "round__version", "hindered_by")
    occurrence = found.get(pk=payload["occurrence"])
    makers = Membership.objects.active().with_grants().select_related("user", "organization")
    member = makers.filter(pk=payload["membership"]).first()
    if member is not None:
        recurring_mail.tell(occurrence, member)


follows_merges(recurrences.follow_label)


@may_object
def not_while_it_is_asked(team: Team, *, hold: bool) -> str | None:
    """An open round asks the team: its answers would have no team to belong to.

    Drafts that ask it are held too, so that none opens until the merge is over; they leave it out then.
    """
    asking = Participation.objects.filter(team=team).values("round")
    rounds = Round.objects.select_for_update() if hold else Round.objects.all()
    begun = (
        rounds.filter(pk__in=asking).filter(state__in=[Round.State.DRAFT, Round.State.OPEN]).order_by("pk")
    )
    open_ones = [
        _("“%(round)s”, until %(end)s") % {"round": one.name, "end": end(one.closes_at, one.time_zone)}
        for one in begun
        if one.state == Round.State.OPEN
    ]
    if not open_ones:
        return None
    words = ngettext(
        "%(team)s takes part in an open round: %(rounds)s. Merge it once that has closed.",
        "%(team)s takes part in open rounds: %(rounds)s. Merge it once they have closed.",
        len(open_ones),
    )
    return words % {"team": team.name, "rounds": "; ".join(open_ones)}
