"""Mails of rounds whatever dies on the way, counted by address: the first ones and reminders."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.models import OutboxMessage
from core.outbox import LEASE
from core.tasks import deliver, sweep
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.models import Team
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope
from surveys import reminders, rounds
from surveys.models import Round
from tests.cast import Cast, place
from tests.offering import NINA, carried_out
from tests.worker.conftest import PostOffice, Worker, until

QUEUED = OutboxMessage.State.QUEUED
LIA, CAIO = "lia@aurora.example", "caio@aurora.example"
# One round reminds, another opens, both for two leads and for Nina, who is invited and has not joined.
OWED = {(kind, to): 1 for kind in ("first", "again") for to in (LIA, CAIO, NINA)}


@pytest.fixture
def queued(cast: Cast, health: ModelVersion, broker: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Six mails that nobody has handed out yet: no worker was there to hear of them."""

    def opened(name: str, teams: list[Team]) -> Round:
        ends = timezone.now() + timedelta(days=7)
        round = rounds.plan_round(
            cast.aurora, name=name, version=health, teams=teams, opens_at=None, closes_at=ends, by=cast.davi
        )
        rounds.open_round(round, by=cast.davi)
        return round

    with scope(organization=cast.aurora):
        claims = place(cast.aurora, "Claims", cast.risk)
        make_offers(cast.aurora, [NewOffer(NINA, Role.LEAD, claims, "Nina Faro")], by=cast.ada, invite=False)
        teams = [cast.pricing, cast.churn, claims]
        begun = opened("2026 S1", teams)
        carried_out()  # its first mails are out
        mail.outbox.clear()
        assert reminders.remind(begun, by=cast.davi).mails == 3
        opened("2026 S2", teams)
    yield
    assert mail.outbox == []  # the worker has sent them, and by SMTP


def kind_of(name: str) -> str:
    return "again" if "-again-" in name else "first"


def counted(office: PostOffice) -> Counter[tuple[str, str]]:
    """How many mails came, by kind and address."""
    return Counter((kind_of(str(one["Message-ID"])), str(one["To"])) for one in office.received)


def names_of(office: PostOffice) -> Counter[tuple[str, str]]:
    """How many names the mails of one kind to one address have."""
    return Counter(
        (kind_of(name), to) for name, to in {(str(m["Message-ID"]), str(m["To"])) for m in office.received}
    )


def nothing_is_queued() -> bool:
    return not OutboxMessage.objects.filter(state=QUEUED).exists()


def time_passes() -> None:
    """Leases and waiting times are over."""
    for message in OutboxMessage.objects.filter(state=QUEUED):
        message.due_at -= LEASE
        message.save(update_fields=["due_at"])
    sweep.delay()


def test_each_address_has_one_of_each_however_often_the_messages_come(
    queued: None, worker: Worker, post_office: PostOffice
) -> None:
    worker.start()
    sweep.delay()
    until(nothing_is_queued, "the outbox is empty")

    for message in OutboxMessage.objects.all():
        deliver.delay(message.pk)
    OutboxMessage.objects.update(state=QUEUED, due_at=timezone.now())
    sweep.delay()

    until(nothing_is_queued, "the outbox is empty again")
    assert counted(post_office) == OWED


def test_a_worker_killed_in_the_middle_of_a_mail_leaves_nobody_without_and_nobody_with_two(
    queued: None, worker: Worker, post_office: PostOffice
) -> None:
    post_office.hold.set()
    worker.start()
    sweep.delay()
    until(post_office.arrived.is_set, "the worker is in the middle of a mail")
    worker.kill()
    post_office.hold.clear()

    worker.start()
    time_passes()

    until(nothing_is_queued, "the outbox is empty")
    assert counted(post_office) == OWED


def test_a_worker_killed_before_it_heard_that_a_mail_was_taken_sends_that_one_again_under_its_name(
    queued: None, worker: Worker, post_office: PostOffice
) -> None:
    post_office.silent.set()
    worker.start()
    sweep.delay()
    until(lambda: post_office.received, "a mail is taken")
    [first] = counted(post_office)
    worker.kill()
    post_office.silent.clear()

    worker.start()
    time_passes()

    until(nothing_is_queued, "the outbox is empty")
    assert counted(post_office) == OWED | {first: 2}
    assert names_of(post_office) == OWED  # a mail program shows one


def test_a_mail_server_that_is_down_delays_them_and_loses_none(
    queued: None, worker: Worker, post_office: PostOffice
) -> None:
    post_office.shut()
    worker.start()
    sweep.delay()
    failed = OutboxMessage.objects.filter(state=QUEUED).exclude(last_error="")
    until(lambda: failed.count() == len(OWED), "nobody listens to any of them")
    assert set(failed.values_list("attempts", flat=True)) == {1}

    post_office.listen()
    time_passes()

    until(nothing_is_queued, "the outbox is empty")
    assert counted(post_office) == OWED
