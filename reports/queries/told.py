"""What is stored of many results at once, as every part of the dashboard needs it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from maturity.reading import catalog
from maturity.scoring import COUNTED
from surveys.models import DimensionResult, TeamResult

Levels = Mapping[str, int | None]

FIELDS = (
    "pk",
    "participation__team_id",
    "round_id",
    "version_id",
    "state",
    "level",
    "highest_level",
    "next_level",
    "score_exact",
    "responses",
    "participation__expected",
    "missing",
    "unknown",
    "not_applicable",
    "participation_id",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One team's result. `levels` holds the level of each dimension by its key.

    `open_in` holds the open conditions of the next level: a dimension's key, or None for the one over all
    dimensions. `way` holds the criteria of the shortest way up, the first of them first.
    `counted` says whether the level is certain enough to enter a total.
    """

    pk: int
    team: int
    round: int
    version: int
    state: str
    level: int | None
    highest_level: int | None
    next_level: int | None
    score_exact: str
    responses: int
    expected: int
    missing: int
    unknown: int
    not_applicable: int
    participation: int
    open_in: tuple[str | None, ...]
    way: tuple[str, ...]
    levels: Levels
    counted: bool


def told(results: QuerySet[TeamResult]) -> dict[int, Told]:
    """All of `results` by their keys (two queries)."""
    plain = results.order_by().annotate(open=Cast("conditions", TextField()), steps=Cast("plan", TextField()))
    rows: list[Any] = list(plain.values_list(*FIELDS, "open", "steps"))
    levels = _levels(results, {row[0]: row[3] for row in rows}) if rows else {}
    return {row[0]: _told(row, levels.get(row[0], {})) for row in rows}


def _told(row: Sequence[Any], levels: Levels) -> Told:
    *fields, conditions, plan = row
    named = dict(zip(Told.__slots__, fields, strict=False))
    counted = named["level"] is not None and named["state"] in COUNTED
    return Told(**named, open_in=_open_in(conditions), way=_way(plan), levels=levels, counted=counted)


def _levels(results: QuerySet[TeamResult], versions: Mapping[int, int]) -> dict[int, dict[str, int | None]]:
    """The level of each dimension by its key, by result (one query)."""
    rows: Any = DimensionResult.objects.filter(team_result__in=results.order_by().values("pk")).order_by()
    keys = {
        dimension.pk: dimension.key
        for version in set(versions.values())
        for dimension in catalog(version).dimensions
    }
    found: dict[int, dict[str, int | None]] = {}
    for result, dimension, level in rows.values_list("team_result_id", "dimension_id", "level"):
        found.setdefault(result, {})[keys[dimension]] = level
    return found


@lru_cache(maxsize=4096)  # reading a thousand plans takes as long as all else, and they are the same again
def _way(plan: str | None) -> tuple[str, ...]:
    """The criteria that a stored plan, given as its text, passes through."""
    read = json.loads(plan) if plan else None
    return tuple(item["criterion"] for item in read["items"]) if read else ()


@lru_cache(maxsize=4096)
def _open_in(conditions: str) -> tuple[str | None, ...]:
    """The conditions, given as their stored text, that are not met."""
    return tuple(each["dimension"] for each in json.loads(conditions) if not each["met"])
