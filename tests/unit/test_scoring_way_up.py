"""The shortest way up (scoring rule, section 7)."""

from typing import Any

from maturity.scoring import Bounds, CriterionSpec, ModelSpec, State, score_team
from maturity.scoring.way_up import Lift, score_after, shortest_way_up, shortest_way_up_for_dimension
from maturity.scoring_cases import DEFAULT_SCALE
from tests.ratings import DEMO, UNEVEN, F, model_of, result


def steps(plan: Any) -> dict[str, int]:
    return {item.criterion: item.steps for item in plan.items}


def test_a_step_from_a_mean_leads_to_the_next_value_of_the_scale() -> None:
    model = model_of({"a": {1: "a1"}}, bounds=Bounds(F(1), F(1)))

    from_a_mean = shortest_way_up(model, result(model, "a1 F", "a1 P"))
    from_between = shortest_way_up(model, result(model, "a1 P", "a1 L"))

    assert from_a_mean.items == (Lift("a1", F(2, 3), F(1), "fully", 1, find_out_first=False),)
    assert from_between.items == (Lift("a1", F(1, 2), F(1), "fully", 2, find_out_first=False),)


def test_open_criteria_start_at_the_bottom_and_are_to_be_found_out_first() -> None:
    score = result(DEMO, "a1 F a2 F b1 DK")

    plan = shortest_way_up(DEMO, score)

    # b lacks 1 of 2 criteria: b1 is first in catalog order, both are open; M = (1 + 1 + 1 + 0)/4 is enough
    assert plan.items == (Lift("b1", F(0), F(1), "fully", 3, find_out_first=True),)
    assert plan.cost == 3


def test_the_greatest_first_step_is_not_always_the_shortest_way() -> None:
    model = model_of({"a": {1: "a1 a2"}}, bounds=Bounds(F(7, 8), F(7, 8)))

    plan = shortest_way_up(model, result(model, "a1 P a2 L", "a1 P a2 L", "a1 L a2 L", "a1 L a2 F"))

    # 1/2 + 3/4 must grow by 1/2. a2 gains most at once (1/4), but then a1 has to take its two steps
    # (1/6 and 1/3) all the same: they alone are enough.
    assert steps(plan) == {"a1": 2}


def test_each_criterion_climbs_its_own_scale() -> None:
    criteria = (CriterionSpec("a1", "a", 1, scale=UNEVEN), CriterionSpec("a2", "a", 1))
    model = ModelSpec((0, 1), ("a",), criteria, DEFAULT_SCALE, Bounds(F(1), F(1)))

    plan = shortest_way_up(model, result(model, {"a1": "some", "a2": "largely"}))

    assert [(item.criterion, item.steps, item.end_option) for item in plan.items] == [
        ("a1", 2, "all"),
        ("a2", 1, "fully"),
    ]


def test_a_plan_finishes_the_weakest_first() -> None:
    model = model_of({"a": {1: "a1 a2 a3"}, "b": {1: "b1 b2 b3"}})

    plan = shortest_way_up(model, result(model, "a1 L a2 L a3 L b1 P b2 P b3 L"))

    # sum 2 + 4/3 must become 4, and b 3/2: two steps, both on b1, the first of the weaker dimension
    assert steps(plan) == {"b1": 2}


def test_overall_need_reaches_beyond_the_weakest_dimension() -> None:
    model = model_of({"a": {1: "a1 a2"}, "b": {1: "b1"}}, bounds=Bounds(F(1, 2), F(1)))

    plan = shortest_way_up(model, result(model, "a1 L a2 F b1 N"))

    assert [(item.criterion, item.end_option, item.steps) for item in plan.items] == [
        ("b1", "fully", 3),
        ("a1", "fully", 1),
    ]


def test_each_dimension_has_a_plan_of_its_own() -> None:
    score = result(DEMO, "a1 N a2 P b1 F b2 F b3 P b4 N")

    a = shortest_way_up_for_dimension(DEMO, score, "a")
    b = shortest_way_up_for_dimension(DEMO, score, "b")

    assert (a.target, steps(a)) == (1, {"a1": 2})  # 1/3 must become 1
    assert (b.target, steps(b)) == (2, {"b4": 2})  # 1/3 must become 1


def test_a_plan_can_lead_further_than_its_target() -> None:
    score = result(DEMO, "a1 F a2 F b1 P b2 N a3 F a4 F a5 F b3 F b4 F a6 F a7 F b5 F")

    plan = shortest_way_up(DEMO, score)

    assert plan.target == 1
    assert score_after(DEMO, score, plan).level == 3


def test_at_the_top_or_without_a_result_there_is_no_plan() -> None:
    top = result(DEMO, " ".join(f"{criterion.key} F" for criterion in DEMO.criteria))
    nothing = score_team(DEMO, {}, responses=0)
    hidden = score_team(DEMO, {}, responses=2, minimum_group=3)

    assert hidden.state == State.SUPPRESSED
    for score in (top, nothing, hidden):
        assert shortest_way_up(DEMO, score) is None
        assert shortest_way_up_for_dimension(DEMO, score, "a") is None
