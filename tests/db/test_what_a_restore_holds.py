"""What a restore holds back: queued mail, and what the clock makes up for, whatever is killed when."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from core import clock, outbox
from core.backup import engines
from core.backup.manifest import BackupRefused
from core.backup.restoring import restore
from core.backup.writing import back_up
from core.models import OutboxMessage
from maturity.models import ModelVersion
from organizations.models import OfferMail, User
from organizations.tasks import send_due_offers
from surveys import rounds
from surveys.models import Round
from surveys.tasks import turn_rounds
from tests.cast import Cast
from tests.lost_disk import leave_in_order, lose_the_disk
from tests.survey_steps import MONDAY

pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.drill]
OPENS = MONDAY + timedelta(days=1)
RESTORED = MONDAY + timedelta(days=2)
LATER = MONDAY + timedelta(days=3)
CLOSES = MONDAY + timedelta(days=14)


@pytest.fixture(autouse=True)
def tables_again(transactional_db: None) -> Iterator[None]:
    """Also where a test fails before the database is back."""
    yield
    leave_in_order()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "patamar.tar"


def queue(topic: str = "offer.send") -> OutboxMessage:
    return OutboxMessage.objects.create(topic=topic, handler="x", payload={}, due_at=MONDAY)


def states() -> dict[str, str]:
    return dict(OutboxMessage.objects.exclude(topic=outbox.RESTORED).values_list("topic", "state"))


def killed(*_given: Any, **_more: Any) -> None:
    raise KeyboardInterrupt


# What was queued


def test_queued_messages_are_held_until_they_are_released(cast: Cast, file: Path) -> None:
    queue("offer.send")
    queue("round.invite")
    back_up(file)
    lose_the_disk()

    assert restore(file).held == 2

    assert outbox.due_messages() == []
    told = StringIO()
    call_command("release_messages", stdout=told)
    assert "2 messages are held. Choose --release or --drop." in told.getvalue()
    call_command("release_messages", "--release", stdout=told)
    assert states() == {"offer.send": "queued", "round.invite": "queued"}
    told = StringIO()
    call_command("release_messages", stdout=told)
    assert told.getvalue().splitlines()[0] == "No message is held."


@pytest.mark.parametrize("place", ["_compare", "call_command"])
def test_a_restore_that_is_killed_has_held_them_with_the_database(
    place: str, cast: Cast, file: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worker and beat may be started upon it: nothing goes out, and nobody is still signed in."""
    client.force_login(cast.lia.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    queue()
    back_up(file)
    lose_the_disk()
    monkeypatch.setattr(f"core.backup.restoring.{place}", killed)

    with pytest.raises(KeyboardInterrupt):
        restore(file)

    assert User.objects.filter(email=cast.lia.user.email).exists()
    assert states() == {"offer.send": "held"}
    assert not Session.objects.exists()


def test_a_restore_that_does_not_come_to_its_end_leaves_no_database(cast: Cast, file: Path) -> None:
    """So it can be run again: it comes whole, with what it holds, or not at all."""
    queue()
    back_up(file)
    lose_the_disk()
    holding = outbox.holding
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outbox, "holding", lambda: [*holding(), "DELETE FROM nowhere"])
        with pytest.raises(BackupRefused, match="nowhere"):
            restore(file)
    assert engines.counts_now() == {}

    restore(file)

    assert states() == {"offer.send": "held"}


@pytest.mark.engine("postgresql")
def test_a_backup_that_cannot_be_read_to_its_end_is_not_committed(
    cast: Cast, file: Path, tmp_path: Path
) -> None:
    """psql would commit what it got until pg_restore died, if we let it."""
    lose_the_disk()

    with pytest.raises(BackupRefused, match="sh failed: the disk is gone"):
        engines._pour(
            ["sh", "-c", "echo 'CREATE TABLE half (id int);'; echo the disk is gone >&2; exit 1"], []
        )

    assert engines.counts_now() == {}


def test_held_messages_of_one_topic_are_dropped(cast: Cast) -> None:
    for topic in ("offer.send", "archive.made"):
        OutboxMessage.objects.create(topic=topic, handler="x", payload={}, due_at=MONDAY, state="held")

    told = StringIO()
    call_command("release_messages", "--drop", "--topic", "offer.send", stdout=told)

    assert told.getvalue() == "1 message is dropped.\n"
    assert outbox.held() == {"archive.made": 1}
    with pytest.raises(CommandError, match=r"There is no topic offer\.sent"):
        call_command("release_messages", "--release", "--topic", "offer.sent")


# What the clock makes up for


@pytest.fixture
def come_back(file: Path) -> Callable[[], None]:
    """Backup on Monday, disk lost, restored on Wednesday."""

    def go() -> None:
        back_up(file)
        lose_the_disk()
        with clock.at(RESTORED):
            restore(file)

    return go


def planned(cast: Cast, version: ModelVersion, opens_at: Any) -> Round:
    with clock.at(MONDAY):
        return rounds.plan_round(
            cast.aurora,
            name="May",
            version=version,
            teams=[cast.pricing],
            opens_at=opens_at,
            closes_at=CLOSES,
            by=cast.olga,
        )


def test_a_round_that_was_due_meanwhile_opens_and_invites_nobody_until_released(
    cast: Cast, health: ModelVersion, come_back: Callable[[], None]
) -> None:
    """It was due on Tuesday, and may have invited its people before the disk was lost."""
    planned(cast, health, OPENS)
    come_back()

    with clock.at(RESTORED + timedelta(minutes=1)):
        turn_rounds()

        assert Round.objects.get().state == Round.State.OPEN
        assert states() == {"round.invite": "held"}
        assert mail.outbox == []
        told = StringIO()
        call_command("release_messages", stdout=told)
        assert "round.invite: 1" in told.getvalue()
        assert f"due before the restore of {RESTORED:%Y-%m-%d}" in told.getvalue()

        call_command("release_messages", "--release", "--topic", "round.invite", stdout=told)
        for _turn in range(2):
            for pk in outbox.due_messages():
                outbox.carry_out(pk)

    assert [sent.to for sent in mail.outbox] == [[cast.lia.user.email]]


def test_dropped_it_never_invites(cast: Cast, health: ModelVersion, come_back: Callable[[], None]) -> None:
    planned(cast, health, OPENS)
    come_back()

    with clock.at(RESTORED + timedelta(minutes=1)):
        turn_rounds()
        call_command("release_messages", "--drop", stdout=StringIO())
        assert outbox.due_messages() == []

    assert Round.objects.get().state == Round.State.OPEN
    assert mail.outbox == []


def test_a_round_that_is_due_after_the_restore_invites_as_ever(
    cast: Cast, health: ModelVersion, come_back: Callable[[], None]
) -> None:
    planned(cast, health, LATER)
    come_back()

    with clock.at(LATER):
        turn_rounds()

    assert [sent.to for sent in mail.outbox] == [[cast.lia.user.email]]


def test_whoever_opens_a_round_by_hand_invites_at_once(
    cast: Cast, health: ModelVersion, come_back: Callable[[], None]
) -> None:
    """A person knows what they do, the clock does not."""
    round = planned(cast, health, OPENS)
    come_back()

    with clock.at(RESTORED + timedelta(minutes=1)):
        rounds.open_round(Round.objects.get(pk=round.pk), by=cast.olga)

    assert len(mail.outbox) == 1


def test_a_mail_about_an_offer_that_was_due_meanwhile_is_held(
    cast: Cast, come_back: Callable[[], None]
) -> None:
    OfferMail.objects.create(
        organization=cast.aurora, email="nina@aurora.example", key="k" * 32, asked_at=MONDAY, due_at=OPENS
    )
    OfferMail.objects.create(
        organization=cast.aurora, email="otto@aurora.example", key="m" * 32, asked_at=MONDAY, due_at=LATER
    )
    come_back()

    with clock.at(RESTORED + timedelta(minutes=1)):
        assert send_due_offers() == 1
        assert outbox.held() == {"offer.send": 1}
    with clock.at(LATER):
        assert send_due_offers() == 1
        assert outbox.held() == {"offer.send": 1}


def test_without_a_restore_nothing_is_held(cast: Cast, health: ModelVersion) -> None:
    planned(cast, health, OPENS)

    with clock.at(LATER):
        turn_rounds()

    assert outbox.restored_at() == outbox.NEVER
    assert len(mail.outbox) == 1
