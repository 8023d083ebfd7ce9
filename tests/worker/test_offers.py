"""Offers to join, from the deed to the mailbox: by a real worker, through a real mail server."""

import re

from core.models import OutboxMessage
from core.outbox import LEASE
from core.tasks import sweep
from organizations.access import Role
from organizations.offers import accepting, offering
from organizations.offers.offering import NewOffer
from organizations.scoping import scope
from tests.cast import Cast
from tests.worker.conftest import PostOffice, Worker, until

ADDRESSES = ["ana@example.com", "bea@example.com", "caio@example.com"]


def offer(cast: Cast) -> None:
    with scope(organization=cast.aurora):
        new = [NewOffer(email, Role.MEMBER, cast.pricing, language="pt-br") for email in ADDRESSES]
        offering.make_offers(cast.aurora, new, by=cast.ada)


def all_is_done() -> bool:
    return not OutboxMessage.objects.exclude(state="done").exists()


def test_each_address_gets_one_mail_with_a_link_that_works(
    cast: Cast, worker: Worker, post_office: PostOffice
) -> None:
    worker.start()

    offer(cast)

    until(lambda: len(post_office.received) == len(ADDRESSES) and all_is_done(), "all mails are there")
    assert post_office.to() == ADDRESSES
    text = post_office.received[0].get_payload()[0].get_payload(decode=True).decode()
    token = re.search(r"https://patamar\.example/offer/([\w-]+)/", text)[1]
    assert accepting.link_of(token).mail.email == post_office.received[0]["To"]
    assert "Ada Nunes convida você a participar" in text


def test_a_worker_killed_in_the_middle_of_a_mail_loses_no_offer(
    cast: Cast, worker: Worker, post_office: PostOffice
) -> None:
    post_office.hold.set()
    worker.start()
    offer(cast)
    until(post_office.arrived.is_set, "the worker is in the middle of a mail")
    worker.kill()

    post_office.hold.clear()
    for message in OutboxMessage.objects.filter(state="queued"):  # the lease runs out
        message.due_at -= LEASE
        message.save(update_fields=["due_at"])
    worker.start()
    sweep.delay()

    until(all_is_done, "the outbox is empty")
    assert sorted(set(post_office.to())) == ADDRESSES
