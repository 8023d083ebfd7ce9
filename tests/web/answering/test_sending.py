"""Checking the answers, sending them, and the receipt."""

import re

import pytest
from django.test import Client

from core import clock
from organizations.scoping import scope
from surveys import rounds
from surveys.models import Response, Round
from tests.cast import Cast
from tests.markup import markup
from tests.survey_steps import CLOSES, answer_all
from tests.web.answering.steps import CHECK, DONE, START, VALUE, fields, stored


def test_the_check_page_keeps_no_answer_not_dont_know_and_na_apart(
    lia: Client, response: Response, cast: Cast
) -> None:
    with scope(organization=cast.aurora):
        answer_all(
            response,
            "fully",
            {"value.known-users": "not", "flow.finished-work": "dk", "trust.open-speech": ""},
        )

    page = lia.get(CHECK)

    assert "1 criterion has no answer yet" in markup(page)
    assert "1 answer is “don’t know”" in markup(page)
    rows = re.findall(r'<th scope="row"><a[^>]*>(\w+)</a></th>((?:<td[^>]*>\d+</td>)+)', markup(page))
    # not, partially, largely, fully, don't know, N/A, no answer
    assert {name: re.findall(r">(\d+)<", cells) for name, cells in rows} == {
        "Value": ["1", "0", "0", "1", "0", "0", "0"],
        "Flow": ["0", "0", "0", "1", "1", "0", "0"],
        "Learning": ["0", "0", "0", "2", "0", "0", "0"],
        "Trust": ["0", "0", "0", "1", "0", "0", "1"],
    }


def test_nothing_answered_can_not_be_sent(lia: Client, response: Response) -> None:
    page = lia.get(CHECK)
    answer = lia.post("/a/submit/", {"response": response.public_id, "key": "k1"})

    assert "disabled" in markup(page)
    assert answer.status_code == 409
    assert "Answer at least one criterion before you send." in markup(answer)


def send(client: Client, response: Response) -> str:
    """Send by the form of the check page; its key."""
    key = re.search(r'name="key" value="([^"]+)"', client.get(CHECK).text)[1]
    answer = client.post("/a/submit/", {"response": response.public_id, "key": key})
    assert answer.headers["Location"] == DONE
    return key


def test_sending_leads_to_a_receipt(lia: Client, response: Response, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully", {"trust.open-speech": "", "flow.finished-work": "dk"})

    send(lia, response)

    page = lia.get(DONE)
    assert "Thank you. Your answers are in." in markup(page)
    assert "Mon 23 Nov 2026, 14:32" in markup(page)
    assert "Lia Souza" in markup(page)
    assert "7 of 8 criteria answered." in markup(page)
    assert "Sign in" not in markup(page)


def test_sending_twice_is_sending_once(lia: Client, response: Response, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    key = send(lia, response)

    again = lia.post("/a/submit/", {"response": response.public_id, "key": key})

    assert again.headers["Location"] == DONE


def test_a_second_tab_that_sends_is_led_to_the_receipt(lia: Client, response: Response, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    send(lia, response)

    again = lia.post("/a/submit/", {"response": response.public_id, "key": "of the other tab"})

    assert again.status_code == 409
    assert DONE in markup(again)


def test_what_was_sent_leads_to_its_receipt_from_everywhere(
    lia: Client, response: Response, cast: Cast
) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    send(lia, response)

    for address in (START, VALUE, CHECK):
        assert lia.get(address, follow=True).redirect_chain[-1][0] == DONE


def test_sent_answers_can_be_opened_again_until_the_close(
    lia: Client, response: Response, cast: Cast
) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    send(lia, response)

    answer = lia.post("/a/reopen/", {"response": response.public_id})
    with clock.at(CLOSES):
        too_late = lia.post("/a/reopen/", {"response": response.public_id})

    assert answer.headers["Location"] == CHECK
    assert too_late.status_code == 409


def test_after_the_close_the_receipt_stays(lia: Client, response: Response, cast: Cast, round: Round) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
        rounds.close_round(round, by=cast.davi)

    page = lia.get(DONE)

    assert "What was saved was sent" in markup(page) or "what was saved was sent" in markup(page)
    assert "nothing can be changed any more" in markup(page)


@pytest.mark.parametrize("address", ["/a/submit/", "/a/reopen/", "/a/answers/"])
def test_what_changes_something_is_no_get(lia: Client, address: str) -> None:
    assert lia.get(address).status_code == 405


def test_what_is_sent_without_the_token_of_the_page_is_refused(lia: Client, response: Response) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = lia.cookies

    for address in (VALUE, "/a/submit/", "/a/reopen/", START):
        refused = careful.post(address, fields(response, users="not"))
        assert refused.status_code == 403
        assert "This form is no longer valid" in markup(refused)

    assert stored() == {}
