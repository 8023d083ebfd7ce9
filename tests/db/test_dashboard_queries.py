"""The dashboard's figures, worked out by hand."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maturity.models import ModelVersion
from maturity.scoring import State
from organizations.models import Membership, Team
from organizations.teams.labels import label_team
from reports.queries import filters, lines
from reports.queries.choices import choose
from reports.queries.dashboard import Overview, overview
from reports.queries.rounds import newest_with_answers, rounds_of
from surveys.models import Round
from tests.cast import Cast, place
from tests.standings import HIDDEN, NOBODY, At, hold


def read(
    member: Membership, round: Round | None = None, *, unit: str = "", page: int | None = 1, **wishes: str
) -> Overview:
    """The dashboard of a round as `member` opens it; without one, where each team stands now."""
    number = "all" if page is None else str(page)
    wish = filters.Wish(round=str(round.pk) if round else "", unit=unit, page=number, **wishes)
    choice = choose(member, wish)
    assert choice is not None
    assert choice.catalog is not None
    return overview(member, choice, choice.catalog)


def names(seen: Overview) -> list[str]:
    return [line.name for line in seen.page.lines]


@pytest.fixture
def ten(cast: Cast) -> list[Team]:
    """Aurora's three teams and seven more of Retail: t4 to t10."""
    more = [place(cast.aurora, f"t{number}", cast.retail) for number in range(4, 11)]
    return [cast.pricing, cast.churn, cast.fraud, *more]


def test_only_certain_levels_are_counted(cast: Cast, mlops: ModelVersion, ten: list[Team]) -> None:
    """Example 10 of the scoring rule: levels 0 0 1 2 2 count; provisional, silent and hidden teams do not."""
    stands = [
        At(2),
        At(1),
        At(2),
        At(0),
        At(1, State.PROVISIONAL, highest=2, missing=1),
        NOBODY,
        HIDDEN,
        At(0, State.DECIDED, missing=1),
    ]
    round = hold(cast.aurora, mlops, "R", "2026-04-01", dict(zip(ten, stands, strict=False)))

    seen = read(cast.davi, round)

    assert seen.summary.counted == 5
    assert seen.summary.distribution == {0: 2, 1: 1, 2: 2, 3: 0, 4: 0}
    assert seen.summary.median == 1
    assert seen.summary.at_or_above[1] == Fraction(3, 5)
    assert seen.summary.at_or_above[2] == Fraction(2, 5)
    assert seen.summary.others[State.PROVISIONAL] == 1
    assert seen.summary.others[State.NO_DATA] == 1
    assert seen.summary.others[State.SUPPRESSED] == 1
    assert [one.name for one in seen.uncounted] == ["t5", "t6", "t7"]
    assert [(turnout.asked, turnout.answered) for turnout in seen.turnout] == [(8, 6)]


def test_people_are_counted_where_teams_are(cast: Cast, mlops: ModelVersion) -> None:
    stands = {cast.pricing: At(1, responses=6), cast.churn: HIDDEN, cast.fraud: At(2, responses=8)}
    round = hold(cast.aurora, mlops, "R", "2026-04-01", stands, mode=Round.Mode.ANONYMOUS)

    assert read(cast.davi, round).people == (14, 16)


def test_a_dimension_is_summed_up_over_the_teams_where_it_is_rated(cast: Cast, mlops: ModelVersion) -> None:
    stands = {
        cast.pricing: At(1, dimensions={"people": 3}),
        cast.churn: At(1, dimensions={"people": None}),
        cast.fraud: At(1, State.PROVISIONAL, highest=4, dimensions={"people": 4}),
    }
    round = hold(cast.aurora, mlops, "R", "2026-04-01", stands)

    people, data, *_ = read(cast.davi, round).dimensions

    assert (people.dimension.key, people.summary.counted, people.summary.median) == ("people", 1, 3)
    assert (data.dimension.key, data.summary.counted, data.summary.median) == ("data", 2, 1)


def test_a_change_is_counted_where_both_levels_are_certain(cast: Cast, mlops: ModelVersion) -> None:
    climber, faller, newcomer = cast.pricing, cast.churn, cast.fraud
    before = {climber: At(1), faller: At(2), newcomer: At(0, State.PROVISIONAL, highest=1)}
    hold(cast.aurora, mlops, "2026 Q2", "2026-04-01", before)
    now = hold(
        cast.aurora,
        mlops,
        "2026 Q4",
        "2026-10-01",
        {climber: At(3, dimensions={"data": 1}), faller: At(1), newcomer: At(1)},
    )

    seen = read(cast.davi, now)

    assert seen.earlier is not None
    assert seen.earlier.name == "2026 Q2"
    assert (seen.compared, seen.climbed, seen.fell) == (2, 1, 1)
    assert seen.before.distribution == {0: 0, 1: 1, 2: 1, 3: 0, 4: 0}
    changes = {line.name: line.change for line in seen.page.lines}
    assert changes == {"Pricing": 2, "Churn": -1, "Fraud": None}
    pricing = next(line for line in seen.page.lines if line.name == "Pricing")
    assert (pricing.changes["data"], pricing.changes["people"]) == (0, 2)


def test_rounds_are_compared_within_their_model(
    cast: Cast, mlops: ModelVersion, health: ModelVersion
) -> None:
    hold(cast.aurora, health, "Health", "2026-05-01", {cast.pricing: At(3)})
    hold(cast.aurora, mlops, "Void", "2026-06-01", {cast.pricing: At(4)}, void_reason="Wrong teams")
    hold(cast.aurora, mlops, "Still open", "2026-07-01", {cast.pricing: At(4)}, state=Round.State.OPEN)
    now = hold(cast.aurora, mlops, "Now", "2026-10-01", {cast.pricing: At(1)})

    seen = read(cast.davi, now)

    assert seen.earlier is None
    assert seen.page.lines[0].change is None


def test_the_trend_follows_the_same_teams(cast: Cast, mlops: ModelVersion) -> None:
    pricing, churn, fraud = cast.pricing, cast.churn, cast.fraud
    hold(cast.aurora, mlops, "1", "2025-04-01", {pricing: At(0), churn: At(0)})
    hold(cast.aurora, mlops, "2", "2025-10-01", {pricing: At(1)})
    hold(cast.aurora, mlops, "3", "2026-04-01", {pricing: At(1), churn: At(0), fraud: At(4)})
    now = hold(cast.aurora, mlops, "4", "2026-10-01", {pricing: At(2), churn: At(1), fraud: At(4)})

    trend = read(cast.davi, now).trend

    # Round 2 has one of the three teams, fewer than half; Fraud was not in round 1.
    assert [point.round.name for point in trend.rounds] == ["1", "3", "4"]
    assert (trend.teams, trend.left_out) == (2, 1)
    assert [point.shares[1] for point in trend.rounds] == [Fraction(0), Fraction(1, 2), Fraction(1)]
    assert [point.counts[2] for point in trend.rounds] == [0, 0, 1]
    assert list(trend.levels) == [1, 2, 3, 4]


def test_what_holds_most_teams_back_is_counted_by_shortest_ways(cast: Cast, mlops: ModelVersion) -> None:
    first, second = [criterion.key for criterion in mlops.criteria.order_by("position")[:2]]
    stands = {
        cast.pricing: At(0, plan=(first, second)),
        cast.churn: At(0, plan=(second,)),
        cast.fraud: At(0, State.PROVISIONAL, highest=1, plan=(first,)),
    }
    round = hold(cast.aurora, mlops, "R", "2026-04-01", stands)

    held = read(cast.davi, round).held_back

    assert [(one.criterion.key, one.teams) for one in held] == [(second, 2), (first, 1)]


def test_open_conditions_are_those_that_are_not_met(cast: Cast, mlops: ModelVersion) -> None:
    round = hold(cast.aurora, mlops, "R", "2026-04-01", {cast.pricing: At(1, open_in=(None, "release"))})

    [line] = read(cast.davi, round).page.lines
    assert line.told is not None
    assert line.told.open_in == (None, "release")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("unit", ["Churn", "Pricing", "Fraud"]),
        ("name", ["Churn", "Fraud", "Pricing"]),
        ("lowest", ["Fraud", "Pricing", "Churn"]),
        ("highest", ["Pricing", "Fraud", "Churn"]),
        ("dimension-data", ["Pricing", "Fraud", "Churn"]),
    ],
)
def test_the_order_is_a_choice_and_uncertain_levels_come_last(
    cast: Cast, mlops: ModelVersion, order: str, expected: list[str]
) -> None:
    stands = {
        cast.pricing: At(2, dimensions={"data": 1}),
        cast.churn: At(0, State.PROVISIONAL, highest=4, dimensions={"data": 0}),
        cast.fraud: At(1, dimensions={"data": 3}),
    }
    round = hold(cast.aurora, mlops, "R", "2026-04-01", stands)

    assert names(read(cast.davi, round, order=order)) == expected


def test_accents_and_capitals_do_not_disturb_the_alphabet(cast: Cast, mlops: ModelVersion) -> None:
    teams = [place(cast.aurora, name, cast.retail) for name in ("Zeta", "água", "Ábaco", "beta")]
    round = hold(cast.aurora, mlops, "R", "2026-04-01", dict.fromkeys(teams, NOBODY))

    assert names(read(cast.davi, round)) == ["Ábaco", "água", "beta", "Zeta"]


def test_a_unit_takes_all_teams_below_it(cast: Cast, mlops: ModelVersion) -> None:
    south = place(cast.aurora, "South", cast.retail, unit=True)
    deep = place(cast.aurora, "Deep", south)
    stands = {cast.pricing: At(1), deep: At(3), cast.fraud: At(4)}
    round = hold(cast.aurora, mlops, "R", "2026-04-01", stands)

    seen = read(cast.davi, round, unit="retail")

    assert sorted(names(seen)) == ["Deep", "Pricing"]
    assert seen.summary.distribution == {0: 0, 1: 1, 2: 0, 3: 1, 4: 0}


def test_units_are_listed_as_the_tree_lists_them(cast: Cast) -> None:
    place(cast.aurora, "South", cast.retail, unit=True)

    assert [(unit.name, unit.depth) for unit in filters.units_of(cast.davi)] == [
        ("Retail", 0),
        ("South", 1),
        ("Risk", 0),
    ]
    assert [unit.name for unit in filters.units_of(cast.marta)] == ["Retail", "South"]
    assert filters.units_of(cast.lia) == []


def test_every_total_of_a_manager_is_one_over_her_own_teams(cast: Cast, mlops: ModelVersion) -> None:
    first = mlops.criteria.order_by("position").first()
    assert first is not None
    hold(cast.aurora, mlops, "1", "2026-04-01", {cast.pricing: At(0), cast.churn: At(1), cast.fraud: At(4)})
    stands = {cast.pricing: At(1), cast.churn: At(1), cast.fraud: At(3, plan=(first.key,), responses=50)}
    now = hold(cast.aurora, mlops, "2", "2026-10-01", stands)

    seen = read(cast.marta, now)

    assert names(seen) == ["Churn", "Pricing"]
    assert seen.summary.distribution == {0: 0, 1: 2, 2: 0, 3: 0, 4: 0}
    assert (len(seen.teams), seen.people) == (2, (2, 2))
    assert [(turnout.asked, turnout.answered) for turnout in seen.turnout] == [(2, 2), (2, 2)]
    assert (seen.climbed, seen.fell) == (1, 0)
    assert seen.trend.teams == 2
    assert seen.held_back == []
    assert {one.summary.counted for one in seen.dimensions} == {2}


@pytest.mark.parametrize(("person", "team"), [("lia", "pricing"), ("mauro", "pricing"), ("davi", None)])
def test_who_has_one_team_is_taken_to_it(cast: Cast, person: str, team: str | None) -> None:
    found = filters.only_team_of(cast.people[person])

    assert (found.slug if found else None) == team


def test_reading_starts_at_the_newest_round_with_answers(cast: Cast, mlops: ModelVersion) -> None:
    hold(cast.aurora, mlops, "old", "2026-01-01", {cast.pricing: At(1)})
    hold(cast.aurora, mlops, "of others", "2026-04-01", {cast.pricing: NOBODY, cast.fraud: At(1)})
    hold(cast.aurora, mlops, "new", "2026-07-01", {cast.pricing: NOBODY}, state=Round.State.OPEN)
    hold(cast.aurora, mlops, "draft", "2026-09-01", {cast.pricing: NOBODY}, state=Round.State.DRAFT)

    seen_by_davi = newest_with_answers(cast.davi, rounds_of(cast.davi))
    seen_by_lia = newest_with_answers(cast.lia, rounds_of(cast.lia))

    assert [one.name for one in rounds_of(cast.davi)] == ["new", "of others", "old"]
    assert seen_by_davi is not None
    assert seen_by_davi.name == "of others"
    assert seen_by_lia is not None
    assert seen_by_lia.name == "old"


def test_without_any_answer_it_starts_at_the_newest_round(cast: Cast, mlops: ModelVersion) -> None:
    hold(cast.aurora, mlops, "old", "2026-01-01", {cast.pricing: NOBODY})
    hold(cast.aurora, mlops, "new", "2026-07-01", {cast.pricing: NOBODY}, state=Round.State.OPEN)

    chosen = newest_with_answers(cast.davi, rounds_of(cast.davi))

    assert chosen is not None
    assert chosen.name == "new"
    assert newest_with_answers(cast.davi, []) is None


def test_pages_hold_a_hundred_teams(cast: Cast, mlops: ModelVersion) -> None:
    teams = [place(cast.aurora, f"Team {number:03}", cast.retail) for number in range(lines.PAGE + 5)]
    round = hold(cast.aurora, mlops, "R", "2026-04-01", dict.fromkeys(teams, At(1)))

    second, beyond, whole = (read(cast.davi, round, page=page) for page in (2, 99, None))

    assert names(second) == [f"Team {number:03}" for number in range(100, 105)]
    assert (second.page.number, second.page.pages, second.page.whole) == (2, 2, False)
    assert beyond.page.number == 2
    assert (len(whole.page.lines), whole.page.whole) == (105, True)
    assert second.summary.counted == whole.summary.counted == 105


@pytest.mark.parametrize("order", ["unit", "lowest", "dimension-data"])
@pytest.mark.parametrize("page", [1, None])
@pytest.mark.parametrize("one_round", [True, False])
def test_many_teams_cost_as_many_queries_as_ten(
    cast: Cast, mlops: ModelVersion, order: str, page: int | None, one_round: bool
) -> None:
    def queries(first: int, count: int) -> int:
        teams = Team.objects.bulk_create(
            Team(organization=cast.aurora, parent=cast.retail, name=f"T{number}", slug=f"t{number}")
            for number in range(first, first + count)
        )
        name = f"R{count}"
        hold(cast.aurora, mlops, f"{name} before", f"{2020 + first}-01-01", dict.fromkeys(teams, At(1)))
        round = hold(cast.aurora, mlops, name, f"{2020 + first}-06-01", dict.fromkeys(teams, At(2)))
        of = round if one_round else None
        read(cast.davi, of, order=order, page=page)
        with CaptureQueriesContext(connection) as captured:
            seen = read(cast.davi, of, order=order, page=page)
        assert seen.summary.counted == (count if one_round else first + count)
        return len(captured)

    assert queries(0, 10) == queries(10, 120)  # more than a page holds


def test_a_label_takes_the_teams_that_carry_it_within_the_unit(cast: Cast, mlops: ModelVersion) -> None:
    for team in (cast.pricing, cast.fraud):
        label_team(team, ["Brazil", "Motor"], by=None)
    stands = {cast.pricing: At(1), cast.churn: At(2), cast.fraud: At(4)}
    round = hold(cast.aurora, mlops, "R", "2026-04-01", stands)

    everywhere, in_retail = (
        read(cast.davi, round, label="brazil"),
        read(cast.davi, round, unit="retail", label="brazil"),
    )

    assert sorted(names(everywhere)) == ["Fraud", "Pricing"]
    assert everywhere.summary.distribution == {0: 0, 1: 1, 2: 0, 3: 0, 4: 1}
    assert names(in_retail) == ["Pricing"]
    assert [(one.asked, one.answered) for one in in_retail.turnout] == [(1, 1)]
