"""What is no answer, or comes where none is taken: the right status, words in the reader's language,
nothing stored and nothing lost."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from organizations.models import RoleGrant
from organizations.requests import BY_PASS_ALONE
from organizations.scoping import scope, scopes_disabled
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Answer, Invitation, Response, Round
from tests.cast import Cast
from tests.kinds import Enter
from tests.survey_steps import CLOSES, answer_all, begun, opened, planned

SAVE = "/a/answers/"
USERS, BENEFIT = "value.known-users", "value.proven-benefit"


@pytest.fixture
def lia(cast: Cast, round: Round, response: Response, enter: Enter) -> Client:
    client = enter(cast.lia)
    client.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")
    return client


def sent(own: Response, **changed: Any) -> dict[str, Any]:
    """One answer as the script of the page sends it."""
    return {
        "response": own.public_id,
        "criterion": USERS,
        "rating": "largely",
        "revision": 1,
        "seen": 0,
    } | changed


def post(client: Client, body: Any, **headers: str) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(SAVE, text, content_type="application/json", headers=headers)


def stored() -> dict[str, str]:
    with scopes_disabled():
        return dict(Answer.objects.values_list("criterion__key", "rating"))


def test_an_answer_is_saved_and_says_which_change_it_was(lia: Client, response: Response) -> None:
    answer = post(lia, sent(response, revision=7, comment="Twelve people."))

    assert (answer.status_code, answer.json()) == (200, {"saved": 7})
    assert stored() == {USERS: "largely"}


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        pytest.param({"criterion": "value.nothing"}, 422, "criterion_unknown", id="unknown criterion"),
        pytest.param({"criterion": "7"}, 422, "criterion_unknown", id="an id for a key"),
        pytest.param({"criterion": "a\0b"}, 422, "criterion_unknown", id="NUL in a key"),
        pytest.param({"rating": "mostly"}, 422, "rating_unknown", id="rating outside the scale"),
        pytest.param({"rating": "1"}, 422, "rating_unknown", id="a number for a rating"),
        pytest.param({"rating": "na", "na_reason": "outside"}, 422, "na_refused", id="N/A where all applies"),
        pytest.param({"criterion": BENEFIT, "rating": "na"}, 422, "na_reason_missing", id="N/A, no reason"),
        pytest.param({"comment": "x" * 2001}, 422, "comment_too_long", id="over-long comment"),
        pytest.param({"comment": "a\0b"}, 422, "character_refused", id="NUL in a comment"),
        pytest.param({"comment": "\ud83d"}, 422, "character_refused", id="half a character"),
        pytest.param({"evidence_url": "http://x.example/"}, 422, "link_not_safe", id="a link without https"),
        pytest.param({"evidence_url": "javascript:alert(1)"}, 422, "link_not_safe", id="a script for a link"),
        pytest.param({"revision": 0}, 422, "revision_wrong", id="no revision"),
        pytest.param({"revision": "7"}, 422, "revision_wrong", id="a text for a revision"),
        pytest.param({"revision": 10**30}, 422, "revision_wrong", id="a revision beyond all bounds"),
        pytest.param({"rating": 3}, 400, "broken_request", id="a number where a text belongs"),
        pytest.param({"comment": None}, 400, "broken_request", id="nothing where a text belongs"),
        pytest.param({"criterion": ["x"]}, 400, "broken_request", id="a list where a text belongs"),
        pytest.param({"seen": "0"}, 400, "broken_request", id="a text where a number belongs"),
        pytest.param({"response": "somebody-elses"}, 409, "other_response", id="another response"),
        pytest.param({"response": "1"}, 409, "other_response", id="an id that is no id"),
        pytest.param({"response": ""}, 409, "other_response", id="no response"),
        pytest.param({"response": "a\0b"}, 409, "other_response", id="NUL in the name of a response"),
        pytest.param({"response": "\ud800"}, 409, "other_response", id="half a character in its name"),
        pytest.param({"response": "x" * 5000}, 409, "other_response", id="a name without end"),
    ],
)
def test_what_is_no_answer_gets_the_right_status_and_words(
    lia: Client, response: Response, changed: dict[str, Any], status: int, code: str
) -> None:
    refused = post(lia, sent(response, **changed))

    told = refused.json()
    assert (refused.status_code, told["code"]) == (status, code)
    assert len(told["message"]) > 10
    assert stored() == {}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("{", id="cut short"),
        pytest.param("", id="empty"),
        pytest.param("[]", id="a list"),
        pytest.param('"x"', id="a text"),
        pytest.param("null", id="nothing"),
        pytest.param(b"\xff\xfe{}", id="no text at all"),
        pytest.param("[" * 50_000, id="too deep"),
        pytest.param('{"a": ' * 9_000, id="too deep and cut short"),
    ],
)
def test_broken_json_is_told_as_json(lia: Client, response: Response, body: str | bytes) -> None:
    refused = lia.generic(
        "POST", SAVE, body, content_type="application/json", CONTENT_TYPE="application/json"
    )

    assert (refused.status_code, refused.json()["code"]) == (400, "broken_request")
    assert stored() == {}


def test_a_huge_body_is_refused_before_it_is_read(lia: Client, response: Response) -> None:
    refused = post(lia, sent(response, comment="x" * 100_000))

    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")
    assert stored() == {}


def test_a_huge_form_is_refused_as_a_page(lia: Client, response: Response) -> None:
    page = lia.post("/a/dimension/value/", {"response": response.public_id, f"note:{USERS}": "x" * 1_200_000})

    assert page.status_code == 400
    assert "This request could not be read" in page.text
    assert stored() == {}


def test_a_form_where_json_belongs_is_refused(lia: Client, response: Response) -> None:
    refused = lia.post(SAVE, sent(response))

    assert (refused.status_code, refused.json()["code"]) == (415, "wrong_content_type")
    assert "Content-Type: application/json" in refused.json()["message"]
    assert stored() == {}


def test_a_wrong_token_is_told_as_json(lia: Client, response: Response) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = lia.cookies

    refused = post(careful, sent(response), **{"X-CSRFToken": "wrong"})

    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    assert stored() == {}


def test_the_words_are_in_the_readers_language(lia: Client, response: Response, cast: Cast) -> None:
    english = post(lia, sent(response, rating="mostly")).json()["message"]
    cast.lia.user.prefer(language="pt-br")

    portuguese = post(lia, sent(response, rating="mostly")).json()["message"]

    assert english == "Choose one of the answers offered."
    assert portuguese != english


def test_a_criterion_of_another_version_is_unknown(
    lia: Client, response: Response, mlops: ModelVersion
) -> None:
    foreign = mlops.criteria.first().key

    refused = post(lia, sent(response, criterion=foreign))
    page = lia.post("/a/dimension/value/", {"response": response.public_id, f"c:{foreign}": "fully"})

    assert (refused.status_code, page.status_code) == (422, 422)
    assert stored() == {}


def test_a_newer_answer_is_told_with_both_values(lia: Client, response: Response) -> None:
    post(lia, sent(response, rating="fully", revision=3, comment="Here."))

    refused = post(lia, sent(response, rating="not", revision=2, seen=1))

    assert refused.status_code == 409
    [conflict] = refused.json()["conflicts"]
    assert conflict["criterion"] == USERS
    assert (conflict["stored"]["rating"], conflict["stored"]["comment"]) == ("fully", "Here.")
    assert (conflict["given"]["rating"], conflict["revision"]) == ("not", 3)
    assert stored() == {USERS: "fully"}


def test_a_closed_round_is_told(lia: Client, response: Response) -> None:
    post(lia, sent(response))

    with clock.at(CLOSES):
        refused = post(lia, sent(response, rating="not", revision=2, seen=1))

    assert (refused.status_code, refused.json()["code"]) == (409, "round_closed")
    assert stored() == {USERS: "largely"}


def test_a_round_that_is_not_open_yet_takes_nothing(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        draft = planned(cast, health)
        early = Invitation.objects.create(participation=draft.participations.get(), membership=cast.lia)
        token = invitations.make_token(early)
    client = Client()

    page = client.get(f"/a/{token}/")

    assert page.status_code == 409
    assert "This round is not open yet" in page.text
    assert client.post(f"/a/{token}/").status_code == 409
    assert settings.ANSWER_COOKIE_NAME not in client.cookies


def test_a_sent_response_takes_nothing(lia: Client, response: Response, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
        answering.submit(response, key="k1", by=cast.lia)

    refused = post(lia, sent(response, rating="not", revision=9, seen=1))

    assert (refused.status_code, refused.json()["code"]) == (409, "already_sent")
    assert stored()[USERS] == "fully"


def test_a_lead_without_the_role_is_told(lia: Client, response: Response, cast: Cast) -> None:
    with scopes_disabled():
        RoleGrant.objects.filter(membership=cast.lia).delete()

    refused = post(lia, sent(response))

    assert (refused.status_code, refused.json()["code"]) == (403, "may_not_answer")
    assert stored() == {}


def test_without_a_pass_the_script_is_told(client: Client, response: Response) -> None:
    refused = post(client, sent(response))

    assert (refused.status_code, refused.json()["code"]) == (401, "pass_missing")


def test_the_pass_of_another_team_reaches_no_other_response(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        both = opened(cast, health, teams=[cast.pricing, cast.churn])
        mine = begun(cast, both)
    client = enter(cast.leads["churn"])
    client.post(f"/o/aurora/rounds/{both.pk}/teams/churn/answer/")
    client.post("/a/")

    refused = post(client, sent(mine))

    assert (refused.status_code, refused.json()["code"]) == (409, "other_response")
    assert stored() == {}


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999999"])
def test_a_round_that_is_none_is_not_found(lia: Client, pk: str) -> None:
    assert lia.get(f"/o/aurora/rounds/{pk}/").status_code == 404
    assert lia.post(f"/o/aurora/rounds/{pk}/teams/pricing/answer/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/a/%00/", "/a/dimension/%00/", "/a/dimension/a%2Fb/", "/a/%2e%2e/", "/a//"]
)
def test_odd_addresses_are_not_found(lia: Client, address: str) -> None:
    assert lia.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/a/submit/", "/a/reopen/", "/a/dimension/value/"])
def test_a_form_that_names_a_response_with_a_nul_is_refused(
    lia: Client, response: Response, address: str
) -> None:
    refused = lia.post(address, {"response": "a\0b", "key": "k", "then": "next"})

    assert refused.status_code == 409
    assert stored() == {}


@pytest.mark.parametrize("key", ["", "x" * 65, "\0"])
def test_a_broken_key_sends_nothing(lia: Client, response: Response, cast: Cast, key: str) -> None:
    with scope(organization=cast.aurora):
        answer_all(response, "fully")

    refused = lia.post("/a/submit/", {"response": response.public_id, "key": key})

    response.refresh_from_db()
    assert refused.status_code == 422
    assert response.state == Response.State.DRAFT


# Costs


def test_changing_an_answer_costs_three_queries_signed_in_or_by_the_link(
    lia: Client, link: str, response: Response, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by_link = Client()
    by_link.post(link)
    post(lia, sent(response))

    with django_assert_num_queries(5):  # three; a savepoint and its release come from the test's transaction
        assert post(lia, sent(response, rating="fully", revision=2, seen=1)).status_code == 200
    with django_assert_num_queries(5):
        assert post(by_link, sent(response, rating="not", revision=3, seen=2)).status_code == 200


def test_a_tap_goes_where_nobody_asks_who_is_signed_in() -> None:
    assert reverse("answer:save") in BY_PASS_ALONE


def test_sending_a_whole_page_of_sixty_and_more_costs_at_most_fifteen_queries(
    cast: Cast, mlops: ModelVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with scope(organization=cast.aurora):
        response = begun(cast, opened(cast, mlops))
        given = dict.fromkeys(mlops.criteria.all(), Given("largely"))
        with django_assert_max_num_queries(15):
            answering.save_answers(response, given, by=cast.lia)


def test_a_dimension_costs_as_much_for_the_small_model_as_for_the_large(
    cast: Cast,
    health: ModelVersion,
    mlops: ModelVersion,
    enter: Enter,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    counts = []
    for version, address in ((health, "/a/dimension/value/"), (mlops, "/a/dimension/release/")):
        with scope(organization=cast.aurora):
            round = opened(cast, version, name=f"2026 Q4, {version.model.key}")
            begun(cast, round)
        client = enter(cast.lia)
        client.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")
        client.get(address)
        with django_assert_max_num_queries(12) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_closing_keeps_what_was_saved(lia: Client, response: Response, cast: Cast, round: Round) -> None:
    post(lia, sent(response))
    with scope(organization=cast.aurora):
        rounds.close_round(round, by=cast.davi)

    refused = post(lia, sent(response, rating="not", revision=2, seen=1))

    assert refused.status_code == 409
    assert stored() == {USERS: "largely"}
