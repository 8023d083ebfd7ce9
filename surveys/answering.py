"""Answering: all that is done to a `Response` and an `Answer` while their round takes answers.

One other module writes them: `retention` empties comments, links and senders of rounds that ended long ago.
The invitation that a response was begun or sent with is marked here too, in the same transaction.

The gate: a response's own row decides whether an answer still counts. Every deed here locks that row
and then reads and writes in peace; closing a round changes the same row, so it waits for saves under
way, and a save that comes after it is refused. Each lock names its own table (`of`): a tenant's scope
joins others, and they would be locked as well, in the wrong order.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from core.clock import now
from core.outbox import emit
from core.prepared import Prepared, PreparedInsert, PreparedUpdate
from maturity.models import Criterion
from maturity.reading import catalog
from organizations.audit.recording import record
from organizations.models import Membership
from organizations.scoping import in_open_scope
from surveys import results, timing
from surveys.anonymity import is_anonymous
from surveys.forerunners import forerunners_of
from surveys.given import Given, checked, checked_revision
from surveys.invitations import check_open, check_permitted
from surveys.last_time import only_if_unchanged
from surveys.models import Answer, Invitation, Response, Round
from surveys.refusals import (
    AlreadySent,
    CriterionUnknown,
    KeyMissing,
    NewerAnswerStored,
    NothingAnswered,
    NotSent,
    OtherResponse,
    RoundClosed,
)
from surveys.seats import TEAM_SEAT, by_lead, filled_by

KEY_LIMIT = 64

__all__ = ["Given", "end_drafts", "reopen", "save_answer", "save_answers", "start", "submit"]


def start(invitation: Invitation) -> Response:
    """The response that the invited person fills in; begun now, or by whoever was first for the team.

    Raises:
        RoundNotYetOpen, RoundClosed: the round takes no answers, and no response was begun.
    """
    begun = filled_by(invitation)
    if begun is not None:
        return begun
    with transaction.atomic():
        # Against closing: it looks for drafts once, and one begun behind its back would stay a draft.
        check_open(Round.objects.select_for_update(of=("self",)).get(pk=invitation.participation.round_id))
        before = forerunners_of(invitation.participation)
        response, _ = Response.objects.get_or_create(
            participation=invitation.participation,
            seat=TEAM_SEAT,
            defaults={
                "invitation": invitation,
                "earlier_id": before.earlier,
                "beside": list(before.beside) or None,
            },
        )
        Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.ISSUED).update(
            state=Invitation.State.OPENED
        )
        return response


def criterion_of(response: Response, key: str) -> Criterion:
    """The criterion of that key in the version that the response answers.

    Raises:
        CriterionUnknown: the version has none.
    """
    try:
        return catalog(response.participation.round.version_id).criterion(key)
    except KeyError:
        raise CriterionUnknown from None


def save_answer(
    response: Response,
    criterion: Criterion,
    given: Given,
    *,
    revision: int,
    seen: int | None = None,
    by: Membership | None = None,
) -> int:
    """Store one answer; a repeated or late request changes nothing.

    Args:
        revision: counts up with each change on the device; the highest one wins.
        seen: the revision that the device last knew to be stored. What is newer than that comes from
            elsewhere, and is not overwritten whatever `revision` says.

    Returns:
        The revision that is stored now; a later one than `revision` where that says the same.

    Raises:
        RoundNotYetOpen, RoundClosed, AlreadySent: the response takes no answers now.
        MayNotAnswer: `by` does not answer for this team any more.
        AnswerProblem: what was given is no answer to this criterion.
        NewerAnswerStored: another answer came from elsewhere; both are in its details.
    """
    given = checked(given, criterion)
    revision = checked_revision(revision)
    with transaction.atomic():
        locked = _take(response, by=by)
        _check_asked(locked, criterion)
        given = only_if_unchanged(locked, {criterion: given})[criterion]
        newest = revision - 1 if seen is None else min(revision - 1, seen)
        place = (locked.pk, criterion.pk)
        fields: tuple[Any, ...] = given.row()
        # Most answers change one that the device has seen: they are stored without being read.
        if newest > 0 and _changed.run(*place, newest, revision, *fields):
            return revision
        stored = _stored.first(*place)
        if stored is None:
            _added.run(*place, revision, *fields)
            return revision
        if Given.of(stored) != given:
            raise NewerAnswerStored(conflicts=[_conflict(criterion, stored, given)])
        return stored.revision


def save_answers(
    response: Response,
    answers: Mapping[Criterion, Given],
    *,
    seen: Mapping[Criterion, int] | None = None,
    by: Membership | None = None,
) -> list[Answer]:
    """Store a page of answers, all or none; what is stored alike already stays as it is.

    Args:
        seen: the revision of each answer as the page showed it, 0 for none; without it the page wins.

    Returns:
        The answers that were stored or changed.

    Raises:
        The errors of `save_answer`; NewerAnswerStored tells all conflicts of the page at once.
    """
    wanted = {criterion: checked(given, criterion) for criterion, given in answers.items()}
    with transaction.atomic():
        locked = _take(response, by=by)
        for criterion in wanted:
            _check_asked(locked, criterion)
        wanted = only_if_unchanged(locked, wanted)
        found = Answer.objects.filter(response=locked, criterion__in=list(wanted))
        stored = {answer.criterion_id: answer for answer in found}
        new, changed, conflicts = [], [], []
        for criterion, given in wanted.items():
            answer = stored.get(criterion.pk)
            if answer is None:
                if given != Given():
                    new.append(Answer(response=locked, criterion=criterion, revision=1, **given.fields()))
            elif Given.of(answer) == given:
                continue
            elif seen is not None and answer.revision > seen.get(criterion, 0):
                conflicts.append(_conflict(criterion, answer, given))
            else:
                _overwrite(answer, given, answer.revision + 1)
                changed.append(answer)
        if conflicts:
            raise NewerAnswerStored(conflicts=conflicts)
        Answer.objects.bulk_create(new)
        Answer.objects.bulk_update(changed, [*Given().fields(), "revision"])
        return new + changed


def submit(
    response: Response, *, key: str, by: Membership | None, took: Mapping[str, float] | None = None
) -> Response:
    """Send a response: it is frozen, and the team's result is there when this returns.

    Args:
        key: made with the page that offers to send. The same key again changes nothing and gives the
            same receipt, however often it comes.
        took: seconds that the device counted, by dimension; it is measured and else changes nothing.

    Raises:
        RoundNotYetOpen, RoundClosed, MayNotAnswer: it can't be sent now.
        AlreadySent: somebody sent it with another key.
        NothingAnswered: it holds no answer.
        KeyMissing: the key is empty or too long.
    """
    if not 0 < len(key) <= KEY_LIMIT or not key.isascii() or not key.isprintable():
        raise KeyMissing
    with transaction.atomic():
        locked = _lock(response)
        if locked.submission_key == key:
            return locked
        _check_takes_answers(locked)
        _check_permitted(locked, by)
        if not locked.answers.exclude(rating="").exists():
            raise NothingAnswered
        _send(locked, at=now(), key=key, by=by)
        Invitation.objects.filter(participation=locked.participation_id, membership=by).update(
            state=Invitation.State.USED
        )
        results.refresh(locked.participation)
        timing.note(locked, took or {})
        round = locked.participation.round
        _record("response.submitted", locked, by=by)
        emit("response.submitted", {"organization": round.organization_id, "response": locked.pk})
        return locked


def reopen(response: Response, *, by: Membership | None) -> Response:
    """Take a sent response back to change it, until the round closes; its result waits for the next sending.

    Raises:
        NotSent: it is open already.
        RoundNotYetOpen, RoundClosed, MayNotAnswer: it can't be changed now.
    """
    with transaction.atomic():
        # Against closing, which holds the round's row while it looks for drafts once: one that became a
        # draft again behind its back would stay one. The round's row first, as closing takes them.
        check_open(Round.objects.select_for_update(of=("self",)).get(pk=response.participation.round_id))
        locked = _lock(response)
        if locked.state != Response.State.SUBMITTED:
            raise NotSent
        _check_permitted(locked, by)
        locked.state = Response.State.DRAFT
        locked.submitted_at = locked.submitted_by = None
        locked.save(update_fields=["state", "submitted_at", "submitted_by"])
        results.refresh(locked.participation)
        _record("response.reopened", locked, by=by)
        return locked


def end_drafts(round: Round, *, at: datetime) -> None:
    """As a round closes: send each lead's draft that holds an answer, let the others lapse.

    Takes the locks of all drafts first, which waits for saves under way; only then are answers counted.
    """
    drafts = Response.objects.select_for_update(of=("self",)).filter(
        participation__in=list(round.participations.values_list("pk", flat=True)),
        state=Response.State.DRAFT,
    )
    held = [draft.pk for draft in drafts.order_by("pk")]
    answered = Answer.objects.filter(response__in=held).exclude(rating="").values_list("response", flat=True)
    begun = set(answered) if by_lead(round.mode) else set()
    Response.objects.filter(pk__in=begun).update(state=Response.State.SUBMITTED, submitted_at=at)
    Response.objects.filter(pk__in=set(held) - begun).update(state=Response.State.LAPSED)


def _record(action: str, response: Response, *, by: Membership | None) -> None:
    """A line in the trail, but for anonymous rounds.

    There even a line without a name would tell when somebody answered, by the lines around it.
    """
    round = response.participation.round
    if not is_anonymous(round.mode):
        record(action, response.participation, by=by, organization=round.organization)


def _lock(response: Response) -> Response:
    """The row of a response, held until the transaction ends, as it is now."""
    found = _named.first(response.public_id, response.participation_id)
    if found is None:
        raise OtherResponse
    return found


def _take(response: Response, *, by: Membership | None) -> Response:
    """Lock a response that takes answers of `by` now; the usual way costs one query, of one table.

    Its participation and round are those that the caller has read in the tenant's scope, with the pass a
    moment before. What closes a round changes the row that is locked here, so that is as it is now.
    """
    participation = response.participation
    ours = in_open_scope(participation.round.organization_id)
    found = _held.first(response.public_id, participation.pk) if ours else None
    if found is None:
        raise OtherResponse
    found.participation = participation
    _check_permitted(found, by)
    _check_takes_answers(found)
    return found


@Prepared
def _named(public_id: str, participation: int) -> QuerySet[Response]:
    """A response by the name that its pages carry, of the team that it was asked of; locked."""
    # Against every other deed on it: saves and sendings from other devices, and the closing of its round.
    locked = Response.objects.select_for_update(of=("self",)).select_related("participation__round")
    return locked.filter(public_id=public_id, participation=participation)


@Prepared
def _held(public_id: str, participation: int) -> QuerySet[Response]:
    """The same without its round and the tenant's, for whoever has looked at the participation in its scope.

    PostgreSQL plans one table in an eighth of the time that it takes for three.
    """
    return Response._base_manager.select_for_update().filter(public_id=public_id, participation=participation)


@Prepared
def _stored(response: int, criterion: int) -> QuerySet[Answer]:
    """What a response says of one criterion. Not locked: whoever writes it holds the response's row."""
    return Answer.objects.filter(response=response, criterion=criterion)


@PreparedInsert
def _added(
    response: int,
    criterion: int,
    revision: int,
    rating: str,
    na_reason: str,
    comment: str,
    evidence_url: str,
    confirmed: bool,
) -> Answer:
    """A first answer, in the order of `Given.fields`."""
    given = Given(rating, na_reason, comment, evidence_url, confirmed)
    return Answer(response_id=response, criterion_id=criterion, revision=revision, **given.fields())


@PreparedUpdate
def _changed(
    response: int,
    criterion: int,
    newest: int,
    revision: int,
    rating: str,
    na_reason: str,
    comment: str,
    evidence_url: str,
    confirmed: bool,
) -> tuple[QuerySet[Answer], dict[str, Any]]:
    """Another answer in the place of one whose revision is `newest` at the latest.

    The response was found in the tenant's scope, and its row is held, so nobody writes in between.
    """
    given = Given(rating, na_reason, comment, evidence_url, confirmed)
    there = Answer._base_manager.filter(response=response, criterion=criterion, revision__lte=newest)
    return there, {**given.fields(), "revision": revision}


def _check_permitted(response: Response, by: Membership | None) -> None:
    if by is not None:
        check_permitted(by, response.participation)


def _check_takes_answers(response: Response) -> None:
    check_open(response.participation.round)
    if response.state == Response.State.DRAFT:
        return
    # Only the response's row is as it is now: while we waited for it the round may have closed.
    check_open(Round.objects.get(pk=response.participation.round_id))
    raise AlreadySent if response.state == Response.State.SUBMITTED else RoundClosed


def _check_asked(response: Response, criterion: Criterion) -> None:
    if criterion.version_id != response.participation.round.version_id:
        raise CriterionUnknown


def _overwrite(answer: Answer, given: Given, revision: int) -> None:
    for name, value in given.fields().items():
        setattr(answer, name, value)
    answer.revision = revision


def _conflict(criterion: Criterion, stored: Answer, given: Given) -> dict[str, Any]:
    return {
        "criterion": criterion.key,
        "revision": stored.revision,
        "stored": Given.of(stored).fields(),
        "given": given.fields(),
    }


def _send(response: Response, *, at: datetime, key: str, by: Membership | None) -> None:
    response.state = Response.State.SUBMITTED
    response.submitted_at, response.submitted_by, response.submission_key = at, by, key
    response.save(update_fields=["state", "submitted_at", "submitted_by", "submission_key"])
