"""What a closed round said of each team, stored once, whatever trend reads it."""

from core import clock
from maturity.models import ModelVersion
from maturity.scoring import State
from surveys import answering, results, rounds
from surveys.models import Round, RoundTotals, TeamResult
from surveys.results.totals import total_all
from tests.cast import Cast
from tests.standings import HIDDEN, NOBODY, At, hold
from tests.survey_steps import CLOSES, MONDAY, SECOND, answer_all, begun, opened


def test_a_round_that_closes_stores_what_it_said_of_each_team(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health, teams=[cast.pricing, cast.churn])
    response = begun(cast, round)
    with clock.at(MONDAY):
        answer_all(response, "fully")
        answering.submit(response, key="k1", by=cast.lia)
    before = RoundTotals.objects.count()
    with clock.at(CLOSES - SECOND):
        rounds.close_round(round, by=cast.davi)

    assert before == 0
    assert RoundTotals.objects.get().teams == {str(cast.pricing.pk): 3, str(cast.churn.pk): False}


def test_a_level_that_is_not_certain_is_an_answer_and_a_hidden_one_is_none(
    cast: Cast, health: ModelVersion
) -> None:
    hold(
        cast.aurora,
        health,
        "2025",
        "2025-04-01",
        {cast.pricing: At(2, State.PROVISIONAL), cast.churn: HIDDEN, cast.fraud: NOBODY},
    )

    assert RoundTotals.objects.get().teams == {
        str(cast.pricing.pk): True,
        str(cast.churn.pk): False,
        str(cast.fraud.pk): False,
    }


def test_results_computed_again_are_totalled_again(cast: Cast, health: ModelVersion) -> None:
    round = hold(cast.aurora, health, "2025", "2025-04-01", {cast.pricing: At(2)})
    stamp = RoundTotals.objects.get().stamp

    results.recompute(Round.objects.get(pk=round.pk))  # nobody answered: the row was written by hand

    stored = RoundTotals.objects.get()
    assert stored.teams == {str(cast.pricing.pk): False}
    assert stored.stamp != stamp
    assert total_all(cast.aurora) == 0


def test_an_open_round_has_no_totals(cast: Cast, health: ModelVersion) -> None:
    hold(cast.aurora, health, "open", "2026-04-01", {cast.pricing: At(2)}, state=Round.State.OPEN)

    assert TeamResult.objects.count() == 1
    assert not RoundTotals.objects.exists()
