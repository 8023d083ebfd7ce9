"""What the scoring rule said: stored once, read by every page, export and chart."""

from typing import Self

from django.db import models

from core.text import SortedJSONField
from maturity.models import Criterion, Dimension, ModelVersion
from maturity.scoring import State
from organizations.access import Right
from organizations.models import Membership, Team
from organizations.scoping import scoped
from surveys.models.rounds import Participation, Round

STATES = [(state.value, state.value) for state in State]


class TeamResultQuerySet(models.QuerySet["TeamResult"]):
    def visible_to(self, member: Membership) -> Self:
        """Results of teams that `member` may see."""
        teams = Team.objects.where_may(member, Right.SEE_RESULTS)
        return self.filter(
            round__organization_id=member.organization_id, participation__team__in=teams.values("pk")
        )


class TeamResult(models.Model):
    """One team's result in one round under one version.

    Fractions are stored as text ("83/42"); `score` is the same cut to two decimals, for sorting.
    `conditions` and `plan` are what the rule said about the next level, so that no page computes it.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="results")
    # The participation's, which never changes: a dashboard reads all results of a round by one index.
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="team_results")
    # The round's, as it was computed by: beside the participation it names the row.
    version = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=STATES, default=State.NO_DATA.value)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    highest_level = models.PositiveSmallIntegerField(null=True, blank=True)
    next_level = models.PositiveSmallIntegerField(null=True, blank=True)
    # Cut from score_exact by `results`, in the same row and statement: a database sorts by it.
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    score_exact = models.CharField(max_length=60, blank=True)
    conditions = SortedJSONField(default=list, blank=True)
    plan = SortedJSONField(null=True, blank=True)
    missing = models.PositiveSmallIntegerField(default=0)
    unknown = models.PositiveSmallIntegerField(default=0)
    not_applicable = models.PositiveSmallIntegerField(default=0)
    disagreement_exact = models.CharField(max_length=60, blank=True)
    responses = models.PositiveSmallIntegerField(default=0)
    # Whether the state lets numbers be shown, so that exports filter by a column. Written with the state.
    shown = models.BooleanField(default=False)
    # A fingerprint of all that the result follows from; whoever computes it again compares.
    digest = models.CharField(max_length=64, blank=True)
    computed_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(TeamResultQuerySet, organization="round__organization")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "version"], name="team_result_unique")
        ]
        indexes = [models.Index(fields=["round", "version"], name="team_result_by_round")]

    def __str__(self) -> str:
        return f"{self.participation}: {self.level}"


class DimensionResult(models.Model):
    """The summary row of (round, team, dimension) that dashboards read."""

    team_result = models.ForeignKey(TeamResult, on_delete=models.CASCADE, related_name="dimension_results")
    # Round and team are those of the team's result and never change. They are repeated here for the two
    # indexes that the heat map and a team's history read, without a join over two tables.
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="dimension_results")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="dimension_results")
    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    next_level = models.PositiveSmallIntegerField(null=True, blank=True)
    # Cut from score_exact by `results`, in the same row and statement.
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    score_exact = models.CharField(max_length=60, blank=True)
    next_mean_exact = models.CharField(max_length=60, blank=True)
    blockers = SortedJSONField(default=list, blank=True)

    objects = scoped(models.QuerySet["DimensionResult"], organization="round__organization")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team_result", "dimension"], name="dimension_result_unique")
        ]
        indexes = [
            models.Index(fields=["round", "dimension"], name="dimension_result_by_round"),
            models.Index(fields=["team", "dimension"], name="dimension_result_by_team"),
        ]

    def __str__(self) -> str:
        return f"{self.team_result}: {self.dimension_id} {self.level}"


class CriterionResult(models.Model):
    """How one criterion was answered: counts by option key, `na` and `dk`. Comments are never here."""

    team_result = models.ForeignKey(TeamResult, on_delete=models.CASCADE, related_name="criterion_results")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    counts = SortedJSONField(default=dict, blank=True)
    mean_exact = models.CharField(max_length=60, blank=True)
    disagreement_exact = models.CharField(max_length=60, blank=True)
    # Whether so many answered that it may be shown; else the other columns are empty. Written with them.
    shown = models.BooleanField(default=False)

    objects = scoped(models.QuerySet["CriterionResult"], organization="team_result__round__organization")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team_result", "criterion"], name="criterion_result_unique")
        ]

    def __str__(self) -> str:
        return f"{self.team_result}: {self.criterion_id}"


class RoundTotals(models.Model):
    """What a closed round said of each team, in one row, for trends over many rounds.

    Derived from the results by `surveys.results.totals`, which alone writes it: as the round closes, and
    whenever its results are computed again.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="totals")
    # By the team's key its level, where it was counted; True where it answered without one, False where
    # nothing of it can be told: it did not answer, or too few did.
    teams = SortedJSONField(default=dict, blank=True)
    # Random, and another with each write, by which a process knows whether what it read still stands.
    stamp = models.PositiveIntegerField(default=0)

    objects = scoped(models.QuerySet["RoundTotals"], organization="round__organization")

    def __str__(self) -> str:
        return str(self.round)
