"""What a draft would do if it were opened now: who gets a mail, who cannot, who is asked for more already."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from core import moments
from core.clock import now
from core.names import by_name
from core.zones import zone_named
from organizations.models import Membership, MembershipOffer
from surveys.asking import Asked, who_is_asked
from surveys.models import Invitation, Participation, Round
from surveys.outcomes import Outcome, outcomes_before
from surveys.seats import rounds_by_lead
from surveys.timing import minutes_of

MONTHS_IN_QUARTER = 3
Person = tuple[int | None, str]  # a membership (id), or an address that has not joined


@dataclass(frozen=True, slots=True)
class Unled:
    """A team for which nobody would get a mail."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Bounced:
    """An invitation to lead a team of the round that a mail server sent back."""

    email: str
    team: str
    offer: int


@dataclass(frozen=True, slots=True)
class Rival:
    """An open round that asks some of the same teams."""

    pk: int
    name: str
    closes: str
    teams: list[str]


@dataclass(frozen=True, slots=True)
class Load:
    """Somebody who is asked by other rounds of this quarter too, and the minutes of all of them."""

    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Review:
    """What opening this draft would do."""

    teams: list[str]
    units: int
    mails: int
    unled: list[Unled]
    bounced: list[Bounced]
    rivals: list[Rival]
    loads: list[Load]
    outcomes: list[Outcome]  # of the rounds that asked its teams last, with a text or without


def review(member: Membership, round: Round) -> Review:
    """What opening this draft would do; the same queries for 3 teams and 300."""
    parts = Participation.objects.visible_to(member).filter(round=round, team__archived_at=None)
    asking = by_name(parts.select_related("team").order_by("pk"), lambda one: one.team_name)
    asked = who_is_asked(round.organization, [one.team_id for one in asking])
    people = _people(asked)
    return Review(
        teams=[one.team_name for one in asking],
        units=len({one.unit_path for one in asking if one.unit_path}),
        mails=len(people),
        unled=[Unled(one.team_name, one.team.slug) for one in asking if asked[one.team_id].nobody],
        bounced=list(_bounced(asking, asked)),
        rivals=_rivals(round, [one.team_id for one in asking]),
        loads=_loads(round, people, asked),
        outcomes=_outcomes(round, [one.team_id for one in asking]),
    )


def _outcomes(round: Round, teams: Collection[int]) -> list[Outcome]:
    """What those who are asked would read of the rounds before, each round once, the latest first."""
    found = {one.round_id: one for one in outcomes_before(round, teams).values()}
    return [one for _pk, one in sorted(found.items(), reverse=True)]


def _people(asked: Mapping[int, Asked]) -> dict[Person, int]:
    """For how many teams each person is asked."""
    found: defaultdict[Person, int] = defaultdict(int)
    for one in asked.values():
        for membership in one.members:
            found[membership, ""] += 1
        for offer in one.deliverable:
            found[None, offer.email] += 1
    return found


def _bounced(asking: Collection[Participation], asked: Mapping[int, Asked]) -> Iterator[Bounced]:
    for part in asking:
        for offer in asked[part.team_id].offers:
            if offer.state == MembershipOffer.State.BOUNCED:
                yield Bounced(offer.email, part.team_name, offer.pk)


def _rivals(round: Round, teams: Collection[int]) -> list[Rival]:
    """The open rounds that ask one of these teams, what ends first before the rest (one query)."""
    others = Participation.objects.filter(
        team__in=teams, round__state=Round.State.OPEN, round__closes_at__gt=now()
    )
    found: defaultdict[int, list[Participation]] = defaultdict(list)
    for part in others.exclude(round=round).select_related("round").order_by("round__closes_at", "pk"):
        found[part.round_id].append(part)
    return [
        Rival(
            pk=pk,
            name=parts[0].round.name,
            closes=moments.day_and_time(parts[0].round.closes_at, parts[0].round.time_zone),
            teams=by_name((part.team_name for part in parts), str),
        )
        for pk, parts in found.items()
    ]


def _loads(round: Round, people: Mapping[Person, int], asked: Mapping[int, Asked]) -> list[Load]:
    """Who is asked by other rounds of the quarter too, who longest first (a query more for each of them)."""
    others = Round.objects.filter(
        rounds_by_lead(),
        organization=round.organization,
        opened_at__gte=_quarter_of(now(), round.time_zone),
    )
    each = {one.pk: minutes_of(one) for one in others}
    minutes: defaultdict[Person, int] = defaultdict(int)
    recent = Invitation.objects.filter(participation__round__in=each, revoked_at=None)
    for membership, email, other in recent.values_list("membership_id", "email", "participation__round_id"):
        minutes[membership, "" if membership else email] += each[other]
    own = minutes_of(round)
    more = {who: minutes[who] + own * teams for who, teams in people.items() if minutes[who]}
    names = _names(asked)
    loads = [Load(names.get(who, who[1]), sum_) for who, sum_ in more.items()]
    return sorted(by_name(loads, lambda one: one.name), key=lambda one: -one.minutes)


def _names(asked: Mapping[int, Asked]) -> dict[Person, str]:
    offered = {(None, offer.email): offer.name for one in asked.values() for offer in one.offers}
    members = {pk for one in asked.values() for pk in one.members}
    joined = Membership.objects.filter(pk__in=members).values_list("pk", "user__name")
    named: dict[Person, str] = {who: name for who, name in offered.items() if name}
    return named | {(pk, ""): name for pk, name in joined}


def _quarter_of(moment: datetime, zone: str) -> datetime:
    """When the quarter of the year began that a moment lies in, on the clocks of a zone."""
    here = moment.astimezone(zone_named(zone))
    month = here.month - (here.month - 1) % MONTHS_IN_QUARTER
    return here.replace(month=month, day=1, hour=0, minute=0, second=0, microsecond=0)
