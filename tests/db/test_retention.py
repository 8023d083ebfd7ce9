"""What people wrote is forgotten when the organization's time for keeping it is over; results stay."""

from datetime import UTC, datetime

import pytest

from core import clock
from maturity.models import ModelVersion
from organizations.models import AuditEvent, Organization
from surveys import answering, results, rounds, tasks
from surveys.answering import Given
from surveys.models import Answer, CriterionResult, Response, Round, TeamResult
from tests.cast import Cast
from tests.survey_steps import CLOSES, MONDAY, begun, opened

# The round closes on 4 December 2026, 21:00 UTC; with six months its words go on 4 June 2027, 21:00.
JUST_BEFORE = datetime(2027, 6, 4, 20, 59, tzinfo=UTC)
JUST_AFTER = datetime(2027, 6, 4, 21, 1, tzinfo=UTC)


@pytest.fixture
def closed(cast: Cast, health: ModelVersion) -> Round:
    """A closed round, in which Lia wrote a comment and a link beside each rating."""
    round = opened(cast, health)
    response = begun(cast, round)
    written = Given(rating="largely", comment="Canary words", evidence_url="https://aurora.example/canary")
    with clock.at(MONDAY):
        answering.save_answers(response, dict.fromkeys(health.criteria.all(), written), by=cast.lia)
        answering.submit(response, key="once", by=cast.lia)
    with clock.at(CLOSES):
        rounds.close_round(round, by=cast.davi)
    return round


def keep_for(cast: Cast, months: int | None) -> None:
    Organization.objects.filter(pk=cast.aurora.pk).update(retention_months=months)


def forget_at(moment: datetime) -> None:
    with clock.at(moment):
        tasks.forget_old_rounds()


def words_left() -> int:
    return Answer.objects.filter(comment="Canary words").count()


def test_words_links_and_senders_go_and_ratings_and_results_stay(cast: Cast, closed: Round) -> None:
    frozen = list(TeamResult.objects.values_list()), list(CriterionResult.objects.values_list())
    ratings = list(Answer.objects.order_by("pk").values_list("criterion", "rating"))
    keep_for(cast, 6)

    forget_at(JUST_AFTER)

    assert set(Answer.objects.values_list("comment", "evidence_url")) == {("", "")}
    assert list(Response.objects.values_list("submitted_by", "invitation", "state")) == [
        (None, None, "submitted")
    ]
    assert list(Answer.objects.order_by("pk").values_list("criterion", "rating")) == ratings
    assert (list(TeamResult.objects.values_list()), list(CriterionResult.objects.values_list())) == frozen


def test_the_day_before_everything_is_there(cast: Cast, closed: Round) -> None:
    keep_for(cast, 6)

    forget_at(JUST_BEFORE)

    assert words_left() == Answer.objects.count()


def test_an_organization_that_keeps_everything_loses_nothing(cast: Cast, closed: Round) -> None:
    forget_at(datetime(2046, 1, 1, tzinfo=UTC))

    assert words_left() == Answer.objects.count()


def test_an_open_round_loses_nothing_however_old_it_is(cast: Cast, closed: Round) -> None:
    Round.objects.update(state=Round.State.OPEN)
    keep_for(cast, 1)

    forget_at(datetime(2030, 1, 1, tzinfo=UTC))

    assert words_left() == Answer.objects.count()


def test_a_rerun_finds_nothing_to_do_and_the_trail_tells_of_one(cast: Cast, closed: Round) -> None:
    keep_for(cast, 6)

    forget_at(JUST_AFTER)
    forget_at(JUST_AFTER)

    [event] = AuditEvent.objects.filter(action="round.forgotten")
    assert (event.actor, event.label, event.detail) == (None, "2026 Q4", {})


def test_a_run_that_was_cut_short_is_finished_by_the_next(cast: Cast, closed: Round) -> None:
    keep_for(cast, 6)
    Answer.objects.filter(pk__in=Answer.objects.values("pk")[:2]).update(comment="", evidence_url="")

    forget_at(JUST_AFTER)

    assert words_left() == 0


def test_results_can_still_be_computed_again(cast: Cast, closed: Round) -> None:
    before = TeamResult.objects.values_list("level", "score_exact").get()
    keep_for(cast, 6)
    forget_at(JUST_AFTER)

    results.recompute(closed)

    assert TeamResult.objects.values_list("level", "score_exact").get() == before


def test_the_time_of_one_organization_is_not_that_of_another(cast: Cast, closed: Round) -> None:
    Organization.objects.filter(pk=cast.boreal.pk).update(retention_months=1)

    forget_at(datetime(2040, 1, 1, tzinfo=UTC))

    assert words_left() == Answer.objects.count()
