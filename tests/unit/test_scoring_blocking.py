"""What stands between a team and its next level (scoring rule, section 7)."""

from maturity.scoring import Condition
from tests.ratings import DEMO, F, model_of, result


def test_the_next_level_asks_overall_and_of_each_dimension_asked_there() -> None:
    score = result(DEMO, "a1 F a2 L b1 F b2 F b3 NA b4 NA a3 F a4 N a5 N")

    assert score.next_level == 2
    assert score.conditions == (
        Condition(None, mean=F(1, 3), required=F(2, 3), met=False),
        Condition("a", mean=F(1, 3), required=F(1, 2), met=False),
    )


def test_unmet_conditions_come_overall_first_then_by_weakness() -> None:
    model = model_of({"a": {1: "a1 a2"}, "b": {1: "b1"}, "c": {1: "c1 c2"}, "d": {1: "d1"}})

    score = result(model, "a1 P a2 P b1 F c1 P c2 N d1 P")

    assert [condition.dimension for condition in score.unmet] == [None, "c", "a", "d"]


def test_a_met_overall_condition_does_not_block() -> None:
    score = result(DEMO, "a1 F a2 F b1 L b2 N")

    assert [condition.dimension for condition in score.unmet] == ["b"]


def test_criteria_block_weakest_dimension_first_open_ones_then_low_ones() -> None:
    model = model_of({"a": {1: "a1 a2 a3"}, "b": {1: "b1 b2 b3 b4 b5"}})

    score = result(model, "a1 L a2 P a3 F b1 P b2 DK b4 N b5 F")

    # b = (1/3 + 0 + 0 + 0 + 1)/5 is weaker than a = 2/3; b3 is missing, a3 and b5 are at the top
    assert score.blocking == ("b2", "b3", "b4", "b1", "a2", "a1")


def test_what_ties_stays_in_catalog_order() -> None:
    score = result(DEMO, "a1 N a2 N b1 N b2 N")

    assert score.blocking == ("a1", "a2", "b1", "b2")


def test_na_and_other_levels_block_nothing() -> None:
    score = result(DEMO, "a1 N a2 NA b1 F b2 P a3 N b3 N")

    assert score.blocking == ("a1", "b2")


def test_a_dimension_is_blocked_by_its_own_next_level() -> None:
    score = result(DEMO, "a1 F a2 F b1 N b2 P a3 L a4 N")

    assert score.blocking == ("b1", "b2")
    assert score.dimensions["a"].blocking == ("a5", "a4", "a3")
    assert score.dimensions["b"].blocking == ("b1", "b2")


def test_at_the_highest_level_nothing_blocks() -> None:
    score = result(DEMO, " ".join(f"{criterion.key} L" for criterion in DEMO.criteria))

    assert (score.level, score.next_level, score.conditions, score.blocking) == (3, None, (), ())


def test_equally_weak_dimensions_stay_in_catalog_order() -> None:
    model = model_of({"z": {1: "z1"}, "a": {1: "a1"}})

    score = result(model, "z1 P a1 P")

    assert score.blocking == ("z1", "a1")
    assert [condition.dimension for condition in score.unmet] == [None, "z", "a"]
