"""Last time's answers: whose they are, and what of them can be confirmed as unchanged."""

from copy import deepcopy
from typing import Any

import pytest

from maturity.exchange import load_version
from maturity.models import MaturityModel, ModelVersion
from maturity.reading import catalog
from surveys import answering
from surveys.answering import Given
from surveys.last_time import LastTime, last_time_of
from surveys.models import Answer, Response, Round
from tests.cast import Cast
from tests.standings import NOBODY, At, hold
from tests.survey_steps import begun, opened, sent_in

USERS, BENEFIT = "value.known-users", "value.proven-benefit"
SPEECH = "trust.open-speech"


def spring(cast: Cast, version: ModelVersion, answers: dict[str, Given], **told: Any) -> Response:
    """What Pricing had sent half a year before."""
    round = hold(cast.aurora, version, "2026 S1", "2026-04-06", {cast.pricing: At(2, **told)})
    return sent_in(round, cast.pricing, answers)


def last(response: Response) -> LastTime | None:
    return last_time_of(response, response.participation.round)


def confirmable(response: Response) -> set[str]:
    """The keys of the criteria that can be confirmed one by one."""
    found, read = last(response), catalog(response.participation.round.version_id)
    return {one.key for one in read.criteria if found and (said := found.of(one)) and said.confirmable}


def block(response: Response) -> set[str]:
    """The keys of those that can be confirmed together."""
    found, read = last(response), catalog(response.participation.round.version_id)
    return {one.key for one in read.criteria if found and found.in_block(one)}


# Whose answers


def test_in_the_first_round_there_is_no_last_time(cast: Cast, health: ModelVersion) -> None:
    assert last(begun(cast, opened(cast, health))) is None


def test_the_answers_of_the_latest_closed_round_stand_beside(cast: Cast, health: ModelVersion) -> None:
    autumn = hold(cast.aurora, health, "2025 S2", "2025-10-06", {cast.pricing: At(1)})
    sent_in(autumn, cast.pricing, {USERS: Given("not")})
    spring(cast, health, {USERS: Given("partially", comment="Three of five.")})

    found = last(begun(cast, opened(cast, health)))

    assert found is not None
    assert found.round == "2026 S1"
    said = found.of(health.criteria.get(key=USERS))
    assert said is not None
    assert said.given == Given("partially", comment="Three of five.")


@pytest.mark.parametrize(
    "otherwise",
    [
        pytest.param({"void_reason": "The wrong teams were asked."}, id="declared void"),
        pytest.param({"state": Round.State.OPEN}, id="still open"),
        pytest.param({"mode": Round.Mode.ANONYMOUS}, id="answered anonymously"),
        pytest.param({"mode": Round.Mode.MEMBERS}, id="answered by each member"),
    ],
)
def test_some_rounds_are_nobodys_last_time(
    cast: Cast, health: ModelVersion, otherwise: dict[str, Any]
) -> None:
    before = hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.pricing: At(2)}, **otherwise)
    sent_in(before, cast.pricing, {USERS: Given("fully")})

    assert last(begun(cast, opened(cast, health))) is None


def test_another_teams_answers_are_never_shown(cast: Cast, health: ModelVersion) -> None:
    before = hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.churn: At(3), cast.pricing: NOBODY})
    sent_in(before, cast.churn, {USERS: Given("fully", comment="Churn's own.")})

    assert last(begun(cast, opened(cast, health))) is None


def test_another_subjects_answers_are_no_last_time(
    cast: Cast, health: ModelVersion, mlops: ModelVersion
) -> None:
    spring(cast, mlops, {})

    assert last(begun(cast, opened(cast, health))) is None


def test_a_round_that_closes_later_changes_nothing_on_an_open_page(cast: Cast, health: ModelVersion) -> None:
    spring(cast, health, {USERS: Given("partially")})
    response = begun(cast, opened(cast, health))
    pilot = hold(cast.aurora, health, "Pilot", "2026-11-01", {cast.pricing: At(3)})
    sent_in(pilot, cast.pricing, {USERS: Given("fully")})

    found = last(Response.objects.get(pk=response.pk))

    assert found is not None
    assert found.round == "2026 S1"


# What can be confirmed


def test_what_has_a_value_or_does_not_apply_can_be_confirmed(cast: Cast, health: ModelVersion) -> None:
    said = {
        USERS: Given("largely"),
        BENEFIT: Given("na", na_reason="outside"),
        "flow.finished-work": Given("dk"),
        "flow.independent-delivery": Given(comment="No answer, only this."),
    }
    spring(cast, health, said)

    response = begun(cast, opened(cast, health))

    assert confirmable(response) == {USERS, BENEFIT}
    assert block(response) == {USERS, BENEFIT}


def test_what_lies_on_the_way_up_is_looked_at_by_itself(cast: Cast, health: ModelVersion) -> None:
    spring(cast, health, {USERS: Given("largely"), BENEFIT: Given("not")}, plan=(BENEFIT,))

    response = begun(cast, opened(cast, health))

    assert confirmable(response) == {USERS, BENEFIT}
    assert block(response) == {USERS}


def adapted(
    cast: Cast, health: ModelVersion, document: dict[str, Any], *, key: str, language: str
) -> ModelVersion:
    """The organization's own model, in which one statement has other words in one language."""
    own = deepcopy(document)
    own["model"]["key"] = "our-health"
    [one] = [each for each in own["criteria"] if each["key"] == key]
    one["statement"][language] = one["statement"][language].removesuffix(".") + " 2."
    MaturityModel.objects.create(owner=cast.aurora, key="our-health", derived_from=health)
    return load_version(own, owner=cast.aurora)


@pytest.mark.parametrize("language", ["en", "pt-br"])
def test_other_words_in_any_language_ask_for_a_fresh_look(
    cast: Cast, health: ModelVersion, health_document: dict[str, Any], language: str
) -> None:
    spring(cast, health, {USERS: Given("largely"), SPEECH: Given("fully")})
    ours = adapted(cast, health, health_document, key=SPEECH, language=language)

    response = begun(cast, opened(cast, ours))

    assert confirmable(response) == {USERS}
    found = last(response)
    assert found is not None
    reworded = found.of(ours.criteria.get(key=SPEECH))
    assert reworded is not None
    assert reworded.reworded
    assert reworded.given == Given("fully")


def test_a_criterion_that_was_not_asked_is_new(
    cast: Cast, health: ModelVersion, health_document: dict[str, Any]
) -> None:
    spring(cast, health, {USERS: Given("largely")})
    own = deepcopy(health_document)
    own["model"]["key"] = "our-health"
    [one] = [each for each in own["criteria"] if each["key"] == SPEECH]
    one["key"] = "trust.heard"
    MaturityModel.objects.create(owner=cast.aurora, key="our-health", derived_from=health)
    ours = load_version(own, owner=cast.aurora)

    found = last(begun(cast, opened(cast, ours)))

    assert found is not None
    assert found.added == {ours.criteria.get(key="trust.heard").pk}


# What is stored


def confirmed(response: Response, key: str) -> tuple[str, bool | None]:
    answer = Answer.objects.get(response=response, criterion__key=key)
    return answer.rating, answer.confirmed


def save(response: Response, key: str, given: Given, *, revision: int = 1) -> None:
    answering.save_answer(response, answering.criterion_of(response, key), given, revision=revision, by=None)


def test_a_confirmed_answer_is_stored_as_one(cast: Cast, health: ModelVersion) -> None:
    spring(cast, health, {USERS: Given("largely"), BENEFIT: Given("na", na_reason="outside")})
    response = begun(cast, opened(cast, health))

    save(response, USERS, Given("largely", confirmed=True))
    save(response, BENEFIT, Given("na", na_reason="outside", confirmed=True))

    assert confirmed(response, USERS) == ("largely", True)
    assert confirmed(response, BENEFIT) == ("na", True)


def test_a_rating_that_is_tapped_is_no_confirmation(cast: Cast, health: ModelVersion) -> None:
    spring(cast, health, {USERS: Given("largely")})
    response = begun(cast, opened(cast, health))
    save(response, USERS, Given("largely", confirmed=True))

    save(response, USERS, Given("fully"), revision=2)

    assert confirmed(response, USERS) == ("fully", False)


@pytest.mark.parametrize(
    ("key", "given"),
    [
        pytest.param(USERS, Given("fully", confirmed=True), id="another rating"),
        pytest.param(BENEFIT, Given("na", na_reason="nothing", confirmed=True), id="another reason"),
        pytest.param("flow.finished-work", Given("dk", confirmed=True), id="nobody knew"),
        pytest.param(SPEECH, Given("fully", confirmed=True), id="no answer last time"),
    ],
)
def test_what_only_claims_to_be_confirmed_counts_as_given(
    cast: Cast, health: ModelVersion, key: str, given: Given
) -> None:
    said = {
        USERS: Given("largely"),
        BENEFIT: Given("na", na_reason="outside"),
        "flow.finished-work": Given("dk"),
    }
    spring(cast, health, said)
    response = begun(cast, opened(cast, health))

    save(response, key, given)

    assert confirmed(response, key) == (given.rating, False)


def test_the_first_round_knows_no_confirmation(cast: Cast, health: ModelVersion) -> None:
    response = begun(cast, opened(cast, health))

    save(response, USERS, Given("largely", confirmed=True))

    assert confirmed(response, USERS) == ("largely", False)
