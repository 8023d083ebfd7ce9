"""The page on which is written what came of a round."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.access import Right, requires
from organizations.requests import MemberRequest
from surveys import rounds
from surveys.forms import OutcomeForm
from surveys.models import Round
from surveys.refusals import RoundNotYetOpen, RoundStillOpen
from surveys.views.rounds import to_round


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Right.RUN_ROUND)
def outcome(request: MemberRequest, pk: int) -> HttpResponse:
    """Write, change or take back what came of a closed round."""
    mine = Round.objects.where_may(request.member, Right.RUN_ROUND).select_related("organization", "version")
    round = get_object_or_404(mine, pk=pk)
    if round.state in (Round.State.DRAFT, Round.State.OPEN):
        raise RoundNotYetOpen if round.state == Round.State.DRAFT else RoundStillOpen
    sent = request.POST if request.method == "POST" else None
    form = OutcomeForm(sent, initial={"text": round.outcome or ""})
    if not form.is_valid():
        context = {"form": form, "round": round}
        return render(request, "surveys/round_outcome.html", context, status=422 if form.is_bound else 200)
    rounds.tell_outcome(round, form.cleaned_data["text"], by=request.member)
    if round.outcome:
        messages.success(request, _("Saved. Who is asked next reads it before the first question."))
    else:
        messages.success(request, _("Saved. Nothing is told of this round now."))
    return to_round(round)
