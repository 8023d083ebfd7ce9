"""The answers of a team that was merged in stand beside those of the team that goes on, once."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from maturity.reading import catalog
from organizations.models import Team
from organizations.teams import merging, tree
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.forerunners import forerunners_of
from surveys.last_time import LastTime, last_time_of
from surveys.models import Answer, Response, Round
from tests.cast import Cast
from tests.standings import At, hold
from tests.survey_steps import CLOSES, MONDAY, OPENS, begun, opened, planned, sent_in

USERS, BENEFIT, WORK = "value.known-users", "value.proven-benefit", "flow.finished-work"
AUGUST = datetime(2026, 8, 3, 12, tzinfo=UTC)


def spring(cast: Cast, version: ModelVersion, said: dict[Team, dict[str, Given]], **told: str) -> Round:
    """What some teams had sent half a year before."""
    name = told.pop("name", "2026 S1")
    round = hold(cast.aurora, version, name, "2026-04-06", {team: At(2) for team in said}, **told)
    for team, answers in said.items():
        sent_in(round, team, answers)
    return round


def merge(team: Team, into: Team, at: datetime = AUGUST) -> None:
    with clock.at(at):
        merging.merge_teams(team, into=into, by=None)


def last(response: Response) -> LastTime | None:
    return last_time_of(response, response.participation.round)


def beside(response: Response) -> dict[tuple[str, str], dict[str, str]]:
    """What stands beside: by team and round the rating of each criterion."""
    found, keys = (
        last(response),
        {one.pk: one.key for one in catalog(response.participation.round.version_id).criteria},
    )
    return {
        (one.team, one.round): {keys[pk]: given.rating for pk, given in one.answers.items()}
        for one in (found.beside if found else ())
    }


@pytest.fixture
def merged(cast: Cast, health: ModelVersion) -> Response:
    """Churn went into Pricing in August; both had answered in spring. Pricing begins again."""
    said = {USERS: Given("largely", comment="Three of five."), BENEFIT: Given("not"), WORK: Given("fully")}
    theirs = {USERS: Given("partially", comment="Churn's own."), BENEFIT: Given("not")}
    spring(cast, health, {cast.pricing: said, cast.churn: theirs})
    merge(cast.churn, cast.pricing)
    return begun(cast, opened(cast, health))


def test_the_team_that_goes_on_has_its_own_last_time_and_the_others_beside_it(
    health: ModelVersion, merged: Response
) -> None:
    found = last(merged)

    assert found is not None
    assert found.round == "2026 S1"
    users = health.criteria.get(key=USERS)
    own = found.of(users)
    assert own is not None
    assert own.given == Given("largely", comment="Three of five.")
    [(one, given)] = found.said_beside(users)
    assert (one.team, one.round, given) == ("Churn", "2026 S1", Given("partially", comment="Churn's own."))
    assert list(found.said_beside(health.criteria.get(key=WORK))) == []


def test_nothing_is_given_before_somebody_gives_it(merged: Response) -> None:
    assert not Answer.objects.filter(response=merged).exists()


def test_what_the_other_said_is_never_confirmed(merged: Response) -> None:
    theirs = Given("partially", confirmed=True)

    answering.save_answer(merged, answering.criterion_of(merged, USERS), theirs, revision=1)

    stored = Answer.objects.get(response=merged)
    assert (stored.rating, stored.confirmed) == ("partially", False)


def test_where_the_two_differ_one_is_asked_to_look_again(health: ModelVersion, merged: Response) -> None:
    found = last(merged)

    assert found is not None
    by_key = {key: found.of(health.criteria.get(key=key)) for key in (USERS, BENEFIT, WORK)}
    assert {key: (one.confirmable, one.in_block) for key, one in by_key.items() if one} == {
        USERS: (True, False),  # largely here, partially there
        BENEFIT: (True, True),  # not, both
        WORK: (True, True),  # the other was not asked, or had no answer
    }


def test_a_team_that_never_answered_has_the_others_beside_it_and_nothing_to_confirm(
    cast: Cast, health: ModelVersion
) -> None:
    spring(cast, health, {cast.churn: {USERS: Given("partially")}})
    merge(cast.churn, cast.pricing)

    response = begun(cast, opened(cast, health))

    found = last(response)
    assert found is not None
    assert (found.round, found.answers, found.added) == ("", {}, frozenset())
    assert beside(response) == {("Churn", "2026 S1"): {USERS: "partially"}}


def test_those_that_came_by_way_of_another_team_stand_there_too(cast: Cast, health: ModelVersion) -> None:
    each = {USERS: Given("fully")}
    spring(cast, health, {cast.pricing: each, cast.churn: each, cast.fraud: {USERS: Given("not")}})
    merge(cast.fraud, cast.churn)
    merge(cast.churn, cast.pricing)

    response = begun(cast, opened(cast, health))

    assert beside(response) == {
        ("Churn", "2026 S1"): {USERS: "fully"},
        ("Fraud", "2026 S1"): {USERS: "not"},
    }


def test_the_latest_answers_of_the_other_stand_there_whichever_round_they_are_of(
    cast: Cast, health: ModelVersion
) -> None:
    hold_autumn = hold(cast.aurora, health, "2025 S2", "2025-10-06", {cast.churn: At(1)})
    sent_in(hold_autumn, cast.churn, {USERS: Given("not")})
    spring(cast, health, {cast.pricing: {USERS: Given("fully")}})
    merge(cast.churn, cast.pricing)

    assert beside(begun(cast, opened(cast, health))) == {("Churn", "2025 S2"): {USERS: "not"}}


# Once, and only what a team's lead said for it


def test_who_has_answered_with_them_beside_is_not_shown_them_again(
    cast: Cast, health: ModelVersion, merged: Response
) -> None:
    answering.save_answer(merged, answering.criterion_of(merged, USERS), Given("fully"), revision=1)
    with clock.at(MONDAY):
        answering.submit(merged, key="sent once", by=cast.lia)
    with clock.at(CLOSES):
        rounds.close_round(merged.participation.round, by=None)

    assert beside(_again(cast, health)) == {}


def test_a_merge_after_the_answers_were_begun_is_told_in_the_next_round(
    cast: Cast, health: ModelVersion
) -> None:
    spring(cast, health, {cast.churn: {USERS: Given("partially")}})
    response = begun(cast, opened(cast, health))
    merge(cast.churn, cast.pricing, at=MONDAY)
    answering.save_answer(response, answering.criterion_of(response, USERS), Given("fully"), revision=1)
    with clock.at(CLOSES):
        rounds.close_round(response.participation.round, by=None)

    assert beside(response) == {}
    assert beside(_again(cast, health)) == {("Churn", "2026 S1"): {USERS: "partially"}}


def _again(cast: Cast, health: ModelVersion) -> Response:
    """Pricing begins in the round after that of this autumn."""
    with clock.at(CLOSES):
        round = rounds.plan_round(
            cast.aurora,
            name="2027 Q1",
            version=health,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=CLOSES + (CLOSES - OPENS),
            by=cast.davi,
        )
        rounds.open_round(round, by=cast.davi)
        return answering.start(invitations.invitation_of(cast.lia, round.participations.get()))


def test_a_merge_before_the_last_own_round_is_past(cast: Cast, health: ModelVersion) -> None:
    autumn = hold(cast.aurora, health, "2025 S2", "2025-10-06", {cast.churn: At(1)})
    sent_in(autumn, cast.churn, {USERS: Given("not")})
    merge(cast.churn, cast.pricing, at=datetime(2026, 1, 12, tzinfo=UTC))
    spring(cast, health, {cast.pricing: {USERS: Given("fully")}})

    assert beside(begun(cast, opened(cast, health))) == {}


@pytest.mark.parametrize(
    "otherwise",
    [
        pytest.param({"void_reason": "The wrong teams were asked."}, id="declared void"),
        pytest.param({"mode": Round.Mode.ANONYMOUS}, id="answered anonymously"),
        pytest.param({"mode": Round.Mode.MEMBERS}, id="answered by each member"),
    ],
)
def test_what_no_lead_said_for_the_other_team_is_not_shown(
    cast: Cast, health: ModelVersion, otherwise: dict[str, str]
) -> None:
    spring(cast, health, {cast.churn: {USERS: Given("fully", comment="Somebody's own.")}}, **otherwise)
    merge(cast.churn, cast.pricing)

    response = begun(cast, opened(cast, health))

    assert response.beside is None
    assert last(response) is None


def test_another_subjects_answers_are_not_shown(
    cast: Cast, health: ModelVersion, mlops: ModelVersion
) -> None:
    spring(cast, mlops, {cast.churn: {}})
    merge(cast.churn, cast.pricing)

    assert begun(cast, opened(cast, health)).beside is None


def test_a_team_that_was_brought_back_goes_on_by_itself(cast: Cast, health: ModelVersion) -> None:
    spring(cast, health, {cast.churn: {USERS: Given("partially")}})
    merge(cast.churn, cast.pricing)
    tree.restore_team(cast.churn, by=None)

    assert begun(cast, opened(cast, health)).beside is None


def test_where_nothing_was_merged_finding_them_costs_three_queries(
    cast: Cast, health: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    spring(cast, health, {cast.pricing: {USERS: Given("fully")}})
    part = planned(cast, health).participations.select_related("round__version", "round__organization").get()

    with django_assert_num_queries(3):  # the lineage, the own latest, who was merged in
        forerunners_of(part)
