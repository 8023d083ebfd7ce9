"""What was answered to each criterion: the stored counts, and in lead mode the words of the lead."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Self
from urllib.parse import urlsplit

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from core.prepared import Prepared
from maturity.reading import catalog
from maturity.scoring import DK, NA, CriterionScore, State, Status, Tally, rate
from surveys.models import Answer, CriterionResult, NaReason, Response
from surveys.seats import of_team


@dataclass(frozen=True, slots=True)
class CriterionStand:
    """One criterion as one team answered it in one round.

    `score` is what the counts amount to by the scoring rule; None where they are hidden.
    """

    counts: Mapping[str, int]
    score: CriterionScore | None

    @classmethod
    def missing(cls) -> Self:
        """Nobody has answered."""
        return cls({}, CriterionScore(Status.MISSING))

    @property
    def value(self) -> Fraction | None:
        """The mean rating, where there is one."""
        return self.score.value if self.score else None

    @property
    def hidden(self) -> bool:
        """Whether too few answered to show it."""
        return self.score is None

    @property
    def only_answer(self) -> str:
        """The one answer where all who answered gave the same: an option's key, "na" or "dk"; else ""."""
        return next(iter(self.counts)) if len(self.counts) == 1 else ""

    def is_(self, status: Status) -> bool:
        """Whether the answers amount to `status`."""
        return self.score is not None and self.score.status is status


@dataclass(frozen=True, slots=True)
class Said:
    """What the lead wrote beside one rating. `link` is the evidence where it can be opened safely."""

    criterion: str
    rating: str
    na_reason: str
    comment: str
    evidence: str
    confirmed: bool | None  # last time's rating, confirmed as unchanged

    @property
    def link(self) -> str:
        """The address of the evidence; "" unless it leads to a web page."""
        return self.evidence if urlsplit(self.evidence).scheme in ("http", "https") else ""

    @property
    def reason(self) -> str:
        """Why it does not apply, in the reader's language."""
        return str(NaReason(self.na_reason).label) if self.na_reason in NaReason.values else ""

    @property
    def tells(self) -> bool:
        """Whether there is more than the rating."""
        return bool(self.comment or self.evidence)


FIELDS = ("team_result__version_id", "team_result__state", "criterion_id", "shown")
SAID = ("criterion__key", "rating", "na_reason", "comment", "evidence_url", "confirmed")


def stands_in(results: Sequence[int]) -> dict[int, dict[int, CriterionStand]]:
    """The criteria of some results, by result and criterion id (one query)."""
    found: dict[int, dict[int, CriterionStand]] = {}
    for result, version, state, criterion, shown, counts in _counts.rows(tuple(results)):
        stand = _stand(version, criterion, counts, state, shown)
        found.setdefault(result, {})[criterion] = stand
    return found


@Prepared
def _counts(results: tuple[int, ...]) -> QuerySet[CriterionResult, tuple[Any, ...]]:
    return _stored(CriterionResult.objects.filter(team_result__in=results))


def _stored(rows: QuerySet[CriterionResult]) -> QuerySet[CriterionResult, tuple[Any, ...]]:
    """What `_stand` takes, behind the result; counts as their stored text."""
    told = rows.order_by().annotate(text=Cast("counts", TextField()))
    return told.values_list("team_result_id", *FIELDS, "text")


def stands_of(results: Sequence[int], key: str) -> dict[int, CriterionStand]:
    """One criterion in several results, whatever their versions, by result (one query)."""
    rows = CriterionResult.objects.filter(team_result__in=results, criterion__key=key)
    return {
        result: _stand(version, criterion, counts, state, shown)
        for result, version, state, criterion, shown, counts in _stored(rows)
    }


def forget() -> None:
    """Empty what this process keeps: for tests, whose database is rolled back under it."""
    _stand.cache_clear()


def saved_in(participation: int) -> int:
    """How many criteria the lead has answered so far, sent or not (one query)."""
    saved = Answer.objects.filter(of_team("response__"), response__participation=participation)
    return saved.exclude(rating="").count()


def said_in(participation: int) -> dict[str, Said]:
    """What the lead answered and wrote in one round, by criterion (one query); only what was sent."""
    return {said.criterion: said for said in (Said(*row) for row in _said.rows(participation))}


@Prepared
def _said(participation: int) -> QuerySet[Answer, tuple[Any, ...]]:
    return _sent((participation,)).values_list(*SAID)


def said_of(participations: Sequence[int], key: str) -> dict[int, Said]:
    """What the lead wrote beside one criterion, by participation (one query); only what was sent."""
    rows = _sent(participations).filter(criterion__key=key)
    return {row[0]: Said(*row[1:]) for row in rows.values_list("response__participation_id", *SAID)}


@lru_cache(maxsize=16_384)  # most teams of a version have given one of a few answers
def _stand(version: int, criterion_id: int, stored: str, state: str, shown: bool) -> CriterionStand:
    """What stored counts, given as their text, amount to. A published version never changes."""
    if state == State.NO_DATA:
        return CriterionStand.missing()
    if not shown:
        return CriterionStand({}, None)
    read = catalog(version)
    counts: dict[str, int] = json.loads(stored)
    criterion = read.criterion_of(criterion_id)
    scale = read.spec.scales[criterion.key]
    score = rate(Tally(counts), scale, na_allowed=criterion.na_allowed)
    answers = (*scale.keys, NA, DK)
    return CriterionStand({key: counts[key] for key in answers if counts.get(key)}, score)


def _sent(participations: Sequence[int]) -> QuerySet[Answer]:
    found: QuerySet[Answer] = Answer.objects.filter(
        response__participation__in=participations, response__state=Response.State.SUBMITTED
    )
    return found.order_by()
