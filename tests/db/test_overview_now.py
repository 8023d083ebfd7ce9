"""The overview starts from where every team stands now, whatever round is open and whatever was piloted."""

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from maturity.scoring import State
from organizations.models import Membership
from organizations.teams.labels import label_team
from organizations.teams.tree import archive_team
from reports.queries.choices import Choice, choose
from reports.queries.dashboard import Overview, overview
from reports.queries.filters import Wish
from surveys import answering, rounds
from surveys.models import Round, TeamStanding
from tests.cast import Cast, place
from tests.standings import HIDDEN, NOBODY, At, hold
from tests.survey_steps import CLOSES, MONDAY, SECOND, answer_all, begun, opened


def chosen(member: Membership, **wishes: str) -> Choice:
    choice = choose(member, Wish(**wishes))
    assert choice is not None
    return choice


def now(member: Membership, **wishes: str) -> Overview:
    choice = chosen(member, **wishes)
    assert choice.catalog is not None
    return overview(member, choice, choice.catalog)


def levels(seen: Overview) -> dict[str, int | None]:
    return {one.name: one.level for one in seen.page.lines}


@pytest.fixture
def spring(cast: Cast, mlops: ModelVersion) -> Round:
    return hold(
        cast.aurora,
        mlops,
        "2026 S1",
        "2026-04-01",
        {cast.pricing: At(1), cast.churn: At(2), cast.fraud: At(3)},
    )


def test_a_pilot_of_another_model_does_not_take_the_page_over(
    cast: Cast, mlops: ModelVersion, health: ModelVersion, spring: Round
) -> None:
    hold(cast.aurora, health, "Pilot", "2026-09-01", {cast.pricing: At(0)})

    seen = now(cast.davi)

    assert levels(seen) == {"Pricing": 1, "Churn": 2, "Fraud": 3}
    assert levels(now(cast.davi, model="team-health")) == {"Pricing": 0}
    assert [one.key for one in chosen(cast.davi).lineages] == ["team-health", "mlops"]


def test_a_round_of_few_teams_leaves_the_others_where_they_stood(
    cast: Cast, mlops: ModelVersion, spring: Round
) -> None:
    hold(cast.aurora, mlops, "2026 S2", "2026-09-01", {cast.pricing: At(2)})

    seen = now(cast.davi)

    assert levels(seen) == {"Pricing": 2, "Churn": 2, "Fraud": 3}
    assert {one.name: seen.rounds[one.told.round].name for one in seen.teams if one.told} == {
        "Pricing": "2026 S2",
        "Churn": "2026 S1",
        "Fraud": "2026 S1",
    }
    assert (seen.climbed, seen.fell, seen.compared) == (1, 0, 1)
    assert seen.earlier is not None
    assert seen.earlier.name == "2026 S1"


def test_an_open_round_is_told_beside_the_levels(cast: Cast, mlops: ModelVersion, spring: Round) -> None:
    stands = {cast.pricing: At(4), cast.churn: NOBODY}
    hold(cast.aurora, mlops, "2026 S2", "2026-09-01", stands, state=Round.State.OPEN)

    seen = now(cast.davi)

    assert levels(seen) == {"Pricing": 4, "Churn": 2, "Fraud": 3}
    assert [(one.round.name, one.asked, one.answered) for one in seen.open] == [("2026 S2", 2, 1)]
    assert [(one.round.name, one.asked, one.answered) for one in seen.turnout] == [("2026 S1", 3, 3)]


def test_a_newer_result_that_does_not_count_is_told_with_the_older_level(
    cast: Cast, mlops: ModelVersion, spring: Round
) -> None:
    unsure = At(1, State.PROVISIONAL, highest=3)
    hold(cast.aurora, mlops, "2026 S2", "2026-09-01", {cast.pricing: unsure, cast.churn: NOBODY})

    told = {one.name: one for one in now(cast.davi).teams}

    assert (told["Pricing"].level, told["Churn"].level) == (1, 2)
    assert [told[name].newest and told[name].newest.state for name in ("Pricing", "Churn", "Fraud")] == [
        "provisional",
        "no_data",
        None,
    ]


def test_behind_a_hidden_result_nothing_older_is_shown(
    cast: Cast, mlops: ModelVersion, spring: Round
) -> None:
    hold(cast.aurora, mlops, "2026 S2", "2026-09-01", {cast.pricing: HIDDEN}, mode=Round.Mode.ANONYMOUS)

    [pricing] = [one for one in now(cast.davi).teams if one.name == "Pricing"]

    assert (pricing.hidden, pricing.level, dict(pricing.changes)) == (True, None, {})


def test_a_level_of_long_ago_is_marked(cast: Cast, mlops: ModelVersion, spring: Round) -> None:
    """The round closed on 15 April 2026; thirteen months later it is still young enough, a day after not."""
    with clock.at(spring.closes_at.replace(year=2027, month=5)):
        on_the_day = now(cast.davi).too_old
    with clock.at(spring.closes_at.replace(year=2027, month=5, day=16)):
        after = now(cast.davi)

    assert (on_the_day, after.too_old) == (0, 3)
    assert after.summary.counted == 3


def test_archived_teams_are_out_and_those_never_asked_are_counted(
    cast: Cast, mlops: ModelVersion, spring: Round
) -> None:
    place(cast.aurora, "New one", cast.retail)
    archive_team(cast.churn, by=cast.olga)

    seen = now(cast.davi)

    assert levels(seen) == {"Pricing": 1, "Fraud": 3}
    assert seen.never_asked == 1


def test_names_are_those_of_today(cast: Cast, mlops: ModelVersion, spring: Round) -> None:
    cast.pricing.name, cast.pricing.parent = "Pricing and Offers", cast.risk
    cast.pricing.save()

    units = {one.name: one.unit for one in now(cast.davi).teams}

    assert units == {"Churn": "Retail", "Fraud": "Risk", "Pricing and Offers": "Risk"}


def test_a_manager_of_a_unit_sees_its_teams_in_every_figure(
    cast: Cast, mlops: ModelVersion, spring: Round
) -> None:
    hold(cast.aurora, mlops, "2026 S2", "2026-09-01", {cast.pricing: At(2), cast.fraud: At(4)})

    seen = now(cast.marta)

    assert levels(seen) == {"Pricing": 2, "Churn": 2}
    assert (seen.summary.counted, seen.climbed) == (2, 1)
    assert [(one.asked, one.answered) for one in seen.turnout] == [(2, 2), (1, 1)]
    assert seen.trend.teams == 2


def test_the_trend_lets_a_team_stand_where_it_stood(cast: Cast, mlops: ModelVersion, spring: Round) -> None:
    hold(cast.aurora, mlops, "2026 S2", "2026-09-01", {cast.pricing: At(2)})

    trend = now(cast.davi).trend

    assert trend.teams == 3
    assert [(point.round.name, point.counts[2]) for point in trend.rounds] == [("2026 S1", 2), ("2026 S2", 3)]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("climbed", {"Pricing"}),
        ("fell", {"Churn"}),
        ("not-counted", {"Fraud"}),
        ("at-1", {"Churn"}),
        ("from-2", {"Pricing"}),
        ("in-4-data", {"Pricing"}),
        ("at-9", {"Pricing", "Churn", "Fraud"}),
        ("in-4-nothing", {"Pricing", "Churn", "Fraud"}),
        ("nonsense", {"Pricing", "Churn", "Fraud"}),
    ],
)
def test_a_figure_leads_to_its_teams(cast: Cast, mlops: ModelVersion, show: str, expected: set[str]) -> None:
    hold(cast.aurora, mlops, "2026 S1", "2026-04-01", {cast.pricing: At(1), cast.churn: At(2)})
    stands = {
        cast.pricing: At(2, dimensions={"data": 4}),
        cast.churn: At(1),
        cast.fraud: At(1, State.PROVISIONAL, highest=2),
    }
    hold(cast.aurora, mlops, "2026 S2", "2026-09-01", stands)

    seen = now(cast.davi, show=show)

    assert set(levels(seen)) == expected
    assert seen.summary.counted == 2


def test_a_blocker_leads_to_the_teams_whose_way_passes_there(cast: Cast, mlops: ModelVersion) -> None:
    first, second = [one.key for one in mlops.criteria.order_by("position")[:2]]
    stands = {cast.pricing: At(0, plan=(first, second)), cast.churn: At(0, plan=(second,)), cast.fraud: At(1)}
    hold(cast.aurora, mlops, "2026 S1", "2026-04-01", stands)

    assert set(levels(now(cast.davi, show=f"blocked-by-{first}"))) == {"Pricing"}
    assert set(levels(now(cast.davi, show=f"blocked-by-{second}"))) == {"Pricing", "Churn"}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("highest-in-data", ["Fraud", "Churn", "Pricing"]),
        ("oldest", ["Fraud", "Churn", "Pricing"]),
    ],
)
def test_columns_sort_both_ways_and_by_age(
    cast: Cast, mlops: ModelVersion, order: str, expected: list[str]
) -> None:
    hold(cast.aurora, mlops, "2025", "2025-04-01", {cast.fraud: At(3)})
    hold(cast.aurora, mlops, "2026 S1", "2026-04-01", {cast.churn: At(2)})
    hold(cast.aurora, mlops, "2026 S2", "2026-09-01", {cast.pricing: At(1)})

    assert [one.name for one in now(cast.davi, order=order).page.lines] == expected


def test_what_a_process_keeps_follows_what_is_sent_and_taken_back(cast: Cast, health: ModelVersion) -> None:
    hold(cast.aurora, health, "2025", "2025-11-03", {cast.pricing: At(1), cast.churn: At(2)})
    first = levels(now(cast.davi))
    response = begun(cast, opened(cast, health))
    with clock.at(MONDAY):
        answer_all(response, "fully")
        answering.submit(response, key="k1", by=cast.lia)
        sent = levels(now(cast.davi))
        answering.reopen(response, by=cast.lia)
        back = levels(now(cast.davi))
        answering.submit(response, key="k2", by=cast.lia)
    with clock.at(CLOSES - SECOND):
        rounds.close_round(Round.objects.get(name="2026 Q4"), by=cast.davi)

    assert first == back == {"Pricing": 1, "Churn": 2}
    assert sent == levels(now(cast.davi)) == {"Pricing": 3, "Churn": 2}


def test_a_second_look_reads_no_standing_again(
    cast: Cast, mlops: ModelVersion, spring: Round, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    now(cast.davi)
    choice = chosen(cast.davi)
    assert choice.catalog is not None

    with django_assert_max_num_queries(4):  # teams, stamps of the totals, and twice the grants
        overview(cast.davi, choice, choice.catalog)


def test_a_kept_reading_follows_names_places_labels_and_levels(
    cast: Cast, mlops: ModelVersion, spring: Round
) -> None:
    """Each change of a team is seen by the next look, though nobody has sent anything."""
    assert levels(now(cast.davi)) == {"Pricing": 1, "Churn": 2, "Fraud": 3}
    cast.fraud.name = "Abuse"
    cast.fraud.save()
    assert "Abuse" in levels(now(cast.davi))

    label_team(cast.churn, ["Brazil"], by=None)
    assert levels(now(cast.davi, label="brazil")) == {"Churn": 2}
    label_team(cast.churn, [], by=None)
    label_team(cast.pricing, ["Brazil"], by=None)
    assert levels(now(cast.davi, label="brazil")) == {"Pricing": 1}

    archive_team(cast.pricing, by=None)
    assert levels(now(cast.davi)) == {"Abuse": 3, "Churn": 2}
    assert now(cast.davi).summary.distribution[1] == 0
    hold(cast.aurora, mlops, "2026 S2", "2026-10-01", {cast.churn: At(4)})
    assert levels(now(cast.davi)) == {"Abuse": 3, "Churn": 4}


def test_who_sees_a_unit_is_not_told_from_what_is_kept_of_all(
    cast: Cast, mlops: ModelVersion, spring: Round
) -> None:
    everything = now(cast.davi)

    own = now(cast.marta)

    assert levels(everything) == {"Pricing": 1, "Churn": 2, "Fraud": 3}
    assert levels(own) == {"Pricing": 1, "Churn": 2}
    assert own.summary.counted == 2
    assert levels(now(cast.davi)) == levels(everything)


def test_before_an_upgrade_is_over_the_newest_round_is_shown(
    cast: Cast, mlops: ModelVersion, spring: Round
) -> None:
    TeamStanding.objects.all().delete()

    choice = chosen(cast.davi)

    assert choice.round is not None
    assert choice.round.name == "2026 S1"


def test_while_nobody_has_a_level_the_open_round_is_shown(cast: Cast, mlops: ModelVersion) -> None:
    hold(cast.aurora, mlops, "First", "2026-09-01", {cast.pricing: NOBODY}, state=Round.State.OPEN)

    choice = chosen(cast.davi)

    assert choice.round is not None
    assert choice.round.name == "First"
