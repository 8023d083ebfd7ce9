"""What rounds said of each team, for trend and participation: of closed ones one stored row each."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, TextField
from django.db.models.functions import Cast

from maturity.scoring import COUNTED
from organizations.access import Right, may_everywhere
from organizations.models import Membership, Team
from reports.queries.filters import Unit, within
from reports.queries.rounds import RoundFacts
from surveys.models import RoundTotals, TeamResult

Levels = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of the teams asked in a round have answered, and the level of each that was counted."""

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
    all teams, or a unit or label narrows them.
    """
    stored = _stored([one for one in rounds if not one.is_open])
    seen = _seen(member, unit, label) if stored else None
    found = {pk: _narrowed(totals, seen) for pk, totals in stored.items()}
    found |= _counted(member, [one for one in rounds if one.pk not in stored], unit, label)
    return [Turnout(one, *found[one.pk]) for one in rounds if one.pk in found]


def _stored(rounds: Sequence[RoundFacts]) -> dict[int, _Totals]:
    """The stored totals of closed rounds (one query, two where the process did not read one of them yet)."""
    if not rounds:
        return {}
    rows = RoundTotals.objects.filter(round__in=[one.pk for one in rounds]).order_by()
    stamps = dict(rows.values_list("round_id", "stamp"))
    unread = [pk for pk, stamp in stamps.items() if _known.get(pk, (None,))[0] != stamp]
    if unread:
        text = rows.filter(round__in=unread).annotate(text=Cast("teams", TextField()))
        for pk, stamp, teams in text.values_list("round_id", "stamp", "text"):
            if len(_known) >= MOST:
                _known.pop(next(iter(_known)), None)
            _known[pk] = (stamp, _totals(teams))
            stamps[pk] = stamp
    return {pk: _known[pk][1] for pk in stamps if pk in _known}


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


def _counted(
    member: Membership, rounds: Sequence[RoundFacts], unit: Unit | None, label: str
) -> Mapping[int, tuple[int, int, Levels]]:
    """The same from the results themselves, of open rounds and of those without stored totals (one query)."""
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
