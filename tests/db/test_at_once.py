"""Deeds that meet: real threads, real commits, on SQLite as on PostgreSQL."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from core.clock import now
from core.errors import DomainError
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.models import AuditEvent, Organization
from organizations.scoping import scope
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Answer, CriterionResult, Invitation, Response, Round, TeamResult
from tests.cast import Cast, join

pytestmark = pytest.mark.usefixtures("transactional_db")
CROWD = 20


def at_once(organization: Organization, deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all deeds at the same moment, each on a connection of its own; what each gave, or its refusal."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            with scope(organization=organization):
                start.wait(timeout=20)
                return deed()
        except DomainError as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.fixture
def draft(cast: Cast, health: ModelVersion) -> Round:
    return rounds.plan_round(
        cast.aurora,
        name="2026 Q4",
        version=health,
        teams=[cast.pricing, cast.churn],
        opens_at=None,
        closes_at=now() + timedelta(days=14),
        by=cast.davi,
    )


@pytest.fixture
def response(cast: Cast, draft: Round) -> Response:
    rounds.open_round(draft, by=cast.davi)
    return answering.start(Invitation.objects.get(membership=cast.lia))


def answer_everything(response: Response, health: ModelVersion, rating: str) -> None:
    answering.save_answers(response, {one: Given(rating) for one in health.criteria.all()})


def test_of_two_who_open_one_wins(cast: Cast, draft: Round) -> None:
    deed = lambda: rounds.open_round(Round.objects.get(pk=draft.pk), by=cast.davi)  # noqa: E731

    told = at_once(cast.aurora, [deed] * 4)

    assert Counter(told) == {2: 1, "round_not_draft": 3}
    assert Invitation.objects.count() == 2
    assert TeamResult.objects.count() == 2
    assert AuditEvent.objects.filter(action="round.opened").count() == 1


def test_of_two_who_close_one_wins(cast: Cast, draft: Round, response: Response) -> None:
    deed = lambda: rounds.close_round(Round.objects.get(pk=draft.pk), by=cast.davi)  # noqa: E731

    told = at_once(cast.aurora, [deed] * 4)

    assert Counter(told) == {None: 1, "round_closed": 3}
    assert AuditEvent.objects.filter(action="round.closed").count() == 1


def test_two_leads_who_begin_at_once_share_one_response(cast: Cast, draft: Round) -> None:
    second = join(cast.aurora, "Luca Pires", Role.LEAD, cast.pricing)
    rounds.open_round(draft, by=cast.davi)
    asked = list(Invitation.objects.filter(membership__in=[cast.lia, second]))

    begun = at_once(cast.aurora, [lambda one=one: answering.start(one) for one in asked * 5])

    assert len(asked) == 2
    assert set(begun) == {Response.objects.get()}


def test_a_crowd_of_the_same_request_stores_one_answer(
    cast: Cast, response: Response, health: ModelVersion
) -> None:
    first = health.criteria.first()
    deed = lambda: answering.save_answer(response, first, Given("largely"), revision=1, by=cast.lia)  # noqa: E731

    told = at_once(cast.aurora, [deed] * CROWD)

    assert set(told) == {1}
    assert Answer.objects.values_list("rating", "revision").get() == ("largely", 1)


def test_of_many_changes_that_arrive_in_any_order_the_highest_revision_stands(
    cast: Cast, response: Response, health: ModelVersion
) -> None:
    first = health.criteria.first()
    ratings = ["not", "partially", "largely", "fully"]

    at_once(
        cast.aurora,
        [
            lambda n=n: answering.save_answer(response, first, Given(ratings[n % 4]), revision=n)
            for n in range(1, CROWD + 1)
        ],
    )

    assert Answer.objects.values_list("revision", "rating").get() == (CROWD, "not")  # 20 is a multiple of 4


def test_twenty_sendings_with_one_key_are_one(cast: Cast, response: Response, health: ModelVersion) -> None:
    answer_everything(response, health, "fully")
    deed = lambda: answering.submit(response, key="k1", by=cast.lia).submitted_at  # noqa: E731

    receipts = at_once(cast.aurora, [deed] * CROWD)

    response.refresh_from_db()
    assert set(receipts) == {response.submitted_at}
    assert AuditEvent.objects.filter(action="response.submitted").count() == 1
    assert TeamResult.objects.get(participation=response.participation).responses == 1


def test_of_twenty_sendings_with_their_own_keys_one_wins(
    cast: Cast, response: Response, health: ModelVersion
) -> None:
    answer_everything(response, health, "fully")

    told = at_once(
        cast.aurora,
        [
            lambda n=n: answering.submit(response, key=f"k{n}", by=cast.lia).submission_key
            for n in range(CROWD)
        ],
    )

    response.refresh_from_db()
    assert Counter(told) == {response.submission_key: 1, "already_sent": CROWD - 1}
    assert AuditEvent.objects.filter(action="response.submitted").count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_what_was_acknowledged_before_the_close_counts_and_nothing_else_does(
    cast: Cast, draft: Round, response: Response, health: ModelVersion, turn: int
) -> None:
    criteria = list(health.criteria.all())
    save = [
        lambda one=one: answering.save_answer(response, one, Given("largely"), revision=1, by=cast.lia)
        for one in criteria
    ]
    close = lambda: rounds.close_round(Round.objects.get(pk=draft.pk), by=cast.davi)  # noqa: E731

    *told, _ = at_once(cast.aurora, [*save, close])

    acknowledged = {one.key for one, said in zip(criteria, told, strict=True) if said != "round_closed"}
    rows = CriterionResult.objects.filter(team_result__participation=response.participation)
    counted = {row.criterion.key for row in rows.select_related("criterion") if row.counts == {"largely": 1}}
    stored = set(Answer.objects.values_list("criterion__key", flat=True))
    response.refresh_from_db()
    assert acknowledged == counted == stored
    assert response.state == (Response.State.SUBMITTED if acknowledged else Response.State.LAPSED)


@pytest.mark.parametrize("turn", range(3))
def test_sending_and_closing_at_once_count_the_response_once(
    cast: Cast, draft: Round, response: Response, health: ModelVersion, turn: int
) -> None:
    answer_everything(response, health, "fully")

    at_once(
        cast.aurora,
        [
            lambda: answering.submit(response, key="k1", by=cast.lia).state,
            lambda: rounds.close_round(Round.objects.get(pk=draft.pk), by=cast.davi),
        ],
    )

    result = TeamResult.objects.get(participation=response.participation)
    response.refresh_from_db()
    assert (response.state, result.responses, result.level) == (Response.State.SUBMITTED, 1, 3)


@pytest.mark.parametrize("turn", range(3))
def test_a_response_opened_again_as_the_round_closes_is_never_left_open(
    cast: Cast, draft: Round, response: Response, health: ModelVersion, turn: int
) -> None:
    answer_everything(response, health, "fully")
    answering.submit(response, key="k1", by=cast.lia)

    at_once(
        cast.aurora,
        [
            lambda: answering.reopen(response, by=cast.lia).state,
            lambda: rounds.close_round(Round.objects.get(pk=draft.pk), by=cast.davi),
        ],
    )

    response.refresh_from_db()
    assert response.state == Response.State.SUBMITTED
    assert TeamResult.objects.get(participation=response.participation).level == 3


def test_a_link_is_made_once_however_many_workers_build_the_mail(cast: Cast, draft: Round) -> None:
    rounds.open_round(draft, by=cast.davi)
    Invitation.objects.update(sent_at=None, token_hash=None)  # as before the first mail
    invitation = Invitation.objects.get(membership=cast.lia)

    tokens = at_once(cast.aurora, [lambda: invitations.make_token(invitation)] * 6)

    assert sum(token is not None for token in tokens) == 1
