"""The mails about offers to join: within the day's limit, once, with a link that the next one kills."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from core import clock
from core.models import OutboxMessage
from organizations.access import Role
from organizations.members import memberships
from organizations.models import (
    OfferLink,
    OfferMail,
)
from organizations.offers import accepting, mail_queue, offering
from organizations.offers.offering import NewOffer, make_offers
from organizations.tasks import send_due_offers
from tests.cast import Cast
from tests.offering import NINA, NOON, carried_out, new, offered, token_in


def last_second_before(day: int) -> datetime:
    """Before a day of November begins in São Paulo, three hours behind."""
    return datetime(2026, 11, day, 2, 59, 59, 999_999, tzinfo=UTC)


def test_what_is_beyond_the_days_limit_waits_for_the_next_days(cast: Cast, settings: Settings) -> None:
    settings.OFFER_MAILS_PER_DAY = 2
    with clock.at(NOON):
        offered(cast, *[f"p{number}@example.com" for number in range(5)])

        days = OfferMail.objects.order_by("pk").values_list("due_at", flat=True)
        assert [(due - NOON).days for due in days] == [0, 0, 1, 1, 2]
        waiting = mail_queue.mails_waiting(cast.aurora)
        assert (waiting.mails, waiting.last) == (3, NOON + timedelta(days=2))


def test_mails_go_out_on_their_day_and_once(cast: Cast, settings: Settings) -> None:
    settings.OFFER_MAILS_PER_DAY = 2
    with clock.at(NOON):
        offered(cast, *[f"p{number}@example.com" for number in range(3)])
        carried_out()
        send_due_offers()
        carried_out()
        assert [message.to for message in mail.outbox] == [["p0@example.com"], ["p1@example.com"]]
    with clock.at(NOON + timedelta(days=1)):
        assert send_due_offers() == 1
        assert send_due_offers() == 0
        carried_out()

    assert mail.outbox[-1].to == ["p2@example.com"]
    assert len(mail.outbox) == 3


def test_a_limit_of_one_organization_is_not_that_of_another(cast: Cast, settings: Settings) -> None:
    settings.OFFER_MAILS_PER_DAY = 1
    with clock.at(NOON):
        offered(cast)
        with accepting.scope(organization=cast.boreal):
            make_offers(cast.boreal, [NewOffer(NINA, Role.MEMBER, team=cast.logistics)], by=cast.otto)
            assert OfferMail.objects.get().due_at == NOON


def test_the_time_of_an_offer_begins_with_its_mail(cast: Cast, settings: Settings) -> None:
    settings.OFFER_MAILS_PER_DAY = 1
    with clock.at(NOON):
        _first, second = offered(cast, "a@example.com", "b@example.com")
    with clock.at(NOON + timedelta(days=1)):
        send_due_offers()
        carried_out()

    second.refresh_from_db()
    assert second.expires_at == last_second_before(18)  # the 17th in São Paulo
    assert second.sent_at == NOON + timedelta(days=1)


def test_the_token_is_in_the_mail_and_nowhere_in_the_database(cast: Cast) -> None:
    offered(cast)
    carried_out()

    token = token_in(mail.outbox[0])

    assert len(token) == 43  # 256 random bits in base64
    assert OfferLink.objects.get().token_hash == mail_queue.hash_of(token)
    assert all(token not in str(message.payload) for message in OutboxMessage.objects.all())


def test_an_offer_sent_again_has_a_new_link_and_the_old_one_is_dead(cast: Cast) -> None:
    with clock.at(NOON):
        [offer] = offered(cast)
        carried_out()
    with clock.at(NOON + timedelta(days=10)):
        offering.send_again(offer, by=cast.olga)
        carried_out()
        first, second = (token_in(message) for message in mail.outbox)

        with pytest.raises(accepting.OfferReplaced):
            accepting.link_of(first)
        assert accepting.link_of(second).mail.email == NINA
        offer.refresh_from_db()
        assert offer.expires_at == last_second_before(27)
        assert offer.made_by == cast.olga


def test_an_address_is_not_written_to_twice_within_ten_minutes(cast: Cast) -> None:
    with clock.at(NOON):
        [offer] = offered(cast)
        carried_out()
    with clock.at(NOON + timedelta(minutes=9)), pytest.raises(offering.MailedJustNow):
        offering.send_again(offer, by=cast.ada)
    with clock.at(NOON + timedelta(minutes=9)):  # a second role: its mail waits its ten minutes
        make_offers(cast.aurora, [new(cast, role=Role.LEAD)], by=cast.ada)
        assert OfferMail.objects.latest("pk").due_at == NOON + timedelta(minutes=10)


def test_a_corrected_address_gets_the_mail_and_the_wrong_one_loses_its_link(cast: Cast) -> None:
    [offer] = offered(cast, "mina@example.com")
    carried_out()

    offering.correct_address(offer, email=" Nina@Example.com", by=cast.ada)
    carried_out()

    assert mail.outbox[1].to == [NINA]
    with pytest.raises(accepting.OfferUnknown):
        accepting.link_of(token_in(mail.outbox[0]))


def test_an_address_is_not_corrected_to_a_members(cast: Cast) -> None:
    [offer] = offered(cast)

    with pytest.raises(offering.OfferOpenAlready):
        offering.correct_address(offer, email=cast.lia.user.email, by=cast.ada)


def test_who_may_not_give_a_role_neither_sends_nor_withdraws_its_offer(cast: Cast) -> None:
    [offer] = make_offers(cast.aurora, [new(cast, role=Role.OWNER)], by=cast.olga)

    for deed in (offering.send_again, offering.revoke_offer):
        with pytest.raises(memberships.AboveOwnRank):
            deed(offer, by=cast.ada)


# Taking an offer
