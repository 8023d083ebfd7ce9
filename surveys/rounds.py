"""Rounds from plan to close: the one writer of `Round`; which teams take part, `teams_asked` writes.

    draft --open--> open --close--> closed        a draft can be changed and discarded, no more once open

Locks are taken in one order everywhere: Round, Response, Participation, TeamStanding.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from core.clock import now
from core.outbox import emit, restored_at
from core.text import one_line, prose
from maturity.models import ModelVersion
from organizations.access import Right, demand
from organizations.audit.recording import record
from organizations.models import Membership, Organization, Team
from organizations.tenant.ending import check_it_stays
from surveys import answering, asking, results
from surveys.following import same_name
from surveys.models import Round
from surveys.models.rounds import OUTCOME_LIMIT
from surveys.refusals import (
    ClosesTooEarly,
    ModeNotOffered,
    NameMissing,
    NameTaken,
    OpensInThePast,
    OutcomeTooLong,
    RoundClosed,
    RoundNotDraft,
    RoundNotYetOpen,
    RoundStillOpen,
    VersionNotAllowed,
)
from surveys.reminder_plan import as_stored, is_quiet
from surveys.seats import OFFERED_MODES
from surveys.teams_asked import join, set_teams, settle_teams

NAME_LIMIT = 80
MOST_TOLD = 20  # names of teams in one line of the trail


def plan_round(
    organization: Organization,
    *,
    name: str,
    version: ModelVersion,
    teams: Iterable[Team],
    opens_at: datetime | None,
    closes_at: datetime,
    mode: Round.Mode = Round.Mode.LEAD,
    reminder_days: Iterable[int] = (),
    time_zone: str = "",
    by: Membership | None,
) -> Round:
    """Draft a round over `teams`; nobody is told yet.

    Args:
        opens_at: when it opens by itself; None to open it by hand.
        reminder_days: so many days before its end who has not finished is reminded.
        time_zone: on whose clocks its times are told; the organization's, if not given.

    Raises:
        NameMissing, NameTaken, VersionNotAllowed, ModeNotOffered, OpensInThePast, ClosesTooEarly, NoTeams,
        TeamNotAllowed: what was given can't make a round.
    """
    demand(by, Right.RUN_ROUND, organization)
    with transaction.atomic():
        organization.hold()  # against another who plans a round of the same name at the same time
        round = Round(
            organization=organization,
            min_group_size=organization.min_group_size,
            time_zone=time_zone or organization.time_zone,
        )
        _set(round, name=name, version=version, mode=mode, opens_at=opens_at, closes_at=closes_at)
        round.reminder_days = as_stored(reminder_days)
        round.save()
        set_teams(round, teams)
        record("round.planned", round, by=by)
        return round


def change_round(
    round: Round,
    *,
    name: str,
    version: ModelVersion,
    teams: Iterable[Team],
    opens_at: datetime | None,
    closes_at: datetime,
    mode: Round.Mode = Round.Mode.LEAD,
    reminder_days: Iterable[int] = (),
    by: Membership | None,
) -> None:
    """Change a draft; the arguments are those of `plan_round`.

    Raises:
        RoundNotDraft: it has been opened.
        The errors of `plan_round`.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    with transaction.atomic():
        round.organization.hold()  # as in `plan_round`
        _hold_draft(round)
        _set(round, name=name, version=version, mode=mode, opens_at=opens_at, closes_at=closes_at)
        round.reminder_days = as_stored(reminder_days)
        round.save()
        set_teams(round, teams)
        record("round.changed", round, by=by)


def open_round(round: Round, *, by: Membership | None) -> int:
    """Begin answering now: ask the leads, and lay out the rows of the results; how many mails that queues.

    Teams archived since the draft was made are left out. A team without a lead takes part; it can
    answer as soon as somebody leads it. Of two who open at once one wins and the other is told.

    Raises:
        RoundNotDraft: it has been opened already.
        ClosesTooEarly: its end is not in the future any more.
        NoTeams: no active team is left.
        OrganizationEnds: the organization is going to be deleted.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    check_it_stays(round.organization)
    with transaction.atomic():
        moment = now()
        _turn(round, Round.State.DRAFT, Round.State.OPEN, opened_at=moment)
        if round.closes_at <= moment:
            raise ClosesTooEarly
        if not round.opens_by_itself or round.opens_at > moment:
            round.opens_at = moment
            round.save(update_fields=["opens_at"])
        settle_teams(round)
        # The clock may open a round a second time, after a restore: its people were invited perhaps.
        mails = asking.ask(round, held=by is None and round.opens_at <= restored_at())
        results.lay_out(round)
        record("round.opened", round, by=by)
        return mails


def extend_round(round: Round, *, closes_at: datetime, by: Membership | None) -> None:
    """Move the end of an open round to another moment in the future.

    Raises:
        RoundNotYetOpen, RoundClosed: only an open round has an end to move.
        ClosesTooEarly: the moment is past.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    if closes_at <= now():
        raise ClosesTooEarly
    with transaction.atomic():
        before = round.closes_at
        _turn(round, Round.State.OPEN, Round.State.OPEN, closes_at=closes_at)
        asking.ask(round)  # the offers by which people are asked last as long as the round
        record("round.extended", round, by=by, before=before.isoformat(), after=closes_at.isoformat())


def add_teams(round: Round, teams: Iterable[Team], *, by: Membership | None) -> int:
    """Let more teams take part in an open round; how many mails that queues.

    Their leads are asked and the rows of their results laid out as at the opening, for the same model until
    the same end; a team that came into being after the opening is none the worse. Of two who add one team at
    once one wins and the other is told.

    Raises:
        RoundNotYetOpen, RoundClosed: it is a draft, whose teams are changed, or its time is over.
        NoTeams: none is named.
        TeamNotAllowed: one is archived, a unit, or of another organization.
        TeamAsked: one takes part already.
        OrganizationEnds: the organization is going to be deleted.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    check_it_stays(round.organization)
    with transaction.atomic():
        # Against a merge or archiving of one of the teams: no open round may ask a team that is gone. The
        # organization before the round, as a merge takes them.
        round.organization.hold()
        # Against closing, and against another who adds teams at the same moment.
        _turn(round, Round.State.OPEN, Round.State.OPEN, closes_at__gt=now())
        joining = join(round, teams)
        results.lay_out_joining(round, {one.team_id for one in joining})
        mails = asking.ask(round)
        names = [one.team_name for one in joining]
        shown = [*names[:MOST_TOLD], *(["…"] if len(names) > MOST_TOLD else [])]
        record("round.joined", round, by=by, number=len(names), teams=shown)
        return mails


def close_round(round: Round, *, by: Membership | None) -> None:
    """End answering and freeze the results: a lead's saved draft is sent, empty ones lapse.

    Waits for saves under way, so whatever was acknowledged counts. Of two who close at once one wins
    and the other is told.

    Raises:
        RoundNotYetOpen, RoundClosed: it is a draft, or closed already.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    _close(round, by=by)


def close_if_due(round: Round) -> None:
    """Close a round whose time is over; one that was extended meanwhile stays open.

    Raises:
        RoundClosed: it is not open any more, or not due any more.
    """
    _close(round, by=None, closes_at__lte=now())


def discard_draft(round: Round, *, by: Membership | None) -> None:
    """Delete a draft; nobody was asked yet, so nothing is lost but the plan.

    Raises:
        RoundNotDraft: it has been opened.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    with transaction.atomic():
        _hold_draft(round)
        record("round.discarded", round, by=by)
        round.delete()


def tell_outcome(round: Round, text: str, *, by: Membership | None) -> None:
    """Say what came of a closed round; who is asked next reads it. An empty text takes it back.

    Raises:
        RoundNotYetOpen, RoundStillOpen: nothing came of it yet.
        OutcomeTooLong: it has more than 2,000 characters.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    text = prose(text)
    if len(text) > OUTCOME_LIMIT:
        raise OutcomeTooLong(length=len(text), limit=OUTCOME_LIMIT)
    with transaction.atomic():
        # Against another who writes it at the same moment: the trail has a line for each change.
        held = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
        if held.state == Round.State.DRAFT:
            raise RoundNotYetOpen
        if held.state == Round.State.OPEN:
            raise RoundStillOpen
        if (held.outcome or "") == text:
            return
        held.outcome = round.outcome = text
        held.save(update_fields=["outcome"])
        record("round.outcome_told", round, by=by, letters=len(text) or "")


def leave_to_a_person(round: Round) -> None:
    """Let a draft that was to open by itself wait until somebody opens it.

    Raises:
        RoundNotDraft: it has been opened.
    """
    with transaction.atomic():
        _hold_draft(round)
        round.opens_by_itself = False
        round.save(update_fields=["opens_by_itself"])


def ask_recompute(round: Round, *, by: Membership | None) -> None:
    """Have the results of a round computed again, in the background.

    Raises:
        RoundNotYetOpen: a draft has no results.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    if round.state == Round.State.DRAFT:
        raise RoundNotYetOpen
    with transaction.atomic():
        record("round.recompute_asked", round, by=by)
        emit("round.recompute", {"organization": round.organization_id, "round": round.pk})


def name_is_taken(organization: Organization, name: str, *, but: Round | None = None) -> bool:
    """Whether another round of the organization has this name, whatever its case and spaces (one query)."""
    others = Round.objects.filter(organization=organization).exclude(pk=(but.pk if but else None) or 0)
    return any(same_name(name, one) for one in others.values_list("name", flat=True))


def take_reminder(round: Round) -> datetime | None:
    """The moment that the plan of reminders has come to, taken once; None where none is due.

    Of several that a late clock has come to there is one reminder, and none at night. The caller queues the
    mails in the same transaction: either both are there or neither.
    """
    locked = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    moment = now()
    since = locked.reminded_until or locked.opened_at or locked.opens_at
    due = [one for one in locked.reminders if since < one <= moment]
    if not due or not locked.is_open_at(moment) or is_quiet(moment, locked.time_zone):
        return None
    locked.reminded_until = moment
    locked.save(update_fields=["reminded_until"])
    return due[-1]


def _turn(round: Round, before: str, after: str, **changes: Any) -> None:
    """Change the state by one conditional UPDATE, and take the row as it then is.

    It is the lock as well: against whoever turns the round at the same moment, of whom one is told, and
    against those who begin or reopen a response, who hold the same row.

    Names with a lookup (`closes_at__lte`) are further conditions, the others fields to set.
    """
    conditions = {name: value for name, value in changes.items() if "__" in name}
    fields = {name: value for name, value in changes.items() if "__" not in name}
    held = Round.objects.filter(pk=round.pk, state=before, **conditions)
    if not held.update(state=after, **fields):
        round.refresh_from_db(fields=["state"])
        if before == Round.State.DRAFT:
            raise RoundNotDraft
        raise RoundNotYetOpen if round.state == Round.State.DRAFT else RoundClosed
    round.refresh_from_db()


def _hold_draft(round: Round) -> None:
    """Lock the row of a draft until the transaction ends: against who opens it while it is changed."""
    if not Round.objects.select_for_update(of=("self",)).filter(pk=round.pk, state=Round.State.DRAFT).first():
        raise RoundNotDraft


def _close(round: Round, *, by: Membership | None, **conditions: Any) -> None:
    with transaction.atomic():
        moment = now()
        _turn(round, Round.State.OPEN, Round.State.CLOSED, closed_at=moment, **conditions)
        if round.closes_at < moment:  # a late clock closes as of the time that was announced
            round.closed_at = moment = round.closes_at
            round.save(update_fields=["closed_at"])
        answering.end_drafts(round, at=moment)
        asking.forget_addresses(round)
        results.freeze(round)
        record("round.closed", round, by=by)
        emit("round.closed", {"organization": round.organization_id, "round": round.pk})


def _set(
    round: Round,
    *,
    name: str,
    version: ModelVersion,
    mode: str,
    opens_at: datetime | None,
    closes_at: datetime,
) -> None:
    """Check and set what a draft says."""
    name = one_line(name)
    if not 0 < len(name) <= NAME_LIMIT:
        raise NameMissing
    if name_is_taken(round.organization, name, but=round):
        raise NameTaken
    if mode not in OFFERED_MODES:
        raise ModeNotOffered
    allowed = ModelVersion.objects.readable_in(round.organization).published()
    if not allowed.filter(pk=version.pk).exists():
        raise VersionNotAllowed
    moment = now()
    begin = opens_at or moment
    if begin < moment:
        raise OpensInThePast
    if closes_at <= begin or closes_at <= moment:
        raise ClosesTooEarly
    round.name, round.version, round.mode = name, version, mode
    round.opens_at, round.closes_at, round.opens_by_itself = begin, closes_at, opens_at is not None
