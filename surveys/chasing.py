"""The read side of chasing: how far each team of a round is, what is not sent first, and whom a mail reached.

Who runs rounds sees the people asked with their mails; others see how far the teams are that they see. In an
anonymous round nothing tells one person from another: only whether enough have answered to show a result.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Aggregate, Count, Max, OuterRef, Q, QuerySet, Subquery, Sum

from core import moments
from core.clock import now
from core.names import sort_key
from organizations.access import Right, may_everywhere
from organizations.models import Membership, MembershipOffer
from organizations.offers.accepting import offers_to_lead
from organizations.teams.queries import labels_seen_by
from surveys.anonymity import minimum_group
from surveys.models import Answer, Invitation, Participation, Response, Round
from surveys.queries import Part, Turnout, part_of
from surveys.seats import leads, leads_of, of_team

PAGE_SIZE = 100
BETWEEN = " / "  # units of a path, as `core.names.as_path` joins them


class Wanted(StrEnum):
    """What the list can be narrowed to, beside one unit and one label."""

    NOT_SENT = "not_sent"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SENT = "sent"
    BOUNCED = "bounced"
    NOBODY = "nobody"


ORDER = (Part.NOT_SENT, Part.NOT_STARTED, Part.TOO_FEW, Part.IN_PROGRESS, Part.SENT, Part.ENOUGH)
AWAITED = (Part.NOT_STARTED, Part.IN_PROGRESS)
STATES = {
    Wanted.NOT_SENT: (*AWAITED, Part.NOT_SENT, Part.TOO_FEW),
    Wanted.NOT_STARTED: (Part.NOT_STARTED,),
    Wanted.IN_PROGRESS: (Part.IN_PROGRESS,),
    Wanted.SENT: (Part.SENT, Part.ENOUGH),
}


class NoSuchPlace(LookupError):
    """The reader sees no unit, or no label, of that name."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks the list for; empty where nothing is chosen."""

    unit: str = ""
    label: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return bool(self.unit or self.label or self.state)


class Mail(StrEnum):
    """What became of the mail that asks somebody."""

    WAITING = "waiting"  # not sent yet, or none was: they came to lead the team later
    SENT = "sent"
    BOUNCED = "bounced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers for a team or is asked to, with their mail; no address where none is told."""

    name: str
    address: str = ""
    joined: bool = True
    mail: Mail = Mail.WAITING
    mailed_at: datetime | None = None
    mailed: str = ""  # the same in words, on the clocks of the round's zone
    reminded: str = ""  # when the last reminder was asked for, in such words
    link: int | None = None  # the invitation (id)

    @property
    def reachable(self) -> bool:
        """Whether a mail may reach them and their link works."""
        return bool(self.address) and self.mail in (Mail.WAITING, Mail.SENT)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team's part in a round."""

    slug: str
    name: str
    unit_path: str
    people: Sequence[Person]
    part: Part
    answered: int
    asked: int
    sent_at: datetime | None
    joined_at: datetime | None = None  # when the team came to the open round; None from the opening on
    joined: str = ""  # the same in words, on the clocks of the round's zone

    @property
    def share(self) -> float:
        """Answered criteria from 0 to 1, for the meter."""
        return self.answered / self.asked if self.asked else 0.0

    @property
    def awaited(self) -> bool:
        """Whether somebody can be reminded."""
        return self.part in AWAITED and any(one.reachable for one in self.people)

    @property
    def counted(self) -> bool:
        """Whether its answers may be counted before the reader."""
        return self.part not in (Part.TOO_FEW, Part.ENOUGH)


@dataclass(frozen=True, slots=True)
class Chase:
    """What the page of a round shows of its teams."""

    turnout: Turnout  # over all teams that the reader sees, whatever the list is narrowed to
    page: Page[TeamLine]
    addresses: Sequence[str]  # of who has not sent, over all pages
    units: Sequence[tuple[str, str, range]]  # path, own name, a step for each unit above
    labels: Sequence[tuple[str, str]]  # address, name
    mails: bool  # whether the reader sees people with their mails


class Row(NamedTuple):
    """What sorting and narrowing need of a participation."""

    pk: int
    team: int
    unit: str
    name: str
    part: Part
    joined_at: datetime | None


People = Mapping[int, Sequence[Person]]


def chase(member: Membership, round: Round, wish: Wish, number: str) -> Chase:
    """The teams of a round that `member` sees, what is not sent first; the same queries for 3 and for 300.

    Raises:
        NoSuchPlace: the wish names a unit or a label that they see nothing of.
    """
    mails = may_everywhere(member, Right.RUN_ROUND)
    seen, labels = _rows(member, round), labels_seen_by(member)
    rows, people = _narrowed(round, seen, labels, wish, mails=mails)
    page: Page[Any] = Paginator(rows, PAGE_SIZE).get_page(number)
    page.object_list = _lines(round, page.object_list, people)
    waiting = [one for row in rows if row.part in AWAITED for one in people.get(row.pk, ())]
    parts = Counter(row.part for row in seen)
    return Chase(
        turnout=Turnout(len(seen), parts[Part.SENT], parts[Part.IN_PROGRESS]),
        page=page,
        addresses=list(dict.fromkeys(one.address for one in waiting if one.reachable)),
        units=_units(seen),
        labels=sorted(labels.items(), key=lambda entry: sort_key(entry[1])),
        mails=mails,
    )


def all_lines(member: Membership, round: Round, wish: Wish) -> list[TeamLine]:
    """The same lines without pages, for a file; for who runs rounds.

    Raises:
        NoSuchPlace: as `chase`.
    """
    rows, people = _narrowed(round, _rows(member, round), labels_seen_by(member), wish, mails=True)
    return _lines(round, rows, people)


def line_of(member: Membership, round: Round, part: Participation) -> TeamLine:
    """One team's line, for who runs rounds."""
    rows = [row for row in _rows(member, round) if row.pk == part.pk]
    [line] = _lines(round, rows, _people(round, rows, mails=True))
    return line


def revision_of(round: Round) -> str:
    """A name for what the page of an open round shows, equal as long as that stays the same; one query.

    It is a hash: it counts what its reader may not see.
    """
    mine = "participation__round"
    responses, asked = Response.objects.all(), Invitation.objects.all()
    told = {
        "teams": _told(Participation.objects.all(), "round", Count("pk")),
        "begun": _told(responses, mine, Count("pk")),
        "sent": _told(responses.filter(state=Response.State.SUBMITTED), mine, Count("pk")),
        "sent_last": _told(responses, mine, Max("submitted_at")),
        # A new answer adds to the sum, and so does each change of one: none ever goes down.
        "answers": _told(Answer.objects.all(), f"response__{mine}", Sum("revision")),
        "asked": _told(asked, mine, Count("pk")),
        "joined": _told(asked, mine, Count("membership")),
        "mailed": _told(asked, mine, Count("sent_at")),
        "mailed_last": _told(asked, mine, Max("sent_at")),
        "reminded_last": _told(asked, mine, Max("reminded_at")),
        "bounced": _told(asked.filter(state=Invitation.State.BOUNCED), mine, Count("pk")),
        "revoked": _told(asked, mine, Count("revoked_at")),
        # Who leads no more stands on the page no more; two that come and go at once differ in their sum.
        "leads": _told(leads(), "team__participations__round", Count("pk")),
        "leading": _told(leads(), "team__participations__round", Sum("pk")),
    }
    own = Round.objects.filter(pk=round.pk).annotate(**{f"of_{name}": one for name, one in told.items()})
    found = own.values_list("name", "state", "closes_at", *(f"of_{name}" for name in told)).get()
    moment = now()
    ends = (round.is_open_at(moment), (round.closes_at - moment).days)
    return sha256(repr((found, ends)).encode()).hexdigest()[:16]


def _told(rows: QuerySet[Any], path: str, figure: Aggregate) -> Subquery:
    own = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Subquery(own.annotate(told=figure).values("told"))


def _rows(member: Membership, round: Round) -> list[Row]:
    """All teams that `member` sees, what is not sent first, then by unit and name (one query)."""
    sent = Count("responses", filter=Q(responses__state=Response.State.SUBMITTED))
    found = Participation.objects.visible_to(member).filter(round=round).order_by("pk")
    found = found.annotate(seat=Max("responses__state", filter=of_team("responses__")), sent=sent)
    rows = [
        Row(pk, team, unit, name, _part(round, seat, sent), joined_at)
        for pk, team, unit, name, seat, sent, joined_at in found.values_list(
            "pk", "team_id", "unit_path", "team_name", "seat", "sent", "joined_at"
        )
    ]
    return sorted(rows, key=lambda row: (ORDER.index(row.part), sort_key(row.unit), sort_key(row.name)))


def _part(round: Round, seat: str | None, sent: int) -> Part:
    """How far a team is, by its response; in an anonymous round only whether enough have sent."""
    minimum = minimum_group(round.mode, round.min_group_size)
    if minimum is None:
        return part_of(round, seat)
    return Part.ENOUGH if sent >= minimum else Part.TOO_FEW


def _narrowed(
    round: Round, seen: Sequence[Row], labels: Mapping[str, str], wish: Wish, *, mails: bool
) -> tuple[list[Row], People]:
    """The rows that a wish names, and who answers for them."""
    unknown_unit = wish.unit and wish.unit not in [path for path, *_rest in _units(seen)]
    if unknown_unit or (wish.label and wish.label not in labels):
        raise NoSuchPlace
    rows = list(seen)
    if wish.unit:
        rows = [row for row in rows if f"{row.unit}{BETWEEN}".startswith(f"{wish.unit}{BETWEEN}")]
    if wish.label:
        carrying = Participation.objects.filter(round=round, team__labels__slug=wish.label)
        carriers = set(carrying.values_list("pk", flat=True))
        rows = [row for row in rows if row.pk in carriers]
    if wish.state in STATES:
        rows = [row for row in rows if row.part in STATES[Wanted(wish.state)]]
    people = _people(round, rows, mails=mails)
    if mails and wish.state == Wanted.BOUNCED:
        rows = [row for row in rows if any(one.mail == Mail.BOUNCED for one in people.get(row.pk, ()))]
    if mails and wish.state == Wanted.NOBODY:
        rows = [row for row in rows if not any(one.reachable for one in people.get(row.pk, ()))]
    return rows, people


def _units(rows: Iterable[Row]) -> list[tuple[str, str, range]]:
    """Each unit above a team as the round keeps it: its path, its own name, and how deep it lies."""
    paths = {row.unit for row in rows if row.unit}
    all_paths = {
        BETWEEN.join(names[:depth])
        for names in (path.split(BETWEEN) for path in paths)
        for depth in range(1, len(names) + 1)
    }
    ordered = sorted(all_paths, key=lambda path: [sort_key(name) for name in path.split(BETWEEN)])
    return [(path, path.rpartition(BETWEEN)[2], range(path.count(BETWEEN))) for path in ordered]


def _people(round: Round, rows: Sequence[Row], *, mails: bool) -> People:
    """Who answers for the team of each participation (id), by name; a few queries, one without `mails`.

    Args:
        mails: whether addresses and mails are told as well, and who is asked without having joined.
    """
    places = {row.team: row.pk for row in rows}
    links: dict[tuple[int, int | str], Invitation] = {}
    found: defaultdict[int, list[Person]] = defaultdict(list)
    if mails:
        for one in Invitation.objects.filter(participation__in=list(places.values())).order_by("pk"):
            links[one.participation_id, one.membership_id or one.email] = one
    fields = ("team_id", "membership_id", "membership__user__name", "membership__user__email")
    for team, membership, name, address in leads_of(places).order_by("pk").values_list(*fields):
        link = links.get((places[team], membership))
        found[places[team]].append(_person(round, link, name, address) if mails else Person(name))
    for place, offer in offers_to_lead(round.organization) if mails else ():
        if place.pk in places and offer.email not in [one.address for one in found[places[place.pk]]]:
            link = links.get((places[place.pk], offer.email))
            invited = _person(round, link, offer.name or offer.email, offer.email, joined=False)
            lost = offer.state == MembershipOffer.State.BOUNCED
            found[places[place.pk]].append(replace(invited, mail=Mail.BOUNCED) if lost else invited)
    for several in found.values():
        several.sort(key=lambda one: (not one.joined, sort_key(one.name)))
    return found


def _person(round: Round, link: Invitation | None, name: str, address: str, *, joined: bool = True) -> Person:
    if link is None:
        return Person(name, address, joined)

    mailed, reminded = _words(round, link.sent_at), _words(round, link.reminded_at)
    return Person(name, address, joined, _mail(link), link.sent_at, mailed, reminded, link.pk)


def _words(round: Round, moment: datetime | None) -> str:
    return moments.day_and_time(moment, round.time_zone, year=False) if moment else ""


def _mail(link: Invitation) -> Mail:
    if link.revoked_at is not None:
        return Mail.WITHDRAWN
    if link.state == Invitation.State.BOUNCED:
        return Mail.BOUNCED
    return Mail.SENT if link.sent_at else Mail.WAITING


def _lines(round: Round, rows: Iterable[Row], people: People) -> list[TeamLine]:
    """The lines of these rows, in their order; two queries."""
    wanted = list(rows)
    own = [row.pk for row in wanted]
    slugs = dict(Participation.objects.filter(pk__in=own).values_list("pk", "team__slug"))
    rated = Count("answers", filter=~Q(answers__rating=""))
    begun = Response.objects.filter(of_team(), participation__in=own).annotate(rated=rated)
    how_far = {
        pk: (answered, sent_at)
        for pk, answered, sent_at in begun.values_list("participation", "rated", "submitted_at")
    }
    lines = []
    for row in wanted:
        answered, sent_at = how_far.get(row.pk, (0, None))
        asked, who = round.version.criterion_count, people.get(row.pk, ())
        joined = (row.joined_at, _words(round, row.joined_at))
        how = (row.part, answered, asked, sent_at)
        lines.append(TeamLine(slugs[row.pk], row.name, row.unit, who, *how, *joined))
    return lines
