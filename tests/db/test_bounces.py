"""Mails that come back: refused at once by a real mail server, or by a report later."""

import io
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from pytest_django import Settings

from core.models import OutboxMessage
from core.outbox import due_messages
from organizations.access import Role
from organizations.models import MembershipOffer, OfferMail
from organizations.offers import bounces
from organizations.offers.accepting import link_of
from organizations.offers.offering import NewOffer, make_offers
from tests.cast import Cast
from tests.offering import NINA, NOON, carried_out


@dataclass
class Server:
    """A mail server that says what it is told to say."""

    port: int
    to_recipient: str = "250 OK"
    to_data: str = "250 Kept"
    received: list[Message] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.to_data.startswith("250"):
            self.received.append(message_from_bytes(envelope.content))
        return self.to_data


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    with closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        port = opened.getsockname()[1]
    running = Server(port)
    controller = Controller(running, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield running
    controller.stop()


def offered(cast: Cast, **more: Any) -> MembershipOffer:
    given = {"role": Role.MEMBER, "team": cast.pricing} | more
    [offer] = make_offers(cast.aurora, [NewOffer(NINA, **given)], by=cast.ada)
    return offer


def parts(message: Message) -> dict[str, str]:
    return {part.get_content_type(): part.get_payload(decode=True).decode() for part in message.get_payload()}


@pytest.mark.parametrize(
    ("language", "subject", "words", "tag"),
    [
        ("en", "Aurora Seguros invites you to join Patamar", "Ada Nunes invites you to join", "en"),
        (
            "pt-br",
            "Aurora Seguros convida você a participar do Patamar",
            "Ada Nunes convida você a participar",
            "pt-BR",
        ),
        ("", "Aurora Seguros invites you to join Patamar", "Member of Pricing", "en"),  # the organization's
    ],
)
def test_the_mail_goes_out_as_text_and_html_in_its_language(
    cast: Cast, server: Server, language: str, subject: str, words: str, tag: str
) -> None:
    offered(cast, language=language)
    carried_out()

    [message] = server.received
    assert message.get_content_type() == "multipart/alternative"
    assert str(make_header(decode_header(message["Subject"]))) == subject
    assert message["To"] == NINA
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"  # but not the reports read below
    letter = OfferMail.objects.get()
    assert message["Message-ID"] == f"<offer-{letter.key}@127.0.0.1>"
    assert message["X-Patamar-Offer"] == letter.key
    read = parts(message)
    assert words in read["text/plain"]
    assert f'<html lang="{tag}">' in read["text/html"]
    for body in read.values():
        assert "/offer/" in body


def test_a_mail_that_was_cut_off_goes_out_again_with_the_same_id_and_both_links_work(
    cast: Cast, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered(cast)
    monkeypatch.setattr("organizations.offers.mail.mark_sent", lambda letter: (_ for _ in ()).throw(OSError))
    carried_out()
    monkeypatch.undo()
    OutboxMessage.objects.filter(state="queued").update(due_at=NOON)
    carried_out()

    first, second = server.received
    assert first["Message-ID"] == second["Message-ID"]
    tokens = [re.search(r"/offer/([\w-]+)/", parts(one)["text/plain"])[1] for one in (first, second)]
    assert tokens[0] != tokens[1]
    assert {link_of(token).mail.email for token in tokens} == {NINA}


@pytest.mark.parametrize("stage", ["to_recipient", "to_data"])
def test_an_address_that_the_server_refuses_for_good_is_marked(
    cast: Cast, server: Server, stage: str
) -> None:
    setattr(server, stage, "550 No such user here")
    offer = offered(cast)
    carried_out()

    offer.refresh_from_db()
    assert offer.state == MembershipOffer.State.BOUNCED
    assert OfferMail.objects.get().refusal == "550 No such user here"
    assert due_messages() == []
    assert not OutboxMessage.objects.exclude(state="done").exists()


@pytest.mark.parametrize("stage", ["to_recipient", "to_data"])
def test_a_server_that_is_busy_is_asked_again(cast: Cast, server: Server, stage: str) -> None:
    setattr(server, stage, "451 Come back later")
    offer = offered(cast)
    carried_out()

    offer.refresh_from_db()
    assert offer.state == MembershipOffer.State.OPEN
    waiting = OutboxMessage.objects.get(topic="offer.send")
    assert (waiting.state, waiting.attempts) == ("queued", 1)
    setattr(server, stage, "250 OK")
    OutboxMessage.objects.filter(pk=waiting.pk).update(due_at=NOON)
    carried_out()
    assert len(server.received) == 1


REPORT = """\
From: Mail Delivery System <mailer-daemon@mail.example>
To: patamar@patamar.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; nina@example.com
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--B
Content-Type: text/rfc822-headers

From: Patamar <patamar@patamar.example>
{header}

--B--
"""


def report(letter: OfferMail, *, action: str = "failed", status: str = "5.1.1", header: str = "") -> bytes:
    named = header or f"Message-ID: <offer-{letter.key}@patamar.example>"
    return REPORT.format(action=action, status=status, header=named).encode()


def test_a_report_marks_the_offer(cast: Cast) -> None:
    offer = offered(cast)
    letter = OfferMail.objects.get()

    assert bounces.take_in(report(letter)) == letter

    offer.refresh_from_db()
    letter.refresh_from_db()
    assert offer.state == MembershipOffer.State.BOUNCED
    assert letter.refusal == "smtp; 550 5.1.1 User unknown"


def test_our_own_header_is_enough(cast: Cast) -> None:
    offered(cast)
    letter = OfferMail.objects.get()

    assert bounces.take_in(report(letter, header=f"X-Patamar-Offer: {letter.key}")) == letter


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"action": "delayed"}, id="a delay"),
        pytest.param({"status": "4.2.2"}, id="a full mailbox"),
        pytest.param({"action": "delivered", "status": "2.0.0"}, id="a success"),
        pytest.param({"header": "Message-ID: <offer-1@patamar.example>"}, id="a key that was guessed"),
        pytest.param({"header": f"Message-ID: <offer-{'0' * 32}@patamar.example>"}, id="a key of no mail"),
    ],
)
def test_what_is_no_refusal_of_ours_changes_nothing(cast: Cast, changed: dict[str, str]) -> None:
    offer = offered(cast)

    assert bounces.take_in(report(OfferMail.objects.get(), **changed)) is None

    offer.refresh_from_db()
    assert offer.state == MembershipOffer.State.OPEN


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"Subject: hello\n\nNina is away until Monday."])
def test_other_mail_is_passed_over(cast: Cast, content: bytes) -> None:
    assert bounces.take_in(content) is None


def test_the_command_reads_what_the_mail_server_pipes_in(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    offer = offered(cast)
    piped = io.TextIOWrapper(io.BytesIO(report(OfferMail.objects.get())))
    monkeypatch.setattr("sys.stdin", piped)

    call_command("read_bounce")

    offer.refresh_from_db()
    assert offer.state == MembershipOffer.State.BOUNCED
    assert "Marked: nina@example.com" in capsys.readouterr().out
