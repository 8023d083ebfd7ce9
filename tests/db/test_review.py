"""What a draft tells before it opens: mails, teams with nobody, bounced addresses, who is asked already."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.models import MembershipOffer, Team
from organizations.offers.offering import NewOffer, make_offers
from surveys import rounds
from surveys.models import Round
from surveys.review import Load, Review, Unled, review
from tests.cast import Cast, place
from tests.survey_steps import MONDAY, opened, plan


@pytest.fixture(autouse=True)
def monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def claims(cast: Cast) -> Team:
    return place(cast.aurora, "Claims", cast.risk)


def told(cast: Cast, round: Round) -> Review:
    return review(cast.davi, round)


def draft(cast: Cast, health: ModelVersion, *teams: Team) -> Round:
    return plan(cast, health, name="2027 Q1", teams=teams)


def invite(cast: Cast, team: Team, email: str, name: str = "") -> MembershipOffer:
    return make_offers(cast.aurora, [NewOffer(email, Role.LEAD, team=team, name=name)], by=cast.ada)[0]


def test_it_counts_mails_and_not_teams(cast: Cast, health: ModelVersion, claims: Team) -> None:
    cast.lia.grants.create(role=Role.LEAD, team=cast.fraud, starts_on=MONDAY.date())
    invite(cast, claims, "nina@example.com")
    invite(cast, cast.churn, "nina@example.com")

    seen = told(cast, draft(cast, health, claims, cast.churn, cast.fraud, cast.pricing))

    # Nina for Claims and Churn; Caio, Fabio; Lia for Fraud and Pricing
    assert seen.mails == 4
    assert seen.unled == []


def test_opening_queues_as_many_mails_as_the_draft_told(
    cast: Cast, health: ModelVersion, claims: Team
) -> None:
    invite(cast, claims, "nina@example.com")
    round = draft(cast, health, claims, cast.pricing)
    promised = told(cast, round).mails

    assert rounds.open_round(round, by=cast.davi) == promised == 2


def test_a_team_that_no_mail_reaches_is_named(cast: Cast, health: ModelVersion, claims: Team) -> None:
    seen = told(cast, draft(cast, health, claims, cast.pricing))

    assert seen.unled == [Unled("Claims", "claims")]
    assert seen.mails == 1


def test_an_address_that_bounced_is_named_and_its_team_has_nobody(
    cast: Cast, health: ModelVersion, claims: Team
) -> None:
    offer = invite(cast, claims, "nian@example.com")
    MembershipOffer.objects.update(state=MembershipOffer.State.BOUNCED)

    seen = told(cast, draft(cast, health, claims))

    assert [(one.email, one.team, one.offer) for one in seen.bounced] == [
        ("nian@example.com", "Claims", offer.pk)
    ]
    assert [one.name for one in seen.unled] == ["Claims"]
    assert seen.mails == 0


def test_an_open_round_that_asks_the_same_team_is_told_with_the_minutes_of_each_person(
    cast: Cast, health: ModelVersion
) -> None:
    opened(cast, health, teams=[cast.pricing])

    seen = told(cast, draft(cast, health, cast.pricing, cast.churn))

    assert [(one.name, one.teams) for one in seen.rivals] == [("2026 Q4", ["Pricing"])]
    assert seen.loads == [Load("Lia Souza", 6)]  # 8 criteria are 3 minutes, in each of the two rounds


def test_a_round_of_the_quarter_that_is_closed_counts_for_the_minutes_alone(
    cast: Cast, health: ModelVersion
) -> None:
    rounds.close_round(opened(cast, health, teams=[cast.pricing]), by=cast.davi)

    seen = told(cast, draft(cast, health, cast.pricing))

    assert seen.rivals == []
    assert seen.loads == [Load("Lia Souza", 6)]


def test_a_round_of_another_quarter_does_not_count(cast: Cast, health: ModelVersion) -> None:
    rounds.close_round(opened(cast, health, teams=[cast.pricing]), by=cast.davi)
    Round.objects.update(opened_at=MONDAY - timedelta(days=60))  # 24 September

    assert told(cast, draft(cast, health, cast.pricing)).loads == []


def test_it_costs_the_same_queries_for_many_teams(
    cast: Cast, health: ModelVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    teams = [place(cast.aurora, f"Team {number}", cast.risk) for number in range(12)]
    for number, team in enumerate(teams):
        invite(cast, team, f"p{number}@example.com")
    round = draft(cast, health, *teams, cast.pricing)
    round = Round.objects.select_related("organization", "version").get(pk=round.pk)

    with django_assert_max_num_queries(16):  # of them four read the catalog, once a process
        assert told(cast, round).mails == 13
