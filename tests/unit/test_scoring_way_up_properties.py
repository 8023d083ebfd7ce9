"""The plan against the trial of all combinations, up to seven criteria."""

from collections.abc import Callable, Iterator, Mapping

from hypothesis import assume, given

from maturity.scoring import ModelSpec, Status, TeamScore
from maturity.scoring.way_up import WayUp, shortest_way_up, shortest_way_up_for_dimension
from tests.ratings import F, properties, result, teams

Team = tuple[ModelSpec, list[dict[str, str]]]
Values = Mapping[str, F]


def ways(total: int, most: list[int]) -> Iterator[tuple[int, ...]]:
    """All ways to take `total` steps, those with the most on the first criterion first."""
    if not most:
        if total == 0:
            yield ()
        return
    for first in range(min(total, most[0]), -1, -1):
        for rest in ways(total - first, most[1:]):
            yield (first, *rest)


def values_at(model: ModelSpec, score: TeamScore, level: int, dimensions: tuple[str, ...]) -> dict[str, F]:
    """The values of the criteria that apply there, an open one at 0, in catalog order."""
    keys = [key for dimension in dimensions for key in model.cells[dimension][level]]
    asked = [key for key in keys if score.criteria[key].status != Status.NOT_APPLICABLE]
    return {key: score.criteria[key].value or F(0) for key in asked}


def mean(values: list[F]) -> F:
    return sum(values, F(0)) / len(values)


def cell_means(model: ModelSpec, values: Values) -> dict[str, F]:
    cells = {}
    for dimension in model.dimensions:
        own = [value for key, value in values.items() if model.by_key[key].dimension == dimension]
        if own:
            cells[dimension] = mean(own)
    return cells


def by_trial(
    model: ModelSpec, score: TeamScore, values: Values, met: Callable[[Values], bool]
) -> dict[str, int]:
    """The steps of the first way that meets all conditions: fewest first, then most urgent first."""
    cells = cell_means(model, values)
    urgency = {key: place for place, key in enumerate(values)}
    order = sorted(
        values,
        key=lambda key: (
            cells[model.by_key[key].dimension],
            model.dimensions.index(model.by_key[key].dimension),
            not score.criteria[key].is_open,
            values[key],
            urgency[key],
        ),
    )
    above = [[one.value for one in model.scales[key].options if one.value > values[key]] for key in order]
    most = [len(options) for options in above]
    for total in range(sum(most) + 1):
        for way in ways(total, most):
            ends = {
                key: options[taken - 1]
                for key, options, taken in zip(order, above, way, strict=True)
                if taken
            }
            if met({**values, **ends}):
                return {key: taken for key, taken in zip(order, way, strict=True) if taken}
    raise AssertionError("even everything fully achieved does not meet the conditions")


def steps(plan: WayUp) -> dict[str, int]:
    return {item.criterion: item.steps for item in plan.items}


@properties
@given(team=teams(members=5, largest_cell=4))
def test_the_teams_plan_is_the_one_that_trying_all_finds(team: Team) -> None:
    model, responses = team
    score = result(model, *responses)
    assume(score.next_level is not None)
    values = values_at(model, score, score.next_level, model.dimensions)
    assume(len(values) <= 7)

    def met(after: Values) -> bool:
        return mean(list(after.values())) >= model.bounds.overall_from and all(
            one >= model.bounds.dimension_from for one in cell_means(model, after).values()
        )

    plan = shortest_way_up(model, score)

    assert list(steps(plan).items()) == list(by_trial(model, score, values, met).items())
    assert plan.cost == sum(steps(plan).values())


@properties
@given(team=teams(members=5, largest_cell=7, dimensions=1))
def test_a_dimensions_plan_is_the_one_that_trying_all_finds(team: Team) -> None:
    model, responses = team
    score = result(model, *responses)
    own = score.dimensions["a"]
    assume(own.next_level is not None)
    values = values_at(model, score, own.next_level, ("a",))

    plan = shortest_way_up_for_dimension(model, score, "a")

    found = by_trial(
        model, score, values, lambda after: mean(list(after.values())) >= model.bounds.dimension_from
    )
    assert list(steps(plan).items()) == list(found.items())


@properties
@given(team=teams())
def test_each_item_tells_where_it_starts_and_ends(team: Team) -> None:
    model, responses = team
    score = result(model, *responses)
    plan = shortest_way_up(model, score)
    assume(plan is not None)

    for item in plan.items:
        options = model.scales[item.criterion].above(item.start)
        assert item.start == (score.criteria[item.criterion].value or 0)
        assert (item.end_option, item.end) == (options[item.steps - 1].key, options[item.steps - 1].value)
        assert item.find_out_first == score.criteria[item.criterion].is_open
