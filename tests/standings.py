"""Rounds with results as tables tell them, for tests that read: team, state, levels.

The rows are written here and not computed, so that a test can say where a team stands without answering
seventy questions; what the rule makes of answers has its own tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from maturity.models import ModelVersion
from maturity.reading import catalog
from maturity.scoring import State
from organizations.models import Organization, Team
from surveys.models import DimensionResult, Participation, Round, TeamResult
from surveys.results.standings import recount
from surveys.results.totals import total


@dataclass(frozen=True)
class At:
    """Where a team stands; dimensions that are not named stand where the team does."""

    level: int | None
    state: State = State.COMPLETE
    highest: int | None = None
    dimensions: Mapping[str, int | None] = field(default_factory=dict)
    plan: tuple[str, ...] = ()
    open_in: tuple[str | None, ...] = ()
    missing: int = 0
    unknown: int = 0
    responses: int = 1
    score: str = ""


NOBODY = At(None, State.NO_DATA, responses=0)
HIDDEN = At(None, State.SUPPRESSED, responses=0)


def hold(
    organization: Organization,
    version: ModelVersion,
    name: str,
    on: str,
    standings: Mapping[Team, At],
    *,
    state: str = Round.State.CLOSED,
    mode: str = Round.Mode.LEAD,
    void_reason: str = "",
) -> Round:
    """A round of two weeks that begins `on` a day ("2026-04-01"), with its result rows in their order."""
    opens_at = datetime.fromisoformat(on).replace(tzinfo=UTC)
    closes_at = opens_at + timedelta(days=14)
    round = Round.objects.create(
        organization=organization,
        version=version,
        name=name,
        mode=mode,
        state=state,
        opens_at=opens_at,
        opened_at=opens_at,
        closes_at=closes_at,
        closed_at=closes_at if state == Round.State.CLOSED else None,
        time_zone=organization.time_zone,
        void_reason=void_reason,
    )
    read = catalog(version.pk)
    participations = Participation.objects.bulk_create(
        Participation(
            round=round,
            team=team,
            team_name=team.name,
            unit_path=team.parent.name if team.parent else "",
            expected=1 if mode == Round.Mode.LEAD else 8,
        )
        for team in standings
    )
    results = TeamResult.objects.bulk_create(
        _team_result(one, at, round, read.version.top_level)
        for one, at in zip(participations, standings.values(), strict=True)
    )
    DimensionResult.objects.bulk_create(
        DimensionResult(
            team_result=result,
            round=round,
            team=team,
            dimension=dimension,
            level=at.dimensions.get(dimension.key, at.level),
            score_exact=str(at.dimensions.get(dimension.key, at.level) or ""),
        )
        for result, (team, at) in zip(results, standings.items(), strict=True)
        for dimension in read.dimensions
    )
    recount(organization)
    total(round)
    return round


def _team_result(participation: Participation, at: At, round: Round, top: int) -> TeamResult:
    upcoming = None if at.level is None or at.level >= top else at.level + 1
    return TeamResult(
        participation=participation,
        round=round,
        version=round.version,
        state=at.state,
        level=at.level,
        highest_level=at.level if at.highest is None else at.highest,
        next_level=upcoming,
        score=at.level,
        score_exact=at.score or ("" if at.level is None else str(at.level)),
        conditions=[] if upcoming is None else [_open(key) for key in at.open_in],
        plan=_plan(upcoming, at.plan) if at.plan and upcoming is not None else None,
        missing=at.missing,
        unknown=at.unknown,
        responses=at.responses,
        shown=at.state not in (State.NO_DATA, State.SUPPRESSED),
    )


def _open(dimension: str | None) -> dict[str, Any]:
    required = "1/2" if dimension else "2/3"
    return {"dimension": dimension, "mean": "1/3", "required": required, "met": False}


def _plan(target: int, criteria: tuple[str, ...]) -> dict[str, Any]:
    items = [
        {
            "criterion": key,
            "start": "2/3",
            "end": "1",
            "option": "fully",
            "steps": 1,
            "find_out_first": False,
        }
        for key in criteria
    ]
    return {"target": target, "cost": len(items), "items": items}
