"""Answers that a device sends at once: what it kept while it was offline, or a block confirmed together."""

from collections.abc import Sequence

from django.db import transaction

from core.errors import DomainError
from organizations.models import Membership
from surveys import answering
from surveys.given import SentAnswer
from surveys.models import Response

AT_ONCE = 50


def save_each(
    response: Response, answers: Sequence[SentAnswer], *, by: Membership | None
) -> list[int | DomainError]:
    """Store several answers in one transaction, each as `save_answer` would by itself.

    One that is refused keeps no other back: each has a savepoint of its own, and is acknowledged when all
    are on the disk.

    Returns:
        For each answer, in order, the revision that is stored now, or why it is not.
    """
    with transaction.atomic():
        return [_save(response, one, by=by) for one in answers]


def _save(response: Response, sent: SentAnswer, *, by: Membership | None) -> int | DomainError:
    try:
        criterion = answering.criterion_of(response, sent.criterion)
        return answering.save_answer(
            response, criterion, sent.given, revision=sent.revision, seen=sent.seen, by=by
        )
    except DomainError as refusal:
        return refusal
