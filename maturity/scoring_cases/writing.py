"""A case's result in the form that is printed: fractions as strings, what is absent as null."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from maturity.scoring import (
    NA,
    CriterionScore,
    ModelSpec,
    Stand,
    State,
    Status,
    Summary,
    TeamScore,
    score_team,
    summarize,
    tally,
)
from maturity.scoring.way_up import WayUp, shortest_way_up, shortest_way_up_for_dimension
from maturity.scoring_cases.reading import Case, TeamCase

_WITHOUT_NUMBERS = frozenset({State.NO_DATA, State.SUPPRESSED})


def result_of(case: Case) -> dict[str, Any]:
    """The result of each team of a case, and of the organization that they form."""
    scores = [_score(case.model, team) for team in case.teams]
    teams = [
        {"key": team.key, **_team(case.model, score)} for team, score in zip(case.teams, scores, strict=True)
    ]
    return {"teams": teams, "organization": _organization(case.model, scores)}


def _score(model: ModelSpec, team: TeamCase) -> TeamScore:
    counted = tally(model, team.responses)
    return score_team(model, counted, responses=len(team.responses), minimum_group=team.min_group)


def _team(model: ModelSpec, score: TeamScore) -> dict[str, Any]:
    if score.state in _WITHOUT_NUMBERS:
        return {"state": score.state, "level": None}
    return {
        "state": score.state,
        "level": score.level,
        "level_max": score.highest_level,
        "next": score.next_level,
        "score": _exact(score.score),
        "means": _means(score.means),
        "conditions": [
            {"dimension": one.dimension, "mean": str(one.mean), "from": str(one.required), "met": one.met}
            for one in score.conditions
        ],
        "blocking": list(score.blocking),
        "plan": _plan(shortest_way_up(model, score)),
        "missing": score.missing,
        "unknown": score.unknown,
        "na": score.not_applicable,
        "coverage": _exact(score.coverage),
        "disagreement": _exact(score.disagreement),
        "dimensions": {dimension: _dimension(model, score, dimension) for dimension in model.dimensions},
        "criteria": {key: _criterion(criterion) for key, criterion in score.criteria.items()},
    }


def _dimension(model: ModelSpec, score: TeamScore, dimension: str) -> dict[str, Any]:
    own = score.dimensions[dimension]
    return {
        "level": own.level,
        "level_max": own.highest_level,
        "next": own.next_level,
        "score": _exact(own.score),
        "means": _means(own.means),
        "vacated": list(own.vacated),
        "blocking": list(own.blocking),
        "plan": _plan(shortest_way_up_for_dimension(model, score, dimension)),
    }


def _criterion(score: CriterionScore) -> dict[str, Any]:
    return {
        "state": NA if score.status is Status.NOT_APPLICABLE else score.status,
        "value": _exact(score.value),
        "disagreement": _exact(score.disagreement),
        "discuss": score.talk,
    }


def _plan(way: WayUp | None) -> dict[str, Any]:
    if way is None:
        return {"target": None, "cost": 0, "items": []}
    items = [
        {
            "criterion": item.criterion,
            "from": str(item.start),
            "to": str(item.end),
            "steps": item.steps,
            "open": item.find_out_first,
        }
        for item in way.items
    ]
    return {"target": way.target, "cost": way.cost, "items": items}


def _organization(model: ModelSpec, scores: list[TeamScore]) -> dict[str, Any]:
    whole = summarize(scores, levels=model.levels)
    dimensions = {}
    for dimension in model.dimensions:
        stands = [Stand(score.state, score.dimensions[dimension].level) for score in scores]
        dimensions[dimension] = _summary(summarize(stands, levels=model.levels))
    not_counted = {str(state): count for state, count in whole.others.items()}
    return {
        "teams": whole.teams,
        "not_counted": not_counted,
        **_summary(whole),
        "dimensions": dimensions,
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "n": summary.counted,
        "counts": {str(level): count for level, count in summary.distribution.items()},
        "median": summary.median,
        "at_least": {str(level): _exact(share) for level, share in summary.at_or_above.items()},
    }


def _means(means: Mapping[int, Fraction | None]) -> dict[str, str | None]:
    return {str(level): _exact(mean) for level, mean in means.items()}


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
