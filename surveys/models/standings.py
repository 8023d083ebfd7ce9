"""Where each team stands now: one row a team and lineage, beside the results that it points to."""

from typing import Self

from django.db import models

from maturity.models import MaturityModel
from organizations.access import Right
from organizations.models import Membership, Organization, Team
from organizations.scoping import scoped
from surveys.models.results import TeamResult


class TeamStandingQuerySet(models.QuerySet["TeamStanding"]):
    def visible_to(self, member: Membership) -> Self:
        """Where the teams in use stand that `member` may see."""
        teams = Team.objects.where_may(member, Right.SEE_RESULTS).active()
        return self.filter(organization_id=member.organization_id, team__in=teams.values("pk"))


class TeamStanding(models.Model):
    """The latest counted result of one team in one lineage of models, whatever round is open.

    Derived from the results and their rounds by `surveys.results.standings`, which alone writes it, in the
    transaction of each deed that changes one of them; counted again from scratch it is the same. A team that
    is archived keeps its row and is left out by whoever reads, so that it comes back as it was.
    """

    # Those of the team and of the results. An index over both answers for an organization without a join.
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="standings")
    # The root of the models from which that of the results was adapted; origins never change.
    lineage = models.ForeignKey(MaturityModel, on_delete=models.PROTECT, related_name="+")
    # The newest result that says where the team stands: a counted one, or one that must stay hidden, behind
    # which no older one is shown. None where there is neither.
    result = models.ForeignKey(TeamResult, on_delete=models.SET_NULL, null=True, related_name="+")
    # The counted result before it, with which it is compared.
    previous = models.ForeignKey(TeamResult, on_delete=models.SET_NULL, null=True, related_name="+")
    # The newest of all that are settled: another than `result` where it is not counted, which a note tells.
    newest = models.ForeignKey(TeamResult, on_delete=models.SET_NULL, null=True, related_name="+")
    # Random, and another with each write: by the sum over an organization's rows a process knows whether
    # what it read before still stands.
    stamp = models.PositiveIntegerField(default=0)

    objects = scoped(TeamStandingQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "lineage"], name="team_standing_unique")]
        indexes = [models.Index(fields=["organization", "lineage"], name="team_standing_by_lineage")]

    def __str__(self) -> str:
        return f"{self.team}: {self.result}"
