"""Reading the audit trail: what is asked for, page by page, in the reader's words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_current_timezone, localtime, make_aware

from organizations.audit.phrases import Phrase, phrase_of
from organizations.audit.words import Kind
from organizations.models import AuditEvent, Membership, MembershipOffer
from organizations.models.audit import AuditEventQuerySet

PER_PAGE = 50
COUNTED = 1000  # beyond, the page says "more than"
MATCHING_PEOPLE = 50
IN_A_BATCH = 1000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 1, 1)  # beyond, no zone can be reckoned with


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see of the trail; nothing said, nothing left out.

    Attributes:
        who: a part of the name or address of whoever did it, or was concerned.
        thing: "team:12", the type and id of one thing.
        text: a part of the name of the thing, or the beginning of a network address.
        since, until: days in the reader's time zone, both within.
    """

    who: str = ""
    kind: str = ""
    thing: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None

    def query(self, **more: str) -> str:
        """The same as the query of an address."""
        given = {name: str(getattr(self, name) or "") for name in self.__dataclass_fields__} | more
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def is_all(self) -> bool:
        """Whether nothing is filtered."""
        return self == Asked()


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read."""

    at: datetime
    who: str  # "" where no person did it
    email: str
    initials: str
    phrase: Phrase
    kind: str
    action: str
    label: str
    is_refused: bool
    origin: str
    address: str
    more: bool

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, the newest first, and the ways on."""

    lines: list[Line]
    count: int
    older: str = ""
    newer: str = ""

    @property
    def is_many(self) -> bool:
        return self.count > COUNTED


def lines_of(member: Membership, asked: Asked) -> AuditEventQuerySet:
    """The lines that `member` may read and asked for, in no order yet."""
    found: AuditEventQuerySet = AuditEvent.objects.visible_to(member)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.who:
        people = _people(member, asked.who)
        found = found.filter(Q(actor__in=people) | Q(person__in=people))
    if asked.thing:
        model, _, pk = asked.thing.partition(":")
        found = found.filter(object_type=model, object_id=pk)
    if asked.text:
        found = found.filter(Q(label__icontains=asked.text) | Q(address__startswith=asked.text))
    if asked.since:
        found = found.filter(at__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(at__lt=_midnight(asked.until, after=1))
    return found


def page_of(member: Membership, asked: Asked, *, before: str = "", after: str = "") -> Page:
    """The newest lines, or those on the other side of a line that was shown.

    No page counts what it skips, so the last of a million lines costs what the first costs.

    Args:
        before, after: where the page at hand ends or begins, as `older` and `newer` of that page say.
    """
    found = lines_of(member, asked)
    count = found.order_by().values("pk")[: COUNTED + 1].count()
    end, start = _mark(before), _mark(after)
    if start is not None:
        rows = list(found.newer_than(*start).order_by("at", "pk").select_related("actor")[: PER_PAGE + 1])
        more_newer, more_older = len(rows) > PER_PAGE, True
        rows = rows[:PER_PAGE][::-1]
    else:
        rest = found if end is None else found.older_than(*end)
        rows = list(rest.newest_first().select_related("actor")[: PER_PAGE + 1])
        more_newer, more_older = end is not None, len(rows) > PER_PAGE
        rows = rows[:PER_PAGE]
    return Page(
        lines=list(read(rows)),
        count=count,
        older=_place(rows[-1]) if rows and more_older else "",
        newer=_place(rows[0]) if rows and more_newer else "",
    )


def all_lines(member: Membership, asked: Asked) -> Iterator[Line]:
    """Every line, the newest first, read in batches: neither memory nor the database holds them all."""
    found = lines_of(member, asked).newest_first().select_related("actor")
    rows = list(found[:IN_A_BATCH])
    while rows:
        yield from read(rows)
        rows = list(found.older_than(rows[-1].at, rows[-1].pk)[:IN_A_BATCH])


def read(rows: Iterable[AuditEvent]) -> Iterator[Line]:
    """Rows in words; one query more where offers are among them, whose addresses stand in the offer alone."""
    rows = list(rows)
    offered = _addresses_of(row.object_id for row in rows if row.object_type == "membershipoffer")
    for row in rows:
        label = offered.get(row.object_id, "") if row.object_type == "membershipoffer" else row.label
        yield _line(row, label)


def known_thing(member: Membership, asked: Asked) -> str:
    """How the newest line calls the thing that was asked for; "" where no line is about it."""
    newest = lines_of(member, replace(Asked(), thing=asked.thing)).newest_first().first()
    return next((line.label for line in read([newest])), "") if newest else ""


def _line(row: AuditEvent, label: str) -> Line:
    actor = row.actor
    return Line(
        at=localtime(row.at),
        who=str(actor) if actor else "",
        email=actor.email if actor else "",
        initials=actor.initials if actor else "",
        phrase=phrase_of(row, label),
        kind=str(Kind(row.kind).label) if row.kind in Kind.values else row.kind,
        action=row.action,
        label=label,
        is_refused=row.kind == Kind.REFUSED,
        origin=row.origin,
        address=row.address,
        more=bool(row.detail.get("more")),
    )


def _addresses_of(offers: Iterable[str]) -> Mapping[str, str]:
    wanted = set(offers)
    if not wanted:
        return {}
    return {
        str(pk): email
        for pk, email in MembershipOffer.objects.filter(pk__in=wanted).values_list("pk", "email")
    }


def _people(member: Membership, who: str) -> list[int]:
    colleagues = Membership.objects.filter(organization=member.organization_id)
    named = colleagues.filter(Q(user__name__icontains=who) | Q(user__email__icontains=who))
    return list(named.order_by("pk").values_list("user", flat=True)[:MATCHING_PEOPLE])


def _midnight(day: date, *, after: int = 0) -> datetime:
    known = min(max(day, FIRST_DAY), LAST_DAY) + timedelta(days=after)
    return make_aware(datetime.combine(known, time.min), get_current_timezone())


def _place(row: AuditEvent) -> str:
    return f"{row.at.isoformat()}_{row.pk}"


def _mark(place: str) -> tuple[datetime, int] | None:
    """The time and key in a place; None where it is none, as when somebody wrote it by hand."""
    moment, _, pk = place.rpartition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    if at is None or at.tzinfo is None or not FIRST_DAY <= at.date() <= LAST_DAY:
        return None
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return at, int(pk)
