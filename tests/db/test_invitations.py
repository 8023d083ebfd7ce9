"""Who is asked, by which mail, with which link."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import DjangoAssertNumQueries, Settings

from core import clock
from core.models import OutboxMessage
from core.outbox import carry_out
from core.tasks import sweep
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.models import AuditEvent, Membership, Organization
from surveys import handlers, invitations, rounds
from surveys.mail import send_invitation
from surveys.models import Invitation, Round
from surveys.refusals import LinkRevoked, LinkUnknown, MayNotAnswer, RoundClosed
from tests.cast import Cast, join
from tests.survey_steps import CLOSES, MONDAY, OPENS, opened, planned

LINK = re.compile(r"http://127\.0\.0\.1:8000/a/([\w-]{43})/")


@pytest.fixture(autouse=True)
def monday() -> Iterator[Any]:
    """The round is open."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Pricing's and Churn's; Lia leads the first, Caio the second."""
    return opened(cast, health, teams=[cast.pricing, cast.churn])


def hand_out(round: Round) -> None:
    """Carry out what opening has put into the outbox: a message for each person."""
    sweep()


def mails() -> dict[str, mail.EmailMultiAlternatives]:
    return {message.to[0]: message for message in mail.outbox}


def tokens_in(message: mail.EmailMultiAlternatives) -> list[str]:
    return LINK.findall(message.body)


# The mail


def test_each_lead_gets_one_mail_as_the_round_opens(round: Round) -> None:
    hand_out(round)

    assert sorted(mails()) == ["caio@aurora.example", "lia@aurora.example"]
    assert set(Invitation.objects.values_list("sent_at", flat=True)) == {MONDAY}
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"done"}


def test_the_mail_says_who_asks_what_and_until_when(round: Round) -> None:
    hand_out(round)

    message = mails()["lia@aurora.example"]
    assert message.subject == "Aurora Seguros asks: 2026 Q4"
    assert "Hello Lia Souza," in message.body
    assert "Team health check" in message.body
    assert "8 statements" in message.body
    assert "about 3 minutes" in message.body
    assert "Friday 4 December, 18:00 (São Paulo)" in message.body


def test_the_mail_has_the_same_link_as_text_and_as_html(round: Round) -> None:
    hand_out(round)

    message = mails()["lia@aurora.example"]
    [html] = [content for content, kind in message.alternatives if kind == "text/html"]
    assert len(tokens_in(message)) == 1
    assert set(LINK.findall(html)) == set(tokens_in(message))


def test_of_the_token_only_its_hash_is_kept(cast: Cast, round: Round) -> None:
    hand_out(round)

    [token] = tokens_in(mails()["lia@aurora.example"])
    invitation = Invitation.objects.get(membership=cast.lia)
    assert invitation.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(list(OutboxMessage.objects.values()))
    assert token not in str(list(AuditEvent.objects.values()))


def test_who_leads_two_teams_gets_one_mail_with_two_links(cast: Cast, health: ModelVersion) -> None:
    cast.lia.grants.create(role=Role.LEAD, team=cast.fraud, starts_on=OPENS.date())
    round = opened(cast, health, teams=[cast.pricing, cast.fraud])

    hand_out(round)

    message = mails()["lia@aurora.example"]
    assert len(set(tokens_in(message))) == 2
    assert message.body.index("Fraud") < message.body.index("Pricing")


@pytest.mark.parametrize(
    ("own", "ours", "words"),
    [("pt-br", "en", "pt-BR"), ("", "pt-br", "pt-BR"), ("", "en", "en"), ("en", "pt-br", "en")],
)
def test_the_mail_speaks_the_persons_language_else_the_organizations(
    cast: Cast, health: ModelVersion, own: str, ours: str, words: str
) -> None:
    cast.lia.user.prefer(language=own)
    Organization.objects.filter(pk=cast.aurora.pk).update(language=ours)

    hand_out(opened(cast, health))

    [html] = [content for content, _kind in mails()["lia@aurora.example"].alternatives]
    assert f'<html lang="{words}">' in html


def test_a_name_in_the_mail_stays_text(cast: Cast, health: ModelVersion) -> None:
    cast.lia.user.name = "<b>Lia</b> {{ site }}"
    cast.lia.user.save()

    hand_out(opened(cast, health))

    message = mails()["lia@aurora.example"]
    [html] = [content for content, _kind in message.alternatives]
    assert "<b>Lia</b> {{ site }}" in message.body
    assert "&lt;b&gt;Lia&lt;/b&gt; {{ site }}" in html


def test_a_name_with_line_breaks_adds_no_header(cast: Cast, health: ModelVersion) -> None:
    Organization.objects.filter(pk=cast.aurora.pk).update(name="Aurora\r\nBcc: everybody@example.com")

    hand_out(opened(cast, health))

    message = mails()["lia@aurora.example"]
    assert message.recipients() == ["lia@aurora.example"]
    assert "\n" not in message.subject


def test_a_name_that_is_an_address_is_none_in_the_subject(cast: Cast, health: ModelVersion) -> None:
    Organization.objects.filter(pk=cast.aurora.pk).update(name="Win a prize https://evil.example/now")
    round = opened(cast, health)
    Round.objects.filter(pk=round.pk).update(name="Pay at evil.example or to boss@evil.example")

    hand_out(Round.objects.select_related("organization", "version").get(pk=round.pk))

    subject = mails()["lia@aurora.example"].subject
    assert subject == "Win a prize … asks: Pay at evil example or to …"


def test_the_address_comes_from_the_settings(cast: Cast, health: ModelVersion, settings: Settings) -> None:
    settings.SITE_URL = "https://patamar.aurora.example"

    hand_out(opened(cast, health))

    assert "https://patamar.aurora.example/a/" in mails()["lia@aurora.example"].body


# Once, whatever happens


def test_a_rerun_sends_nobody_a_second_mail(round: Round) -> None:
    hand_out(round)

    handlers.hand_out_invitations({"organization": round.organization_id, "round": round.pk})
    OutboxMessage.objects.filter(topic="round.invite").update(state="queued")
    sweep()

    assert len(mail.outbox) == 2


def test_a_mail_server_that_is_down_delays_one_mail_and_no_other(
    round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = EmailBackend.send_messages

    def refuse_lia(backend: Any, messages: Any) -> Any:
        if messages[0].to == ["lia@aurora.example"]:
            raise ConnectionRefusedError
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_lia)
    hand_out(round)
    waiting = Invitation.objects.get(sent_at=None)
    monkeypatch.undo()
    message = OutboxMessage.objects.get(state="queued")
    with clock.at(message.due_at):
        carry_out(message.pk)

    assert waiting.membership.user.email == "lia@aurora.example"
    assert sorted(mails()) == ["caio@aurora.example", "lia@aurora.example"]
    # the link of the mail that went out works
    [token] = tokens_in(mails()["lia@aurora.example"])
    assert invitations.exchange(token) == waiting


def test_a_second_mail_after_a_crash_has_the_same_message_id(cast: Cast, round: Round) -> None:
    send_invitation(round, cast.lia)
    Invitation.objects.update(sent_at=None)  # the process died before it could note the mail

    send_invitation(round, cast.lia)

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_nobody_is_asked_after_the_close(cast: Cast, round: Round) -> None:
    rounds.close_round(round, by=cast.davi)

    hand_out(round)

    assert mail.outbox == []


def test_who_has_left_meanwhile_gets_no_mail(cast: Cast, round: Round) -> None:
    Membership.objects.filter(pk=cast.lia.pk).update(state=Membership.State.ENDED)

    hand_out(round)

    assert list(mails()) == ["caio@aurora.example"]


def test_an_invitation_that_was_withdrawn_is_not_sent(cast: Cast, round: Round) -> None:
    invitations.revoke(Invitation.objects.get(membership=cast.lia), by=cast.davi)

    hand_out(round)

    assert list(mails()) == ["caio@aurora.example"]


# The link


@pytest.fixture
def token(cast: Cast, round: Round) -> str:
    """Lia's."""
    made = invitations.make_token(Invitation.objects.get(membership=cast.lia))
    assert made
    return made


def test_a_link_leads_to_its_invitation_as_often_as_it_is_opened(cast: Cast, token: str) -> None:
    for _ in range(3):
        assert invitations.exchange(token).membership == cast.lia

    assert Invitation.objects.get(membership=cast.lia).state == Invitation.State.ISSUED


@pytest.mark.parametrize("other", ["", "x" * 43, "\0", "\ud800", "ü" * 43])
def test_an_unknown_token_leads_nowhere(token: str, other: str) -> None:
    with pytest.raises(LinkUnknown):
        invitations.exchange(other)


def test_a_token_is_exact(token: str) -> None:
    for near in (token.swapcase(), token[:-1], f"{token} ", f"{token}="):
        with pytest.raises(LinkUnknown):
            invitations.exchange(near)


def test_a_withdrawn_link_leads_nowhere_and_leaves_its_trace(cast: Cast, token: str) -> None:
    invitation = Invitation.objects.get(membership=cast.lia)

    invitations.revoke(invitation, by=cast.davi)
    invitations.revoke(invitation, by=cast.davi)

    with pytest.raises(LinkRevoked):
        invitations.exchange(token)
    with pytest.raises(LinkRevoked):
        invitations.carried(invitation.pk)
    assert AuditEvent.objects.filter(action="invitation.revoked").count() == 1


def test_a_new_mail_makes_a_new_link_and_the_old_one_ends(cast: Cast, token: str) -> None:
    fresh = invitations.make_token(Invitation.objects.get(membership=cast.lia))

    assert fresh
    assert fresh != token
    with pytest.raises(LinkUnknown):
        invitations.exchange(token)


@pytest.mark.parametrize("state", [Membership.State.SUSPENDED, Membership.State.ENDED])
def test_the_link_of_who_has_left_opens_nothing(cast: Cast, token: str, state: str) -> None:
    Membership.objects.filter(pk=cast.lia.pk).update(state=state)

    with pytest.raises(MayNotAnswer):
        invitations.exchange(token)


# Signed in


def test_who_came_to_lead_the_team_later_is_asked_when_they_begin(cast: Cast, round: Round) -> None:
    late = join(cast.aurora, "Luca Pires", Role.LEAD, cast.pricing)
    participation = round.participations.get(team=cast.pricing)

    first = invitations.invitation_of(late, participation)
    second = invitations.invitation_of(late, participation)

    assert first == second
    assert first.membership == late


def test_nobody_is_asked_late_in_a_closed_round(cast: Cast, round: Round) -> None:
    late = join(cast.aurora, "Luca Pires", Role.LEAD, cast.pricing)

    with clock.at(CLOSES), pytest.raises(RoundClosed):
        invitations.invitation_of(late, round.participations.get(team=cast.pricing))

    assert not Invitation.objects.filter(membership=late).exists()


@pytest.mark.parametrize("person", ["mauro", "marta", "davi", "vera", "otto"])
def test_only_a_lead_of_the_team_is_asked(cast: Cast, round: Round, person: str) -> None:
    with pytest.raises(MayNotAnswer):
        invitations.invitation_of(getattr(cast, person), round.participations.get(team=cast.pricing))


def test_an_invitation_to_a_gone_round_is_gone(cast: Cast, health: ModelVersion) -> None:
    draft = planned(cast, health)
    early = Invitation.objects.create(participation=draft.participations.get(), membership=cast.lia)
    rounds.discard_draft(draft, by=cast.davi)

    with pytest.raises(LinkUnknown):
        invitations.carried(early.pk)


def test_a_device_carries_an_invitation_for_two_queries(
    cast: Cast, round: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    invitation = Invitation.objects.get(membership=cast.lia)

    with django_assert_num_queries(2):
        carried = invitations.carried(invitation.pk)
        assert carried.participation.round.organization.name == "Aurora Seguros"
        assert carried.membership.user.name == "Lia Souza"
