"""Recurrences from being set up to their end: the one writer of `Recurrence`.

    active --pause--> paused --resume--> active       both --end--> ended, for good

Locks are taken in this order: the organization, the recurrence, then what `rounds` locks. The row of the
recurrence is held against the clock, which drafts its rounds, and against whoever else changes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet

from core.clock import now
from core.text import one_line
from core.zones import zone_named
from maturity.models import MaturityModel, ModelVersion
from organizations.access import Right, demand
from organizations.audit.recording import record
from organizations.models import Label, Membership, Organization, Team
from surveys.models import Recurrence
from surveys.recurring.schedule import Schedule, longest, step_of
from surveys.refusals import (
    ModelNotAllowed,
    NameCountsNothing,
    PlaceNotAllowed,
    RecurrenceEnded,
    RecurrenceNotActive,
    RecurrenceNotPaused,
    RhythmNotAllowed,
    StartsInThePast,
    ZoneUnknown,
)
from surveys.reminder_plan import as_stored

NAME_LIMIT = 70  # so that its numbers may grow, and "(2)" finds room behind it
State, Reach = Recurrence.State, Recurrence.Reach


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a recurrence is to ask of whom, and when; the fields are those of `Recurrence`."""

    model: MaturityModel
    reach: str
    unit: Team | None
    label: Label | None
    first_on: date
    opens: time
    months: int
    days: int
    closes: time
    time_zone: str
    name: str
    opens_by_itself: bool = False
    reminder_days: Iterable[int] = ()


def set_up(organization: Organization, wanted: Wanted, *, by: Membership | None) -> Recurrence:
    """Begin a recurrence. The clock drafts its first round seven days ahead, or at once where that is past.

    Raises:
        StartsInThePast: the first opening is not in the future.
        ModelNotAllowed, PlaceNotAllowed, RhythmNotAllowed, NameCountsNothing: what was given makes none.
    """
    demand(by, Right.RUN_ROUND, organization)
    with transaction.atomic():
        organization.hold()
        recurrence = Recurrence(organization=organization, made_by=by, done_until=now())
        _set(recurrence, wanted)
        _check_it_starts(recurrence.schedule)
        recurrence.save()
        look_ahead(recurrence)
        record("recurrence.set_up", recurrence, by=by)
    return recurrence


def change(recurrence: Recurrence, wanted: Wanted, *, by: Membership | None) -> None:
    """Change what is asked of whom and when, from the next draft on; drafts that are there stay as they are.

    Raises:
        RecurrenceEnded: it is over.
        The errors of `set_up`; a first opening in the past may stay as it was.
    """
    demand(by, Right.RUN_ROUND, recurrence.organization)
    with transaction.atomic():
        recurrence.organization.hold()
        hold(recurrence)
        if recurrence.state == State.ENDED:
            raise RecurrenceEnded
        before = recurrence.schedule
        _set(recurrence, wanted)
        after = recurrence.schedule
        if (before.first_on, before.opens, before.zone) != (after.first_on, after.opens, after.zone):
            _check_it_starts(after)
        if before != after:
            recurrence.done_until = now()
        recurrence.save()
        look_ahead(recurrence)
        record("recurrence.changed", recurrence, by=by)


def pause(recurrence: Recurrence, *, by: Membership | None) -> None:
    """Draft nothing until it goes on; what is drafted already stays.

    Raises:
        RecurrenceNotActive: it is paused already, or over.
    """
    demand(by, Right.RUN_ROUND, recurrence.organization)
    with transaction.atomic():
        _turn(recurrence, {State.ACTIVE}, State.PAUSED, RecurrenceNotActive)
        record("recurrence.paused", recurrence, by=by)


def resume(recurrence: Recurrence, *, by: Membership | None) -> None:
    """Go on with the next round that opens from now on; those of the time between are not made up for.

    Raises:
        RecurrenceNotPaused: it is active already, or over.
    """
    demand(by, Right.RUN_ROUND, recurrence.organization)
    with transaction.atomic():
        _turn(recurrence, {State.PAUSED}, State.ACTIVE, RecurrenceNotPaused)
        record("recurrence.resumed", recurrence, by=by)


def end(recurrence: Recurrence, *, by: Membership | None) -> None:
    """Draft nothing any more, for good; what is drafted already stays.

    Raises:
        RecurrenceEnded: it is over already.
    """
    demand(by, Right.RUN_ROUND, recurrence.organization)
    with transaction.atomic():
        _turn(recurrence, {State.ACTIVE, State.PAUSED}, State.ENDED, RecurrenceEnded)
        record("recurrence.ended", recurrence, by=by)


def follow_label(label: Label, into: Label) -> None:
    """Ask the teams of another label, for the first one is merged into it. The organization is held."""
    Recurrence.objects.filter(label=label).update(label=into)


def hold(recurrence: Recurrence) -> None:
    """Lock the row until the transaction ends, and take it as it is now; the organization is held before."""
    Recurrence.objects.select_for_update(of=("self",)).get(pk=recurrence.pk)
    recurrence.refresh_from_db()


def move_on(recurrence: Recurrence, *, done_until: datetime) -> None:
    """Be done with what opens up to then. The row is held."""
    recurrence.done_until = done_until
    recurrence.save(update_fields=["done_until"])
    look_ahead(recurrence)


def look_ahead(recurrence: Recurrence) -> None:
    """Note when the next round is to be drafted. The row is held."""
    coming = recurrence.coming(1)
    recurrence.due_at = coming[0].drafted_at if coming else None
    recurrence.save(update_fields=["due_at"])


def teams_of(recurrence: Recurrence) -> QuerySet[Team]:
    """The teams that a round of it would ask today, without archived ones."""
    teams = Team.objects.filter(organization_id=recurrence.organization_id).active().teams()
    match recurrence.reach:
        case Reach.UNIT if recurrence.unit is not None:
            below = Team.objects.descendants(went_on_in(recurrence.unit), include_self=True)
            return teams.filter(pk__in=below.values("pk"))
        case Reach.LABEL:
            return teams.filter(labels=recurrence.label) if recurrence.label else teams.none()
    return teams


def went_on_in(unit: Team) -> Team:
    """The unit itself, or the one that it was merged into in the end."""
    while unit.merged_into is not None:
        unit = unit.merged_into
    return unit


def newest_version(recurrence: Recurrence) -> ModelVersion | None:
    """The version that a round of it would ask today; None where none is published and not retired."""
    published = ModelVersion.objects.readable_in(recurrence.organization).published()
    of_model = published.filter(model=recurrence.model_id, model__archived_at=None)
    return of_model.order_by("-number").first()


def _turn(
    recurrence: Recurrence,
    before: set[str],
    after: str,
    refusal: type[RecurrenceEnded | RecurrenceNotActive | RecurrenceNotPaused],
) -> None:
    recurrence.organization.hold()
    hold(recurrence)
    if recurrence.state not in before:
        raise RecurrenceEnded if recurrence.state == State.ENDED else refusal
    recurrence.state, recurrence.done_until = after, now()
    recurrence.save(update_fields=["state", "done_until"])
    look_ahead(recurrence)


def _set(recurrence: Recurrence, wanted: Wanted) -> None:
    """Check and set what a recurrence says."""
    organization = recurrence.organization
    name = one_line(wanted.name)
    if wanted.months not in Recurrence.Rhythm or not 1 <= wanted.days <= longest(wanted.months):
        raise RhythmNotAllowed(most=longest(max(1, wanted.months)))
    if not 0 < len(name) <= NAME_LIMIT or step_of(name, wanted.months) is None:
        raise NameCountsNothing
    published = ModelVersion.objects.readable_in(organization).published()
    if not published.filter(model=wanted.model, model__archived_at=None).exists():
        raise ModelNotAllowed
    if zone_named(wanted.time_zone) is None:
        raise ZoneUnknown
    unit, label = _place(organization, wanted)
    recurrence.model, recurrence.reach = wanted.model, wanted.reach
    recurrence.unit, recurrence.label = unit, label
    recurrence.first_on, recurrence.opens = wanted.first_on, wanted.opens
    recurrence.months, recurrence.days, recurrence.closes = wanted.months, wanted.days, wanted.closes
    recurrence.time_zone, recurrence.name = wanted.time_zone, name
    recurrence.opens_by_itself = wanted.opens_by_itself
    recurrence.reminder_days = as_stored(wanted.reminder_days)


def _place(organization: Organization, wanted: Wanted) -> tuple[Team | None, Label | None]:
    """The unit or the label whose teams are asked; neither for all."""
    match wanted.reach:
        case Reach.ALL:
            return None, None
        case Reach.UNIT if wanted.unit is not None:
            units = Team.objects.filter(organization=organization, kind=Team.Kind.UNIT).active()
            if units.filter(pk=wanted.unit.pk).exists():
                return wanted.unit, None
        case Reach.LABEL if wanted.label is not None:
            if Label.objects.filter(organization=organization, pk=wanted.label.pk).exists():
                return None, wanted.label
    raise PlaceNotAllowed


def _check_it_starts(schedule: Schedule) -> None:
    if schedule.planned(0).opens_at <= now():
        raise StartsInThePast
