"""Rounds and the teams that take part in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maturity.models import ModelVersion
from organizations.access import Right, may_everywhere
from organizations.models import Membership, Organization, Team
from organizations.models.tenants import MINIMUM_GROUP_FLOOR
from organizations.scoping import scoped
from surveys import anonymity
from surveys.reminder_plan import days_of, moments_of

OUTCOME_LIMIT = 2000


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, member: Membership) -> Self:
        """All rounds for those who see the whole organization; for others those open to a team of theirs."""
        ours = self.filter(organization_id=member.organization_id)
        if may_everywhere(member, Right.RUN_ROUND):
            return ours
        begun = ours.exclude(state=Round.State.DRAFT)
        if may_everywhere(member, Right.SEE_ROUNDS):
            return begun
        theirs = Team.objects.where_may(member, Right.SEE_ROUNDS)
        return begun.filter(participations__team__in=theirs.values("pk")).distinct()

    def due_to_open(self, moment: datetime) -> Self:
        """Drafts that are to open by themselves, and whose time has come and is not over."""
        staying = self.filter(organization__deletion_due_at=None)
        draft = staying.filter(state=Round.State.DRAFT, opens_by_itself=True)
        return draft.filter(opens_at__lte=moment, closes_at__gt=moment)

    def open_at(self, moment: datetime) -> Self:
        """Rounds that take answers at that moment."""
        return self.filter(state=Round.State.OPEN, closes_at__gt=moment)

    def due_to_close(self, moment: datetime) -> Self:
        """Open rounds whose time is over."""
        return self.filter(state=Round.State.OPEN, closes_at__lte=moment)

    def where_may(self, member: Membership, right: Right) -> Self:
        """The rounds that `member` may change by `right`, which reaches the whole organization or nothing."""
        ours = self.filter(organization_id=member.organization_id)
        return ours if may_everywhere(member, right) else ours.none()


class Round(models.Model):
    """One survey of one published version over chosen teams."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        ARCHIVED = "archived", _("Archived")

    class Mode(models.TextChoices):
        LEAD = "lead", _("The lead answers for the team")
        MEMBERS = "members", _("Every member answers, by name")
        ANONYMOUS = anonymity.ANONYMOUS, _("Every member answers, anonymously")

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(_("name"), max_length=80)
    mode = models.CharField(_("answering mode"), max_length=10, choices=Mode.choices, default=Mode.LEAD)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    # The organization's, copied by `plan_round`: what was promised to those who answer must not follow a
    # setting that is changed later. `rounds` alone writes it, and never again.
    min_group_size = models.PositiveSmallIntegerField(_("minimum group"), default=5)
    opens_at = models.DateTimeField(_("opens"))
    opens_by_itself = models.BooleanField(default=False)  # else a person opens it, and sets opens_at by that
    closes_at = models.DateTimeField(_("closes"))
    # The organization's, or that of the recurrence that drafted it, copied by `plan_round`: the hour that was
    # announced stays the hour at which it ends.
    time_zone = models.CharField(max_length=64)
    # When it really opened and closed, as the deeds of `rounds` note it; opens_at and closes_at are the plan.
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # So many days before its end it reminds by itself, as `reminder_plan` reads them, "7,2"; None for never.
    reminder_days = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001
    # What the plan had due up to then is handed out; `rounds.take_reminder` moves it on, under the lock.
    reminded_until = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=500, blank=True)
    # What came of it, in the words of who runs rounds: `outcomes` says who reads it. None before anything was
    # written, for the column came without remaking the table.
    outcome = models.TextField(max_length=OUTCOME_LIMIT, null=True, blank=True)  # noqa: DJ001

    objects = scoped(RoundQuerySet)

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="round_closes_after_it_opens",
                violation_error_message=_("A round closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(min_group_size__gte=MINIMUM_GROUP_FLOOR),
                name="round_min_group_size",
                violation_error_message=_("The minimum group is at least 3 people."),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "state"], name="round_by_state"),
            models.Index(fields=["state", "closes_at"], name="round_due"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reminders(self) -> Sequence[datetime]:
        """When it reminds by itself."""
        return moments_of(days_of(self.reminder_days), closes_at=self.closes_at, zone=self.time_zone)

    @property
    def ends_at(self) -> datetime:
        """When it ended; while it is open, when it is to end."""
        return self.closed_at or self.closes_at

    def is_open_at(self, moment: datetime) -> bool:
        """Whether answers count at `moment`: open, and before the closing time (which is outside)."""
        return self.state == self.State.OPEN and moment < self.closes_at


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, member: Membership) -> Self:
        """The participations of teams that `member` may see results of."""
        return self.where_may(member, Right.SEE_RESULTS)

    def where_may(self, member: Membership, right: Right) -> Self:
        """The participations of teams on which `member` may use `right`."""
        teams = Team.objects.where_may(member, right)
        return self.filter(round__organization_id=member.organization_id, team__in=teams.values("pk"))


class Participation(models.Model):
    """One team's part in one round. Its row is the lock for this team's result."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participations")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="participations")
    # The team's name and the units above it as they were when the round opened, or the team joined it later,
    # copied by `rounds` and never again: a team that is renamed, moved or merged keeps its past.
    team_name = models.CharField(max_length=120)
    unit_path = models.CharField(max_length=400, blank=True)
    # How many responses a whole team gives: one where the lead answers for it, the only mode that is offered.
    expected = models.PositiveSmallIntegerField(default=1)
    # When it came to a round that was open already; None for those that were asked from the beginning.
    joined_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(ParticipationQuerySet, organization="round__organization")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "team"], name="participation_unique")]

    def __str__(self) -> str:
        return f"{self.team_name}, {self.round}"
