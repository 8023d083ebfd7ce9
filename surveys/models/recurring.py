"""Rounds that come again, and what has come of each time."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maturity.models import MaturityModel
from organizations.access import Right, may_everywhere
from organizations.models import Label, Membership, Organization, Team
from organizations.scoping import scoped
from surveys.models.rounds import Round
from surveys.recurring.schedule import Planned, Schedule


class RecurrenceQuerySet(models.QuerySet["Recurrence"]):
    def where_may(self, member: Membership, right: Right) -> Self:
        """Those that `member` may change by `right`, which reaches the whole organization or nothing."""
        ours = self.filter(organization_id=member.organization_id)
        return ours if may_everywhere(member, right) else ours.none()

    def due(self, moment: datetime) -> Self:
        """Those that have a round to draft by `moment`, in organizations that stay."""
        staying = self.filter(organization__deletion_due_at=None)
        return staying.filter(state=Recurrence.State.ACTIVE, due_at__lte=moment)


class Recurrence(models.Model):
    """A round that comes again and again: what it asks of whom, and when."""

    class State(models.TextChoices):
        """Pages have their words in `_recurrence_state.html`."""

        ACTIVE = "active"
        PAUSED = "paused"
        ENDED = "ended"

    class Reach(models.TextChoices):
        ALL = "all", _("All teams")
        UNIT = "unit", _("The teams of a unit and of all below it")
        LABEL = "label", _("The teams with a label")

    class Rhythm(models.IntegerChoices):
        """By the months from one opening to the next."""

        MONTHLY = 1, _("Monthly")
        EVERY_TWO_MONTHS = 2, _("Every two months")
        QUARTERLY = 3, _("Quarterly")
        EVERY_FOUR_MONTHS = 4, _("Every four months")
        HALF_YEARLY = 6, _("Half-yearly")
        YEARLY = 12, _("Yearly")

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="recurrences")
    # The model and no version: each round asks the newest that is published then.
    model = models.ForeignKey(MaturityModel, on_delete=models.PROTECT, related_name="recurrences")
    reach = models.CharField(max_length=5, choices=Reach.choices, default=Reach.ALL)
    # A unit that was merged away stays here; its rounds ask below the one that it went into.
    unit = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # None with LABEL: the label was deleted, so no team is asked until another is chosen.
    label = models.ForeignKey(Label, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Days and hours as the clocks of `time_zone` show them, and no moments: hours stay where clocks change.
    first_on = models.DateField()
    opens = models.TimeField()
    months = models.PositiveSmallIntegerField(choices=Rhythm.choices)
    days = models.PositiveSmallIntegerField()
    closes = models.TimeField()
    time_zone = models.CharField(max_length=64)
    name = models.CharField(max_length=80)  # of the first round; the others count on from it
    opens_by_itself = models.BooleanField(default=False)
    reminder_days = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    # Who set it up and is told of its drafts, as long as they run rounds.
    made_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What opens up to then is done with, or was never to be made: it was set up, changed or paused.
    done_until = models.DateTimeField()
    # Derived, so that the clock finds what is due: when the next round is drafted; None unless active.
    # `recurring.recurrences.look_ahead` alone writes it.
    due_at = models.DateTimeField(null=True, blank=True)

    objects = scoped(RecurrenceQuerySet)

    class Meta:
        ordering = ["pk"]
        constraints = [
            # No list of values: how Django reads a table of SQLite it takes "1, 2" for two columns.
            models.CheckConstraint(condition=Q(months__gte=1, months__lte=12), name="recurrence_rhythm"),
            models.CheckConstraint(condition=Q(days__gte=1), name="recurrence_lasts"),
            models.CheckConstraint(
                condition=Q(reach="unit", unit__isnull=False, label=None)
                | Q(reach="label", unit=None)
                | Q(reach="all", unit=None, label=None),
                name="recurrence_reach",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="recurrence_due")]

    def __str__(self) -> str:
        """By the names of its first two rounds: "2027 S1, 2027 S2 …"."""
        schedule = self.schedule
        return f"{schedule.name}, {schedule.planned(1).name} …"

    @property
    def schedule(self) -> Schedule:
        """Its days, hours and names."""
        return Schedule(
            first_on=self.first_on,
            opens=self.opens,
            months=self.months,
            days=self.days,
            closes=self.closes,
            zone=self.time_zone,
            name=self.name,
        )

    def coming(self, number: int, done: Collection[date] | None = None) -> Sequence[Planned]:
        """So many of the rounds that are not done with; none unless it is active.

        Args:
            done: the days after `done_until` that are decided already; looked up, if not given (one query).
        """
        if self.state != self.State.ACTIVE:
            return []
        if done is None:
            later = Occurrence.objects.filter(recurrence=self, opens_at__gt=self.done_until)
            done = set(later.values_list("day", flat=True))
        open_ones = (one for one in self.schedule.after(self.done_until) if one.day not in done)
        return list(islice(open_ones, number))


class Occurrence(models.Model):
    """One time that a recurrence was due, and what came of it."""

    class Outcome(models.TextChoices):
        """All but the first say why it was skipped; `recurring.words` has the sentences."""

        MADE = "made"
        LAST_OPEN = "last_open"
        LAST_DRAFT = "last_draft"
        NO_VERSION = "no_version"
        NO_TEAMS = "no_teams"
        MISSED = "missed"

    recurrence = models.ForeignKey(Recurrence, on_delete=models.CASCADE, related_name="occurrences")
    day = models.DateField()  # on which it opens, where it takes place: with the recurrence it is unique
    name = models.CharField(max_length=80)
    opens_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    # The draft that was made of it; None where it was skipped, or discarded since. With LAST_OPEN it was to
    # open by itself and was left to a person.
    round = models.OneToOneField(
        Round, on_delete=models.SET_NULL, null=True, blank=True, related_name="occurrence"
    )
    # The round that was still open, or a draft.
    hindered_by = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField()

    objects = scoped(models.QuerySet["Occurrence"], organization="recurrence__organization")

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            # What two workers that come to it at once cannot both write, whatever they have read.
            models.UniqueConstraint(fields=["recurrence", "day"], name="occurrence_unique"),
        ]

    def __str__(self) -> str:
        return self.name
