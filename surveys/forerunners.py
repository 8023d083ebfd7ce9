"""Whose answers stand beside those of a response that begins; found once, as `answering.start` begins it.

The team's own latest ones; where it has none yet, those of the team that it comes from; and beside them the
latest of each team that was merged into it since. A team's seat has answers of teams' seats beside it:
nobody's own, and none of a round that was answered otherwise.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from maturity.lineage import relatives_of
from organizations.models import Team
from surveys.models import Participation, Response, Round
from surveys.seats import TEAM_SEAT, by_lead, rounds_by_lead


@dataclass(frozen=True, slots=True)
class Forerunners:
    """The response that is last time's (its id), the team's own or its origin's; the public ids beside it."""

    earlier: int | None = None
    beside: tuple[str, ...] = ()


class Sent(NamedTuple):
    """The latest response of a team; `beside` are the public ids of those that stood beside it."""

    team: int
    pk: int
    public_id: str
    opened: datetime
    beside: list[str] | None


def forerunners_of(participation: Participation) -> Forerunners:
    """Whose answers stand beside those of the team's seat in this round.

    Three queries, two more for a team that never answered, and two for each generation of merged teams.
    """
    round = participation.round
    if not by_lead(round.mode):
        return Forerunners()
    models = relatives_of(round.version.model_id, round.organization)
    team = participation.team_id
    own = _latest([team], models).get(team)
    beside = tuple(one.public_id for one in _taken_in(team, own, models))
    earlier = own or _of_origin(team, models)
    return Forerunners(earlier.pk if earlier else None, beside)


def _of_origin(team: int, models: Collection[int]) -> Sent | None:
    """What the team last sent that this one comes from."""
    origin = Team.objects.filter(pk=team).values_list("split_from_id", flat=True).get()
    return _latest([origin], models).get(origin) if origin else None


def _taken_in(team: int, own: Sent | None, models: Collection[int]) -> Iterator[Sent]:
    """The latest response of each team that was merged into this one, or into one of those.

    Those are left out that merged before the round of the latest own answers opened, or that stood beside
    these already: whoever gave them knew of the others.
    """
    into = {team: own}
    while into:
        merged = Team.objects.filter(merged_into__in=list(into)).order_by("pk")
        since = {
            pk: seen
            for pk, target, at in merged.values_list("pk", "merged_into_id", "archived_at")
            if (seen := into[target]) is None or (at is not None and at >= seen.opened)
        }
        found = _latest(since, models) if since else {}
        for pk, seen in since.items():
            if pk in found and (seen is None or found[pk].public_id not in (seen.beside or ())):
                yield found[pk]
        into = {pk: found.get(pk) for pk in since}


def _latest(teams: Collection[int], models: Collection[int]) -> dict[int, Sent]:
    """What each of these teams sent in its latest closed round about one of `models` (one query).

    Rounds that were declared void are left out, and so are those that no lead answered for the team.
    """
    sent = Response.objects.filter(
        rounds_by_lead("participation__round__"),
        seat=TEAM_SEAT,
        state=Response.State.SUBMITTED,
        participation__team__in=list(teams),
        participation__round__void_reason="",
        participation__round__state__in=(Round.State.CLOSED, Round.State.ARCHIVED),
        participation__round__version__model__in=list(models),
    )
    rows = sent.order_by("participation__round__closed_at", "pk").values_list(
        "participation__team_id", "pk", "public_id", "participation__round__opens_at", "beside"
    )
    return {row[0]: Sent(*row) for row in rows}  # of each team the last one stays
