"""Where each team stands in each lineage: found among its results, and stored beside them.

A result counts here only under its round's own version, so that computing one under another version moves
nobody. It is settled once nothing that is under way can take it back: with the close of its round, or, where
one lead answers for the team, as soon as it is sent. A round that is void settles nothing.
"""

import secrets
from collections.abc import Collection, Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet

from core.prepared import Prepared
from core.upserts import PreparedUpsert
from maturity.lineage import lineage_of, lineages_in
from maturity.reading import catalog
from maturity.scoring import COUNTED, State
from organizations.models import Organization
from surveys.models import Round, TeamResult, TeamStanding
from surveys.results.counting import BATCH
from surveys.seats import by_lead

STANDING = PreparedUpsert(
    TeamStanding,
    unique=["team", "lineage"],
    keep=["organization"],
    update=["result", "previous", "newest", "stamp"],
)
STAMPS = 2**31


class Past(NamedTuple):
    """One result of a team as it bears on where the team stands."""

    team: int
    pk: int
    state: str
    model: int
    round_state: str
    mode: str
    void_reason: str

    @property
    def settled(self) -> bool:
        """Whether it says something that only a deed can take back: closing, or a lead's sending."""
        if self.void_reason:
            return False
        if self.round_state == Round.State.OPEN:
            return by_lead(self.mode) and self.state != State.NO_DATA
        return self.round_state != Round.State.DRAFT


class Stand(NamedTuple):
    """Results by their keys, as the fields of `TeamStanding` say."""

    result: int | None = None
    previous: int | None = None
    newest: int | None = None


def stand_of(past: Iterable[Past]) -> Stand:
    """Where a team stands, from its results in one lineage, the newest first.

    A newer result that is provisional, missing or not rated leaves the older level. One that must stay hidden
    ends the search: nothing older is shown behind it.
    """
    settled = [one for one in past if one.settled]
    telling = [one for one in settled if one.state in COUNTED or one.state == State.SUPPRESSED]
    if not telling:
        return Stand(newest=settled[0].pk if settled else None)
    result, *older = telling
    counted = [one.pk for one in older if one.state in COUNTED]
    hidden = result.state == State.SUPPRESSED
    return Stand(result.pk, None if hidden or not counted else counted[0], settled[0].pk)


def settle(round: Round, *, first: int, last: int, written: Collection[int]) -> None:
    """Store where some teams stand in the lineage of `round`; three queries.

    Must run in a transaction, after whatever else it stores of their results.

    Args:
        first, last: the least and the greatest key of a team.
        written: those whose result was stored just now: whoever keeps their standing has to read it again,
            also where it points to the same result as before.
    """
    lineage = lineage_of(catalog(round.version_id).version.model).pk
    stored = {team: Stand(*stand) for team, *stand in _locked.rows(lineage, first, last)}
    past = _past(first, last)
    roots = lineages_in(round.organization) if {one.model for one in past} - {lineage} else {}
    own = (one for one in past if roots.get(one.model, one.model) == lineage)
    found = {team: stand_of(group) for team, group in _by_team(own)}
    _write(
        round.organization_id,
        {
            (team, lineage): stand
            for team, stand in found.items()
            if team in written or stored.get(team) != stand
        },
    )


def recount(organization: Organization) -> int:
    """Find anew where all teams of an organization stand, some at a time; how many were stored differently.

    Safe at any time: each transaction holds the rows that it writes.
    """
    roots = lineages_in(organization)
    teams = sorted(_asked(organization))
    changed = 0
    for start in range(0, len(teams), BATCH):
        with transaction.atomic():
            first, last = teams[start], teams[min(start + BATCH, len(teams)) - 1]
            before = _stored(first, last)
            found: dict[tuple[int, int], Stand] = {}
            for team, group in _by_team(_past(first, last)):
                by_lineage: dict[int, list[Past]] = {}
                for one in group:
                    by_lineage.setdefault(roots.get(one.model, one.model), []).append(one)
                found |= {(team, lineage): stand_of(past) for lineage, past in by_lineage.items()}
            differing = {key: stand for key, stand in found.items() if before.get(key) != stand}
            _write(organization.pk, differing)
            idle = [key for key in before if key not in found and before[key] != Stand()]
            _write(organization.pk, dict.fromkeys(idle, Stand()))
        changed += len(differing) + len(idle)
    return changed


def _write(organization: int, stands: dict[tuple[int, int], Stand]) -> None:
    """Store where teams stand, in the order of teams: the only place where that happens."""
    STANDING.write(
        [
            (team, lineage, organization, *stand, secrets.randbelow(STAMPS))
            for (team, lineage), stand in sorted(stands.items())
        ]
    )


def _by_team(past: Iterable[Past]) -> Iterable[tuple[int, Iterable[Past]]]:
    return groupby(past, key=itemgetter(0))


def _asked(organization: Organization) -> set[int]:
    """The teams with a result, or with a row that says where they stand."""
    asked = TeamResult.objects.filter(round__organization=organization)
    standing = TeamStanding.objects.filter(organization=organization)
    return {
        *asked.values_list("participation__team_id", flat=True).distinct(),
        *standing.values_list("team_id", flat=True).distinct(),
    }


def _stored(first: int, last: int) -> dict[tuple[int, int], Stand]:
    """The rows of some teams, held until the transaction ends."""
    held = TeamStanding.objects.filter(team__gte=first, team__lte=last).select_for_update()
    rows = held.order_by("team_id").values_list(
        "team_id", "lineage_id", "result_id", "previous_id", "newest_id"
    )
    return {(team, lineage): Stand(*stand) for team, lineage, *stand in rows}


def _past(first: int, last: int) -> list[Past]:
    return [Past(*row) for row in _results.rows(first, last)]


@Prepared
def _locked(lineage: int, first: int, last: int) -> QuerySet[TeamStanding, tuple[Any, ...]]:
    """Where teams stand, locked before their results are read: against another round of the same teams that
    stores a result at this moment, which would not be seen, and whose standing would be written over. The
    rows are there since the first round opened. After the participations, in the order of teams.
    """
    held = TeamStanding.objects.filter(lineage=lineage, team__gte=first, team__lte=last)
    return (
        held.select_for_update()
        .order_by("team_id")
        .values_list("team_id", "result_id", "previous_id", "newest_id")
    )


@Prepared
def _results(first: int, last: int) -> QuerySet[TeamResult, tuple[Any, ...]]:
    """The results of some teams under each round's own version, the newest round of a team first."""
    own = TeamResult.objects.filter(
        participation__team__gte=first, participation__team__lte=last, version=F("round__version")
    )
    return own.order_by("participation__team_id", "-round__opens_at", "-round_id").values_list(
        "participation__team_id",
        "pk",
        "state",
        "version__model_id",
        "round__state",
        "round__mode",
        "round__void_reason",
    )
