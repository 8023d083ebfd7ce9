"""The page by which teams come to a round that is open already."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core import moments
from core.clock import now
from organizations.access import Right, requires
from organizations.models import Team
from organizations.requests import MemberRequest
from surveys import rounds
from surveys.forms import JoinForm
from surveys.models import Round
from surveys.refusals import RoundClosed, RoundNotYetOpen
from surveys.views.rounds import begin_labelled, to_round

SOON = timedelta(days=2)  # an end so near is told in hours


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def join(request: MemberRequest, pk: int) -> HttpResponse:
    """Add teams to an open round, and ask their leads."""
    mine = Round.objects.where_may(request.member, Right.RUN_ROUND).select_related("organization", "version")
    round = get_object_or_404(mine, pk=pk)
    if not round.is_open_at(now()):
        raise RoundNotYetOpen if round.state == Round.State.DRAFT else RoundClosed
    form = JoinForm(request.POST if request.method == "POST" else None, member=request.member, round=round)
    begin_labelled(request, form)
    if not form.is_valid():
        left = round.closes_at - now()
        context = {
            "form": form,
            "units": list(form.units()),
            "round": round,
            "closes": moments.end(round.closes_at, round.time_zone),
            "hours_left": -(-left // timedelta(hours=1)) if left < SOON else None,
        }
        return render(request, "surveys/round_join.html", context, status=422 if form.is_bound else 200)
    teams = form.cleaned_data["teams"]
    mails = rounds.add_teams(round, teams, by=request.member)
    messages.success(request, f"{_joined(teams)} {_mailed(mails)}")
    return to_round(round)


def _joined(teams: list[Team]) -> str:
    told = ngettext(
        "%(count)s more team takes part in the round now.",
        "%(count)s more teams take part in the round now.",
        len(teams),
    )
    return told % {"count": len(teams)}


def _mailed(mails: int) -> str:
    """As many mails as the outbox holds by it."""
    if not mails:
        return _("Nobody leads them yet, so no mail goes out.")
    told = ngettext(
        "%(count)s mail with a personal link goes out.",
        "%(count)s mails with a personal link go out.",
        mails,
    )
    return told % {"count": mails}
