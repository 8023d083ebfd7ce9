"""How far a response is: counting answers, never mixing "not answered" with the answers there are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from maturity.models import Criterion, Dimension
from maturity.reading import Catalog
from surveys.given import Stored


@dataclass(frozen=True, slots=True)
class DimensionProgress:
    """One dimension's part: how many of its criteria have an answer, and which answers."""

    dimension: Dimension
    asked: int
    answered: int
    counts: Mapping[str, int]

    @property
    def done(self) -> bool:
        """Whether each criterion has an answer."""
        return self.answered == self.asked

    @property
    def begun(self) -> bool:
        """Whether some have an answer and some have none."""
        return 0 < self.answered < self.asked


@dataclass(frozen=True, slots=True)
class Progress:
    """A whole response: its dimensions in catalog order, and what has no answer yet."""

    dimensions: tuple[DimensionProgress, ...]
    unanswered: tuple[Criterion, ...]

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.dimensions)

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.dimensions)

    @property
    def counts(self) -> Counter[str]:
        """Answers of the whole response by key."""
        return sum((Counter(one.counts) for one in self.dimensions), Counter())


def progress_of(read: Catalog, answers: Mapping[int, Stored]) -> Progress:
    """Count a response.

    Args:
        answers: by the criterion's id; one with an empty rating is a comment alone, and no answer.
    """
    rated = {pk: answer.rating for pk, answer in answers.items() if answer.rating}
    dimensions = []
    for dimension in read.dimensions:
        asked = read.criteria_of(dimension.key)
        counts = Counter(rated[criterion.pk] for criterion in asked if criterion.pk in rated)
        dimensions.append(DimensionProgress(dimension, len(asked), counts.total(), counts))
    unanswered = tuple(criterion for criterion in read.criteria if criterion.pk not in rated)
    return Progress(tuple(dimensions), unanswered)
