"""How much a result can be relied on, and how high it may still turn out (scoring rule, section 6)."""

import pytest

from maturity.scoring import DimensionScore, State, Status, TeamScore, score_team, tally
from tests.ratings import DEMO, answers, result

ALL_NA = " ".join(f"{criterion.key} NA" for criterion in DEMO.criteria)


@pytest.mark.parametrize(
    ("given", "state", "level", "highest"),
    [
        pytest.param(ALL_NA, State.NOT_RATED, None, None, id="nothing applies"),
        pytest.param(
            "a1 F a2 F b1 F b2 F a3 N a4 N a5 N b3 N b4 N a6 N a7 N b5 N",
            State.COMPLETE, 1, 1, id="all answered",
        ),
        pytest.param("a1 N a2 N b1 F b2 F", State.DECIDED, 0, 0, id="what is missing changes nothing"),
        pytest.param("a1 F a2 F b1 F b2 F", State.PROVISIONAL, 1, 3, id="what is missing can"),
        pytest.param("", State.PROVISIONAL, 0, 3, id="a response without answers"),
        pytest.param(
            "a1 DK a2 F b1 L b2 N a3 N a4 N a5 N b3 N b4 N a6 N a7 N b5 N",
            State.COMPLETE, 0, 0, id="an unknown is an answer",
        ),
        pytest.param(
            "a1 DK a2 DK b1 F b2 F a3 F a4 F a5 F b3 F b4 F a6 F a7 F b5 N",
            State.COMPLETE, 0, 2, id="an unknown leaves the level open without making it provisional",
        ),
    ],
)  # fmt: skip
def test_the_state_of_a_result(given: str, state: State, level: int | None, highest: int | None) -> None:
    score = result(DEMO, given)

    assert (score.state, score.level, score.highest_level) == (state, level, highest)


def test_without_a_response_there_is_no_data() -> None:
    score = score_team(DEMO, {}, responses=0)

    assert score == TeamScore(State.NO_DATA, dimensions={"a": DimensionScore(), "b": DimensionScore()})


def test_too_few_answers_show_nothing_at_all() -> None:
    counted = tally(DEMO, [answers("a1 F"), answers("a1 N"), answers("a2 NA")])

    hidden = score_team(DEMO, counted, responses=3, minimum_group=4)
    shown = score_team(DEMO, counted, responses=3, minimum_group=3)

    assert hidden == TeamScore(State.SUPPRESSED, dimensions={"a": DimensionScore(), "b": DimensionScore()})
    assert shown.state == State.PROVISIONAL


def test_an_empty_group_has_no_data_before_it_is_too_small() -> None:
    assert score_team(DEMO, {}, responses=0, minimum_group=5).state == State.NO_DATA


def test_each_dimension_has_its_own_highest_level() -> None:
    score = result(DEMO, "a1 F a2 F a3 N a4 N b1 F b2 F b3 F b4 F")

    a, b = score.dimensions["a"], score.dimensions["b"]
    assert (a.level, a.highest_level) == (1, 1)  # a5 alone cannot bring 1/2 to level 2
    assert (b.level, b.highest_level) == (2, 3)


def test_one_can_ask_which_criteria_are_unknown() -> None:
    score = result(DEMO, "b1 DK a2 DK a1 F a3 NA")

    assert score.criteria_that_are(Status.UNKNOWN) == ("a2", "b1")
    assert score.criteria_that_are(Status.NOT_APPLICABLE) == ("a3",)
