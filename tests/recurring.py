"""What tests of rounds that come again begin with: a recurrence, and the clock's turn at a moment."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.core import mail

from core import clock
from maturity.exchange import load_version
from maturity.models import ModelVersion
from organizations.models import Membership
from surveys import rounds
from surveys.models import Recurrence, Round
from surveys.recurring import recurrences
from surveys.recurring.recurrences import Wanted
from surveys.tasks import draft_recurring_rounds, turn_rounds
from tests.cast import Cast
from tests.offering import carried_out

SET_UP = datetime(2026, 11, 30, 12, tzinfo=UTC)
# Half-yearly from Monday 4 January 2027, 9:00 in São Paulo (12:00 UTC), eleven days until 18:00 (21:00 UTC).
DRAFTED = datetime(2026, 12, 28, 12, tzinfo=UTC)
FIRST_OPENS = datetime(2027, 1, 4, 12, tzinfo=UTC)
FIRST_CLOSES = datetime(2027, 1, 15, 21, tzinfo=UTC)
SECOND_DRAFTED = datetime(2027, 6, 27, 12, tzinfo=UTC)
SECOND_OPENS = datetime(2027, 7, 4, 12, tzinfo=UTC)


def wanted(version: ModelVersion, **changed: Any) -> Wanted:
    """Every half-year, all teams, opened by hand."""
    usual = {
        "model": version.model,
        "reach": Recurrence.Reach.ALL,
        "unit": None,
        "label": None,
        "first_on": date(2027, 1, 4),
        "opens": time(9),
        "months": 6,
        "days": 11,
        "closes": time(18),
        "time_zone": "America/Sao_Paulo",
        "name": "2027 S1",
    }
    return Wanted(**(usual | changed))


def recurring(
    cast: Cast, version: ModelVersion, *, by: Membership | None = None, **changed: Any
) -> Recurrence:
    """Davi's recurrence, or somebody's."""
    with clock.at(SET_UP):
        return recurrences.set_up(cast.aurora, wanted(version, **changed), by=by or cast.davi)


def turn(moment: datetime) -> list[str]:
    """The clock's turn at that moment with what it puts into the outbox; the addresses that were mailed."""
    mail.outbox.clear()
    with clock.at(moment):
        draft_recurring_rounds()
        carried_out()
    return sorted(address for message in mail.outbox for address in message.to)


def names_asked(round: Round) -> set[str]:
    return set(round.participations.values_list("team_name", flat=True))


def newer(document: dict, number: int = 2) -> ModelVersion:
    """The next version of the health check, published."""
    return load_version(document | {"model": document["model"] | {"version": number}})


def run_first(recurrence: Recurrence, by: Membership) -> Round:
    """The first round, drafted by the clock, opened by hand, and closed at its end."""
    turn(DRAFTED)
    first = Round.objects.get()
    with clock.at(FIRST_OPENS):
        rounds.open_round(first, by=by)
    with clock.at(FIRST_CLOSES):
        turn_rounds()
    first.refresh_from_db()
    assert first.state == Round.State.CLOSED
    return first
