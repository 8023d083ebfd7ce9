"""The second round: last time's answers on the page, and confirming them without a script."""

import re
from functools import partial

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maturity.models import ModelVersion
from organizations.scoping import scope, scopes_disabled
from surveys.given import Given
from surveys.models import Answer, Response, Round
from tests.cast import Cast
from tests.markup import markup
from tests.standings import At, hold
from tests.survey_steps import opened, sent_in
from tests.web.answering.steps import VALUE, fields

USERS, BENEFIT = "value.known-users", "value.proven-benefit"


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """The second: half a year before, Pricing knew its users largely and had no benefit to show."""
    with scope(organization=cast.aurora):
        plan = (BENEFIT,)
        before = hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.pricing: At(2, plan=plan)})
        said = {USERS: Given("largely", comment="Three of <five>."), BENEFIT: Given("not")}
        sent_in(before, cast.pricing, {**said, "flow.finished-work": Given("fully")})
        return opened(cast, health)


def places(page: str) -> list[str]:
    """The keys of the questions in the order of the page, and where the block begins."""
    return re.findall(r'data-key="([^"]+)"|id="(block)"', page)  # type: ignore[return-value]


def confirmed() -> set[str]:
    with scopes_disabled():
        return set(Answer.objects.filter(confirmed=True).values_list("criterion__key", flat=True))


def test_what_needs_a_fresh_look_comes_first(lia: Client, response: Response) -> None:
    page = lia.get(VALUE).text

    assert ["".join(one) for one in places(page)] == [BENEFIT, "block", USERS]
    assert re.findall(r"(\d) of 2\b", page) == ["1", "2"]


def test_last_times_answer_stands_beside_and_nothing_is_chosen(lia: Client, response: Response) -> None:
    page = markup(lia.get(VALUE))

    assert "2026 S1" in page
    assert "<strong>Largely</strong>" in page
    assert "Three of &lt;five&gt;." in page
    assert " checked" not in page


def test_one_is_confirmed_and_the_page_goes_back_to_it(lia: Client, response: Response) -> None:
    answer = lia.post(VALUE, {"response": response.public_id, "unchanged": BENEFIT})

    assert answer.headers["Location"] == "/a/dimension/value/#c-value-proven-benefit"
    with scopes_disabled():
        assert [one.rating for one in Answer.objects.filter(response=response)] == ["not"]
    assert confirmed() == {BENEFIT}
    assert "is-confirmed" in lia.get(VALUE).text


def test_the_block_is_confirmed_together_and_no_more_than_it(lia: Client, response: Response) -> None:
    answer = lia.post(VALUE, {"response": response.public_id, "unchanged": "*"})

    assert answer.headers["Location"] == "/a/dimension/value/#block"
    with scopes_disabled():
        [answered] = Answer.objects.filter(response=response)
    assert (answered.criterion.key, answered.rating, answered.confirmed) == (USERS, "largely", True)
    assert answered.comment == "Three of <five>."


def test_what_was_rated_otherwise_stays_when_the_block_is_confirmed(lia: Client, response: Response) -> None:
    lia.post(VALUE, fields(response, users="fully") | {"unchanged": "*"})

    with scopes_disabled():
        assert Answer.objects.get(response=response).rating == "fully"
    assert confirmed() == set()


def test_a_comment_of_this_round_is_kept_when_the_rating_is_confirmed(
    lia: Client, response: Response
) -> None:
    lia.post(VALUE, fields(response) | {"note:value.known-users": "All five now.", "unchanged": USERS})

    with scopes_disabled():
        answered = Answer.objects.get(response=response)
    assert (answered.rating, answered.comment, answered.confirmed) == ("largely", "All five now.", True)


@pytest.mark.parametrize("key", ["flow.finished-work", "no.such-key", "**", ""])
def test_a_button_that_the_page_does_not_have_confirms_nothing(
    lia: Client, response: Response, key: str
) -> None:
    answer = lia.post(VALUE, {"response": response.public_id, "unchanged": key})

    assert answer.status_code == 302
    assert confirmed() == set()


def test_a_page_sent_again_keeps_what_is_confirmed(lia: Client, response: Response) -> None:
    lia.post(VALUE, {"response": response.public_id, "unchanged": USERS})

    lia.post(
        VALUE,
        fields(response, users="largely") | {"same:value.known-users": "1", "seen:value.known-users": "1"},
    )

    assert confirmed() == {USERS}


def test_the_page_of_a_second_round_costs_two_queries_more(
    lia: Client, response: Response, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lia.get(VALUE)

    with django_assert_num_queries(5):
        lia.get(VALUE)


def test_a_script_confirms_by_the_word_that_it_sends(lia: Client, response: Response) -> None:
    sent = {"response": response.public_id, "criterion": USERS, "rating": "largely", "revision": 1}
    save = partial(lia.post, "/a/answers/", content_type="application/json")

    assert save(sent | {"confirmed": True}).json() == {"saved": 1}
    assert confirmed() == {USERS}
    assert save(sent | {"confirmed": "yes"}).status_code == 400
