"""What the clock starts."""

import logging

from celery import shared_task

from core.clock import now
from core.errors import DomainError
from organizations.scoping import scope, scopes_disabled
from surveys import rounds
from surveys.models import Round

logger = logging.getLogger(__name__)


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
            elif round.state == Round.State.DRAFT and round.opens_by_itself and round.opens_at <= now():
                rounds.open_round(round, by=None)
        except DomainError as refused:  # turned by a person meanwhile, or without a team to ask
            logger.warning("Round %s was not turned: %s", pk, refused.code)
