"""The read side of the rounds pages: frozen rows, so that templates cause no queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from core import moments
from core.clock import now
from core.names import by_name, sort_key
from organizations.access import Right, may
from organizations.models import Membership
from surveys.models import Participation, Response, Round
from surveys.seats import leads_of, of_team, rounds_by_lead

PAGE_SIZE = 100


class Part(StrEnum):
    """How far a team's part in a round is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SENT = "sent"
    NOT_SENT = "not_sent"  # the round closed before anything was sent
    TOO_FEW = "too_few"  # all that is told of a team in an anonymous round: not enough have sent, or enough
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list, with how many of the teams that the reader sees have sent their answers."""

    round: Round
    teams: int
    sent: int

    @property
    def closes(self) -> str:
        """When it closes or has closed, on the clocks of its own zone."""
        return moments.end(self.round.ends_at, self.round.time_zone)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team's part in a round, as its monitor shows it."""

    slug: str
    name: str
    unit_path: str
    leads: list[str]
    part: Part
    answered: int
    asked: int
    sent_at: datetime | None

    @property
    def share(self) -> float:
        """Answered criteria from 0 to 1, for the meter."""
        return self.answered / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Task:
    """A team that somebody answers for, in a round that waits for it; `saved` criteria are answered."""

    round: Round
    slug: str
    name: str
    saved: int

    @property
    def closes(self) -> str:
        """Until when it can be answered, on the clocks of the round's zone."""
        return moments.end(self.round.closes_at, self.round.time_zone)


@dataclass(frozen=True, slots=True)
class Turnout:
    """A round's teams by how far they are; over all that the reader sees, not only one page."""

    teams: int
    sent: int
    in_progress: int

    @property
    def waiting(self) -> int:
        """Teams that have not started."""
        return self.teams - self.sent - self.in_progress


def round_page(member: Membership, number: str) -> Page[RoundLine]:
    """The rounds that `member` sees, the latest first; three queries a page."""
    rounds = Round.objects.visible_to(member).select_related("version").order_by("-opens_at", "-pk")
    page = Paginator(rounds, PAGE_SIZE).get_page(number)
    seen = Participation.objects.visible_to(member).filter(round__in=[one.pk for one in page.object_list])
    counted = seen.values("round").annotate(
        teams=Count("pk"),
        sent=Count("pk", filter=of_team("responses__") & Q(responses__state=Response.State.SUBMITTED)),
    )
    by_round = {row["round"]: row for row in counted.order_by()}
    nothing = {"teams": 0, "sent": 0}
    page.object_list = [
        RoundLine(one, row["teams"], row["sent"])
        for one in page.object_list
        for row in (by_round.get(one.pk, nothing),)
    ]
    return page


def turnout(member: Membership, round: Round) -> Turnout:
    """How many of the teams that `member` sees have sent, begun, or not begun."""
    parts = _parts(member, round)
    seat = of_team("responses__")
    counted = parts.aggregate(
        teams=Count("pk", distinct=True),
        sent=Count("pk", filter=seat & Q(responses__state=Response.State.SUBMITTED)),
        in_progress=Count("pk", filter=seat & Q(responses__state=Response.State.DRAFT)),
    )
    return Turnout(**counted)


def to_answer(member: Membership, round: Round) -> list[TeamLine]:
    """The teams for which `member` can answer in this round now."""
    if not round.is_open_at(now()):
        return []
    mine = Participation.objects.where_may(member, Right.ANSWER).filter(round=round)
    return _lines(round, by_name(mine.select_related("team").order_by("pk"), _team_name))


def waiting_for(member: Membership) -> list[Task]:
    """What `member` has to answer and has not sent yet: what is begun first, then what ends first.

    One query; none for who answers for no team.
    """
    if not may(member, Right.ANSWER):
        return []
    own = Participation.objects.where_may(member, Right.ANSWER)
    seat = of_team("responses__")
    sent = Count("pk", filter=seat & Q(responses__state=Response.State.SUBMITTED))
    saved = Count("responses__answers", filter=seat & ~Q(responses__answers__rating=""))
    moment = now()
    open_now = own.filter(
        rounds_by_lead("round__"), round__state=Round.State.OPEN, round__closes_at__gt=moment
    )
    silent = open_now.annotate(sent=sent, saved=saved).filter(sent=0).select_related("round", "team")
    return [
        Task(one.round, one.team.slug, one.team_name, one.saved)
        for one in sorted(
            silent,
            key=lambda one: (not one.saved, one.round.closes_at, sort_key(one.team_name), one.pk),
        )
    ]


def _team_name(one: Participation) -> str:
    return one.team_name


def _parts(member: Membership, round: Round) -> Any:
    return Participation.objects.visible_to(member).filter(round=round)


def _responses(parts: list[Participation]) -> Mapping[int, Response]:
    """The team's response of each participation, with `rated`, the number of its answers."""
    rated = Count("answers", filter=~Q(answers__rating=""))
    found = Response.objects.filter(of_team(), participation__in=[one.pk for one in parts])
    return {one.participation_id: one for one in found.annotate(rated=rated)}


def _leads(teams: list[int]) -> Mapping[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    grants = leads_of(teams).order_by("pk").values_list("team_id", "membership__user__name")
    for team, name in by_name(grants, itemgetter(1)):
        names[team].append(name)
    return names


def _lines(round: Round, parts: list[Participation]) -> list[TeamLine]:
    responses = _responses(parts)
    leads = _leads([one.team_id for one in parts])
    return [_line(one, round, leads[one.team_id], responses.get(one.pk)) for one in parts]


def _line(one: Participation, round: Round, leads: list[str], response: Any) -> TeamLine:
    return TeamLine(
        slug=one.team.slug,
        name=one.team_name,
        unit_path=one.unit_path,
        leads=leads,
        part=part_of(round, response.state if response else None),
        answered=response.rated if response else 0,
        asked=round.version.criterion_count,
        sent_at=response.submitted_at if response else None,
    )


def part_of(round: Round, state: str | None) -> Part:
    """How far a team is whose response has this state; None while it has none."""
    if state == Response.State.SUBMITTED:
        return Part.SENT
    if not round.is_open_at(now()):
        return Part.NOT_SENT
    return Part.NOT_STARTED if state is None else Part.IN_PROGRESS
