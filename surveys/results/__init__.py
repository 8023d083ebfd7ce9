"""The one writer of result rows: what the scoring rule says of a team, stored where it is read.

Rows are laid out in key order when a round opens and only updated later, so that the rows of a round
lie together. Whatever is stored here can be computed again from the answers, and gives the same.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Count

from core.clock import now
from core.text import as_canonical_json
from maturity.reading import Catalog, catalog
from maturity.scoring import State, Tally, TeamScore, score_team, value_hundredths
from maturity.scoring.way_up import Plan, cheapest_plan
from surveys.anonymity import may_show, minimum_group
from surveys.models import (
    Answer,
    CriterionResult,
    DimensionResult,
    Participation,
    Response,
    Round,
    TeamResult,
)

BATCH = 100
WITHOUT_NUMBERS = (State.NO_DATA, State.SUPPRESSED)

TEAM_FIELDS = [
    "state",
    "level",
    "highest_level",
    "next_level",
    "score",
    "score_exact",
    "conditions",
    "plan",
    "missing",
    "unknown",
    "not_applicable",
    "disagreement_exact",
    "responses",
    "shown",
    "digest",
    "computed_at",
]
DIMENSION_FIELDS = ["level", "next_level", "score", "score_exact", "next_mean_exact", "blockers"]
CRITERION_FIELDS = ["counts", "mean_exact", "disagreement_exact", "shown"]
COMPARED = ["participation_id", *(name for name in TEAM_FIELDS if name not in ("score", "computed_at"))]


def lay_out(round: Round) -> None:
    """Insert the rows of a round, all without data, in the order (team, dimension, criterion)."""
    read, nothing, moment = catalog(round.version_id), _Counted(), now()
    no_data = _score(round, read, nothing)
    for part in _batches(round.participations.order_by("team_id")):
        rows = TeamResult.objects.bulk_create(
            _team_row(round, read, one, nothing, no_data, moment) for one in part
        )
        DimensionResult.objects.bulk_create(
            DimensionResult(
                team_result=row, round=round, team_id=row.participation.team_id, dimension=dimension
            )
            for row in rows
            for dimension in read.dimensions
        )
        CriterionResult.objects.bulk_create(
            CriterionResult(team_result=row, criterion=criterion)
            for row in rows
            for criterion in read.criteria
        )


def refresh(participation: Participation) -> None:
    """Compute one team's result from its submitted responses, in the caller's transaction if there is one.

    Holds the participation's row, so that of two submits at once the second sees the first.
    """
    with transaction.atomic():
        _write(participation.round, [participation.pk])


def freeze(round: Round) -> None:
    """Compute all results of a round, as it closes."""
    with transaction.atomic():
        for part in _batches(round.participations.order_by("team_id")):
            _write(round, [one.pk for one in part])


def recompute(round: Round) -> int:
    """Compute all results again, some teams at a time, and say how many were stored differently before."""
    changed = 0
    for part in _batches(round.participations.order_by("team_id")):
        ids = [one.pk for one in part]
        with transaction.atomic():
            before = _stored(round, ids)
            _write(round, ids)
            after = _stored(round, ids)
            changed += sum(before.get(pk) != after[pk] for pk in ids)
    return changed


@dataclass
class _Counted:
    """The submitted answers of one team."""

    responses: int = 0
    tallies: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def _batches(participations: Any) -> Iterator[list[Participation]]:
    found = list(participations)
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def _stored(round: Round, ids: Sequence[int]) -> dict[int, str]:
    """The results of some teams, by participation, in a form that can be compared."""
    rows = TeamResult.objects.filter(participation_id__in=ids, version_id=round.version_id)
    return {row["participation_id"]: as_canonical_json(row) for row in rows.values(*COMPARED)}


def _write(round: Round, ids: Sequence[int]) -> None:
    """Compute and store the results of some teams of a round: the only place where that happens."""
    # Against another submit of the same team: the one that waits then counts what the first one sent. In the
    # order of teams, so that a close and a recompute of the same round cannot each wait for the other.
    held = list(Participation.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("team_id"))
    read, moment = catalog(round.version_id), now()
    counted = _count(read, ids)
    outcome = {one.pk: _score(round, read, counted[one.pk]) for one in held}
    rows = TeamResult.objects.bulk_create(
        (_team_row(round, read, one, counted[one.pk], outcome[one.pk], moment) for one in held),
        update_conflicts=True,
        unique_fields=["participation", "version"],
        update_fields=TEAM_FIELDS,
    )
    DimensionResult.objects.bulk_create(
        (row for team in rows for row in _dimension_rows(read, team, outcome[team.participation_id])),
        update_conflicts=True,
        unique_fields=["team_result", "dimension"],
        update_fields=DIMENSION_FIELDS,
    )
    CriterionResult.objects.bulk_create(
        (
            row
            for team in rows
            for row in _criterion_rows(round, read, team, counted[team.participation_id], outcome)
        ),
        update_conflicts=True,
        unique_fields=["team_result", "criterion"],
        update_fields=CRITERION_FIELDS,
    )


def _count(read: Catalog, ids: Sequence[int]) -> Mapping[int, _Counted]:
    """Submitted responses and their answers, by participation."""
    counted: dict[int, _Counted] = {pk: _Counted() for pk in ids}
    sent = Response.objects.filter(participation_id__in=ids, state=Response.State.SUBMITTED)
    for pk, number in sent.values_list("participation_id").annotate(number=Count("pk")):
        counted[pk].responses = number
    keys = {criterion.pk: criterion.key for criterion in read.criteria}
    answers = Answer.objects.filter(
        response__participation_id__in=ids, response__state=Response.State.SUBMITTED
    ).exclude(rating="")
    grouped = answers.values_list("response__participation_id", "criterion_id", "rating")
    for pk, criterion, rating, number in grouped.annotate(number=Count("pk")):
        counted[pk].tallies[keys[criterion]][rating] = number
    return counted


def _score(round: Round, read: Catalog, counted: _Counted) -> TeamScore:
    minimum = minimum_group(round.mode, round.min_group_size)
    tallies = {key: Tally(counts) for key, counts in counted.tallies.items()}
    return score_team(read.spec, tallies, responses=counted.responses, minimum_group=minimum)


def _team_row(
    round: Round, read: Catalog, one: Participation, counted: _Counted, score: TeamScore, moment: datetime
) -> TeamResult:
    return TeamResult(
        participation=one,
        round=round,
        version_id=round.version_id,
        state=score.state.value,
        level=score.level,
        highest_level=score.highest_level,
        next_level=score.next_level,
        score=_cut(score.score),
        score_exact=_exact(score.score),
        conditions=[
            {
                "dimension": condition.dimension,
                "mean": str(condition.mean),
                "required": str(condition.required),
                "met": condition.met,
            }
            for condition in score.conditions
        ],
        plan=_plan(cheapest_plan(read.spec, score)),
        missing=score.missing,
        unknown=score.unknown,
        not_applicable=score.not_applicable,
        disagreement_exact=_exact(score.disagreement),
        responses=0 if score.state is State.SUPPRESSED else counted.responses,
        shown=score.state not in WITHOUT_NUMBERS,
        digest=_digest(round, read, counted),
        computed_at=moment,
    )


def _dimension_rows(read: Catalog, team: TeamResult, score: TeamScore) -> Iterator[DimensionResult]:
    for dimension in read.dimensions:
        own = score.dimensions[dimension.key]
        yield DimensionResult(
            team_result=team,
            round_id=team.round_id,
            team_id=team.participation.team_id,
            dimension=dimension,
            level=own.level,
            next_level=own.next_level,
            score=_cut(own.score),
            score_exact=_exact(own.score),
            next_mean_exact=_exact(own.next_mean),
            blockers=list(own.blocking),
        )


def _criterion_rows(
    round: Round, read: Catalog, team: TeamResult, counted: _Counted, outcome: Mapping[int, TeamScore]
) -> Iterator[CriterionResult]:
    score = outcome[team.participation_id]
    for criterion in read.criteria:
        counts = counted.tallies.get(criterion.key, {})
        shown = team.shown and may_show(counts, minimum_group(round.mode, round.min_group_size))
        own = score.criteria.get(criterion.key) if shown else None
        yield CriterionResult(
            team_result=team,
            criterion=criterion,
            counts=counts if shown else {},
            mean_exact=_exact(own.value if own else None),
            disagreement_exact=_exact(own.disagreement if own else None),
            shown=shown,
        )


def _plan(plan: Plan | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "target": plan.target,
        "cost": plan.cost,
        "items": [
            {
                "criterion": item.criterion,
                "start": str(item.start),
                "end": str(item.end),
                "option": item.end_option,
                "steps": item.steps,
                "find_out_first": item.find_out_first,
            }
            for item in plan.items
        ],
    }


def _digest(round: Round, read: Catalog, counted: _Counted) -> str:
    """A fingerprint of all that a result follows from: the version, the mode, the counted answers."""
    minimum = minimum_group(round.mode, round.min_group_size)
    inputs = [read.version.checksum, minimum, counted.responses, counted.tallies]
    return hashlib.sha256(as_canonical_json(inputs).encode()).hexdigest()


def _exact(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def _cut(value: Fraction | None) -> Any:
    return None if value is None else value_hundredths(value)
