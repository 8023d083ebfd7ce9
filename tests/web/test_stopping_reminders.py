"""One click ends the reminders of a round: in the mail program (RFC 8058), or on a page for people."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from core import clock
from maturity.models import ModelVersion
from organizations.scoping import scope, scopes_disabled
from surveys import invitations, reminders
from surveys.handlers import remind as carry_out_reminder
from surveys.models import Invitation, Round
from tests.cast import Cast
from tests.markup import markup
from tests.survey_steps import MONDAY, opened


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    with scope(organization=cast.aurora):
        asked = opened(cast, health)
        invitations.mark_sent(Invitation.objects.all())
    return asked


@pytest.fixture
def address(cast: Cast, round: Round) -> str:
    """Where Lia's reminders of the round are stopped."""
    with scopes_disabled():
        return f"/a/reminders/{reminders.stop_token(Invitation.objects.get(membership=cast.lia))}/"


def stopped() -> bool:
    with scopes_disabled():
        return Invitation.objects.get().reminders_off_at is not None


def letter(cast: Cast, round: Round) -> Any:
    with scope(organization=cast.aurora):
        reminders.remind(round, by=cast.davi)
        pk = Invitation.objects.get().pk
    carry_out_reminder({"organization": cast.aurora.pk, "round": round.pk, "invitation": pk})
    return mail.outbox[-1]


def test_a_mail_program_stops_them_without_cookies_or_token(address: str) -> None:
    program = Client(enforce_csrf_checks=True)

    answer = program.post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert stopped()


def test_opening_the_page_changes_nothing_and_its_button_does(address: str, client: Client) -> None:
    page = markup(client.get(address))

    assert "No more reminders of" in page
    assert "2026 Q4" in page
    assert not stopped()
    assert "You get no more reminders" in markup(client.post(address))
    assert "You get no more reminders" in markup(client.get(address))


def test_the_page_speaks_the_readers_language(cast: Cast, address: str, client: Client) -> None:
    cast.lia.user.language = "pt-br"
    cast.lia.user.save()

    assert "Parar os lembretes" in markup(client.get(address))


@pytest.mark.parametrize("token", ["x", "MQ:1abc:def", "é"])
def test_a_forged_link_is_unknown(client: Client, round: Round, token: str) -> None:
    assert client.post(f"/a/reminders/{token}/").status_code == 404
    assert not stopped()


def test_over_https_the_mail_names_the_button(cast: Cast, round: Round, settings: Settings) -> None:
    settings.SITE_URL = "https://patamar.example"

    headers = letter(cast, round).extra_headers

    assert headers["List-Unsubscribe"].startswith("<https://patamar.example/a/reminders/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_without_https_only_its_text_has_the_link(cast: Cast, round: Round, address: str) -> None:
    sent = letter(cast, round)

    assert "List-Unsubscribe" not in sent.extra_headers
    assert "http://127.0.0.1:8000/a/reminders/" in sent.body
