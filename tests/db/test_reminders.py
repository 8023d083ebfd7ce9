"""Reminders: whoever has not sent is asked again, once a day, in their language, and nobody else is."""

import re
from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from core import clock
from core.models import OutboxMessage
from maturity.models import ModelVersion
from organizations.access import RightLacking, Role
from organizations.members import memberships
from organizations.models import AuditEvent, Membership
from organizations.offers.offering import NewOffer, make_offers
from surveys import answering, handlers, invitations, reminders, rounds, tasks
from surveys.models import Invitation, Round
from surveys.refusals import LinkRevoked, LinkUnknown, RoundClosed
from surveys.reminders import Reminded, remind
from surveys.taking_part import take_part
from tests.cast import Cast, place
from tests.offering import NINA, carried_out
from tests.survey_steps import CLOSES, MONDAY, OPENS, answer_all, begun, opened

TUESDAY = MONDAY + timedelta(days=1)
LINK = re.compile(r"http://127\.0\.0\.1:8000/a/(?!reminders/)([^/\s]+)/")


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[Any]:
    """The day after the round has opened and its mails have gone out."""
    with clock.at(TUESDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Pricing's, Churn's and Fraud's; each lead has their mail."""
    return mailed(opened(cast, health, teams=[cast.pricing, cast.churn, cast.fraud]))


def mailed(round: Round) -> Round:
    with clock.at(MONDAY):
        carried_out()
    mail.outbox.clear()
    return round


def invitation(round: Round, member: Membership) -> Invitation:
    return Invitation.objects.get(participation__round=round, membership=member)


def send(cast: Cast, round: Round) -> None:
    """Pricing sends its answers."""
    response = begun(cast, round)
    answer_all(response, "fully")
    answering.submit(response, key="once", by=cast.lia)


def reached() -> list[str]:
    """Where mails went, once the outbox is carried out."""
    carried_out()
    return sorted(message.to[0] for message in mail.outbox)


def test_all_who_have_not_finished_are_reminded_and_nobody_who_has(cast: Cast, round: Round) -> None:
    send(cast, round)

    done = remind(round, by=cast.davi)

    assert done == Reminded(mails=2, had_one_today=[], want_none=[], not_mailed_yet=[])
    assert reached() == ["caio@aurora.example", "fabio@aurora.example"]
    assert AuditEvent.objects.get(action="round.reminded").detail["people"] == 2


def test_who_sends_before_the_mail_goes_out_gets_none(cast: Cast, round: Round) -> None:
    remind(round, by=cast.davi)
    send(cast, round)

    assert reached() == ["caio@aurora.example", "fabio@aurora.example"]


def test_only_the_teams_that_are_named_are_reminded(cast: Cast, round: Round) -> None:
    churn = round.participations.get(team=cast.churn)

    assert remind(round, by=cast.davi, teams=[churn.pk]).mails == 1
    assert reached() == ["caio@aurora.example"]


def test_who_leads_two_teams_gets_one_mail_with_both(cast: Cast, health: ModelVersion) -> None:
    with clock.at(OPENS):
        memberships.grant_role(cast.lia, Role.LEAD, team=cast.churn, by=cast.ada)
    round = mailed(opened(cast, health, teams=[cast.pricing, cast.churn]))

    assert remind(round, by=cast.davi).mails == 2  # Caio leads Churn too
    assert reached() == ["caio@aurora.example", "lia@aurora.example"]
    [to_lia] = [message for message in mail.outbox if message.to == ["lia@aurora.example"]]
    assert len(LINK.findall(to_lia.body)) == 2


def test_one_reminder_a_person_a_day_over_all_rounds(cast: Cast, health: ModelVersion, round: Round) -> None:
    other = mailed(opened(cast, health, name="Another", teams=[cast.pricing]))

    first = remind(round, by=cast.davi)
    again = remind(round, by=cast.olga)
    elsewhere = remind(other, by=cast.davi)

    assert first.mails == 3
    assert again == Reminded(0, ["Caio Lima", "Fabio Alves", "Lia Souza"], [], [])
    assert elsewhere == Reminded(0, ["Lia Souza"], [], [])
    assert len(reached()) == 3


def test_the_day_is_that_of_the_organization(cast: Cast, round: Round) -> None:
    late = TUESDAY.replace(hour=2, minute=59)  # 23:59 on Monday in São Paulo

    with clock.at(late):
        assert remind(round, by=cast.davi).mails == 3
    with clock.at(late + timedelta(seconds=30)):
        assert remind(round, by=cast.davi).mails == 0
    with clock.at(late + timedelta(minutes=1)):
        assert remind(round, by=cast.davi).mails == 3


def test_whose_first_mail_is_on_its_way_waits_for_it(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)

    assert remind(round, by=cast.davi) == Reminded(0, [], [], ["Lia Souza"])


def test_whom_no_mail_reaches_and_whose_link_is_withdrawn_is_left_out(cast: Cast, round: Round) -> None:
    invitations.mark_bounced([invitation(round, cast.lia)])
    invitations.revoke(invitation(round, cast.leads["churn"]), by=cast.davi)

    assert remind(round, by=cast.davi).mails == 1
    assert reached() == ["fabio@aurora.example"]


def test_who_leads_the_team_no_more_is_left_out(cast: Cast, round: Round) -> None:
    memberships.revoke_role(cast.lia.grants.get(), by=cast.ada)

    assert remind(round, by=cast.davi).mails == 2


def test_an_invited_lead_without_an_account_is_reminded_by_address(cast: Cast, health: ModelVersion) -> None:
    claims = place(cast.aurora, "Claims", cast.risk)
    with clock.at(MONDAY):
        make_offers(
            cast.aurora,
            [NewOffer(NINA, Role.LEAD, team=claims, name="Nina Faro", language="pt-br")],
            by=cast.ada,
        )
    round = mailed(opened(cast, health, teams=[claims]))

    assert remind(round, by=cast.davi).mails == 1
    assert reached() == [NINA]
    assert mail.outbox[0].body.startswith("Olá, Nina Faro")
    assert remind(round, by=cast.davi).had_one_today == [NINA]


def test_a_round_that_closes_forgets_nobody_whom_another_could_remind_that_day(
    cast: Cast, health: ModelVersion
) -> None:
    claims = place(cast.aurora, "Claims", cast.risk)
    with clock.at(MONDAY):
        make_offers(cast.aurora, [NewOffer(NINA, Role.LEAD, team=claims, name="Nina Faro")], by=cast.ada)
    first, other = (mailed(opened(cast, health, name=name, teams=[claims])) for name in ("One", "Another"))
    assert remind(first, by=cast.davi).mails == 1

    rounds.close_round(first, by=cast.davi)
    tasks.forget_addresses()

    assert remind(other, by=cast.davi).had_one_today == [NINA]
    with clock.at(TUESDAY + timedelta(days=1, minutes=1)):
        assert tasks.forget_addresses() == 1
        assert tasks.forget_addresses() == 0
    assert set(Invitation.objects.values_list("participation__round__name", "email")) == {
        ("One", ""),
        ("Another", NINA),
    }


@pytest.fixture
def half_joined(cast: Cast, health: ModelVersion) -> Round:
    """Nina is to lead two teams; she has joined by the link of Cars, and not by that of Claims."""
    cars, claims = place(cast.aurora, "Cars", cast.risk), place(cast.aurora, "Claims", cast.risk)
    with clock.at(MONDAY):
        both = [NewOffer(NINA, Role.LEAD, team=team, name="Nina Faro") for team in (cars, claims)]
        make_offers(cast.aurora, both, by=cast.ada)
    round = mailed(opened(cast, health, teams=[cars, claims]))
    with clock.at(MONDAY):
        take_part(Invitation.objects.get(participation__team=cars), name="Nina Faro", by=None)
    return round


def test_who_has_joined_by_one_link_and_not_by_the_other_gets_one_mail_with_both(
    cast: Cast, half_joined: Round
) -> None:
    assert remind(half_joined, by=cast.davi).mails == 1

    assert reached() == [NINA]
    assert len(LINK.findall(mail.outbox[0].body)) == 2
    assert remind(half_joined, by=cast.davi) == Reminded(0, ["Nina Faro"], [], [])


def test_who_wants_no_reminders_gets_none_by_the_other_link_either(cast: Cast, half_joined: Round) -> None:
    reminders.stop(Invitation.objects.get(participation__team__name="Cars"))

    assert remind(half_joined, by=cast.davi) == Reminded(0, [], ["Nina Faro"], [])
    assert reached() == []


def test_an_address_in_the_name_that_the_inviter_typed_is_left_out(cast: Cast, health: ModelVersion) -> None:
    claims = place(cast.aurora, "Claims", cast.risk)
    with clock.at(MONDAY):
        typed = "Nina, log in at https://evil.example/"
        make_offers(cast.aurora, [NewOffer(NINA, Role.LEAD, team=claims, name=typed)], by=cast.ada)
        round = opened(cast, health, teams=[claims])
        carried_out()
    remind(round, by=cast.davi)
    carried_out()

    for message in mail.outbox:
        assert message.body.startswith("Hello Nina, log in at …,")
        assert "evil" not in message.body + message.alternatives[0][0]
    assert len(mail.outbox) == 2


def test_the_mail_is_in_the_readers_language_and_says_how_far_they_are(cast: Cast, round: Round) -> None:
    cast.lia.user.language = "pt-br"
    cast.lia.user.save()
    answer_all(begun(cast, round), "fully")

    remind(round, by=cast.davi, teams=[round.participations.get(team=cast.pricing).pk])
    carried_out()

    [message] = mail.outbox
    assert "Pricing: 8 de 8 estão respondidas e salvas." in message.body
    assert "sexta-feira, 4 de dezembro" in message.body


def test_its_link_opens_the_same_as_the_first_and_ends_with_it(cast: Cast, round: Round) -> None:
    lia = invitation(round, cast.lia)
    remind(round, by=cast.davi, teams=[lia.participation_id])
    carried_out()
    [token] = LINK.findall(mail.outbox[0].body)

    assert invitations.exchange(token) == lia
    invitations.revoke(lia, by=cast.davi)
    with pytest.raises(LinkRevoked):
        invitations.exchange(token)
    invitations.replace(lia, by=cast.davi)
    with pytest.raises(LinkUnknown):
        invitations.exchange(token)


@pytest.mark.parametrize("token", ["x", "x:y:z", "W10:1abc:def", "é" * 43])
def test_a_forged_seal_opens_nothing(round: Round, token: str) -> None:
    with pytest.raises(LinkUnknown):
        invitations.exchange(token)


def test_sent_once_though_the_message_comes_twice(cast: Cast, round: Round) -> None:
    remind(round, by=cast.davi)
    payloads = list(OutboxMessage.objects.filter(topic="round.remind").values_list("payload", flat=True))
    carried_out()

    for payload in payloads:
        handlers.remind(payload)

    assert len(mail.outbox) == 3


def test_sent_once_though_the_first_of_its_teams_was_finished_meanwhile(
    cast: Cast, health: ModelVersion
) -> None:
    with clock.at(OPENS):
        memberships.grant_role(cast.lia, Role.LEAD, team=cast.churn, by=cast.ada)
    round = mailed(opened(cast, health, teams=[cast.pricing, cast.churn]))
    remind(round, by=cast.davi)
    send(cast, round)  # Pricing
    payloads = list(OutboxMessage.objects.filter(topic="round.remind").values_list("payload", flat=True))

    for payload in payloads * 2:
        handlers.remind(payload)

    assert sorted(message.to[0] for message in mail.outbox) == ["caio@aurora.example", "lia@aurora.example"]


def test_a_worker_that_dies_after_sending_sends_the_same_mail_again(
    cast: Cast, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    lia = invitation(round, cast.lia)
    remind(round, by=cast.davi, teams=[lia.participation_id])
    with monkeypatch.context() as broken:
        broken.setattr(reminders, "mark_reminded", lambda links: 1 / 0)
        carried_out()
    with clock.at(TUESDAY + timedelta(hours=1)):
        carried_out()

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert invitation(round, cast.lia).reminder_sent_at == TUESDAY + timedelta(hours=1)


def test_a_mail_server_that_knows_no_such_address_marks_it(
    cast: Cast, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: EmailBackend, messages: Any) -> int:
        raise SMTPRecipientsRefused({"x": (550, b"no such user")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    remind(round, by=cast.davi)
    carried_out()

    assert set(Invitation.objects.values_list("state", flat=True)) == {"bounced"}


def test_a_new_link_goes_out_by_itself_and_the_old_one_ends(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)
    with clock.at(MONDAY):
        carried_out()
    [old] = LINK.findall(mail.outbox[0].body)

    invitations.replace(invitation(round, cast.lia), by=cast.davi)
    carried_out()

    [new] = LINK.findall(mail.outbox[1].body)
    assert invitations.exchange(new) == invitation(round, cast.lia)
    with pytest.raises(LinkUnknown):
        invitations.exchange(old)
    assert AuditEvent.objects.filter(action="invitation.replaced").count() == 1


def test_a_closed_round_reminds_nobody_and_gives_no_link(cast: Cast, round: Round) -> None:
    with clock.at(CLOSES):
        with pytest.raises(RoundClosed):
            remind(round, by=cast.davi)
        with pytest.raises(RoundClosed):
            invitations.replace(invitation(round, cast.lia), by=cast.davi)


def test_a_reminder_that_comes_after_the_end_is_not_sent(cast: Cast, round: Round) -> None:
    remind(round, by=cast.davi)
    with clock.at(CLOSES):
        rounds.close_round(round, by=cast.davi)
        carried_out()

    assert mail.outbox == []


@pytest.mark.parametrize("person", ["marta", "lia", "vera"])
def test_who_runs_no_rounds_reminds_nobody(cast: Cast, round: Round, person: str) -> None:
    with pytest.raises(RightLacking):
        remind(round, by=cast.people[person])
    with pytest.raises(RightLacking):
        invitations.replace(invitation(round, cast.lia), by=cast.people[person])
