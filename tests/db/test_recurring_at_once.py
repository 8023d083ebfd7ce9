"""Workers that come to one recurrence at the same moment: real threads, real commits, on both engines."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from core.clock import now
from core.models import OutboxMessage
from maturity.models import ModelVersion
from organizations.models import Label, Organization
from organizations.scoping import scope
from organizations.teams import labels
from surveys.models import Occurrence, Recurrence, Round
from surveys.recurring import making, recurrences
from surveys.refusals import RecurrenceNotActive
from tests.at_once import at_once
from tests.cast import Cast
from tests.recurring import wanted

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def due(cast: Cast, health: ModelVersion) -> Recurrence:
    """Its draft is due now: it opens in three days."""
    labels.label_team(cast.pricing, ["Brazil"], by=None)
    day = (now() + timedelta(days=3)).date()
    plan = wanted(health, first_on=day, reach="label", label=Label.objects.get())
    return recurrences.set_up(cast.aurora, plan, by=cast.davi)


def inside(organization: Organization, deed: Any) -> Any:
    def run() -> Any:
        with scope(organization=organization):
            return deed()

    return run


def test_of_many_workers_one_drafts_it(cast: Cast, due: Recurrence) -> None:
    deed = inside(cast.aurora, lambda: making.draft_what_is_due(Recurrence.objects.get(pk=due.pk)))

    made = at_once(*[deed] * 6)

    assert Counter(type(one) for one in made) == {Occurrence: 1, type(None): 5}
    assert Round.objects.count() == 1
    assert OutboxMessage.objects.filter(topic="recurrence.told").count() == 1


def test_who_pauses_and_the_clock_wait_for_each_other(cast: Cast, due: Recurrence) -> None:
    def of_its_own(deed: Any) -> Any:
        return inside(cast.aurora, lambda: deed(Recurrence.objects.get(pk=due.pk)))

    told = at_once(
        of_its_own(making.draft_what_is_due),
        of_its_own(lambda one: recurrences.pause(one, by=cast.davi)),
        of_its_own(lambda one: recurrences.pause(one, by=cast.ada)),
    )

    due.refresh_from_db()
    assert due.state == Recurrence.State.PAUSED
    assert due.due_at is None
    assert sum(isinstance(one, RecurrenceNotActive) for one in told) == 1
    assert Round.objects.count() == Occurrence.objects.count() <= 1


def test_merging_its_label_meets_the_clock_without_a_deadlock(cast: Cast, due: Recurrence) -> None:
    labels.label_team(cast.fraud, ["Brasil"], by=None)
    brazil, brasil = Label.objects.get(slug="brazil"), Label.objects.get(slug="brasil")

    told = at_once(
        inside(cast.aurora, lambda: making.draft_what_is_due(Recurrence.objects.get(pk=due.pk))),
        inside(cast.aurora, lambda: labels.merge_labels(brazil, brasil, by=None)),
    )

    assert [one for one in told if isinstance(one, Exception)] == []
    asked = set(Round.objects.get().participations.values_list("team_name", flat=True))
    assert asked in ({"Pricing"}, {"Pricing", "Fraud"})
    due.refresh_from_db()
    assert due.label == brasil
