"""The auditor of the kills (`faults/audit.py`) is believed only because it notices: each loss, one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from core.models import OutboxMessage
from core.outbox import LEASE
from faults import audit, blows, cases
from faults.ledger import Ledger
from maturity.models import ModelVersion
from maturity.reading import catalog
from organizations.audit.recording import record
from organizations.scoping import scope, scopes_disabled
from surveys import answering, invitations, rounds
from surveys.answering import Given
from surveys.models import Answer, CriterionResult, Invitation, Response, Round, TeamResult
from tests.cast import Cast

Take = Callable[[], object]


@dataclass
class Looked:
    """An installation as the auditor sees it: its rows, and what was noted outside."""

    ledger: Ledger
    place: dict[str, Any]

    def rows(self, statement: str) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    def findings(self) -> str:
        return " | ".join(audit.of(self, self.place).findings)


@pytest.fixture
def looked(
    cast: Cast,
    health: ModelVersion,
    tmp_path: Path,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Looked:
    """Lia was told that her answer is kept, her round is closed, all mails are noted on both sides."""
    with scope(organization=cast.aurora):
        first = rounds.plan_round(
            cast.aurora,
            name="2026 Q4",
            version=health,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=timezone.now() + timedelta(days=7),
            by=cast.davi,
        )
        with django_capture_on_commit_callbacks(execute=True):  # its mails go
            rounds.open_round(first, by=cast.davi)
        second = rounds.plan_round(
            cast.aurora,
            name="2027 Q1",
            version=health,
            teams=[cast.churn],
            opens_at=None,
            closes_at=timezone.now() + timedelta(days=7),
            by=cast.davi,
        )
        response = answering.start(
            invitations.invitation_of(cast.lia, first.participations.get(team=cast.pricing))
        )
        criterion = catalog(health.pk).criteria[0]
        answering.save_answer(response, criterion, Given(rating="fully"), revision=2)
        rounds.close_round(first, by=cast.davi)
    OutboxMessage.objects.update(state=OutboxMessage.State.DONE)
    ledger = Ledger(tmp_path / "ledger.jsonl")
    answer = {"response": response.public_id, "criterion": criterion.key, "place": "aurora"}
    for revision, rating in ((1, "not"), (2, "fully")):
        ledger.write(**answer, rating=rating, revision=revision, said="sent")
        ledger.write(**answer, rating=rating, revision=revision, said="acknowledged")
    for mail in mailoutbox:
        ledger.write(mail=mail.extra_headers["Message-ID"], to=mail.to[0])
    return Looked(ledger, {"slug": "aurora", "first": first.pk, "second": second.pk})


def test_where_everything_is_there_nothing_is_found(looked: Looked) -> None:
    found = audit.of(looked, looked.place)

    assert found.findings == []
    assert (found.acknowledged, found.twice) == (2, 0)
    assert found.mails >= 1


def forget_the_answer() -> None:
    Answer.objects.all().delete()


def go_back_to_an_older_answer() -> None:
    Answer.objects.update(revision=1, rating="not")


def change_what_was_answered() -> None:
    Answer.objects.update(rating="largely")


def leave_a_draft_behind() -> None:
    Response.objects.update(state=Response.State.DRAFT)


def miscount() -> None:
    CriterionResult.objects.update(counts={"fully": 2})


def miscount_responses() -> None:
    TeamResult.objects.update(responses=7)


def leave_a_message_behind() -> None:
    OutboxMessage.objects.update(state=OutboxMessage.State.QUEUED)


def forget_that_it_was_sent() -> None:
    Invitation.objects.update(sent_at=None)


def close_it_again() -> None:
    record("round.closed", Round.objects.get(state=Round.State.CLOSED), by=None)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (forget_the_answer, "lost: "),
        (go_back_to_an_older_answer, "lost: "),
        (change_what_was_answered, "never sent: "),
        (leave_a_draft_behind, "closed with 1 drafts"),
        (miscount, "result of "),
        (miscount_responses, "counts 7 responses, 1 were sent"),
        (leave_a_message_behind, "a message is stuck: "),
        (forget_that_it_was_sent, "sent and not noted: "),
        (close_it_again, "round.closed stands 2 times"),
    ],
)
def test_each_harm_is_found(looked: Looked, harm: Take, told: str) -> None:
    with scopes_disabled():
        harm()

    assert told in looked.findings()


def test_a_mail_that_never_came_is_found_and_one_that_came_twice_is_told(looked: Looked) -> None:
    lines = looked.ledger.lines()
    mail = next(line for line in lines if "mail" in line)
    looked.ledger.write(**mail)
    assert audit.of(looked, looked.place).twice == 1

    rest = [line for line in lines if line != mail]
    looked.ledger = Ledger(looked.ledger.path.with_name("without.jsonl"))
    for line in rest:
        looked.ledger.write(**line)
    assert "no mail: " in looked.findings()


def test_a_mail_that_nobody_owes_is_found(looked: Looked) -> None:
    looked.ledger.write(mail=f"<round-{looked.place['first']}-0@patamar.example>", to="eve@example.com")

    assert "a mail that nobody owes: " in looked.findings()


def test_the_waiting_times_that_are_cut_short_are_those_of_the_product() -> None:
    assert LEASE.total_seconds() == cases.LEASE
    assert blows.MAIL_TIMEOUT == 20
    mail = Path(settings.BASE_DIR, "config/settings/mail.py").read_text(encoding="utf-8")
    assert f"EMAIL_TIMEOUT = {blows.MAIL_TIMEOUT}\n" in mail
