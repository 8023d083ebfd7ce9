"""A round asks people, not accounts: invited leads by address, and whoever comes to lead a team later."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import DjangoAssertNumQueries, Settings

from core import clock
from core.models import OutboxMessage
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.members import memberships
from organizations.models import MembershipOffer, OfferMail, Team
from organizations.offers import bounces, offering
from organizations.offers.offering import NewOffer, make_offers
from surveys import answering, asking, rounds
from surveys.models import Invitation, Response, Round
from surveys.tasks import ask_late_comers
from tests.cast import Cast, join, place
from tests.db.test_bounces import REPORT
from tests.offering import NINA, carried_out
from tests.survey_steps import CLOSES, MONDAY, answer_all, begun, opened, planned

LAST_SECOND = (2, 59, 59, 999_999)  # of the day before in São Paulo, three hours behind
LATER = MONDAY + timedelta(minutes=20)


@pytest.fixture(autouse=True)
def monday() -> Iterator[Any]:
    """A Monday of the round."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def claims(cast: Cast) -> Team:
    """A team that nobody leads."""
    return place(cast.aurora, "Claims", cast.risk)


def invite(cast: Cast, team: Team, email: str = NINA, role: Role = Role.LEAD, **more: Any) -> MembershipOffer:
    """Ada invites somebody to lead a team."""
    one = NewOffer(email, role, team=team if role == Role.LEAD else None, **more)
    return make_offers(cast.aurora, [one], by=cast.ada)[0]


def mails_to(email: str) -> list[str]:
    """The subjects of what went to an address."""
    return [message.subject for message in mail.outbox if message.to == [email]]


def a_minute_later() -> None:
    """The clock's next turn, and what it puts into the outbox."""
    ask_late_comers()
    carried_out()


# As it opens


def test_an_invited_lead_gets_one_mail_and_it_is_the_rounds(
    cast: Cast, health: ModelVersion, claims: Team
) -> None:
    invite(cast, claims, name="Nina Faro", language="en")

    opened(cast, health, teams=[claims])
    carried_out()

    assert mails_to(NINA) == ["Aurora Seguros asks: 2026 Q4"]
    assert "Hello Nina Faro," in mail.outbox[0].body
    assert "You need no account" in mail.outbox[0].body
    asked = Invitation.objects.get()
    assert (asked.email, asked.membership, asked.purpose) == (NINA, None, Invitation.Purpose.TEAM)
    assert MembershipOffer.objects.get().sent_at == MONDAY  # told, though not by a mail of its own
    assert OfferMail.objects.get().sent_at is None


def test_who_joined_by_answering_is_not_sent_to_a_password_that_they_never_chose(
    cast: Cast, health: ModelVersion
) -> None:
    cast.lia.user.set_unusable_password()
    cast.lia.user.save()

    opened(cast, health, teams=[cast.pricing, cast.churn])
    carried_out()

    told = {message.to[0]: message.body for message in mail.outbox}
    assert "You need no password: the link is enough." in told.pop(cast.lia.user.email)
    assert told  # the lead of Churn has a password
    assert all("You can also sign in and start from the round." in body for body in told.values())


def test_who_leads_two_teams_to_be_gets_one_mail_with_two_links(
    cast: Cast, health: ModelVersion, claims: Team
) -> None:
    cars = place(cast.aurora, "Cars", cast.risk)
    invite(cast, claims)
    invite(cast, cars)

    opened(cast, health, teams=[claims, cars])
    carried_out()

    assert len(mails_to(NINA)) == 1
    assert mail.outbox[0].body.index("Cars") < mail.outbox[0].body.index("Claims")
    assert Invitation.objects.values("token_hash").distinct().count() == 2


def test_another_role_waits_for_its_own_mail(cast: Cast, health: ModelVersion, claims: Team) -> None:
    invite(cast, claims)
    invite(cast, claims, role=Role.AUDITOR)

    opened(cast, health, teams=[claims])
    carried_out()

    assert sorted(mails_to(NINA)) == [
        "Aurora Seguros asks: 2026 Q4",
        "Aurora Seguros invites you to join Patamar",
    ]


def test_leads_and_invited_leads_are_counted_by_mail(cast: Cast, health: ModelVersion, claims: Team) -> None:
    invite(cast, claims)
    draft = planned(cast, health, teams=[claims, cast.pricing, cast.churn])

    with clock.at(MONDAY):
        mails = rounds.open_round(draft, by=cast.davi)

    assert mails == 3  # Nina, Lia, Caio
    assert OutboxMessage.objects.filter(topic__startswith="round.invite", state="queued").count() == 3


def test_opening_is_not_held_to_the_days_limit_of_invitations(
    cast: Cast, health: ModelVersion, claims: Team, settings: Settings
) -> None:
    settings.OFFER_MAILS_PER_DAY = 1
    for number in range(3):
        invite(cast, claims, f"p{number}@example.com")

    opened(cast, health, teams=[claims])
    carried_out()

    written = sorted(message.to[0] for message in mail.outbox)
    assert written == ["p0@example.com", "p1@example.com", "p2@example.com"]


def test_the_invitation_lasts_as_long_as_the_round(cast: Cast, health: ModelVersion, claims: Team) -> None:
    invite(cast, claims)
    MembershipOffer.objects.update(expires_at=MONDAY + timedelta(days=1))
    round = opened(cast, health, teams=[claims])
    assert MembershipOffer.objects.get().expires_at == datetime(2026, 12, 5, *LAST_SECOND, tzinfo=UTC)

    rounds.extend_round(round, closes_at=CLOSES + timedelta(days=7), by=cast.davi)

    assert MembershipOffer.objects.get().expires_at == datetime(2026, 12, 12, *LAST_SECOND, tzinfo=UTC)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MANAGER])
def test_whom_another_role_is_offered_is_not_asked(
    cast: Cast, health: ModelVersion, claims: Team, role: Role
) -> None:
    make_offers(cast.aurora, [NewOffer(NINA, role, team=claims)], by=cast.ada)

    opened(cast, health, teams=[claims])
    carried_out()

    assert not Invitation.objects.exists()
    assert mails_to(NINA) == ["Aurora Seguros invites you to join Patamar"]


def test_an_offer_of_who_may_give_no_roles_any_more_asks_nobody(
    cast: Cast, health: ModelVersion, claims: Team
) -> None:
    invite(cast, claims)
    memberships.end_membership(cast.ada, by=cast.olga)

    opened(cast, health, teams=[claims])

    assert not Invitation.objects.exists()


# While it is open


@pytest.fixture
def round(cast: Cast, health: ModelVersion, claims: Team) -> Round:
    """Open for Pricing and Claims; everybody who is asked at its opening has their mail."""
    made = opened(cast, health, teams=[cast.pricing, claims])
    carried_out()
    mail.outbox.clear()
    return made


def test_who_is_invited_while_it_is_open_is_asked_too(cast: Cast, round: Round, claims: Team) -> None:
    invite(cast, claims)
    a_minute_later()

    assert mails_to(NINA) == ["Aurora Seguros asks: 2026 Q4"]


def test_a_new_lead_is_asked_within_the_minute(cast: Cast, round: Round) -> None:
    join(cast.aurora, "Luca Pires", Role.LEAD, cast.pricing)

    ask_late_comers()
    ask_late_comers()  # the clock's next turn changes nothing
    a_minute_later()

    assert mails_to("luca@aurora.example") == ["Aurora Seguros asks: 2026 Q4"]
    assert mails_to("lia@aurora.example") == []


def test_who_is_to_lead_a_team_that_has_sent_gets_the_mail_of_the_invitation(
    cast: Cast, health: ModelVersion
) -> None:
    round = opened(cast, health, teams=[cast.pricing])
    response = begun(cast, round)
    answer_all(response, "fully")
    answering.submit(response, key="once", by=cast.lia)

    invite(cast, cast.pricing)
    carried_out()
    a_minute_later()

    assert mails_to(NINA) == ["Aurora Seguros invites you to join Patamar"]


def test_a_team_that_has_sent_asks_nobody_else(cast: Cast, round: Round) -> None:
    response = begun(cast, round)
    answer_all(response, "fully")
    Response.objects.update(state=Response.State.SUBMITTED)
    join(cast.aurora, "Luca Pires", Role.LEAD, cast.pricing)

    a_minute_later()

    assert mail.outbox == []


def test_who_joins_by_another_way_is_not_asked_twice(cast: Cast, round: Round, claims: Team) -> None:
    invite(cast, claims)
    a_minute_later()
    MembershipOffer.objects.update(state=MembershipOffer.State.ACCEPTED, closed_at=MONDAY)
    nina = join(cast.aurora, "Nina Faro", Role.LEAD, claims)
    nina.user.email = NINA
    nina.user.save()

    a_minute_later()

    assert len(mails_to(NINA)) == 1
    asked = Invitation.objects.get(participation__team=claims)
    assert (asked.membership, asked.email) == (nina, "")


def test_withdrawing_ends_the_link_and_the_address_is_forgotten(
    cast: Cast, round: Round, claims: Team
) -> None:
    offer = invite(cast, claims)
    a_minute_later()

    offering.revoke_offer(offer, by=cast.ada)
    ask_late_comers()

    asked = Invitation.objects.get(participation__team=claims)
    assert (asked.state, asked.revoked_at, asked.email) == (Invitation.State.REVOKED, MONDAY, "")


def test_a_mail_that_was_not_sent_yet_stays_away_after_withdrawing(
    cast: Cast, round: Round, claims: Team
) -> None:
    offer = invite(cast, claims)
    asking.ask(round)
    offering.revoke_offer(offer, by=cast.ada)

    a_minute_later()

    assert mail.outbox == []


def test_a_corrected_address_is_asked_and_the_wrong_one_no_more(
    cast: Cast, round: Round, claims: Team
) -> None:
    offer = invite(cast, claims, "nian@example.com")
    a_minute_later()

    with clock.at(LATER):
        offering.correct_address(offer, email=NINA, by=cast.ada)
        a_minute_later()

    assert mails_to(NINA) == ["Aurora Seguros asks: 2026 Q4"]
    states = dict(Invitation.objects.filter(participation__team=claims).values_list("email", "state"))
    assert states == {"": Invitation.State.REVOKED, NINA: Invitation.State.ISSUED}


def test_sending_again_sends_another_link_under_another_name(cast: Cast, round: Round, claims: Team) -> None:
    offer = invite(cast, claims)
    a_minute_later()
    first = Invitation.objects.get(participation__team=claims).token_hash

    with clock.at(LATER):
        offering.send_again(offer, by=cast.ada)
        a_minute_later()
        a_minute_later()

    assert len(mails_to(NINA)) == 2
    assert Invitation.objects.get(participation__team=claims).token_hash != first
    one, other = mail.outbox
    assert one.extra_headers["Message-ID"] != other.extra_headers["Message-ID"]


def test_an_address_that_does_not_exist_is_marked_and_can_be_repaired(
    cast: Cast, round: Round, claims: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = EmailBackend.send_messages

    def refuse_typos(backend: Any, messages: Any) -> Any:
        if messages[0].to == ["nian@example.com"]:
            raise SMTPRecipientsRefused({"nian@example.com": (550, b"No such user")})
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_typos)
    offer = invite(cast, claims, "nian@example.com")
    a_minute_later()
    a_minute_later()

    offer.refresh_from_db()
    assert offer.state == MembershipOffer.State.BOUNCED
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"done"}
    with clock.at(LATER):
        offering.correct_address(offer, email=NINA, by=cast.ada)
        a_minute_later()
    assert mails_to(NINA) == ["Aurora Seguros asks: 2026 Q4"]


def test_a_report_of_the_mail_server_marks_the_address_and_it_can_be_repaired(
    cast: Cast, round: Round, claims: Team
) -> None:
    offer = invite(cast, claims, "nian@example.com")
    a_minute_later()
    name = mail.outbox[-1].extra_headers["Message-ID"]

    report = REPORT.format(action="failed", status="5.1.1", header=f"Message-ID: {name}")
    marked = bounces.take_in(report.encode())

    assert marked is not None
    assert marked.email == "nian@example.com"
    offer.refresh_from_db()
    asked = Invitation.objects.get(participation__team=claims)
    assert (offer.state, asked.state) == (MembershipOffer.State.BOUNCED, Invitation.State.BOUNCED)
    with clock.at(LATER):
        offering.correct_address(offer, email=NINA, by=cast.ada)
        a_minute_later()
    assert mails_to(NINA) == ["Aurora Seguros asks: 2026 Q4"]


def test_at_the_close_the_addresses_of_who_never_joined_are_forgotten(
    cast: Cast, round: Round, claims: Team
) -> None:
    invite(cast, claims)
    asking.ask(round)

    rounds.close_round(round, by=cast.davi)

    assert not Invitation.objects.exclude(email="").exists()
    a_minute_later()
    assert mails_to(NINA) == ["Aurora Seguros invites you to join Patamar"]  # no round tells of it any more


def test_asking_costs_the_same_queries_for_many_as_for_few(
    cast: Cast, health: ModelVersion, claims: Team, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        invite(cast, claims, f"p{number}@example.com")
    round = opened(cast, health, teams=[claims, cast.pricing, cast.churn, cast.fraud])
    Invitation.objects.all().delete()

    with django_assert_max_num_queries(19):
        assert asking.ask(round) == 15


def test_whose_role_was_taken_away_before_the_mail_went_out_gets_none(
    cast: Cast, health: ModelVersion
) -> None:
    memberships.grant_role(cast.lia, Role.LEAD, team=cast.churn, by=cast.ada)
    opened(cast, health, teams=[cast.pricing, cast.churn])
    memberships.revoke_role(cast.lia.grants.get(team=cast.pricing), by=cast.ada)

    carried_out()
    a_minute_later()

    [to_lia] = [message for message in mail.outbox if message.to == ["lia@aurora.example"]]
    assert "Churn" in to_lia.body
    assert "Pricing" not in to_lia.body


@pytest.mark.parametrize("how", ["the role", "the membership"])
def test_who_leads_again_is_asked_after_all(cast: Cast, health: ModelVersion, how: str) -> None:
    opened(cast, health, teams=[cast.pricing])
    if how == "the role":
        memberships.revoke_role(cast.lia.grants.get(), by=cast.ada)
    else:
        memberships.suspend(cast.lia, by=cast.ada)
    carried_out()
    a_minute_later()
    assert mail.outbox == []

    if how == "the role":
        memberships.grant_role(cast.lia, Role.LEAD, team=cast.pricing, by=cast.ada)
    else:
        memberships.bring_back(cast.lia, by=cast.ada)
    a_minute_later()
    a_minute_later()

    assert mails_to("lia@aurora.example") == ["Aurora Seguros asks: 2026 Q4"]
