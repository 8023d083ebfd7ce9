"""What the clock starts."""

import logging
from datetime import timedelta

from celery import shared_task

from core.clock import now
from core.errors import DomainError
from core.outbox import restored_at
from organizations.models import Organization
from organizations.scoping import scope, scopes_disabled
from surveys import asking, reminders, retention, rounds
from surveys.models import Invitation, Recurrence, Round
from surveys.recurring import making

logger = logging.getLogger(__name__)

STILL_ASKING = (Round.State.DRAFT, Round.State.OPEN)
MADE_UP_FOR = timedelta(days=1)  # so long after a restore the clock's late comers wait for an operator


@shared_task(ignore_result=True)
def turn_rounds() -> int:
    """Hand out the rounds that are due to open or to close, each on its own; how many."""
    with scopes_disabled():
        moment = now()
        due = [
            *Round.objects.due_to_close(moment).order_by("closes_at").values_list("pk", flat=True),
            *Round.objects.due_to_open(moment).order_by("opens_at").values_list("pk", flat=True),
        ]
    for pk in due:
        turn_round.delay(pk)
    return len(due)


@shared_task(ignore_result=True)
def turn_round(pk: int) -> None:
    """Open or close one round that is due, in a transaction of its own; a rerun finds nothing to do."""
    with scopes_disabled():
        round = Round.objects.select_related("organization").filter(pk=pk).first()
    if round is None:
        return
    with scope(organization=round.organization):
        try:
            if round.state == Round.State.OPEN:
                rounds.close_if_due(round)
            elif _opens_by_itself_now(round) and not making.leave_while_the_last_is_open(round):
                rounds.open_round(round, by=None)
        except DomainError as refused:  # turned by a person meanwhile, or without a team to ask
            logger.warning("Round %s was not turned: %s", pk, refused.code)


def _opens_by_itself_now(round: Round) -> bool:
    return round.state == Round.State.DRAFT and round.opens_by_itself and round.opens_at <= now()


@shared_task(ignore_result=True)
def draft_recurring_rounds() -> int:
    """Hand out the recurrences that have a round to draft, each on its own; how many."""
    with scopes_disabled():
        due = list(Recurrence.objects.due(now()).order_by("due_at").values_list("pk", flat=True))
    for pk in due:
        draft_in_recurrence.delay(pk)
    return len(due)


@shared_task(ignore_result=True)
def draft_in_recurrence(pk: int) -> None:
    """Draft the round of one recurrence that is due; a rerun finds nothing to do."""
    with scopes_disabled():
        recurrence = Recurrence.objects.select_related("organization").filter(pk=pk).first()
    if recurrence is None or recurrence.organization.deletion_due_at is not None:
        return
    with scope(organization=recurrence.organization):
        making.draft_what_is_due(recurrence)


@shared_task(ignore_result=True)
def ask_late_comers() -> int:
    """Hand out the open rounds, so that whoever has come to lead a team since is asked; how many."""
    with scopes_disabled():
        found = list(Round.objects.open_at(now()).order_by("closes_at").values_list("pk", flat=True))
    for pk in found:
        ask_in_round.delay(pk)
    return len(found)


@shared_task(ignore_result=True)
def ask_in_round(pk: int) -> None:
    """Ask whoever one open round does not ask yet; a rerun finds nothing to do."""
    with scopes_disabled():
        round = Round.objects.select_related("organization").filter(pk=pk).first()
    if round is None:
        return
    # What a restore has lost is made up for by the first turns after it, and was mailed already perhaps.
    made_up_for = round.opens_at <= restored_at() and now() < restored_at() + MADE_UP_FOR
    with scope(organization=round.organization):
        asking.ask(round, held=made_up_for)


@shared_task(ignore_result=True)
def remind_by_plan() -> int:
    """Hand out the open rounds that remind by themselves; how many."""
    with scopes_disabled():
        planned = Round.objects.open_at(now()).exclude(reminder_days=None)
        found = list(planned.order_by("closes_at").values_list("pk", flat=True))
    for pk in found:
        remind_in_round.delay(pk)
    return len(found)


@shared_task(ignore_result=True)
def remind_in_round(pk: int) -> None:
    """Remind who has not finished in one round, if its plan says so now; a rerun finds it done."""
    with scopes_disabled():
        round = Round.objects.select_related("organization").filter(pk=pk).first()
    if round is None:
        return
    with scope(organization=round.organization):
        reminders.remind_by_plan(round)


@shared_task(ignore_result=True)
def forget_addresses() -> int:
    """Hand out the rounds that are over and still hold an address of who never joined; how many."""
    with scopes_disabled():
        holding = Invitation.objects.exclude(email="").exclude(participation__round__state__in=STILL_ASKING)
        found = sorted(set(holding.values_list("participation__round_id", flat=True)))
    for pk in found:
        forget_addresses_in.delay(pk)
    return len(found)


@shared_task(ignore_result=True)
def forget_addresses_in(pk: int) -> None:
    """Forget where a round that is over asked who never joined, but for whom it reminded within a day."""
    with scopes_disabled():
        round = Round.objects.select_related("organization").filter(pk=pk).first()
    if round is None or round.state in STILL_ASKING:
        return
    with scope(organization=round.organization):
        asking.forget_addresses(round)


@shared_task(ignore_result=True)
def forget_old_rounds() -> int:
    """Hand out the organizations that keep what people wrote for so many months only; how many."""
    limited = Organization.objects.exclude(retention_months=None).order_by("pk")
    found = list(limited.values_list("pk", flat=True))
    for pk in found:
        forget_rounds_of.delay(pk)
    return len(found)


@shared_task(ignore_result=True)
def forget_rounds_of(pk: int) -> None:
    """Delete what people wrote in the rounds of one organization that ended too long ago."""
    organization = Organization.objects.filter(pk=pk).first()
    if organization is None:
        return
    with scope(organization=organization):
        for round in retention.rounds_to_forget(organization).select_related("organization").order_by("pk"):
            retention.forget_what_was_written(round)
