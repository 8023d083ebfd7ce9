"""What holds for every model, scale and set of answers."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from maturity.scoring import (
    DK,
    NA,
    CriterionScore,
    ModelSpec,
    State,
    Status,
    TeamScore,
    score_criteria,
)
from maturity.scoring.way_up import score_after, shortest_way_up, shortest_way_up_for_dimension
from tests.ratings import F, properties, responses_to, result, teams

Team = tuple[ModelSpec, list[dict[str, str]]]


def levels_and_scores(score: TeamScore) -> list[tuple[str, F | None]]:
    """All levels and scores of a result, each with its name."""
    named: list[tuple[str, F | None]] = []
    for name, one in [("team", score), *score.dimensions.items()]:
        named += [
            (f"{name} level", one.level),
            (f"{name} highest", one.highest_level),
            (f"{name} score", one.score),
        ]
    return named


@properties
@given(team=teams())
def test_the_level_is_what_the_one_sentence_says(team: Team) -> None:
    model, responses = team

    score = result(model, *responses)

    means = {dimension: score.dimensions[dimension].means for dimension in model.dimensions}
    asked = [level for level in model.rungs if score.means[level] is not None]

    def achieved(level: int) -> bool:
        cells = [means[dimension][level] for dimension in model.dimensions]
        return score.means[level] >= model.bounds.overall_from and all(
            cell >= model.bounds.dimension_from for cell in cells if cell is not None
        )

    held = [level for level in asked if all(achieved(below) for below in asked if below <= level)]
    assert score.level == (max(held, default=model.base) if asked else None)


@properties
@given(team=teams())
def test_the_whole_part_of_a_score_is_the_level(team: Team) -> None:
    model, responses = team

    score = result(model, *responses)

    for one in (score, *score.dimensions.values()):
        assert (one.level is None) == (one.score is None)
        if one.score is not None:
            assert int(one.score) == one.level


@properties
@given(team=teams(), data=st.data())
def test_raising_an_answer_lowers_no_level_and_no_score(team: Team, data: st.DataObject) -> None:
    model, responses = team
    raisable = [
        (number, key, above)
        for number, response in enumerate(responses)
        for key, answer in response.items()
        if answer not in (NA, DK)
        for above in model.scales[key].keys[model.scales[key].keys.index(answer) + 1 :]
    ]
    assume(raisable)
    number, key, above = data.draw(st.sampled_from(raisable))
    raised = [dict(response) for response in responses]
    raised[number][key] = above

    before, after = result(model, *responses), result(model, *raised)

    for (name, low), (_, high) in zip(levels_and_scores(before), levels_and_scores(after), strict=True):
        assert (low is None) == (high is None), name
        assert low is None or low <= high, name


@properties
@given(team=teams(members=5), data=st.data())
def test_the_order_of_respondents_is_irrelevant(team: Team, data: st.DataObject) -> None:
    model, responses = team
    shuffled = data.draw(st.permutations(responses))

    assert result(model, *shuffled) == result(model, *responses)


@properties
@given(team=teams())
def test_all_respondents_weigh_the_same(team: Team) -> None:
    model, responses = team

    once, twice = result(model, *responses), result(model, *responses, *responses)

    assert levels_and_scores(twice) == levels_and_scores(once)
    assert (twice.conditions, twice.blocking) == (once.conditions, once.blocking)


@properties
@given(team=teams())
def test_na_counts_as_if_the_model_lacked_the_criterion(team: Team) -> None:
    model, responses = team
    score = result(model, *responses)
    taken_out = set(score.criteria_that_are(Status.NOT_APPLICABLE))
    lacking = replace(model, criteria=tuple(one for one in model.criteria if one.key not in taken_out))

    without = result(lacking, *responses)

    team_figures = ("level", "highest_level", "next_level", "score", "means", "conditions", "blocking")
    assert [getattr(score, name) for name in team_figures] == [
        getattr(without, name) for name in team_figures
    ]
    for key, own in score.dimensions.items():
        other = without.dimensions[key]
        assert (own.means, own.next_level, own.blocking) == (other.means, other.next_level, other.blocking)
        if not own.vacated:
            assert own == other
        elif own.level is not None:
            # the one difference: where N/A has removed every question no level is claimed
            claimable = [level for level in model.rungs if level <= other.level and level not in own.vacated]
            assert own.level == max(claimable, default=model.base)


@properties
@given(team=teams(), data=st.data())
def test_missing_answers_keep_the_level_within_what_was_said(team: Team, data: st.DataObject) -> None:
    model, responses = team
    before = result(model, *responses)
    missing = before.criteria_that_are(Status.MISSING)
    filled = [dict(response) for response in responses]
    for response in filled:
        more = data.draw(responses_to(model))
        response.update({key: answer for key, answer in more.items() if key in missing})

    after = result(model, *filled)

    pairs = [(before, after), *((before.dimensions[key], after.dimensions[key]) for key in model.dimensions)]
    for old, new in pairs:
        if new.level is not None:  # everything that was missing may turn out not to apply
            assert old.level <= new.level <= old.highest_level
    if before.state == State.DECIDED and after.level is not None:
        assert after.level == before.level


@properties
@given(team=teams())
def test_nothing_is_held_without_a_criterion_rated_above_the_bottom(team: Team) -> None:
    model, responses = team

    score = result(model, *responses)

    if score.level is not None and score.level > model.base:
        values = [score.criteria[key].value for cells in model.cells.values() for key in cells[score.level]]
        assert any(value for value in values)


@properties
@given(team=teams())
def test_no_team_stands_on_a_level_that_an_asked_dimension_has_not_reached(team: Team) -> None:
    model, responses = team

    score = result(model, *responses)

    for own in score.dimensions.values():
        if score.level is not None and own.means.get(score.level) is not None:
            assert own.level >= score.level


@properties
@given(team=teams())
def test_the_blocking_list_fulfilled_lifts_the_level(team: Team) -> None:
    model, responses = team
    score = result(model, *responses)
    assume(score.next_level is not None)
    full = {key: CriterionScore(Status.RATED, F(1)) for key in score.blocking}

    lifted = score_criteria(model, {**score.criteria, **full})

    assert score.unmet
    assert lifted.level >= score.next_level


@properties
@given(team=teams())
def test_the_plan_carried_out_lifts_the_level(team: Team) -> None:
    model, responses = team
    score = result(model, *responses)

    plan = shortest_way_up(model, score)

    assert (plan is None) == (score.next_level is None)
    if plan is not None:
        assert plan.target == score.next_level
        assert score_after(model, score, plan).level >= plan.target
    for dimension, own in score.dimensions.items():
        plan = shortest_way_up_for_dimension(model, score, dimension)
        assert (plan is None) == (own.next_level is None)
        if plan is not None:
            assert score_after(model, score, plan).dimensions[dimension].level >= plan.target
