"""Cells, levels and scores of dimensions and teams (scoring rule, sections 3 to 5)."""

from collections.abc import Mapping

import pytest

from maturity.scoring import Bounds, dimension_level, team_level
from tests.ratings import DEMO, F, model_of, result


@pytest.mark.parametrize(
    ("means", "level"),
    [
        pytest.param({1: F(1, 2), 2: F(1)}, 2, id="exactly half is enough"),
        pytest.param({1: F(49, 99), 2: F(1)}, 0, id="a little below half is not"),
        pytest.param({1: F(1, 3), 2: F(1)}, 0, id="a later level cannot make up for an earlier one"),
        pytest.param({1: F(1), 2: None, 3: F(1, 2)}, 3, id="a level that asks nothing sets no condition"),
        pytest.param({1: None, 2: F(1, 3)}, 1, id="what asks nothing at the lowest levels starts above them"),
        pytest.param(
            {1: F(1), 2: None}, 2, id="what asks nothing at the top gets there once all below is met"
        ),
        pytest.param({1: F(1, 4), 2: None}, 0, id="but not before"),
        pytest.param({1: None, 2: None}, None, id="nothing applies: not rated, which is not level 0"),
    ],
)
def test_a_dimension_stands_below_its_first_gap(means: Mapping[int, F | None], level: int | None) -> None:
    assert dimension_level(means, base=0, bounds=Bounds()) == level


@pytest.mark.parametrize(
    ("means", "vacated", "level"),
    [
        pytest.param({1: F(1), 2: None, 3: None}, {2, 3}, 1, id="no level is claimed where N/A removed all"),
        pytest.param({1: F(1), 2: None, 3: F(1)}, {2}, 3, id="nor does it hold back what comes after"),
        pytest.param({1: None, 2: F(0)}, {1}, 0, id="with nothing else met, the lowest level"),
        pytest.param({1: F(1), 2: None, 3: None}, {3}, 2, id="a blank cell below a vacated one counts"),
    ],
)
def test_na_sets_no_hurdle_and_lifts_nobody(
    means: Mapping[int, F | None], vacated: set[int], level: int
) -> None:
    assert dimension_level(means, base=0, bounds=Bounds(), vacated=vacated) == level


@pytest.mark.parametrize(
    ("overall", "a", "b", "level"),
    [
        pytest.param({1: F(2, 3)}, {1: F(1, 2)}, {1: F(5, 6)}, 1, id="exactly on both bounds"),
        pytest.param({1: F(65, 99)}, {1: F(1)}, {1: F(1)}, 0, id="overall a little too low"),
        pytest.param({1: F(1)}, {1: F(49, 99)}, {1: F(1)}, 0, id="one dimension a little too low"),
        pytest.param({1: F(1)}, {1: None}, {1: F(1)}, 1, id="a dimension that asks nothing there"),
        pytest.param(
            {1: F(1), 2: None, 3: F(1)}, {1: F(1), 2: None, 3: F(1)}, {1: F(1), 2: None, 3: None}, 3,
            id="a level at which nothing is asked is passed over",
        ),
        pytest.param(
            {1: F(1), 2: None}, {1: F(1), 2: None}, {1: F(1), 2: None}, 1, id="but not claimed"
        ),
        pytest.param({1: None}, {1: None}, {1: None}, None, id="nothing asked anywhere: not rated"),
    ],
)  # fmt: skip
def test_a_team_stands_below_its_first_gap(
    overall: Mapping[int, F | None], a: Mapping[int, F | None], b: Mapping[int, F | None], level: int | None
) -> None:
    assert team_level(overall, {"a": a, "b": b}, base=0, bounds=Bounds()) == level


def test_levels_may_begin_with_one() -> None:
    model = model_of({"a": {2: "a1", 3: "a2"}}, levels=(1, 2, 3))

    assert result(model, "a1 N a2 F").level == 1
    assert result(model, "a1 F a2 F").level == 3


def test_bounds_belong_to_the_model() -> None:
    lenient = model_of({"a": {1: "a1"}, "b": {1: "b1"}}, bounds=Bounds(F(1, 3), F(1, 2)))
    usual = model_of({"a": {1: "a1"}, "b": {1: "b1"}})

    assert result(lenient, "a1 P b1 L").level == 1
    assert result(usual, "a1 P b1 L").level == 0


def test_respondents_are_averaged_before_criteria() -> None:
    model = model_of({"a": {1: "a1 a2"}})

    score = result(model, "a1 F a2 N", "a1 F", "a1 F")

    # a1 = 1, a2 = 0: mean 1/2; the mean of all four ratings would be 3/4
    assert score.means == {1: F(1, 2), 2: None, 3: None}


def test_the_score_draws_the_way_to_the_next_level() -> None:
    score = result(DEMO, "a1 F a2 F b1 F b2 F a3 L a4 N a5 N b3 F b4 N a6 N a7 N b5 N")

    # M(2) = (2/3 + 1)/5 = 1/3, half of what is asked; a = 2/9 of 1/2, b = 1/2 of 1/2
    assert score.score == 1 + F(1, 2) * (F(4, 9) + 1) / 2
    assert score.dimensions["a"].score == 1 + F(4, 9)
    assert score.dimensions["b"].score == F(2)  # level 2, and nothing yet of level 3
    assert (score.dimensions["a"].next_level, score.dimensions["a"].next_mean) == (2, F(2, 9))


def test_strong_dimensions_make_up_for_weaker_ones_down_to_half() -> None:
    half = result(DEMO, "a1 F a2 F b1 F b2 N")
    less = result(DEMO, "a1 F a2 F b1 L b2 N")

    assert half.level == 1
    assert less.level == 0


def test_coverage_is_the_share_of_criteria_that_somebody_answered() -> None:
    score = result(DEMO, "a1 F a2 NA b1 DK", "a1 N")

    assert score.coverage == F(3, 12)
    assert (score.missing, score.unknown, score.not_applicable) == (9, 1, 1)


def test_disagreement_of_a_team_is_the_mean_over_criteria_with_two_ratings() -> None:
    score = result(DEMO, "a1 F a2 F b1 N", "a1 N a2 F b2 N")

    assert score.disagreement == F(1, 2)  # a1 1, a2 0
    assert result(DEMO, "a1 F").disagreement is None
