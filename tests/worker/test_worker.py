"""What a worker does with the outbox: once, and at last, whatever dies on the way."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from kombu import Connection, pools

from config.celery import app
from core.models import OutboxMessage
from core.tasks import sweep
from maturity.models import ModelVersion
from maturity.reading import catalog
from organizations.scoping import scope
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Answer, Response, Round, TeamResult
from tests.cast import Cast
from tests.worker.conftest import PostOffice, Worker, until


def open_round(cast: Cast, version: ModelVersion) -> Round:
    """Davi opens a round over Pricing and Churn, for a week from now."""
    with scope(organization=cast.aurora):
        round = rounds.plan_round(
            cast.aurora,
            name="2026 Q4",
            version=version,
            teams=[cast.pricing, cast.churn],
            opens_at=None,
            closes_at=timezone.now() + timedelta(days=7),
            by=cast.davi,
        )
        rounds.open_round(round, by=cast.davi)
    return round


def begin(cast: Cast, round: Round) -> Response:
    """Lia's response for Pricing."""
    with scope(organization=cast.aurora):
        participation = round.participations.get(team=cast.pricing)
        return answering.start(invitations.invitation_of(cast.lia, participation))


def answer_largely(cast: Cast, round: Round) -> None:
    """Lia rates every criterion "largely" and submits."""
    response = begin(cast, round)
    with scope(organization=cast.aurora):
        given = {one: Given(rating="largely") for one in catalog(round.version_id).criteria}
        answering.save_answers(response, given)
        answering.submit(response, key="from-her-phone", by=cast.lia)


def messages(state: OutboxMessage.State) -> int:
    return OutboxMessage.objects.filter(state=state).count()


def nothing_is_queued() -> bool:
    return messages(OutboxMessage.State.QUEUED) == 0


def test_the_leads_of_an_opened_round_get_one_mail_each(
    cast: Cast, health: ModelVersion, worker: Worker, post_office: PostOffice
) -> None:
    worker.start()

    open_round(cast, health)

    until(nothing_is_queued, "the outbox is empty")
    assert post_office.to() == ["caio@aurora.example", "lia@aurora.example"]
    assert (
        "https://patamar.example/a/"
        in post_office.received[0].get_payload(0).get_payload(decode=True).decode()
    )


def test_the_results_of_a_round_are_computed_again_in_the_background(
    cast: Cast, health: ModelVersion, worker: Worker
) -> None:
    round = open_round(cast, health)
    answer_largely(cast, round)
    with scope(organization=cast.aurora):
        of_pricing = TeamResult.objects.filter(participation__round=round, participation__team=cast.pricing)
        right = of_pricing.values_list("level", "score_exact").get()
        of_pricing.update(level=0, score_exact="0")
    worker.start()

    with scope(organization=cast.aurora):
        rounds.ask_recompute(round, by=cast.davi)

    until(nothing_is_queued, "the outbox is empty")
    with scope(organization=cast.aurora):
        assert of_pricing.values_list("level", "score_exact").get() == right
    assert right[1] != "0"


def test_a_mail_server_that_refuses_is_asked_again_later(
    cast: Cast, health: ModelVersion, worker: Worker, post_office: PostOffice
) -> None:
    post_office.open.clear()
    worker.start()
    open_round(cast, health)
    refused = OutboxMessage.objects.filter(topic="round.invite", state="queued").exclude(last_error="")
    until(lambda: refused.count() == 2, "both mails were refused")
    assert all(message.due_at > timezone.now() for message in refused)

    post_office.open.set()
    refused.update(due_at=timezone.now())
    sweep.delay()

    until(nothing_is_queued, "the outbox is empty")
    assert post_office.to() == ["caio@aurora.example", "lia@aurora.example"]


@pytest.fixture
def broker_away(broker: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens where the broker should be."""
    away = Connection("redis://127.0.0.1:1/0", transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    monkeypatch.setattr(app.amqp, "_producer_pool", pools.ProducerPool(away.Pool(2), limit=2))


def test_without_a_broker_a_round_opens_and_answers_are_kept(
    cast: Cast, health: ModelVersion, broker_away: None, caplog: pytest.LogCaptureFixture
) -> None:
    round = open_round(cast, health)
    answer_largely(cast, round)

    with scope(organization=cast.aurora):
        asked = len(catalog(round.version_id).criteria)
        assert Answer.objects.filter(response__participation__round=round).count() == asked
        assert Response.objects.get().state == Response.State.SUBMITTED
    assert set(OutboxMessage.objects.values_list("topic", "state")) == {("round.invite", "queued")}
    assert "waits for the sweep" in caplog.text
