"""Starting to answer, and saving one answer: what is stored, what wins, what is no answer."""

from typing import Any

import pytest

from core import clock
from maturity.models import Criterion, ModelVersion
from organizations.access import Role
from surveys import answering, invitations
from surveys.answering import Given
from surveys.models import Answer, Invitation, Response
from surveys.models.responses import COMMENT_LIMIT
from surveys.refusals import (
    AnswerProblem,
    CharacterRefused,
    CommentTooLong,
    CriterionUnknown,
    LinkNotSafe,
    NaReasonMissing,
    NewerAnswerStored,
    NotApplicableRefused,
    RatingUnknown,
    RevisionWrong,
    RoundClosed,
    RoundNotYetOpen,
)
from tests.cast import Cast, join
from tests.survey_steps import CLOSES, opened, planned

NOT, LARGELY = Given(rating="not"), Given(rating="largely")


# Starting


def test_the_leads_of_a_team_share_one_response(cast: Cast, response: Response) -> None:
    second = join(cast.aurora, "Luca Pires", Role.LEAD, cast.pricing)

    theirs = answering.start(invitations.invitation_of(second, response.participation))

    assert theirs == response
    assert Response.objects.count() == 1


def test_starting_marks_the_invitation_opened(cast: Cast, response: Response) -> None:
    assert Invitation.objects.get(membership=cast.lia).state == Invitation.State.OPENED


def test_a_response_is_not_begun_before_the_round_opens(cast: Cast, health: ModelVersion) -> None:
    round = planned(cast, health)
    early = Invitation.objects.create(participation=round.participations.get(), membership=cast.lia)

    with pytest.raises(RoundNotYetOpen):
        answering.start(early)

    assert not Response.objects.exists()


def test_a_response_is_not_begun_at_the_closing_second(cast: Cast, health: ModelVersion) -> None:
    opened(cast, health)

    with clock.at(CLOSES), pytest.raises(RoundClosed):
        answering.start(Invitation.objects.get())

    assert not Response.objects.exists()


# Saving one answer


def test_an_answer_is_saved_with_its_comment_and_evidence(
    cast: Cast, response: Response, known_users: Criterion
) -> None:
    given = Given("largely", comment=" Known.\r\nMostly. ", evidence_url="https://wiki.aurora.example/users")

    answering.save_answer(response, known_users, given, revision=1, by=cast.lia)

    stored = Answer.objects.get()
    assert Given.of(stored) == Given(
        "largely", comment="Known.\nMostly.", evidence_url="https://wiki.aurora.example/users"
    )
    assert stored.revision == 1


def test_a_later_change_wins(response: Response, known_users: Criterion) -> None:
    answering.save_answer(response, known_users, NOT, revision=1)

    answering.save_answer(response, known_users, LARGELY, revision=2)

    assert Answer.objects.values_list("rating", "revision").get() == ("largely", 2)


def test_the_same_request_again_changes_nothing(response: Response, known_users: Criterion) -> None:
    for _ in range(3):
        stored = answering.save_answer(response, known_users, LARGELY, revision=2)

    assert (stored, Answer.objects.count()) == (2, 1)


@pytest.mark.parametrize("revision", [1, 2])
def test_an_older_answer_never_overwrites_a_newer_one(
    response: Response, known_users: Criterion, revision: int
) -> None:
    answering.save_answer(response, known_users, LARGELY, revision=2)

    with pytest.raises(NewerAnswerStored) as refused:
        answering.save_answer(response, known_users, NOT, revision=revision)

    assert Answer.objects.get().rating == "largely"
    (conflict,) = refused.value.details["conflicts"]
    assert (conflict["stored"]["rating"], conflict["given"]["rating"]) == ("largely", "not")
    assert (conflict["criterion"], conflict["revision"]) == ("value.known-users", 2)


def test_a_device_that_has_not_seen_the_other_change_overwrites_nothing_with_a_high_number(
    response: Response, known_users: Criterion
) -> None:
    answering.save_answer(response, known_users, NOT, revision=1, seen=0)  # both devices have seen this
    answering.save_answer(response, known_users, LARGELY, revision=2, seen=1)  # the other one

    with pytest.raises(NewerAnswerStored):
        answering.save_answer(response, known_users, Given("fully"), revision=7, seen=1)

    assert Answer.objects.get().rating == "largely"


def test_a_conflict_is_settled_by_saving_again_with_what_was_seen(
    response: Response, known_users: Criterion
) -> None:
    answering.save_answer(response, known_users, LARGELY, revision=2)

    answering.save_answer(response, known_users, NOT, revision=3, seen=2)

    assert Answer.objects.values_list("rating", "revision").get() == ("not", 3)


def test_no_answer_not_achieved_na_and_dont_know_stay_four_things(
    response: Response, health: ModelVersion
) -> None:
    keys = [
        "value.proven-benefit",
        "flow.independent-delivery",
        "learning.shared-knowledge",
        "trust.mutual-help",
    ]
    unanswered, not_achieved, na, dk = [health.criteria.get(key=key) for key in keys]

    answering.save_answers(
        response,
        {
            unanswered: Given(comment="What is meant by benefit?"),
            not_achieved: NOT,
            na: Given("na", na_reason="outside"),
            dk: Given("dk"),
        },
    )

    stored = {answer.criterion.key: answer.rating for answer in Answer.objects.select_related("criterion")}
    assert [stored[key] for key in keys] == ["", "not", "na", "dk"]


def test_an_answer_can_be_cleared_and_a_late_one_does_not_bring_it_back(
    response: Response, known_users: Criterion
) -> None:
    answering.save_answer(response, known_users, LARGELY, revision=1)
    answering.save_answer(response, known_users, Given(), revision=2)

    with pytest.raises(NewerAnswerStored):
        answering.save_answer(response, known_users, LARGELY, revision=1)

    assert Answer.objects.get().rating == ""


def test_a_reason_is_kept_only_with_na(response: Response, proven_benefit: Criterion) -> None:
    answering.save_answer(response, proven_benefit, Given("na", na_reason="other"), revision=1)
    answering.save_answer(response, proven_benefit, Given("fully", na_reason="other"), revision=2)

    assert Answer.objects.values_list("rating", "na_reason").get() == ("fully", "")


# What is no answer


@pytest.mark.parametrize(
    ("given", "error"),
    [
        pytest.param(Given("mostly"), RatingUnknown, id="an option of no scale"),
        pytest.param(Given("0.66"), RatingUnknown, id="a value for an option"),
        pytest.param(Given("LARGELY"), RatingUnknown, id="another case"),
        pytest.param(Given("na"), NaReasonMissing, id="N/A without a reason"),
        pytest.param(Given("na", na_reason="because"), NaReasonMissing, id="N/A with a made-up reason"),
        pytest.param(Given(comment="x" * (COMMENT_LIMIT + 1)), CommentTooLong, id="too long a comment"),
        pytest.param(Given(comment="a\0b"), CharacterRefused, id="NUL in a comment"),
        pytest.param(Given(comment="\ud800"), CharacterRefused, id="half a character"),
        pytest.param(Given(rating="no\0t"), CharacterRefused, id="NUL in a rating"),
        pytest.param(Given(evidence_url="http://wiki.example/"), LinkNotSafe, id="a link without https"),
        pytest.param(Given(evidence_url="javascript:alert(1)"), LinkNotSafe, id="a script for a link"),
        pytest.param(Given(evidence_url="https://"), LinkNotSafe, id="a link to nowhere"),
        pytest.param(
            Given(evidence_url="https://a@evil.example/"), LinkNotSafe, id="a link with a name in it"
        ),
        pytest.param(Given(evidence_url="https://x.example/" + "y" * 500), LinkNotSafe, id="too long a link"),
        pytest.param(Given(evidence_url="https://[x"), LinkNotSafe, id="a broken link"),
        pytest.param(Given(evidence_url="https://x:99999/"), LinkNotSafe, id="a port that is none"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_stored(
    response: Response, proven_benefit: Criterion, given: Given, error: type[AnswerProblem]
) -> None:
    with pytest.raises(error):
        answering.save_answer(response, proven_benefit, given, revision=1)
    with pytest.raises(error):
        answering.save_answers(response, {proven_benefit: given})

    assert not Answer.objects.exists()


def test_na_is_refused_where_a_criterion_always_applies(response: Response, known_users: Criterion) -> None:
    with pytest.raises(NotApplicableRefused):
        answering.save_answer(response, known_users, Given("na", na_reason="outside"), revision=1)


@pytest.mark.parametrize("revision", [0, -1, 2**31, True, "3", 1.5, None])
def test_a_revision_is_a_whole_number(response: Response, known_users: Criterion, revision: Any) -> None:
    with pytest.raises(RevisionWrong):
        answering.save_answer(response, known_users, LARGELY, revision=revision)


def test_a_criterion_of_another_version_is_unknown(response: Response, mlops: ModelVersion) -> None:
    foreign = mlops.criteria.first()

    with pytest.raises(CriterionUnknown):
        answering.save_answer(response, foreign, LARGELY, revision=1)
    with pytest.raises(CriterionUnknown):
        answering.save_answers(response, {foreign: LARGELY})

    assert not Answer.objects.exists()


def test_a_comment_of_just_the_limit_is_stored(response: Response, known_users: Criterion) -> None:
    answering.save_answer(response, known_users, Given(comment="ç" * COMMENT_LIMIT), revision=1)

    assert len(Answer.objects.get().comment) == COMMENT_LIMIT
