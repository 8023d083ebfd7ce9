"""Teams of a round, held, and how their submitted answers count: what a result is computed from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from core.prepared import Prepared
from maturity.reading import catalog
from surveys.models import Answer, Participation, Response, Round, TeamResult

BATCH = 100  # teams held in memory at once


@dataclass(slots=True)
class Counted:
    """The submitted answers of one team: by criterion, how many gave each rating."""

    responses: int = 0
    tallies: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True, slots=True)
class Held:
    """One team's part in a round, locked, with its counted answers and the key and digest of its result.

    `stored` and `digest` are None where no result is stored.
    """

    participation: int
    team: int
    stored: int | None
    digest: str | None
    counted: Counted


def hold(round: Round, *, first: int, last: int | None = None) -> list[Held]:
    """Lock the next `BATCH` teams of a round and count their answers.

    Must run in a transaction, which holds the teams until it ends. Counting comes after locking, so it sees
    what those committed who held the teams before.

    Args:
        first: the least key of a team; the teams come in the order of their keys.
        last: the greatest, None for no end.
    """
    locked: list[Any] = _locked.rows(round.version_id, round.pk, first, last)
    if not locked:
        return []
    counted = _count(round, locked[0].team_id, locked[-1].team_id)
    return [Held(one.pk, one.team_id, one.stored, one.digest, counted[one.pk]) for one in locked]


def after(held: Sequence[Held]) -> int | None:
    """Where the teams that come next begin; None where these were the last of the round."""
    return held[-1].team + 1 if len(held) == BATCH else None


def stored_keys(round: Round, held: Sequence[Held]) -> dict[int, int]:
    """The keys of the stored results of some teams, by participation."""
    return dict(_stored.rows(round.version_id, round.pk, held[0].team, held[-1].team))


def _count(round: Round, first: int, last: int) -> Mapping[int, Counted]:
    """Submitted responses and their answers, by participation, of the teams from `first` to `last`."""
    counted: dict[int, Counted] = defaultdict(Counted)
    for participation, number in _responses.rows(round.pk, first, last):
        counted[participation].responses = number
    keys = {criterion.pk: criterion.key for criterion in catalog(round.version_id).criteria}
    for participation, criterion, rating, number in _answers.rows(round.pk, first, last):
        counted[participation].tallies[keys[criterion]][rating] = number
    return counted


@Prepared
def _locked(version: int, round: int, first: int, last: int | None) -> QuerySet[Participation]:
    """The participation's row is the lock of a team's result: against a second sending or reopening in the
    same team, which must see the answers of the first, and against the closing of the round, which holds all
    of them. In the order of teams, so that two who hold several do not wait for each other.
    """
    of_version = FilteredRelation("results", condition=Q(results__version=version))
    teams = Participation.objects.filter(round=round, team__gte=first)
    within = teams if last is None else teams.filter(team__lte=last)
    known = within.annotate(result=of_version, stored=F("result__pk"), digest=F("result__digest"))
    return known.select_for_update(of=("self",)).only("team").order_by("team_id")[:BATCH]


@Prepared
def _stored(version: int, round: int, first: int, last: int) -> QuerySet[TeamResult, tuple[Any, ...]]:
    within = TeamResult.objects.filter(
        participation__round=round, participation__team__gte=first, participation__team__lte=last
    )
    return within.filter(version=version).values_list("participation_id", "pk")


@Prepared
def _responses(round: int, first: int, last: int) -> QuerySet[Response, tuple[Any, ...]]:
    within = Response.objects.filter(
        participation__round=round, participation__team__gte=first, participation__team__lte=last
    )
    sent = within.filter(state=Response.State.SUBMITTED)
    return sent.values_list("participation_id").annotate(number=Count("pk"))


@Prepared
def _answers(round: int, first: int, last: int) -> QuerySet[Answer, tuple[Any, ...]]:
    within = Answer.objects.filter(
        response__participation__round=round,
        response__participation__team__gte=first,
        response__participation__team__lte=last,
    )
    given = within.filter(response__state=Response.State.SUBMITTED).exclude(rating="")
    grouped = given.values_list("response__participation_id", "criterion_id", "rating")
    return grouped.annotate(number=Count("pk"))
