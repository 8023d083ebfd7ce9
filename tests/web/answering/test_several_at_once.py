"""A device sends several answers at once: what it kept while offline, or a block confirmed together."""

from functools import partial
from typing import Any

import pytest
from django.test import Client

from core import clock
from surveys.models import Response
from tests.survey_steps import CLOSES
from tests.web.answering.steps import stored

USERS, BENEFIT, SPEECH = "value.known-users", "value.proven-benefit", "trust.open-speech"


def one(criterion: str, **given: Any) -> dict[str, Any]:
    return {"criterion": criterion, "rating": "fully", "revision": 1, "seen": 0} | given


@pytest.fixture
def post(lia: Client, response: Response) -> Any:
    """`post([...])` sends answers to Lia's response."""
    send = partial(lia.post, "/a/answers/", content_type="application/json")
    return lambda answers, **others: send({"response": response.public_id, "answers": answers} | others)


def test_each_is_stored_and_told_in_its_place(post: Any) -> None:
    answer = post([one(USERS), one(BENEFIT, rating="na", na_reason="outside", revision=4)])

    assert answer.json() == {"answers": [{"status": 200, "saved": 1}, {"status": 200, "saved": 4}]}
    assert stored() == {USERS: "fully", BENEFIT: "na"}


def test_one_that_is_refused_keeps_no_other_back(post: Any) -> None:
    post([one(SPEECH)])

    answer = post(
        [one(USERS), one("value.nothing"), one(SPEECH, rating="not"), one(BENEFIT, rating="mostly")]
    )

    told = answer.json()["answers"]
    assert [said["status"] for said in told] == [200, 422, 409, 422]
    assert [said.get("code") for said in told[1:]] == [
        "criterion_unknown",
        "newer_answer_stored",
        "rating_unknown",
    ]
    assert told[2]["conflicts"][0]["stored"]["rating"] == "fully"
    assert stored() == {SPEECH: "fully", USERS: "fully"}


def test_the_same_request_again_changes_nothing(post: Any) -> None:
    first = post([one(USERS), one(BENEFIT)])

    assert post([one(USERS), one(BENEFIT)]).json() == first.json()


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([], id="none"),
        pytest.param({"0": one(USERS)}, id="no list"),
        pytest.param([USERS], id="no answer"),
        pytest.param([one(USERS), one(BENEFIT, rating=3)], id="one that can't be read"),
        pytest.param([one(USERS)] * 51, id="more than fifty"),
    ],
)
def test_what_can_not_be_read_is_refused_as_a_whole(post: Any, answers: Any) -> None:
    assert post(answers).status_code == 400
    assert stored() == {}


def test_after_the_close_each_is_told_so(post: Any) -> None:
    with clock.at(CLOSES):
        told = post([one(USERS), one(BENEFIT)]).json()["answers"]

    assert [(said["status"], said["code"]) for said in told] == [(409, "round_closed")] * 2
    assert stored() == {}


def test_another_response_takes_none(post: Any) -> None:
    told = post([one(USERS)], response="somebody-elses").json()["answers"]

    assert [said["code"] for said in told] == ["other_response"]
    assert stored() == {}
