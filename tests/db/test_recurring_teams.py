"""Which teams a recurring round asks, and which version: those of the day on which it is drafted."""

from django.core import mail

from maturity.models import ModelVersion
from organizations.models import AuditEvent, Label, Team
from organizations.teams import labels, merging
from surveys.models import Occurrence, Round
from surveys.recurring.recurrences import teams_of
from tests.cast import Cast, place
from tests.recurring import (
    DRAFTED,
    SECOND_DRAFTED,
    SET_UP,
    names_asked,
    newer,
    recurring,
    run_first,
    turn,
)

DAVI = "davi@aurora.example"
Outcome = Occurrence.Outcome


def test_the_teams_are_those_of_the_day_without_archived_ones(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, reach="unit", unit=cast.retail)
    place(cast.aurora, "Loyalty", cast.retail)
    below = place(cast.aurora, "Stores", cast.retail, unit=True)
    place(cast.aurora, "North", below)
    Team.objects.filter(pk=cast.churn.pk).update(archived_at=SET_UP)

    turn(DRAFTED)

    assert names_asked(Round.objects.get()) == {"Pricing", "Loyalty", "North"}


def test_by_label(cast: Cast, health: ModelVersion) -> None:
    labels.label_team(cast.pricing, ["Brazil"], by=None)
    labels.label_team(cast.fraud, ["Brazil", "Core"], by=None)
    recurring(cast, health, reach="label", label=Label.objects.get(slug="brazil"))

    turn(DRAFTED)

    assert names_asked(Round.objects.get()) == {"Pricing", "Fraud"}


def test_a_label_that_is_merged_goes_on_as_the_other(cast: Cast, health: ModelVersion) -> None:
    labels.label_team(cast.pricing, ["Brazil"], by=None)
    labels.label_team(cast.fraud, ["Brasil"], by=None)
    brazil, brasil = Label.objects.get(slug="brazil"), Label.objects.get(slug="brasil")
    recurrence = recurring(cast, health, reach="label", label=brazil)

    labels.merge_labels(brazil, brasil, by=None)

    recurrence.refresh_from_db()
    assert recurrence.label == brasil
    assert {team.name for team in teams_of(recurrence)} == {"Pricing", "Fraud"}


def test_a_unit_that_is_merged_goes_on_as_the_other(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health, reach="unit", unit=cast.retail)

    merging.merge_teams(cast.retail, into=cast.risk, by=None)

    recurrence.refresh_from_db()
    assert {team.name for team in teams_of(recurrence)} == {"Pricing", "Churn", "Fraud"}


def test_a_label_that_is_deleted_asks_nobody_and_is_told_once(cast: Cast, health: ModelVersion) -> None:
    labels.label_team(cast.pricing, ["Brazil"], by=None)
    label = Label.objects.get()
    recurring(cast, health, reach="label", label=label)
    labels.delete_label(label, by=None)

    assert turn(DRAFTED) == [DAVI]
    assert turn(SECOND_DRAFTED) == []

    assert not Round.objects.exists()
    assert [one.outcome for one in Occurrence.objects.all()] == [Outcome.NO_TEAMS, Outcome.NO_TEAMS]


def test_the_newest_published_version_is_asked_and_the_change_is_told(
    cast: Cast, health: ModelVersion, health_document: dict
) -> None:
    recurrence = recurring(cast, health)
    run_first(recurrence, cast.davi)
    second = newer(health_document)

    turn(SECOND_DRAFTED)

    assert Round.objects.get(name="2027 S2").version == second
    assert "It asks version 2 of the model now; the last round asked version 1." in mail.outbox[0].body


def test_a_retired_version_is_not_asked(cast: Cast, health: ModelVersion, health_document: dict) -> None:
    recurring(cast, health)
    second = newer(health_document)
    ModelVersion.objects.filter(pk=second.pk).update(state=ModelVersion.State.RETIRED)

    turn(DRAFTED)

    assert Round.objects.get().version == health
    assert "last round asked" not in mail.outbox[0].body


def test_without_a_published_version_nothing_is_made_and_its_makers_are_told_once(
    cast: Cast, health: ModelVersion
) -> None:
    recurring(cast, health)
    ModelVersion.objects.filter(pk=health.pk).update(state=ModelVersion.State.RETIRED)

    assert turn(DRAFTED) == [DAVI]
    assert "2027 S1 was skipped: its model had no published version." in mail.outbox[0].body
    assert turn(SECOND_DRAFTED) == []

    assert not Round.objects.exists()
    assert AuditEvent.objects.filter(action="recurrence.skipped").count() == 2
