"""Recurrences are set up, changed, paused and ended; each deed leaves its line."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from core import clock
from maturity.exchange import load_version
from maturity.models import ModelVersion
from organizations.models import AuditEvent
from surveys.models import Recurrence, Round
from surveys.recurring import recurrences
from surveys.refusals import (
    ModelNotAllowed,
    NameCountsNothing,
    PlaceNotAllowed,
    RecurrenceEnded,
    RecurrenceNotActive,
    RecurrenceNotPaused,
    RhythmNotAllowed,
    StartsInThePast,
    ZoneUnknown,
)
from tests.cast import Cast
from tests.recurring import (
    DRAFTED,
    FIRST_CLOSES,
    SECOND_DRAFTED,
    SET_UP,
    recurring,
    run_first,
    turn,
    wanted,
)

DAVI = "davi@aurora.example"


def test_each_deed_leaves_its_line(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    with clock.at(SET_UP):
        recurrences.change(recurrence, wanted(health, days=5), by=cast.ada)
        recurrences.pause(recurrence, by=cast.ada)
        recurrences.resume(recurrence, by=cast.olga)
        recurrences.end(recurrence, by=cast.davi)

    lines = AuditEvent.objects.filter(action__startswith="recurrence.").order_by("pk")
    assert list(lines.values_list("action", "actor__name", "label")) == [
        ("recurrence.set_up", "Davi Lopes", "2027 S1, 2027 S2 …"),
        ("recurrence.changed", "Ada Nunes", "2027 S1, 2027 S2 …"),
        ("recurrence.paused", "Ada Nunes", "2027 S1, 2027 S2 …"),
        ("recurrence.resumed", "Olga Prado", "2027 S1, 2027 S2 …"),
        ("recurrence.ended", "Davi Lopes", "2027 S1, 2027 S2 …"),
    ]


def test_a_paused_one_drafts_nothing_and_makes_up_for_nothing(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    with clock.at(SET_UP):
        recurrences.pause(recurrence, by=cast.davi)
    assert turn(DRAFTED) == []
    assert turn(FIRST_CLOSES) == []

    with clock.at(FIRST_CLOSES):
        recurrences.resume(recurrence, by=cast.davi)

    assert turn(FIRST_CLOSES) == []
    assert recurrence.due_at == SECOND_DRAFTED
    assert turn(SECOND_DRAFTED) == [DAVI]


def test_resumed_before_the_opening_it_is_drafted_late(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    with clock.at(SET_UP):
        recurrences.pause(recurrence, by=cast.davi)
    between = DRAFTED + timedelta(days=3)
    with clock.at(between):
        recurrences.resume(recurrence, by=cast.davi)

    assert turn(between) == [DAVI]


def test_paused_and_resumed_after_the_draft_it_makes_no_second_one(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    turn(DRAFTED)
    with clock.at(DRAFTED):
        recurrences.pause(recurrence, by=cast.davi)
        recurrences.resume(recurrence, by=cast.davi)

    assert turn(DRAFTED) == []
    assert recurrence.due_at == SECOND_DRAFTED


def test_an_ended_one_is_over_for_good(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    with clock.at(SET_UP):
        recurrences.end(recurrence, by=cast.davi)
        for deed in (recurrences.pause, recurrences.resume, recurrences.end):
            with pytest.raises(RecurrenceEnded):
                deed(recurrence, by=cast.davi)
        with pytest.raises(RecurrenceEnded):
            recurrences.change(recurrence, wanted(health), by=cast.davi)

    assert turn(DRAFTED) == []


def test_a_state_turns_once(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    with clock.at(SET_UP):
        with pytest.raises(RecurrenceNotPaused):
            recurrences.resume(recurrence, by=cast.davi)
        recurrences.pause(recurrence, by=cast.davi)
        with pytest.raises(RecurrenceNotActive):
            recurrences.pause(recurrence, by=cast.ada)


def test_other_days_count_from_now_on(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    run_first(recurrence, cast.davi)
    later = wanted(health, first_on=date(2027, 3, 31), months=1, name="2027-03")
    with clock.at(FIRST_CLOSES):
        recurrences.change(recurrence, later, by=cast.davi)

    # 31 March, 30 April: drafted on 24 March
    assert recurrence.due_at == datetime(2027, 3, 24, 12, tzinfo=UTC)
    turn(recurrence.due_at)
    assert Round.objects.filter(name="2027-03").exists()


def test_a_first_opening_in_the_past_may_stay_what_it_is(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    with clock.at(FIRST_CLOSES):
        recurrences.change(recurrence, wanted(health, reach="unit", unit=cast.risk), by=cast.davi)
        with pytest.raises(StartsInThePast):
            recurrences.change(recurrence, wanted(health, opens=time(8)), by=cast.davi)

    recurrence.refresh_from_db()
    assert (recurrence.reach, recurrence.unit, recurrence.opens) == ("unit", cast.risk, time(9))


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"first_on": date(2026, 11, 30), "opens": time(9)}, StartsInThePast),  # this very minute
        ({"months": 5}, RhythmNotAllowed),
        ({"days": 0}, RhythmNotAllowed),
        ({"days": 168}, RhythmNotAllowed),  # 6 times 28
        ({"time_zone": "Mars/Olympus"}, ZoneUnknown),
        ({"name": "Spring"}, NameCountsNothing),
        ({"name": " "}, NameCountsNothing),
        ({"name": "1" * 71}, NameCountsNothing),
        ({"months": 3}, NameCountsNothing),  # "2027 S1" counts half-years
        ({"reach": "unit"}, PlaceNotAllowed),
        ({"reach": "label"}, PlaceNotAllowed),
        ({"reach": "some"}, PlaceNotAllowed),
    ],
)
def test_what_makes_no_recurrence_is_refused(
    cast: Cast, health: ModelVersion, changed: dict, error: type[Exception]
) -> None:
    with pytest.raises(error):
        recurring(cast, health, **changed)

    assert not Recurrence.objects.exists()


def test_a_model_or_place_of_another_organization_is_refused(
    cast: Cast, health: ModelVersion, health_document: dict
) -> None:
    theirs = load_version(
        health_document | {"model": health_document["model"] | {"key": "theirs"}}, owner=cast.boreal
    )
    team = cast.pricing

    with pytest.raises(ModelNotAllowed):
        recurring(cast, theirs)
    with pytest.raises(PlaceNotAllowed):
        recurring(cast, health, reach="unit", unit=team)  # no unit
    with pytest.raises(PlaceNotAllowed):
        recurring(cast, health, reach="unit", unit=cast.logistics)
