"""One team's result: where it stands and why, what blocks the next level, what changed.

The level, score, conditions and plan are those stored by `surveys.results`. The achievement of each level is
counted again from the stored counts, by the same pure rule, because no row holds it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property

from maturity.matching import Matching, match
from maturity.models import Criterion, Dimension
from maturity.reading import Catalog, catalog
from maturity.scoring import COUNTED, State, TeamScore, score_criteria
from organizations.access import Right, may
from organizations.models import Membership, Team
from reports.queries import team_rows
from reports.queries.answers import CriterionStand, Said, said_in, saved_in, stands_in
from reports.queries.rounds import RoundFacts, facts_of
from reports.queries.team_rows import DimensionRow


@dataclass(frozen=True, slots=True)
class Part:
    """A team's part in one round: the round, and the team's name and place as they were."""

    participation: int
    team_name: str
    unit_path: str
    expected: int
    round: RoundFacts


@dataclass(frozen=True, slots=True)
class Result:
    """A stored result. `conditions` and `plan` are as `surveys.results` wrote them."""

    pk: int
    round_id: int
    state: str
    level: int | None
    highest_level: int | None
    next_level: int | None
    score_exact: str
    conditions: Sequence[Mapping[str, str | bool | None]]
    plan: Mapping[str, object] | None
    missing: int
    unknown: int
    not_applicable: int
    responses: int
    computed_at: datetime | None

    @property
    def counted(self) -> bool:
        """Whether the level is certain."""
        return self.level is not None and self.state in COUNTED

    @property
    def score(self) -> Fraction | None:
        """The exact score."""
        return Fraction(self.score_exact) if self.score_exact else None


@dataclass(frozen=True, slots=True)
class DimensionStand:
    """Where the team stands in one dimension; `level` None where it is not rated."""

    dimension: Dimension
    level: int | None
    next_level: int | None
    score_exact: str
    next_mean_exact: str
    blockers: Sequence[str]

    @property
    def next_mean(self) -> Fraction | None:
        """How far the next level is achieved."""
        return Fraction(self.next_mean_exact) if self.next_mean_exact else None


@dataclass(frozen=True, slots=True)
class Sent:
    """When the team's answers were sent, and by whom ("" where nobody is named)."""

    at: datetime
    by: str


@dataclass(frozen=True)
class OneResult:
    """A team's result in one round with its dimensions and criteria."""

    part: Part
    catalog: Catalog
    result: Result
    dimensions: Sequence[DimensionStand]
    criteria: Mapping[str, CriterionStand]

    def dimension(self, key: str) -> DimensionStand | None:
        """The stand in the dimension of this key, if this version has it."""
        return next((one for one in self.dimensions if one.dimension.key == key), None)

    @cached_property
    def achieved(self) -> TeamScore | None:
        """The achievement of every level, from the stored counts; None where some of them are hidden."""
        scores = {key: stand.score for key, stand in self.criteria.items() if stand.score is not None}
        if self.result.level is None or len(scores) < len(self.catalog.criteria):
            return None
        return score_criteria(self.catalog.spec, scores)


@dataclass(frozen=True, slots=True)
class Passed:
    """A round of the past as the history lists it."""

    part: Part
    result: Result
    catalog: Catalog
    levels: Mapping[str, int | None]


@dataclass(frozen=True)
class TeamReading:
    """All that the team's pages say. `now` is None where the team was never asked.

    `silent` are the open rounds in which the team's answers have not been sent, each with how many criteria
    its lead has answered there, the begun one first; `may_answer` says whether the member can send them.
    """

    team: Team
    parts: Sequence[Part]
    now: OneResult | None
    before: OneResult | None
    history: Sequence[Passed]
    said: Mapping[str, Said]
    sent: Sent | None
    silent: Sequence[tuple[Part, int]]
    may_answer: bool

    @property
    def waiting(self) -> Part | None:
        """The open round that waits for the team's answers most; None without one."""
        return self.silent[0][0] if self.silent else None

    @property
    def saved(self) -> int:
        """How many criteria are answered there."""
        return self.silent[0][1] if self.silent else 0

    @property
    def latest(self) -> Passed | None:
        """The round by which the team stands now; None before the first, and where its result is hidden."""
        for one in self.history:
            if one.part.round.is_void:
                continue
            if one.result.state == State.SUPPRESSED:
                return None
            if one.result.counted:
                return one
        return None

    @property
    def change(self) -> int | None:
        """The change of level since `before`; None where one of the two is not certain."""
        if self.now is None or self.before is None:
            return None
        now, before = self.now.result, self.before.result
        if not now.counted or not before.counted or now.level is None or before.level is None:
            return None
        return now.level - before.level

    @property
    def version_changed(self) -> bool:
        """Whether the round compared with was answered under another version."""
        if self.now is None or self.before is None:
            return False
        return self.now.part.round.version_id != self.before.part.round.version_id

    @property
    def matching(self) -> Matching | None:
        """How the criteria of the round compared with stand in this one; None without such a round."""
        if self.now is None or self.before is None:
            return None
        return match(self.before.catalog.spec.criteria, self.now.catalog.spec.criteria)

    def change_in(self, key: str) -> int | None:
        """The change of level in one dimension; None where it can't be compared."""
        if self.change is None or self.now is None or self.before is None:
            return None
        now, before = self.now.dimension(key), self.before.dimension(key)
        if now is None or before is None or now.level is None or before.level is None:
            return None
        return now.level - before.level


def team_seen_by(member: Membership, slug: str) -> Team | None:
    """The team of this slug, if `member` may see its results; the units above come with it (one query)."""
    return team_rows.team_row(member, slug)


def unit_seen_by(member: Membership, slug: str) -> bool:
    """Whether `slug` is a unit that `member` sees (one query)."""
    return Team.objects.visible_to(member).filter(kind=Team.Kind.UNIT, slug=slug).exists()


def parts_of(member: Membership, team: Team) -> list[Part]:
    """The team's part in every round that has begun, the newest first (one query, as `rounds_of`)."""
    found = team_rows.part_rows(member, team.pk)
    rounds = facts_of(member, (row[len(team_rows.PART) :] for row in found))
    return [Part(row[0], row[1], row[2], row[3], one) for row, one in zip(found, rounds, strict=True)]


def read_team(
    member: Membership,
    team: Team,
    parts: Sequence[Part],
    round_id: int | None,
    lineage: int | None = None,
) -> TeamReading:
    """A team's result in one round, compared with the one before (six queries, versions apart).

    Args:
        parts: from `parts_of`.
        round_id: the round to show, one of `parts`; None for the newest in which the team has answered.
        lineage: to look for that one in this lineage alone.
    """
    results = _results(member, parts)
    of_lineage = [one for one in parts if lineage is None or one.round.lineage == lineage]
    part = _chosen(of_lineage, results, round_id)
    own = Team.objects.where_may(member, Right.ANSWER).filter(pk=team.pk)
    may_answer = may(member, Right.ANSWER) and own.exists()
    if part is None:
        return TeamReading(team, parts, None, None, [], {}, None, [], may_answer)
    before = _before(part, parts, results)
    levels = _dimensions(team, results)
    stands = stands_in([results[one.round.pk].pk for one in (part, before) if one])
    now = _one(part, results, levels, stands)
    history = [
        Passed(one, results[one.round.pk], read, _levels(read, levels, results[one.round.pk]))
        for one in parts
        if one.round.pk in results and one.round.lineage == part.round.lineage
        for read in (catalog(one.round.version_id),)
    ]
    return TeamReading(
        team=team,
        parts=parts,
        now=now,
        before=_one(before, results, levels, stands) if before else None,
        history=history,
        said=said_in(part.participation) if part.round.by_lead else {},
        sent=_sent(part) if part.round.by_lead else None,
        silent=_silent(parts, results),
        may_answer=may_answer,
    )


def _results(member: Membership, parts: Sequence[Part]) -> dict[int, Result]:
    """The results of `parts` under each round's own version, by round (one query)."""
    asked = tuple(part.participation for part in parts)
    return {row[1]: Result(*row) for row in team_rows.result_rows(member, asked)}


def _chosen(parts: Sequence[Part], results: Mapping[int, Result], round_id: int | None) -> Part | None:
    having = [part for part in parts if part.round.pk in results]
    if round_id is not None:
        return next((part for part in having if part.round.pk == round_id), None)
    answered = (part for part in having if results[part.round.pk].state != State.NO_DATA)
    return next((part for part in answered if not part.round.is_void), next(iter(having), None))


def _silent(parts: Sequence[Part], results: Mapping[int, Result]) -> list[tuple[Part, int]]:
    """The open rounds without answers of the team, begun ones first; a query for each, and there are few."""
    open_ones = [part for part in parts if part.round.pk in results and part.round.is_open]
    silent = [part for part in open_ones if results[part.round.pk].state == State.NO_DATA]
    with_saved = [(part, saved_in(part.participation) if part.round.by_lead else 0) for part in silent]
    return sorted(with_saved, key=lambda one: (not one[1], one[0].round.closes_at, one[0].round.pk))


def _before(part: Part, parts: Sequence[Part], results: Mapping[int, Result]) -> Part | None:
    """The last closed round of the same lineage before this one in which the team has a certain level."""
    for one in parts[parts.index(part) + 1 :]:
        result = results.get(one.round.pk)
        same = one.round.lineage == part.round.lineage and not one.round.is_open and not one.round.is_void
        if same and result is not None and result.counted:
            return one
    return None


Rows = Mapping[int, Mapping[int, DimensionRow]]


def _dimensions(team: Team, results: Mapping[int, Result]) -> Rows:
    """The rows of all dimensions in all rounds, by result and dimension (one query)."""
    found: dict[int, dict[int, DimensionRow]] = {}
    for row in team_rows.dimension_rows(team.pk, tuple(one.pk for one in results.values())):
        found.setdefault(row.team_result_id, {})[row.dimension_id] = row
    return found


def _levels(read: Catalog, rows: Rows, result: Result) -> dict[str, int | None]:
    own = rows.get(result.pk, {})
    return {one.key: own[one.pk].level for one in read.dimensions if one.pk in own}


def _one(
    part: Part, results: Mapping[int, Result], rows: Rows, stands: Mapping[int, Mapping[int, CriterionStand]]
) -> OneResult:
    read = catalog(part.round.version_id)
    result = results[part.round.pk]
    own = rows.get(result.pk, {})
    dimensions = [
        DimensionStand(
            dimension=one,
            level=row.level,
            next_level=row.next_level,
            score_exact=row.score_exact,
            next_mean_exact=row.next_mean_exact,
            blockers=row.blockers,
        )
        for one in read.dimensions
        for row in (own.get(one.pk),)
        if row is not None
    ]
    found = stands.get(result.pk, {})
    nothing = CriterionStand.missing()
    criteria = {one.key: found.get(one.pk, nothing) for one in read.criteria}
    return OneResult(part, read, result, dimensions, criteria)


def _sent(part: Part) -> Sent | None:
    """When the lead's answers were sent (one query)."""
    row = team_rows.sending(part.participation)
    return Sent(row[0], row[1] or "") if row and row[0] else None


def criterion_of(read: Catalog, key: str) -> Criterion | None:
    """The criterion of this key in a version."""
    return next((one for one in read.criteria if one.key == key), None)
