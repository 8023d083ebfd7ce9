"""Who may write when; and a page of answers that is saved at once."""

from contextvars import Context

import pytest
from django_scopes.exceptions import ScopeError
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import Criterion
from organizations.models import Membership
from organizations.scoping import scope
from surveys import answering, rounds
from surveys.answering import Given
from surveys.models import Answer, Participation, Response, Round
from surveys.refusals import (
    AlreadySent,
    MayNotAnswer,
    NaReasonMissing,
    NewerAnswerStored,
    OtherResponse,
    RoundClosed,
)
from tests.cast import Cast
from tests.survey_steps import CLOSES, SECOND, answer_all

NOT, LARGELY = Given(rating="not"), Given(rating="largely")


# The gate


def test_the_last_second_counts_and_the_closing_one_does_not(
    response: Response, known_users: Criterion, proven_benefit: Criterion
) -> None:
    with clock.at(CLOSES - SECOND):
        answering.save_answer(response, known_users, LARGELY, revision=1)

    with clock.at(CLOSES), pytest.raises(RoundClosed):
        answering.save_answer(response, proven_benefit, LARGELY, revision=1)

    assert Answer.objects.get().criterion == known_users


def test_a_closed_round_takes_nothing_and_keeps_what_was_saved(
    cast: Cast, response: Response, known_users: Criterion, proven_benefit: Criterion
) -> None:
    answering.save_answer(response, known_users, LARGELY, revision=1)
    rounds.close_round(Round.objects.get(), by=cast.davi)

    with pytest.raises(RoundClosed):
        answering.save_answer(response, known_users, NOT, revision=2)
    with pytest.raises(RoundClosed):
        answering.save_answers(response, {proven_benefit: NOT})
    with pytest.raises(RoundClosed):
        answering.reopen(response, by=cast.lia)

    assert Answer.objects.get().rating == "largely"


def test_a_sent_response_takes_nothing(cast: Cast, response: Response, known_users: Criterion) -> None:
    answer_all(response, "largely")
    answering.submit(response, key="k1", by=cast.lia)

    with pytest.raises(AlreadySent):
        answering.save_answer(response, known_users, NOT, revision=9)

    assert Answer.objects.get(criterion=known_users).rating == "largely"


@pytest.mark.parametrize("person", ["mauro", "marta", "davi", "otto"])
def test_only_a_lead_of_the_team_writes(
    cast: Cast, response: Response, known_users: Criterion, person: str
) -> None:
    stranger = getattr(cast, person)
    answering.save_answer(response, known_users, LARGELY, revision=1, by=cast.lia)

    with pytest.raises(MayNotAnswer):
        answering.save_answer(response, known_users, NOT, revision=2, by=stranger)
    with pytest.raises(MayNotAnswer):
        answering.save_answers(response, {known_users: NOT}, by=stranger)
    with pytest.raises(MayNotAnswer):
        answering.submit(response, key="k1", by=stranger)

    assert Answer.objects.get().rating == "largely"


def test_a_lead_whose_role_is_taken_away_writes_no_more(
    cast: Cast, response: Response, known_users: Criterion
) -> None:
    cast.lia.grants.all().delete()
    lia = Membership.objects.with_grants().get(pk=cast.lia.pk)

    with pytest.raises(MayNotAnswer):
        answering.save_answer(response, known_users, NOT, revision=1, by=lia)


def test_a_lead_whose_membership_is_suspended_writes_no_more(
    cast: Cast, response: Response, known_users: Criterion
) -> None:
    cast.lia.state = Membership.State.SUSPENDED

    with pytest.raises(MayNotAnswer):
        answering.save_answer(response, known_users, NOT, revision=1, by=cast.lia)


# A page at once


def test_a_page_is_saved_in_one_go_and_each_change_counts_up(
    cast: Cast, response: Response, known_users: Criterion, proven_benefit: Criterion
) -> None:
    answering.save_answers(response, {known_users: NOT, proven_benefit: NOT}, by=cast.lia)

    changed = answering.save_answers(response, {known_users: NOT, proven_benefit: LARGELY}, by=cast.lia)

    assert [answer.criterion for answer in changed] == [proven_benefit]
    assert set(Answer.objects.values_list("criterion__key", "rating", "revision")) == {
        ("value.known-users", "not", 1),
        ("value.proven-benefit", "largely", 2),
    }


def test_a_page_without_an_answer_leaves_no_row(response: Response, known_users: Criterion) -> None:
    answering.save_answers(response, {known_users: Given()})

    assert not Answer.objects.exists()


def test_one_wrong_answer_stores_nothing_of_its_page(
    response: Response, known_users: Criterion, proven_benefit: Criterion
) -> None:
    with pytest.raises(NaReasonMissing):
        answering.save_answers(response, {known_users: LARGELY, proven_benefit: Given("na")})

    assert not Answer.objects.exists()


def test_a_page_that_was_loaded_before_another_change_overwrites_nothing(
    response: Response, known_users: Criterion, proven_benefit: Criterion
) -> None:
    answering.save_answer(response, known_users, NOT, revision=1)
    answering.save_answer(response, known_users, LARGELY, revision=2)

    with pytest.raises(NewerAnswerStored) as refused:
        answering.save_answers(
            response, {known_users: NOT, proven_benefit: LARGELY}, seen={known_users: 1, proven_benefit: 0}
        )

    assert [one["criterion"] for one in refused.value.details["conflicts"]] == ["value.known-users"]
    assert Answer.objects.get().rating == "largely"


def test_changing_an_answer_takes_two_queries_under_the_lock(
    response: Response, known_users: Criterion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answering.save_answer(response, known_users, NOT, revision=1)

    with django_assert_num_queries(4):  # savepoint, lock, write, release
        answering.save_answer(response, known_users, LARGELY, revision=2)


# The tenant


def test_a_response_of_another_organization_is_not_there(
    cast: Cast, response: Response, known_users: Criterion
) -> None:
    """The row is locked without its tenant, so the round that was read before has to be the scope's."""
    assert response.participation.round.organization_id == cast.aurora.pk  # read here, at home

    with scope(organization=cast.boreal):
        with pytest.raises(OtherResponse):
            answering.save_answer(response, known_users, NOT, revision=1, by=cast.lia)
        with pytest.raises(OtherResponse):
            answering.save_answers(response, {known_users: NOT})

    assert not Answer.objects.exists()


def test_a_name_counts_with_the_participation_that_it_was_given_in(
    cast: Cast, response: Response, known_users: Criterion
) -> None:
    another = Participation.objects.create(
        round=response.participation.round, team=cast.churn, team_name="Churn"
    )
    claimed = Response(public_id=response.public_id, participation=another)

    with pytest.raises(OtherResponse):
        answering.save_answer(claimed, known_users, NOT, revision=1)

    assert not Answer.objects.exists()


def test_without_a_scope_nothing_is_saved(cast: Cast, response: Response, known_users: Criterion) -> None:
    assert response.participation.round.organization_id

    def refused() -> None:
        with pytest.raises(ScopeError):
            answering.save_answer(response, known_users, NOT, revision=1)

    Context().run(refused)
