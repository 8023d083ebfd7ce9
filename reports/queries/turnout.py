"""What rounds said of each team, for trend and participation: of closed ones one stored row each."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from core.prepared import Prepared
from maturity.scoring import COUNTED
from organizations.access import Right, may_everywhere
from organizations.models import Membership, Team
from reports.queries.filters import Unit, within
from reports.queries.rounds import RoundFacts
from surveys.models import RoundTotals, TeamResult
from surveys.models.results import TeamResultQuerySet

Levels = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of the teams asked in a round have answered, and of a closed one the level of each counted."""

    round: RoundFacts
    asked: int
    answered: int
    levels: Levels


@dataclass(frozen=True, slots=True)
class _Totals:
    """A closed round as it is stored: the teams asked, those that answered, the levels of those counted."""

    asked: frozenset[int]
    answered: frozenset[int]
    levels: Levels


def turnout_in(
    member: Membership, rounds: Sequence[RoundFacts], unit: Unit | None = None, label: str = ""
) -> list[Turnout]:
    """How many teams answered, round by round as given; a hidden team is no answer that could be seen.

    One query for the closed rounds and one for those that are open; one more where the member does not see
    all teams, or a unit or label narrows them. The levels of open rounds are left out.
    """
    stored = _stored([one for one in rounds if not one.is_open])
    seen = _seen(member, unit, label) if stored else None
    found = {pk: _narrowed(totals, seen) for pk, totals in stored.items()}
    found |= _so_far(member, [one for one in rounds if one.is_open], unit, label)
    found |= _counted(member, [one for one in rounds if one.pk not in found], unit, label)
    return [Turnout(one, *found[one.pk]) for one in rounds if one.pk in found]


def _stored(rounds: Sequence[RoundFacts]) -> dict[int, _Totals]:
    """The stored totals of closed rounds (one query, two where the process did not read one of them yet)."""
    if not rounds:
        return {}
    stamps = dict(_stamps.rows(tuple(one.pk for one in rounds)))
    unread = [pk for pk, stamp in stamps.items() if _known.get(pk, (None,))[0] != stamp]
    if unread:
        rows = RoundTotals.objects.filter(round__in=unread).order_by()
        text = rows.annotate(text=Cast("teams", TextField()))
        for pk, stamp, teams in text.values_list("round_id", "stamp", "text"):
            if len(_known) >= MOST:
                _known.pop(next(iter(_known)), None)
            _known[pk] = (stamp, _totals(teams))
            stamps[pk] = stamp
    return {pk: _known[pk][1] for pk in stamps if pk in _known}


@Prepared
def _stamps(rounds: tuple[int, ...]) -> QuerySet[RoundTotals, tuple[int, int]]:
    return RoundTotals.objects.filter(round__in=rounds).order_by().values_list("round_id", "stamp")


MOST = 256  # closed rounds of which a process keeps the totals
_known: dict[int, tuple[int, _Totals]] = {}


def forget() -> None:
    """Empty what this process keeps: for tests, whose database is rolled back under it."""
    _known.clear()


def _totals(text: str) -> _Totals:
    """From the stored row: a team with the level that it was counted with, True where it answered without
    one, False where nothing of it can be told."""
    teams = {int(team): told for team, told in json.loads(text).items()}
    return _Totals(
        asked=frozenset(teams),
        answered=frozenset(team for team, told in teams.items() if told is not False),
        levels={team: told for team, told in teams.items() if not isinstance(told, bool)},
    )


def _narrowed(totals: _Totals, seen: frozenset[int] | None) -> tuple[int, int, Levels]:
    if seen is None:
        return len(totals.asked), len(totals.answered), totals.levels
    levels = {team: level for team, level in totals.levels.items() if team in seen}
    return len(totals.asked & seen), len(totals.answered & seen), levels


def _seen(member: Membership, unit: Unit | None, label: str) -> frozenset[int] | None:
    """The teams that `member` may see, of a unit or label (one query); None for all there are."""
    if unit is None and not label and may_everywhere(member, Right.SEE_RESULTS):
        return None
    seen = Team.objects.where_may(member, Right.SEE_RESULTS)
    if unit is not None:
        seen = seen.filter(parent_id__in=unit.below)
    if label:
        seen = seen.filter(labels__slug=label)
    return frozenset(seen.values_list("pk", flat=True))


def _so_far(
    member: Membership, rounds: Sequence[RoundFacts], unit: Unit | None, label: str
) -> Mapping[int, tuple[int, int, Levels]]:
    """How many teams of open rounds have answered; of their levels nobody asks here (one query)."""
    if not rounds:
        return {}
    if unit is None and not label and may_everywhere(member, Right.SEE_RESULTS):
        rows = _answered.rows(member.organization_id, tuple(one.pk for one in rounds))
    else:
        results = TeamResult.objects.visible_to(member).filter(round_id__in=[one.pk for one in rounds])
        rows = list(_answers(within(results, unit, label)))
    return {round: (asked, answered, NONE) for round, asked, answered in rows}


NONE: Levels = {}


@Prepared
def _answered(organization: int, rounds: tuple[int, ...]) -> QuerySet[TeamResult, tuple[int, int, int]]:
    """The same of all teams, for who sees the results of all."""
    return _answers(TeamResult.objects.filter(round__organization_id=organization, round_id__in=rounds))


def _answers(results: TeamResultQuerySet) -> QuerySet[TeamResult, tuple[int, int, int]]:
    asked = results.filter(version_id=F("round__version_id")).order_by().values_list("round_id")
    return asked.annotate(asked=Count("pk"), answered=Count("pk", filter=Q(responses__gt=0)))


def _counted(
    member: Membership, rounds: Sequence[RoundFacts], unit: Unit | None, label: str
) -> Mapping[int, tuple[int, int, Levels]]:
    """The same from the results themselves, of rounds without stored totals (one query)."""
    if not rounds:
        return {}
    results = TeamResult.objects.visible_to(member).filter(
        round_id__in=[one.pk for one in rounds], version_id=F("round__version_id")
    )
    rows = within(results, unit, label).order_by()
    found: dict[int, tuple[int, int, dict[int, int]]] = {}
    fields = ("round_id", "participation__team_id", "state", "level", "responses")
    for pk, team, state, level, responses in rows.values_list(*fields):
        asked, answered, levels = found.get(pk, (0, 0, {}))
        if state in COUNTED and level is not None:
            levels[team] = level
        found[pk] = (asked + 1, answered + (responses > 0), levels)
    return found
