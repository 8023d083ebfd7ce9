"""From answers to one value per criterion: counting, and the rules for N/A and "don't know"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from maturity.scoring.spec import DK, NA, CriterionSpec, ModelSpec, Scale


@dataclass(frozen=True)
class Tally:
    """How many respondents chose each answer to one criterion, by option key, `na` and `dk`."""

    counts: Mapping[str, int]


class Status(StrEnum):
    """What the answers to one criterion amount to."""

    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    RATED = "rated"


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One criterion of one team.

    `value` is the mean rating from 0 to 1. `disagreement` runs from 0 (all agree) to 1 (half say the
    lowest, half the highest); None with fewer than two ratings. `talk` marks it from one half on.
    """

    status: Status
    value: Fraction | None = None
    disagreement: Fraction | None = None
    talk: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what is true: no answer, or none but "don't know"."""
        return self.status is Status.MISSING or self.status is Status.UNKNOWN


MOST_KNOWN = 4096  # patterns of answers that a scale remembers

_MISSING = CriterionScore(Status.MISSING)
_NOT_APPLICABLE = CriterionScore(Status.NOT_APPLICABLE)
_UNKNOWN = CriterionScore(Status.UNKNOWN)


def tally(model: ModelSpec, responses: Iterable[Mapping[str, str]]) -> dict[str, Tally]:
    """Count the answers to each criterion of `model`, in catalog order.

    Answers are matched by criterion key, so that old answers can be counted under another version:
    a criterion that this version lacks is dropped, and so are an option that the criterion's scale
    lacks and an N/A where the version does not allow it.

    Args:
        responses: one mapping per submitted response, from criterion key to answer key.
    """
    counts: dict[str, dict[str, int]] = {
        criterion.key: dict.fromkeys(_answer_keys(model, criterion), 0) for criterion in model.criteria
    }
    for response in responses:
        for key, answer in response.items():
            counted = counts.get(key)
            if counted is not None and answer in counted:
                counted[answer] += 1
    return {
        key: Tally({answer: count for answer, count in counted.items() if count})
        for key, counted in counts.items()
    }


def rate(counted: Tally, scale: Scale, *, na_allowed: bool = True) -> CriterionScore:
    """What the answers to one criterion amount to (scoring rule, section 2).

    More than half N/A takes the criterion out; without any rating it is unknown; else its value is
    the mean of the ratings, which neither N/A nor "don't know" enters.
    """
    known = scale.rated  # the same scale object serves all criteria and teams of a version that is read once
    pattern = (na_allowed, *counted.counts.items())
    if (score := known.get(pattern)) is None:
        score = _amounting_to(counted.counts, scale, na_allowed)
        if len(known) < MOST_KNOWN:
            known[pattern] = score
    return score


def _amounting_to(counts: Mapping[str, int], scale: Scale, na_allowed: bool) -> CriterionScore:
    chosen = tuple((points, counts[key]) for key, points in scale.points if counts.get(key))
    ratings = sum(count for _, count in chosen)
    not_applicable = counts.get(NA, 0) if na_allowed else 0
    answers = ratings + not_applicable + counts.get(DK, 0)
    if not answers:
        return _MISSING
    if 2 * not_applicable > answers:
        return _NOT_APPLICABLE
    if not ratings:
        return _UNKNOWN
    return _rated(chosen, ratings, scale.denominator)


def _rated(chosen: tuple[tuple[int, int], ...], ratings: int, unit: int) -> CriterionScore:
    """The mean and the disagreement of `ratings` ratings, given as (points, count), lowest first."""
    value = Fraction(sum(points * count for points, count in chosen), unit * ratings)
    if ratings < 2:
        return CriterionScore(Status.RATED, value)
    median = _lower_median(chosen, ratings)
    distance = sum(abs(points - median) * count for points, count in chosen)
    disagreement = Fraction(2 * distance, unit * ratings)
    return CriterionScore(Status.RATED, value, disagreement, talk=disagreement >= Fraction(1, 2))


def _lower_median(chosen: tuple[tuple[int, int], ...], ratings: int) -> int:
    """The points in the middle, of two middle ones the lower."""
    place = (ratings + 1) // 2
    for points, count in chosen:
        place -= count
        if place <= 0:
            return points
    raise ValueError("fewer ratings than announced")


def _answer_keys(model: ModelSpec, criterion: CriterionSpec) -> tuple[str, ...]:
    keys = (*model.scales[criterion.key].keys, DK)
    return (*keys, NA) if criterion.na_allowed else keys
