"""Who is told of a recurring round: who set it up, else all who run rounds; what the mail says."""

from datetime import timedelta

from django.core import mail

from core import clock
from maturity.models import ModelVersion
from organizations.members import memberships
from organizations.tenant.erasing import erase_member
from surveys import rounds
from surveys.models import Round
from surveys.recurring import making
from tests.cast import Cast
from tests.recurring import (
    DRAFTED,
    recurring,
    turn,
)

OLGA, ADA = "olga@aurora.example", "ada@aurora.example"
A_MINUTE = timedelta(minutes=1)


def test_who_set_it_up_is_told_and_nobody_else(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, by=cast.ada)

    assert turn(DRAFTED) == [ADA]


def test_when_they_have_left_all_who_run_rounds_are_told(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, by=cast.davi)
    memberships.end_membership(cast.davi, by=cast.olga)

    assert turn(DRAFTED) == [ADA, OLGA]


def test_when_they_run_rounds_no_more_all_who_do_are_told(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, by=cast.davi)
    cast.davi.grants.all().delete()

    assert turn(DRAFTED) == [ADA, OLGA]


def test_who_was_erased_is_told_nothing_and_the_others_are(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health, by=cast.davi)
    erase_member(cast.davi, by=cast.olga)

    assert turn(DRAFTED) == [ADA, OLGA]

    recurrence.refresh_from_db()
    assert "Davi" not in str(recurrence.made_by)


def test_who_leaves_before_the_mail_goes_gets_none(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    with clock.at(DRAFTED):
        making.draft_what_is_due(recurrence)
    memberships.end_membership(cast.davi, by=cast.olga)

    assert turn(DRAFTED + A_MINUTE) == []


def test_no_mail_tells_of_a_draft_that_is_discarded_already(cast: Cast, health: ModelVersion) -> None:
    recurrence = recurring(cast, health)
    with clock.at(DRAFTED):
        making.draft_what_is_due(recurrence)
        rounds.discard_draft(Round.objects.get(), by=cast.davi)

    assert turn(DRAFTED + A_MINUTE) == []


def test_the_mail_leads_to_the_draft_and_says_what_it_needs(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health)
    cast.leads["fraud"].grants.all().delete()

    turn(DRAFTED)

    [message] = mail.outbox
    draft = Round.objects.get()
    assert message.subject == "Aurora Seguros: the draft of 2027 S1 is there, look it over"
    for told in (
        f"2027 S1 asks 3 teams about {health.name}, version 1.",
        "It opens when you open it. Its day is Mon 4 Jan 2027, 09:00 (São Paulo);",
        "it closes on Fri 15 Jan 2027, 18:00 (São Paulo).",
        "1 team has nobody to answer: Fraud.",
        f"/o/aurora/rounds/{draft.pk}/",
    ):
        assert told in message.body


def test_each_reads_it_in_their_language(cast: Cast, health: ModelVersion) -> None:
    recurring(cast, health, opens_by_itself=True)
    cast.davi.user.language = "pt-br"
    cast.davi.user.save()

    turn(DRAFTED)

    [message] = mail.outbox
    assert message.subject == "Aurora Seguros: o rascunho de 2027 S1 está pronto para conferir"
    assert "Abre sozinha em seg., 4 de jan. de 2027, 9h (São Paulo) e fecha em sex., 15" in message.body
