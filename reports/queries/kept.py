"""Where all teams of an organization stand in one lineage, kept by each process while it is what is stored.

Each row of `TeamStanding` has a stamp that is new with every write, so one sum over them tells whether what
this process read before still stands, and where it does not, the stamps tell which teams to read again. Who
sees which of these teams is asked anew with every request: what is kept here is narrowed by `standings`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from core.prepared import Prepared
from maturity.scoring import State
from reports.queries.told import Told, told
from surveys.models import TeamResult, TeamStanding

MOST = 32  # tables of (organization, lineage) that a process keeps


class Newest(NamedTuple):
    """The newest settled result of a team, where it is not the one that counts."""

    round: int
    state: str


class Facts(NamedTuple):
    """Where one team stands.

    `told` is the result that says it, of a team that was never counted its newest, None where nothing is
    settled yet; `before` what it is compared with;
    `newest` is set where a newer result does not count. `state` says how much `told` can be relied on;
    `change` is None where one of the two levels is not certain.
    """

    told: Told | None
    before: Told | None
    newest: Newest | None
    state: str
    level: int | None
    counted: bool
    change: int | None


def facts(told: Told | None, before: Told | None = None, newest: Newest | None = None) -> Facts:
    """What follows from a team's result and the one that it is compared with."""
    if told is None:
        return Facts(None, before, newest, State.NO_DATA, None, False, None)
    change = None
    if told.counted and before is not None and before.counted:
        change = (told.level or 0) - (before.level or 0)
    return Facts(told, before, newest, told.state, told.level, told.counted, change)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one team stands, as of one writing of its row."""

    stamp: int
    facts: Facts


class Stamps(NamedTuple):
    """What one sum over the rows of a lineage tells."""

    lineage: int
    rows: int
    total: int
    with_level: int


@dataclass(frozen=True, slots=True)
class _Kept:
    total: int
    stands: Mapping[int, Stand]


_kept: dict[tuple[int, int], _Kept] = {}


def stamps_in(organization: int) -> list[Stamps]:
    """Of each lineage with standings how many there are, and whether they are still the same (one query)."""
    return [Stamps(*row) for row in _stamps.rows(organization)]


@Prepared
def _stamps(organization: int) -> QuerySet[TeamStanding, tuple[Any, ...]]:
    rows = TeamStanding.objects.filter(organization=organization, team__archived_at=None).order_by()
    return rows.values_list("lineage_id").annotate(
        rows=Count("pk"), total=Sum("stamp"), with_level=Count("result")
    )


def stands_in(organization: int, stamps: Stamps) -> Mapping[int, Stand]:
    """Where the teams of an organization stand in a lineage, by team: of all, whoever asks.

    No query where nothing was written since this process read it, else at most six.
    """
    place = (organization, stamps.lineage)
    known = _kept.get(place)
    if known is not None and (known.total, len(known.stands)) == (stamps.total, stamps.rows):
        return known.stands
    rows = TeamStanding.objects.filter(
        organization=organization, lineage=stamps.lineage, team__archived_at=None
    )
    stands = _read(rows, known.stands if known else {})
    if place not in _kept and len(_kept) >= MOST:
        _kept.pop(next(iter(_kept)), None)
    _kept[place] = _Kept(sum(one.stamp for one in stands.values()), stands)
    return stands


def forget() -> None:
    """Empty what this process keeps: for tests, whose database is rolled back under it."""
    _kept.clear()


def _read(rows: QuerySet[TeamStanding], known: Mapping[int, Stand]) -> dict[int, Stand]:
    """The rows as they are stored now; of those that are known by their stamp nothing more is read.

    The stamps are read first: what is written meanwhile is read again the next time.
    """
    stored = dict(rows.order_by().values_list("team_id", "stamp"))
    same = {
        team: known[team] for team, stamp in stored.items() if team in known and known[team].stamp == stamp
    }
    new = [team for team in stored if team not in same]
    if not new:
        return same
    wanted = rows if not same else rows.filter(team__in=new)
    telling = wanted.annotate(telling=Coalesce("result", "newest"))
    results = told(_named(telling, "telling"))
    previous = told(_named(wanted, "previous_id"))
    fields = ("team_id", "telling", "result_id", "previous_id", "newest_id")
    rest = ("newest__round_id", "newest__state")
    read = {}
    for team, pk, result, before, newest, *about in telling.order_by().values_list(*fields, *rest):
        if team in stored:
            newer = Newest(*about) if result is not None and newest != result else None
            told_of = facts(results.get(pk or 0), previous.get(before or 0), newer)
            read[team] = Stand(stored[team], told_of)
    return same | read


def _named(rows: QuerySet[TeamStanding], field: str) -> QuerySet[TeamResult]:
    """The results that a field of `rows` points to."""
    named = rows.filter(**{f"{field}__isnull": False}).order_by().values(field)
    return TeamResult.objects.filter(pk__in=named)
