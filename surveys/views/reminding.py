"""What whoever runs a round does about those who have not answered: remind them, and see to their links."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.clock import now
from organizations.access import Right, requires
from organizations.requests import MemberRequest
from surveys import invitations, reminders
from surveys.chasing import line_of
from surveys.forms import RemindForm
from surveys.models import Invitation, Participation, Round
from surveys.reminders import Reminded
from surveys.views.chasing import watch

MOST_NAMES = 10  # told by name; of the rest only how many


@require_POST
@requires(Right.RUN_ROUND)
def remind(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask again who has not finished: of the teams that are ticked, or of all."""
    round = _to_change(request, pk)
    form = RemindForm(request.POST, round=round)
    if not form.is_valid():
        for problem in form.errors.get("teams", []):
            messages.warning(request, str(problem))
        page = watch(request, round)
        page.status_code = 422
        return page
    _tell(request, reminders.remind(round, by=request.member, teams=form.participations()))
    return redirect("surveys:round", round.organization.slug, round.pk)


@require_POST
@requires(Right.RUN_ROUND)
def remind_team(request: MemberRequest, pk: int, team: str) -> HttpResponse:
    """Ask again who has not finished for one team."""
    round = _to_change(request, pk)
    part = _part(round, team)
    _tell(request, reminders.remind(round, by=request.member, teams=[part.pk]))
    return redirect("surveys:round", round.organization.slug, round.pk)


@require_safe
@requires(Right.RUN_ROUND)
def asked(request: MemberRequest, pk: int, team: str) -> HttpResponse:
    """Who is asked for one team, with their mails and links."""
    round = _to_change(request, pk)
    part = _part(round, team)
    line = line_of(request.member, round, part)
    context = {"round": round, "line": line, "is_open": round.is_open_at(now())}
    return render(request, "surveys/asked.html", context)


@require_POST
@requires(Right.RUN_ROUND)
def replace(request: MemberRequest, pk: int, link: int) -> HttpResponse:
    """Send somebody a new link; the old one opens nothing any more."""
    invitation = _link(request, pk, link)
    invitations.replace(invitation, by=request.member)
    messages.success(request, _("A new link goes out to %(person)s.") % {"person": _name(invitation)})
    return _back(invitation)


@require_POST
@requires(Right.RUN_ROUND)
def revoke(request: MemberRequest, pk: int, link: int) -> HttpResponse:
    """Withdraw the link of somebody who has joined; of others the invitation to join is withdrawn."""
    invitation = _link(request, pk, link, joined=True)
    invitations.revoke(invitation, by=request.member)
    words = _("The link of %(person)s is withdrawn. It opens nothing any more.")
    messages.success(request, words % {"person": _name(invitation)})
    return _back(invitation)


def _tell(request: MemberRequest, done: Reminded) -> None:
    """As many mails as the outbox holds by it, and whom it passed over."""
    if done.mails:
        told = ngettext("%(count)s reminder goes out.", "%(count)s reminders go out.", done.mails)
        messages.success(request, told % {"count": done.mails})
    if done.had_one_today:
        words = _("Not reminded, for they had a reminder today already: %(people)s. One a day is the most.")
        messages.warning(request, words % {"people": _listed(done.had_one_today)})
    if done.want_none:
        words = _("Not reminded, for they want no reminders of this round: %(people)s.")
        messages.warning(request, words % {"people": _listed(done.want_none)})
    if done.not_mailed_yet:
        words = _("Not reminded, for their first mail is still on its way: %(people)s.")
        messages.warning(request, words % {"people": _listed(done.not_mailed_yet)})
    if not (done.mails or done.had_one_today or done.want_none or done.not_mailed_yet):
        messages.info(request, _("Nobody is left to remind: all have sent, or no mail reaches them."))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    if len(names) <= MOST_NAMES:
        return shown
    return _("%(names)s and %(more)s more") % {"names": shown, "more": len(names) - MOST_NAMES}


def _to_change(request: MemberRequest, pk: int) -> Round:
    mine = Round.objects.where_may(request.member, Right.RUN_ROUND).exclude(state=Round.State.DRAFT)
    return get_object_or_404(mine.select_related("organization", "version__model"), pk=pk)


def _part(round: Round, team: str) -> Participation:
    found: Participation = get_object_or_404(round.participations.all(), team__slug=team)
    return found


def _link(request: MemberRequest, pk: int, link: int, *, joined: bool = False) -> Invitation:
    """An invitation of the round that still goes to somebody."""
    asked = Invitation.objects.filter(participation__round=_to_change(request, pk))
    asked = asked.exclude(membership=None) if joined else asked.exclude(membership=None, email="")
    needed = ("participation__round__organization", "participation__team", "membership__user")
    return get_object_or_404(asked.select_related(*needed), pk=link)


def _name(invitation: Invitation) -> str:
    return invitation.membership.user.name if invitation.membership else invitation.email


def _back(invitation: Invitation) -> HttpResponse:
    part = invitation.participation
    return redirect("surveys:asked", part.round.organization.slug, part.round_id, part.team.slug)
