"""What the clock makes of a recurrence that is due: a draft, or a line that says why there is none."""

from collections.abc import Collection
from datetime import datetime
from itertools import takewhile

from django.db import transaction

from core.clock import now
from core.outbox import emit_each, restored_at
from maturity.models import ModelVersion
from organizations.access import Right, may_everywhere, roles_with
from organizations.audit.recording import record
from organizations.models import Membership
from surveys import rounds
from surveys.models import Occurrence, Recurrence, Round
from surveys.recurring.recurrences import hold, move_on, newest_version, teams_of
from surveys.recurring.schedule import Planned, free_name
from surveys.reminder_plan import days_of

Outcome = Occurrence.Outcome
# What holds on until somebody does something about it is told once.
TOLD_ONCE = {Outcome.NO_VERSION, Outcome.NO_TEAMS}


def draft_what_is_due(recurrence: Recurrence) -> Occurrence | None:
    """Draft the round that is due, or note why it is skipped, and queue the mails; None where nothing is due.

    However often and by how many workers it is tried: the recurrence moves on in the same transaction. Of
    several rounds that a late clock has come to only the last one is drafted.
    """
    with transaction.atomic():
        # Against a name that is given at the same time, and before the recurrence, as merging a label does.
        recurrence.organization.hold()
        # Against another worker, of whom the second finds nothing due, and against who pauses or changes it.
        hold(recurrence)
        moment = now()
        if recurrence.state != Recurrence.State.ACTIVE or not recurrence.due_at or recurrence.due_at > moment:
            return None
        planned = recurrence.schedule.latest_due(moment)
        if planned is None or planned.opens_at <= recurrence.done_until or _is_done(recurrence, planned):
            move_on(recurrence, done_until=moment)  # its days were changed meanwhile
            return None
        _note_missed(recurrence, planned, moment)
        made = _decide(recurrence, planned, moment)
        move_on(recurrence, done_until=planned.opens_at)
        # The clock may come to it a second time, after a restore: they were told before perhaps.
        _queue_mails(made, held=planned.drafted_at <= restored_at())
        return made


def leave_while_the_last_is_open(round: Round) -> bool:
    """Whether a draft that is to open by itself must not: another round of its recurrence is still open.

    Then it is left to a person, which is noted and told.
    """
    occurrence = Occurrence.objects.filter(round=round).select_related("recurrence").first()
    if occurrence is None:
        return False
    with transaction.atomic():
        round.organization.hold()
        last = _unfinished(occurrence.recurrence, now(), but=round)
        if last is None or last.state != Round.State.OPEN:
            return False
        rounds.leave_to_a_person(round)
        occurrence.outcome, occurrence.hindered_by, occurrence.decided_at = Outcome.LAST_OPEN, last, now()
        occurrence.save(update_fields=["outcome", "hindered_by", "decided_at"])
        _record_skip(occurrence)
        _queue_mails(occurrence, held=round.opens_at <= restored_at())
    return True


def makers_of(recurrence: Recurrence) -> Collection[Membership]:
    """Whom its drafts concern: who set it up, else all who run rounds; two or three queries.

    Whoever has left, or runs rounds no more, is none of them.
    """
    members = Membership.objects.filter(organization=recurrence.organization_id).active()
    running = members.holding(*roles_with(Right.RUN_ROUND)).with_grants().order_by("pk")
    entitled = [member for member in running if may_everywhere(member, Right.RUN_ROUND)]
    own = [member for member in entitled if member.pk == recurrence.made_by_id]
    return own or entitled


def version_before(recurrence: Recurrence, round: Round) -> ModelVersion | None:
    """The version of the same model that the round before asked; None where there was none.

    That is the last one of this recurrence, else the last one of the organization.
    """
    ours = Round.objects.filter(organization=recurrence.organization_id).exclude(pk=round.pk)
    begun = ours.filter(version__model=round.version.model_id).exclude(state=Round.State.DRAFT)
    begun = begun.select_related("version")
    newest_first = begun.order_by("-opens_at", "-pk")
    last = newest_first.filter(occurrence__recurrence=recurrence).first() or newest_first.first()
    return last.version if last else None


def _is_done(recurrence: Recurrence, planned: Planned) -> bool:
    return Occurrence.objects.filter(recurrence=recurrence, day=planned.day).exists()


def _note_missed(recurrence: Recurrence, planned: Planned, moment: datetime) -> None:
    """Note the rounds before that one, whose time has passed while no clock came to them."""
    earlier = takewhile(
        lambda one: one.opens_at < planned.opens_at, recurrence.schedule.after(recurrence.done_until)
    )
    Occurrence.objects.bulk_create(
        Occurrence(
            recurrence=recurrence,
            day=one.day,
            name=one.name,
            opens_at=one.opens_at,
            outcome=Outcome.MISSED,
            decided_at=moment,
        )
        for one in earlier
        if not _is_done(recurrence, one)
    )


def _decide(recurrence: Recurrence, planned: Planned, moment: datetime) -> Occurrence:
    """The draft, or why there is none, as a row."""
    occurrence = Occurrence(
        recurrence=recurrence,
        day=planned.day,
        name=planned.name,
        opens_at=planned.opens_at,
        outcome=Outcome.MADE,
        decided_at=moment,
    )
    last = _unfinished(recurrence, max(planned.opens_at, moment))
    version = newest_version(recurrence)
    teams = list(teams_of(recurrence))
    if last is not None:
        still_open = last.state == Round.State.OPEN
        occurrence.outcome = Outcome.LAST_OPEN if still_open else Outcome.LAST_DRAFT
        occurrence.hindered_by = last
    elif version is None:
        occurrence.outcome = Outcome.NO_VERSION
    elif not teams:
        occurrence.outcome = Outcome.NO_TEAMS
    else:
        taken = Round.objects.filter(organization=recurrence.organization_id).values_list("name", flat=True)
        comes_yet = planned.opens_at > moment
        occurrence.round = rounds.plan_round(
            recurrence.organization,
            name=free_name(planned.name, list(taken)),
            version=version,
            teams=teams,
            opens_at=planned.opens_at if recurrence.opens_by_itself and comes_yet else None,
            closes_at=planned.closes_at if comes_yet else recurrence.schedule.lasting(moment),
            reminder_days=days_of(recurrence.reminder_days),
            time_zone=recurrence.time_zone,
            by=None,
        )
    occurrence.save()
    if occurrence.round is None:
        _record_skip(occurrence)
    return occurrence


def _unfinished(recurrence: Recurrence, moment: datetime, *, but: Round | None = None) -> Round | None:
    """A round of the recurrence that is still a draft, or that takes answers at that moment."""
    others = Round.objects.filter(occurrence__recurrence=recurrence).exclude(pk=but.pk if but else 0)
    opened = others.filter(state=Round.State.OPEN, closes_at__gt=moment)
    drafts = others.filter(state=Round.State.DRAFT)
    return opened.order_by("-closes_at").first() or drafts.order_by("-opens_at").first()


def _record_skip(occurrence: Occurrence) -> None:
    record(
        "recurrence.skipped",
        occurrence.recurrence,
        by=None,
        round=occurrence.name,
        why=occurrence.outcome,
    )


def _queue_mails(occurrence: Occurrence, *, held: bool) -> None:
    """A message for each maker; none where the time before was skipped for the same lasting reason."""
    recurrence = occurrence.recurrence
    earlier = Occurrence.objects.filter(recurrence=recurrence, opens_at__lt=occurrence.opens_at)
    before = earlier.exclude(outcome=Outcome.MISSED).first()
    if before is not None and before.outcome == occurrence.outcome and before.outcome in TOLD_ONCE:
        return
    whose = recurrence.organization_id
    emit_each(
        "recurrence.told",
        [
            {"organization": whose, "occurrence": occurrence.pk, "membership": member.pk}
            for member in makers_of(recurrence)
        ],
        held=held,
    )
