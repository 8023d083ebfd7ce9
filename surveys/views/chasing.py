"""The page of a round that is open or closed: how far each team is, and the list as a file."""

from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import moments
from core.clock import now
from core.http import render_page_or_partial
from organizations.access import Right, requires
from organizations.requests import MemberRequest
from surveys import chasing, queries
from surveys.anonymity import is_anonymous
from surveys.chasing_file import name_of, participation_csv
from surveys.models import Round
from surveys.timing import minutes_of


def watch(request: MemberRequest, round: Round) -> HttpResponse:
    """How far each team is. A page that is open asks again with the revision that it shows.

    Where that is still the same, the answer is empty and costs three queries; htmx leaves the page as it is.
    An anonymous round is not asked again: the moment at which somebody answers is told to nobody.
    """
    watched = round.is_open_at(now()) and not is_anonymous(round.mode)
    revision = chasing.revision_of(round) if watched else ""
    if watched and request.headers.get("HX-Request") and request.GET.get("rev") == revision:
        unchanged = HttpResponse(status=204)
        patch_vary_headers(unchanged, ["HX-Request"])
        return unchanged
    wish, number = _wish(request), request.GET.get("page", "")
    try:
        seen = chasing.chase(request.member, round, wish, number)
    except chasing.NoSuchPlace:
        raise Http404 from None
    chosen = {"unit": wish.unit, "label": wish.label, "state": wish.state}
    narrowed = urlencode({name: value for name, value in chosen.items() if value})
    again = urlencode({**chosen, "page": seen.page.number, "rev": revision})
    context = {
        "round": round,
        "minutes": partial(minutes_of, round),  # asked only where the page says it
        "opens": moments.day_and_time(round.opens_at, round.time_zone),
        "closes": moments.day_and_time(round.ends_at, round.time_zone),
        "place": moments.place_of(round.time_zone),
        "to_answer": queries.to_answer(request.member, round),
        "seen": seen,
        "page_obj": seen.page,
        "wish": wish,
        "states": _states(with_mails=seen.mails),
        "narrowed": f"?{narrowed}" if narrowed else "",
        "again": f"?{again}" if watched else "",
        "anonymous": is_anonymous(round.mode),
        "reminders": [
            moments.day_and_time(one, round.time_zone, year=False) for one in round.reminders if one > now()
        ],
        "days_left": max(0, (round.closes_at - now()).days),
        "is_open": round.is_open_at(now()),
    }
    return render_page_or_partial(request, "surveys/round.html", "surveys/_chase.html", context)


@require_POST
@requires(Right.RUN_ROUND)
def export(request: MemberRequest, pk: int) -> HttpResponse:
    """The list as a file, narrowed as the page is.

    A form fetches it and no link, for the download is written into the audit trail.
    """
    mine = Round.objects.where_may(request.member, Right.RUN_ROUND).select_related("organization", "version")
    round = get_object_or_404(mine.exclude(state=Round.State.DRAFT), pk=pk)
    try:
        content = participation_csv(round, _wish(request), by=request.member)
    except chasing.NoSuchPlace:
        raise Http404 from None
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name_of(round))
    return response


def _wish(request: MemberRequest) -> chasing.Wish:
    return chasing.Wish(
        unit=request.GET.get("unit", ""),
        label=request.GET.get("label", ""),
        state=request.GET.get("state", ""),
    )


def _states(*, with_mails: bool) -> list[tuple[str, str]]:
    states = [
        (chasing.Wanted.NOT_SENT, _("Not sent")),
        (chasing.Wanted.NOT_STARTED, _("Not started")),
        (chasing.Wanted.IN_PROGRESS, _("In progress")),
        (chasing.Wanted.SENT, _("Sent")),
    ]
    if with_mails:
        states += [(chasing.Wanted.BOUNCED, _("Mail bounced")), (chasing.Wanted.NOBODY, _("Nobody reached"))]
    return [(wanted.value, word) for wanted, word in states]
