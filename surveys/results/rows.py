"""What is stored of a result: the rows of one team, of its dimensions and of its criteria."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from core.text import as_canonical_json
from core.upserts import PreparedUpsert
from maturity.reading import Catalog
from maturity.scoring import CriterionScore, State, Tally, TeamScore, score_team, value_hundredths
from maturity.scoring.way_up import WayUp, shortest_way_up
from surveys.anonymity import may_show, minimum_group
from surveys.models import CriterionResult, DimensionResult, Round, TeamResult
from surveys.results.counting import Counted, Held

WITHOUT_NUMBERS = (State.NO_DATA, State.SUPPRESSED)

TEAM = PreparedUpsert(
    TeamResult,
    unique=["participation", "version"],
    keep=["round"],
    update=[
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
    ],
)
DIMENSION = PreparedUpsert(
    DimensionResult,
    unique=["team_result", "dimension"],
    keep=["round", "team"],
    update=["level", "next_level", "score", "score_exact", "next_mean_exact", "blockers"],
)
CRITERION = PreparedUpsert(
    CriterionResult,
    unique=["team_result", "criterion"],
    update=["counts", "mean_exact", "disagreement_exact", "shown"],
)

Row = tuple[Any, ...]

NOTHING: dict[str, int] = {}
NOT_SHOWN: Row = (NOTHING, "", "", False)


@dataclass(frozen=True)
class Rows:
    """How the results of a round's teams are stored, as of one moment."""

    round: Round
    read: Catalog
    moment: datetime
    told: dict[Row, tuple[CriterionScore, Row]] = field(default_factory=dict)
    """What is stored of a criterion, by the pattern of its answers: few recur over criteria and teams. Each
    stands with the score that its key names by `id`, which no other object gets while this one is held."""
    digests: dict[int, str] = field(default_factory=dict)  # by participation

    @property
    def minimum(self) -> int | None:
        """The fewest responses that may be shown."""
        return minimum_group(self.round.mode, self.round.min_group_size)

    def digest(self, one: Held) -> str:
        """A fingerprint of all that a result follows from: the version, the mode, the counted answers."""
        if one.participation not in self.digests:
            inputs = [self.read.version.checksum, self.minimum, one.counted.responses, one.counted.tallies]
            self.digests[one.participation] = hashlib.sha256(as_canonical_json(inputs).encode()).hexdigest()
        return self.digests[one.participation]

    def score(self, counted: Counted) -> TeamScore:
        """What the rule says of one team."""
        tallies = {key: Tally(counts) for key, counts in counted.tallies.items()}
        return score_team(self.read.spec, tallies, responses=counted.responses, minimum_group=self.minimum)

    def of_team(self, one: Held, score: TeamScore) -> Row:
        """The row of the team, in the order of `TEAM`."""
        return (
            one.participation,
            self.round.version_id,
            self.round.pk,
            score.state.value,
            score.level,
            score.highest_level,
            score.next_level,
            _cut(score.score),
            _exact(score.score),
            _conditions(score),
            _plan(shortest_way_up(self.read.spec, score)),
            score.missing,
            score.unknown,
            score.not_applicable,
            _exact(score.disagreement),
            0 if score.state is State.SUPPRESSED else one.counted.responses,
            score.state not in WITHOUT_NUMBERS,
            self.digest(one),
            self.moment,
        )

    def of_dimensions(self, one: Held, score: TeamScore, stored: int) -> Iterator[Row]:
        """The rows of the team's dimensions under the key of its own row, in the order of `DIMENSION`."""
        for dimension in self.read.dimensions:
            own = score.dimensions[dimension.key]
            yield (
                stored,
                dimension.pk,
                self.round.pk,
                one.team,
                own.level,
                own.next_level,
                _cut(own.score),
                _exact(own.score),
                _exact(own.next_mean),
                own.blocking,
            )

    def of_criteria(self, one: Held, score: TeamScore, stored: int) -> Iterator[Row]:
        """The rows of the team's criteria under the key of its own row, in the order of `CRITERION`.

        Counts of fewer answers than may be shown are not even stored.
        """
        minimum, team_shown = self.minimum, score.state not in WITHOUT_NUMBERS
        for criterion in self.read.criteria:
            counts = one.counted.tallies.get(criterion.key, NOTHING)
            if team_shown and may_show(counts, minimum):
                own = score.criteria[criterion.key]
                pattern = (id(own), *counts.items())
                if pattern not in self.told:
                    row = (counts, _exact(own.value), _exact(own.disagreement), True)
                    self.told[pattern] = (own, row)
                yield (stored, criterion.pk, *self.told[pattern][1])
            else:
                yield (stored, criterion.pk, *NOT_SHOWN)


def _conditions(score: TeamScore) -> list[dict[str, Any]]:
    return [
        {
            "dimension": condition.dimension,
            "mean": str(condition.mean),
            "required": str(condition.required),
            "met": condition.met,
        }
        for condition in score.conditions
    ]


def _plan(way: WayUp | None) -> dict[str, Any] | None:
    if way is None:
        return None
    return {
        "target": way.target,
        "cost": way.cost,
        "items": [
            {
                "criterion": item.criterion,
                "start": str(item.start),
                "end": str(item.end),
                "option": item.end_option,
                "steps": item.steps,
                "find_out_first": item.find_out_first,
            }
            for item in way.items
        ],
    }


def _exact(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def _cut(value: Fraction | None) -> Any:
    return None if value is None else value_hundredths(value)
