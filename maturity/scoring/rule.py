"""The rule itself: from criterion values to cells, levels, scores, states and what blocks the next level.

A team stands on the highest level such that this level and each one below is at least two-thirds
achieved overall and at least half achieved in every dimension. (The shares are the version's bounds.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import lcm
from operator import itemgetter

from maturity.scoring.achievement import Achievement, Means, Values, achievements, is_below, values_of
from maturity.scoring.spec import Bounds, ModelSpec
from maturity.scoring.tallies import CriterionScore, Status, Tally, rate

_NO_ANSWERS = Tally({})
_ONE = Fraction(1)


class State(StrEnum):
    """How much a team's result can be relied on."""

    NO_DATA = "no_data"
    SUPPRESSED = "suppressed"
    NOT_RATED = "not_rated"
    COMPLETE = "complete"
    DECIDED = "decided"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that the next level asks: overall (`dimension` None) or of one dimension."""

    dimension: str | None
    mean: Fraction
    required: Fraction
    met: bool


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """One dimension of one team.

    `level` is None when the dimension is not rated; `next_level` None at the highest level that applies.
    `vacated` names the levels whose every criterion is N/A. `blocking` holds the criteria of the next
    level that are not at the top of their scale, the most urgent first.
    """

    level: int | None = None
    highest_level: int | None = None
    next_level: int | None = None
    score: Fraction | None = None
    next_mean: Fraction | None = None
    means: Means = field(default_factory=dict)
    vacated: tuple[int, ...] = ()
    blocking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamScore:
    """The result of one team.

    Without data, or with too few answers to show, it holds the state and nothing else.

    `highest_level` is the level if every open criterion were fully achieved. `conditions` are those of
    the next level, met or not, the overall one first. `missing`, `unknown` and `not_applicable` count
    criteria. `coverage` is the share of the model's criteria that somebody has answered.
    """

    state: State
    level: int | None = None
    highest_level: int | None = None
    next_level: int | None = None
    score: Fraction | None = None
    means: Means = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    blocking: tuple[str, ...] = ()
    dimensions: Mapping[str, DimensionScore] = field(default_factory=dict)
    criteria: Mapping[str, CriterionScore] = field(default_factory=dict)
    missing: int = 0
    unknown: int = 0
    not_applicable: int = 0
    disagreement: Fraction | None = None
    coverage: Fraction | None = None

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """The conditions that block the next level: the overall one first, then the weakest dimension."""
        unmet = [condition for condition in self.conditions if not condition.met]
        return tuple(sorted(unmet, key=lambda condition: (condition.dimension is not None, condition.mean)))

    def criteria_that_are(self, status: Status) -> tuple[str, ...]:
        """The keys of the criteria with this status, in catalog order."""
        return tuple(key for key, criterion in self.criteria.items() if criterion.status is status)


def score_team(
    model: ModelSpec,
    tallies: Mapping[str, Tally],
    *,
    responses: int,
    minimum_group: int | None = None,
) -> TeamScore:
    """The result of one team.

    Args:
        tallies: the counted answers by criterion key; a key that is absent has none.
        responses: how many responses were submitted.
        minimum_group: in anonymous rounds, the fewest responses that may be shown.
    """
    if responses <= 0:
        return _without_numbers(model, State.NO_DATA)
    if minimum_group is not None and responses < minimum_group:
        return _without_numbers(model, State.SUPPRESSED)
    scales = model.scales
    criteria = {
        spec.key: rate(tallies.get(spec.key, _NO_ANSWERS), scales[spec.key], na_allowed=spec.na_allowed)
        for spec in model.criteria
    }
    return score_criteria(model, criteria)


def score_criteria(model: ModelSpec, criteria: Mapping[str, CriterionScore]) -> TeamScore:
    """The result that follows from the criteria's own values: also the way to ask "what if".

    Args:
        criteria: one entry for each criterion of the model, in catalog order.
    """
    counted = Counter(criterion.status for criterion in criteria.values())
    missing, unknown = counted[Status.MISSING], counted[Status.UNKNOWN]
    values = values_of(model, criteria)
    least, most = achievements(model, values)
    dimensions = {
        dimension: _score_dimension(model, values, dimension, least.cells[dimension], most.cells[dimension])
        for dimension in model.dimensions
    }
    level = team_level(least.overall, least.cells, base=model.base, bounds=model.bounds)
    highest = team_level(most.overall, most.cells, base=model.base, bounds=model.bounds)
    upcoming = _next_level(least.overall, level)
    return TeamScore(
        state=_state(level, highest, missing),
        level=level,
        highest_level=highest,
        next_level=upcoming,
        score=_team_score(least, level, upcoming, model.bounds),
        means=least.overall,
        conditions=_conditions(least, upcoming, model.bounds),
        blocking=_in_priority_order(model, values, least.cells, upcoming, model.dimensions),
        dimensions=dimensions,
        criteria=criteria,
        missing=missing,
        unknown=unknown,
        not_applicable=counted[Status.NOT_APPLICABLE],
        disagreement=_mean_disagreement(criteria),
        coverage=Fraction(len(criteria) - missing, len(criteria)) if criteria else None,
    )


def dimension_level(means: Means, *, base: int, bounds: Bounds, vacated: Collection[int] = ()) -> int | None:
    """The level on which one dimension stands (scoring rule, section 4).

    A level counts when it and every level below it is at least `dimension_from` achieved.

    Args:
        means: mean achievement, 0 to 1, of the cell at each level above `base`; None where the cell
            is empty, which sets no condition.
        base: the lowest level, which needs nothing.
        vacated: the levels whose cell N/A has emptied; none of them is claimed.

    Returns:
        A level from `base` up, or None ("not rated") when nothing is asked at any level.
    """
    if all(mean is None for mean in means.values()):
        return None
    reached = base
    for level in sorted(means):
        mean = means[level]
        if mean is not None and is_below(mean, bounds.dimension_from):
            break
        if level not in vacated:
            reached = level
    return reached


def team_level(overall: Means, cells: Mapping[str, Means], *, base: int, bounds: Bounds) -> int | None:
    """The level on which a team stands (scoring rule, section 5).

    A level counts when something is asked there and it and every level below it is at least
    `overall_from` achieved over all dimensions and `dimension_from` in each one asked.

    Args:
        overall: mean achievement of each level over all dimensions; None where nothing is asked.
        cells: the same by dimension.
        base: the lowest level, which needs nothing.

    Returns:
        A level from `base` up, or None ("not rated") when nothing is asked anywhere.
    """
    if all(mean is None for mean in overall.values()):
        return None
    reached = base
    for level in sorted(overall):
        mean = overall[level]
        if mean is None:
            continue
        if is_below(mean, bounds.overall_from) or any(
            cell is not None and is_below(cell, bounds.dimension_from)
            for cell in (means[level] for means in cells.values())
        ):
            break
        reached = level
    return reached


def _score_dimension(
    model: ModelSpec, values: Values, dimension: str, least: Means, most: Means
) -> DimensionScore:
    asked = model.cells[dimension]
    vacated = tuple(level for level in model.rungs if least[level] is None and asked[level])
    level = dimension_level(least, base=model.base, bounds=model.bounds, vacated=vacated)
    if level is None:
        return DimensionScore(means=least, vacated=vacated)
    # A blank cell above the level would have been reached with it, so the next one has a mean.
    upcoming = _next_level(least, level)
    mean = None if upcoming is None else least[upcoming]
    return DimensionScore(
        level=level,
        highest_level=level
        if most is least
        else dimension_level(most, base=model.base, bounds=model.bounds, vacated=vacated),
        next_level=upcoming,
        score=Fraction(level) if mean is None else level + mean / model.bounds.dimension_from,
        next_mean=mean,
        means=least,
        vacated=vacated,
        blocking=_in_priority_order(model, values, {dimension: least}, upcoming, (dimension,)),
    )


def _next_level(means: Means, level: int | None) -> int | None:
    """The lowest level above `level` at which something is asked."""
    if level is None:
        return None
    return min((above for above, mean in means.items() if above > level and mean is not None), default=None)


def _team_score(
    least: Achievement, level: int | None, upcoming: int | None, bounds: Bounds
) -> Fraction | None:
    """The level, plus the share of the next one's conditions that is fulfilled (below 1)."""
    if level is None:
        return None
    overall = None if upcoming is None else least.overall[upcoming]
    if upcoming is None or overall is None:
        return Fraction(level)
    asked = [mean for means in least.cells.values() if (mean := means[upcoming]) is not None]
    shares = sum((min(_ONE, mean / bounds.dimension_from) for mean in asked), Fraction(0))
    return level + min(_ONE, overall / bounds.overall_from) * shares / len(asked)


def _conditions(least: Achievement, upcoming: int | None, bounds: Bounds) -> tuple[Condition, ...]:
    """What the next level asks: the overall condition, then one per dimension asked there."""
    overall = None if upcoming is None else least.overall[upcoming]
    if upcoming is None or overall is None:
        return ()
    required = bounds.overall_from
    conditions = [Condition(None, overall, required, overall >= required)]
    required = bounds.dimension_from
    for dimension, means in least.cells.items():
        mean = means[upcoming]
        if mean is not None:
            conditions.append(Condition(dimension, mean, required, mean >= required))
    return tuple(conditions)


def _in_priority_order(
    model: ModelSpec,
    values: Values,
    cells: Mapping[str, Means],
    level: int | None,
    dimensions: Sequence[str],
) -> tuple[str, ...]:
    """The criteria of `level` below the top of their scale, the most urgent first.

    The weakest dimension leads; in it come open criteria, then those with the lowest value; what
    ties stays in catalog order, which sorting keeps.
    """
    if level is None:
        return ()
    asked = [(mean, dimension) for dimension in dimensions if (mean := cells[dimension][level]) is not None]
    ordered: list[str] = []
    for _, dimension in sorted(asked, key=itemgetter(0)):
        keys = model.cells[dimension][level]
        ordered.extend(key for key in keys if key in values.open)
        below_top = [
            key for key in keys if key in values.known and values.known[key] < values.top(model, key)
        ]
        ordered.extend(sorted(below_top, key=values.known.__getitem__))
    return tuple(ordered)


def _mean_disagreement(criteria: Mapping[str, CriterionScore]) -> Fraction | None:
    """The mean over the criteria with at least two ratings; None if there are none."""
    measured = [score.disagreement for score in criteria.values() if score.disagreement is not None]
    if not measured:
        return None
    unit = lcm(*(one.denominator for one in measured))
    return Fraction(sum(one.numerator * (unit // one.denominator) for one in measured), unit * len(measured))


def _state(level: int | None, highest: int | None, missing: int) -> State:
    if level is None:
        return State.NOT_RATED
    if not missing:
        return State.COMPLETE
    return State.DECIDED if level == highest else State.PROVISIONAL


def _without_numbers(model: ModelSpec, state: State) -> TeamScore:
    return TeamScore(state, dimensions={dimension: DimensionScore() for dimension in model.dimensions})
