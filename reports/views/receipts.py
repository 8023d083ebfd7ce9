"""The receipt of who has answered, and the result of it: read under the pass, of this participation alone.

Nobody needs to sign in for what their own answers say. What the team did before, who belongs to it and how
other teams stand is for members who do.
"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.clock import now as moment_now
from core.moments import day_and_time
from organizations.access import Right, may
from reports.pages import team as page
from reports.pages.team_addresses import UnderPass
from reports.queries.team import OneResult, TeamReading, criterion_of, parts_of, read_team
from reports.views.teams import one_criterion, one_dimension, whole_result
from surveys.answer_pages import Sheet
from surveys.models import Participation, Response
from surveys.seats import by_lead
from surveys.views.passes import BearerRequest, bearing, sheet_of_bearer

HERE = {"frame": "base_result.html", "under_pass": True}


@require_safe
@bearing
def receipt(request: BearerRequest) -> HttpResponse:
    """When it was sent, by whom, what is in it; and where the team stands by it."""
    sheet = sheet_of_bearer(request)
    if sheet.response is None or not sheet.is_sent:
        return redirect("answer:start")
    sent = Response.objects.select_related("submitted_by__user").get(pk=sheet.response.pk)
    context = {
        "sheet": sheet,
        "sent": sent,
        "sent_at": day_and_time(sent.submitted_at or moment_now(), sheet.round.time_zone),
        "open": sheet.round.is_open_at(moment_now()),
    }
    found = _result(request, sheet)
    if found is not None:
        context |= _in_short(*found)
    return render(request, "reports/receipt.html", context)


@require_safe
@bearing
def team(request: BearerRequest) -> HttpResponse:
    """The team's page in this round, to read."""
    reading, now = _sent_result(request)
    return render(request, "reports/team.html", whole_result(UnderPass(), reading, now) | HERE)


@require_safe
@bearing
def dimension(request: BearerRequest, key: str) -> HttpResponse:
    """One dimension of it."""
    reading, now = _sent_result(request)
    stand = now.dimension(key)
    if stand is None:
        raise Http404
    return render(request, "reports/dimension.html", one_dimension(UnderPass(), reading, now, stand) | HERE)


@require_safe
@bearing
def criterion(request: BearerRequest, key: str) -> HttpResponse:
    """One criterion of it."""
    reading, now = _sent_result(request)
    found = criterion_of(now.catalog, key)
    if found is None:
        raise Http404
    return render(request, "reports/criterion.html", one_criterion(UnderPass(), reading, now, found) | HERE)


def _sent_result(request: BearerRequest) -> tuple[TeamReading, OneResult]:
    """The result of what the bearer sent, or 404."""
    found = _result(request, sheet_of_bearer(request))
    if found is None:
        raise Http404
    return found


def _result(request: BearerRequest, sheet: Sheet) -> tuple[TeamReading, OneResult] | None:
    """The team's result in this round, compared with nothing; None before sending, and where it is not shown.

    Only where one set of answers stands for the team: what several people say together is shown to members.
    """
    member = request.bearer.member
    if (
        member is None
        or not sheet.is_sent
        or not by_lead(sheet.round.mode)
        or not may(member, Right.SEE_RESULTS)
    ):
        return None
    timezone.activate(sheet.round.time_zone)  # nobody is signed in, whose own clocks would count
    own = Participation.objects.select_related("team").get(pk=sheet.participation.pk)
    parts = [part for part in parts_of(member, own.team) if part.participation == own.pk]
    reading = read_team(member, own.team, parts, own.round_id)
    return None if reading.now is None else (reading, reading.now)


def _in_short(reading: TeamReading, now: OneResult) -> dict[str, Any]:
    """The level, what blocks the next one, and the first step."""
    to = UnderPass()
    conditions = page.conditions_of(to, reading, now)
    first = page.blocking(to, reading, now)[:1]
    return {
        "standing": page.standing(reading, now, conditions),
        "blocks": page.blocks(now, conditions),
        "first": first[0] if first else None,
        "version": now.catalog.version,
    }
