"""How long answering takes is measured, without keeping who took how long."""

import pytest

from maturity.models import ModelVersion
from maturity.reading import catalog
from surveys import answering, timing
from surveys.given import Given
from surveys.models import AnsweringTime, Response, Round
from tests.cast import Cast
from tests.survey_steps import answer_all, opened, planned


def kept() -> dict[tuple[str, int], int]:
    """How often each measure was taken, by dimension and seconds for a criterion."""
    rows = AnsweringTime.objects.values_list("dimension__key", "seconds", "number")
    return {(dimension, seconds): number for dimension, seconds, number in rows}


def measured(round: Round, dimension: str, seconds: int, number: int) -> None:
    AnsweringTime.objects.create(
        organization=round.organization,
        version=round.version,
        dimension=catalog(round.version_id).dimension(dimension),
        seconds=seconds,
        number=number,
    )


def test_the_seconds_of_a_dimension_count_for_each_of_its_answers(cast: Cast, response: Response) -> None:
    answer_all(response, "fully")

    answering.submit(response, key="k", by=cast.lia, took={"value": 25.2, "flow": 40})

    assert kept() == {("value", 13): 1, ("flow", 20): 1}  # 25.2 s over two criteria, rounded up


def test_who_answered_one_of_two_took_the_time_for_one(
    cast: Cast, response: Response, health: ModelVersion
) -> None:
    criterion = health.criteria.get(key="value.known-users")
    answering.save_answer(response, criterion, Given("fully"), revision=1)

    answering.submit(response, key="k", by=cast.lia, took={"value": 9, "flow": 40})

    assert kept() == {("value", 9): 1}  # flow has no answer


@pytest.mark.parametrize(
    "took",
    [
        pytest.param({"value": 2 * 181}, id="longer than anybody answers"),
        pytest.param({"nothing": 20}, id="no dimension"),
        pytest.param({"value": 0}, id="no time"),
        pytest.param(None, id="no measure"),
    ],
)
def test_what_is_no_measure_is_left_out(
    cast: Cast, response: Response, took: dict[str, float] | None
) -> None:
    answer_all(response, "fully")

    answering.submit(response, key="k", by=cast.lia, took=took)

    assert kept() == {}


def test_sending_again_by_the_same_form_counts_once(cast: Cast, response: Response) -> None:
    answer_all(response, "fully")
    for _time in range(2):
        answering.submit(response, key="k", by=cast.lia, took={"value": 20})

    assert kept() == {("value", 10): 1}


def test_the_same_measure_of_another_sending_counts_up(cast: Cast, response: Response) -> None:
    answer_all(response, "fully")
    answering.submit(response, key="k", by=cast.lia, took={"value": 20})
    answering.reopen(response, by=cast.lia)

    answering.submit(response, key="l", by=cast.lia, took={"value": 19.5})

    assert kept() == {("value", 10): 2}


def test_anonymous_rounds_are_not_measured(cast: Cast, response: Response) -> None:
    answer_all(response, "fully")
    Round.objects.update(mode=Round.Mode.ANONYMOUS)
    response.refresh_from_db()

    timing.note(response, {"value": 20})

    assert kept() == {}


def test_until_thirty_were_measured_it_is_the_usual(cast: Cast, health: ModelVersion) -> None:
    round = planned(cast, health)
    measured(round, "value", 9, 29)

    assert timing.seconds_of(round) == {"value": 17, "flow": 17, "learning": 17, "trust": 17}
    assert timing.minutes_of(round) == 3  # 8 criteria of 17 seconds are 136


def test_then_half_of_them_took_no_longer(cast: Cast, health: ModelVersion) -> None:
    round = planned(cast, health)
    measured(round, "value", 60, 15)
    measured(round, "value", 4, 14)
    measured(round, "value", 9, 1)

    assert timing.seconds_of(round)["value"] == 9
    assert timing.minutes_of(round) == 2  # 2 x 9 and 6 x 17 seconds are 120


def test_what_is_answered_takes_no_time_any_more(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)
    read = catalog(round.version_id)

    assert timing.minutes_for(read.criteria[:3], timing.seconds_of(round)) == 1
    assert timing.minutes_for([], timing.seconds_of(round)) == 1


def test_nobody_elses_measures_count(cast: Cast, health: ModelVersion) -> None:
    round = planned(cast, health)
    AnsweringTime.objects.create(
        organization=cast.boreal,
        version=health,
        dimension=health.dimensions.get(key="value"),
        seconds=90,
        number=1000,
    )

    assert timing.seconds_of(round)["value"] == 17


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", '"value"', '{"value": "9"}', '{"value": null}', '{"value": true}'),
        *('{"value": -1}', '{"value": NaN}', '{"value": 1e9}', "[" * 3000, '{"value": 1}' + " " * 4000),
    ],
)
def test_what_can_not_be_read_is_no_measure(text: str) -> None:
    assert timing.read_seconds(text) == {}


def test_what_a_device_counted_is_read() -> None:
    assert timing.read_seconds('{"value": 12.5, "flow": 3}') == {"value": 12.5, "flow": 3.0}
