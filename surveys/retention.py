"""Forgetting what people wrote, once an organization's time for keeping it is over.

What goes: comments, links to evidence, and who sent the answers. What stays: ratings and all results, so
that levels can still be traced and computed again. A rerun finds nothing left to do.
"""

from calendar import monthrange
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.clock import now
from core.traces import clear_after_commit
from organizations.audit.recording import record
from organizations.models import Organization
from surveys.models import Answer, Response, Round

BATCH = 2000

WRITTEN = ~Q(comment="") | ~Q(evidence_url="")
NAMED = Q(submitted_by__isnull=False) | Q(invitation__isnull=False)


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time that many months earlier; the last of the month where it has no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def rounds_to_forget(organization: Organization) -> QuerySet[Round]:
    """The rounds that ended longer ago than the organization keeps what people wrote, and still hold some."""
    ended: QuerySet[Round] = Round.objects.filter(
        organization=organization, state__in=(Round.State.CLOSED, Round.State.ARCHIVED)
    )
    if organization.retention_months is None:
        return ended.none()
    ended = ended.filter(closed_at__lt=months_before(now(), organization.retention_months))
    written = Answer.objects.filter(WRITTEN, response__participation__round=OuterRef("pk"))
    named = Response.objects.filter(NAMED, participation__round=OuterRef("pk"))
    return ended.filter(Exists(written) | Exists(named))


def forget_what_was_written(round: Round) -> None:
    """Delete comments, links and senders of one round for good, in batches; what is left a rerun finds."""
    written = Answer.objects.filter(WRITTEN, response__participation__round=round).order_by("pk")
    while batch := list(written.values_list("pk", flat=True)[:BATCH]):
        Answer.objects.filter(pk__in=batch).update(comment="", evidence_url="")
    with transaction.atomic():
        named = Response.objects.filter(NAMED, participation__round=round)
        named.update(submitted_by=None, invitation=None)
        record("round.forgotten", round, by=None, organization=round.organization)
        clear_after_commit()
