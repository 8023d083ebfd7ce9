"""The lines of the table teams by dimensions, on the page asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maturity.reading import catalog
from maturity.scoring import COUNTED
from reports.queries.rounds import RoundFacts
from reports.queries.standings import Reading, Standing
from surveys.models import DimensionResult

PAGE = 100


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team with all that its line in the table shows.

    `change` and `changes` are in levels since the round before. `open_in` holds the open conditions of the
    next level: a dimension's key, or None for the one over all dimensions.
    """

    standing: Standing
    change: int | None
    levels: Mapping[str, int | None]
    changes: Mapping[str, int]
    open_in: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the table; `whole` when it holds all teams."""

    lines: Sequence[TeamLine]
    number: int
    pages: int
    whole: bool


def page_of(
    reading: Reading,
    *,
    order: str,
    number: int | None,
    previous: RoundFacts | None,
    before: Mapping[int, int],
) -> Page:
    """One page of the teams in the order asked for (three queries, one more for the order of a dimension).

    Args:
        number: from 1; one beyond the last is the last. None asks for all teams.
        before: the level of each team counted in the round `previous`, by its id.
    """
    ordered = reading.in_order(order)
    pages = max(1, -(-len(ordered) // PAGE))
    here = min(max(number or 1, 1), pages)
    chosen = ordered if number is None else ordered[(here - 1) * PAGE : here * PAGE]
    whole = len(chosen) == len(ordered)
    rows = DimensionResult.objects.filter(team_result__in=_of(reading, chosen, whole)).order_by()
    levels = _by_team(rows.values_list("team_id", "dimension_id", "level"), reading.round)
    then = _dimensions_before([one.team for one in chosen], previous)
    open_in = _open_conditions(reading, chosen, whole)
    lines = [
        TeamLine(
            standing=one,
            change=one.level - before[one.team]
            if one.counted and one.level is not None and one.team in before
            else None,
            levels=levels.get(one.team, {}),
            changes=_moved(one, levels.get(one.team, {}), then.get(one.team, {})),
            open_in=open_in.get(one.result, ()),
        )
        for one in chosen
    ]
    return Page(lines, here, pages, whole)


def _of(reading: Reading, chosen: Sequence[Standing], whole: bool) -> Any:
    """The results of `chosen`, for a filter: as a subquery where they are all, which spares a long list."""
    return reading.results.values("pk") if whole else [one.result for one in chosen]


def _by_team(rows: Any, of: RoundFacts) -> dict[int, dict[str, int | None]]:
    keys = {dimension.pk: dimension.key for dimension in catalog(of.version_id).dimensions}
    found: dict[int, dict[str, int | None]] = {}
    for team, dimension, level in rows:
        found.setdefault(team, {})[keys[dimension]] = level
    return found


def _dimensions_before(teams: Sequence[int], previous: RoundFacts | None) -> dict[int, dict[str, int | None]]:
    """The level of each dimension in the round before; counted teams only (one query)."""
    if previous is None:
        return {}
    rows = DimensionResult.objects.filter(
        round_id=previous.pk,
        team_id__in=teams,
        team_result__version_id=previous.version_id,
        team_result__state__in=COUNTED,
    ).order_by()
    return _by_team(rows.values_list("team_id", "dimension_id", "level"), previous)


def _moved(
    now: Standing, levels: Mapping[str, int | None], before: Mapping[str, int | None]
) -> dict[str, int]:
    """The change of each dimension that can be compared, in levels."""
    if not now.counted:
        return {}
    pairs = ((key, level, before.get(key)) for key, level in levels.items())
    return {key: level - then for key, level, then in pairs if level is not None and then is not None}


def _open_conditions(
    reading: Reading, chosen: Sequence[Standing], whole: bool
) -> dict[int, list[str | None]]:
    """The conditions of the next level that are not met, by result (one query)."""
    rows = reading.results.filter(pk__in=_of(reading, chosen, whole), next_level__isnull=False).order_by()
    return {
        result: [each["dimension"] for each in conditions if not each["met"]]
        for result, conditions in rows.values_list("pk", "conditions")
    }
