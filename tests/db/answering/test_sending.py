"""Sending answers, and opening them again."""

from datetime import timedelta

import pytest

from core import clock
from maturity.models import Criterion
from organizations.models import AuditEvent
from surveys import answering
from surveys.answering import Given
from surveys.models import Invitation, Response, TeamResult
from surveys.refusals import (
    AlreadySent,
    KeyMissing,
    MayNotAnswer,
    NothingAnswered,
    NotSent,
    RevisionWrong,
    RoundClosed,
)
from tests.cast import Cast
from tests.survey_steps import CLOSES, MONDAY, answer_all

NOT, LARGELY = Given(rating="not"), Given(rating="largely")


# Sending


def test_sending_freezes_the_response_and_the_result_is_there(cast: Cast, response: Response) -> None:
    answer_all(response, "fully", {"value.proven-benefit": "not", "flow.independent-delivery": "partially"})

    sent = answering.submit(response, key="k1", by=cast.lia)

    assert (sent.state, sent.submitted_at, sent.submitted_by) == (Response.State.SUBMITTED, MONDAY, cast.lia)
    # level 3: (0 + 1/3 + 1 + 1) / 4 = 7/12, below 2/3; value 0 and flow 1/3 are below 1/2:
    # 2 + (7/12)/(2/3) x (0 + 2/3 + 1 + 1)/4 = 2 + 7/8 x 2/3
    result = TeamResult.objects.get()
    assert (result.state, result.level, result.score_exact) == ("complete", 2, "31/12")
    assert Invitation.objects.get().state == Invitation.State.USED
    assert AuditEvent.objects.get(action="response.submitted").actor == cast.lia.user


def test_the_same_key_again_gives_the_same_receipt(cast: Cast, response: Response) -> None:
    answer_all(response, "fully")
    answering.submit(response, key="k1", by=cast.lia)

    with clock.at(MONDAY + timedelta(hours=1)):
        again = answering.submit(response, key="k1", by=cast.lia)

    assert again.submitted_at == MONDAY
    assert AuditEvent.objects.filter(action="response.submitted").count() == 1


def test_another_key_is_told_that_the_answers_were_sent(cast: Cast, response: Response) -> None:
    answer_all(response, "fully")
    answering.submit(response, key="k1", by=cast.lia)

    with pytest.raises(AlreadySent):
        answering.submit(response, key="k2", by=cast.lia)


def test_a_response_without_an_answer_is_not_sent(
    cast: Cast, response: Response, known_users: Criterion
) -> None:
    answering.save_answer(response, known_users, Given(comment="Only a word."), revision=1)

    with pytest.raises(NothingAnswered):
        answering.submit(response, key="k1", by=cast.lia)


def test_nothing_is_sent_at_the_closing_second(cast: Cast, response: Response) -> None:
    answer_all(response, "fully")

    with clock.at(CLOSES), pytest.raises(RoundClosed):
        answering.submit(response, key="k1", by=cast.lia)

    assert TeamResult.objects.get().state == "no_data"


@pytest.mark.parametrize("key", ["", "x" * 65, "né", "a\0"])
def test_sending_needs_a_key(cast: Cast, response: Response, key: str) -> None:
    with pytest.raises(KeyMissing):
        answering.submit(response, key=key, by=cast.lia)


# Opening again


def test_a_sent_response_can_be_opened_again_and_its_result_waits(cast: Cast, response: Response) -> None:
    answer_all(response, "fully")
    answering.submit(response, key="k1", by=cast.lia)

    reopened = answering.reopen(response, by=cast.lia)

    assert (reopened.state, reopened.submitted_at) == (Response.State.DRAFT, None)
    assert TeamResult.objects.get().state == "no_data"
    assert AuditEvent.objects.filter(action="response.reopened").exists()


def test_a_late_copy_of_the_first_sending_does_not_send_what_was_opened_again(
    cast: Cast, response: Response
) -> None:
    answer_all(response, "fully")
    answering.submit(response, key="k1", by=cast.lia)
    answering.reopen(response, by=cast.lia)

    answering.submit(response, key="k1", by=cast.lia)

    response.refresh_from_db()
    assert response.state == Response.State.DRAFT


def test_a_draft_is_not_opened_again_nor_by_a_stranger(cast: Cast, response: Response) -> None:
    with pytest.raises(NotSent):
        answering.reopen(response, by=cast.lia)

    answer_all(response, "fully")
    answering.submit(response, key="k1", by=cast.lia)
    with pytest.raises(MayNotAnswer):
        answering.reopen(response, by=cast.mauro)

    response.refresh_from_db()
    assert response.state == Response.State.SUBMITTED


def test_a_page_without_a_script_counts_on_from_the_highest_change_of_a_device(
    response: Response, known_users: Criterion
) -> None:
    highest = 2_000_000_000
    answering.save_answer(response, known_users, NOT, revision=highest)

    [answer] = answering.save_answers(response, {known_users: LARGELY})

    assert answer.revision == highest + 1
    with pytest.raises(RevisionWrong):
        answering.save_answer(response, known_users, NOT, revision=highest + 1)
