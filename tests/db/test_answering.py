"""Answers: saved once, never overwritten by older ones, refused with a reason."""

from datetime import timedelta

import pytest

from core import clock
from maturity.models import Criterion, ModelVersion
from organizations.access import Role
from organizations.models import AuditEvent, Membership
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Answer, Invitation, Response, Round, TeamResult
from surveys.models.responses import COMMENT_LIMIT
from surveys.refusals import (
    AlreadySent,
    AnswerProblem,
    CharacterRefused,
    CommentTooLong,
    CriterionUnknown,
    KeyMissing,
    LinkNotSafe,
    MayNotAnswer,
    NaReasonMissing,
    NewerAnswerStored,
    NotApplicableRefused,
    NothingAnswered,
    NotSent,
    RatingUnknown,
    RevisionWrong,
    RoundClosed,
    RoundNotYetOpen,
)
from tests.cast import Cast, join
from tests.survey_steps import CLOSES, MONDAY, SECOND, answer_all, begun, opened, planned

NOT, LARGELY = Given(rating="not"), Given(rating="largely")


@pytest.fixture
def response(cast: Cast, health: ModelVersion) -> Response:
    """Lia's, begun on Monday."""
    return begun(cast, opened(cast, health))


@pytest.fixture
def known_users(health: ModelVersion) -> Criterion:
    """A criterion that always applies."""
    return health.criteria.get(key="value.known-users")


@pytest.fixture
def proven_benefit(health: ModelVersion) -> Criterion:
    """A criterion that need not apply."""
    return health.criteria.get(key="value.proven-benefit")


@pytest.fixture(autouse=True)
def monday():
    """The round is open."""
    with clock.at(MONDAY):
        yield


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
        answer = answering.save_answer(response, known_users, LARGELY, revision=2)

    assert (answer.revision, Answer.objects.count()) == (2, 1)


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
def test_a_revision_is_a_whole_number(response: Response, known_users: Criterion, revision) -> None:
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


def test_saving_an_answer_takes_three_queries_under_the_lock(
    response: Response, known_users: Criterion, django_assert_num_queries
) -> None:
    answering.save_answer(response, known_users, NOT, revision=1)

    with django_assert_num_queries(5):  # savepoint, lock, read, write, release
        answering.save_answer(response, known_users, LARGELY, revision=2)


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
