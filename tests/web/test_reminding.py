"""Reminding from the page of a round, and the page of who is asked for one team."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from core import clock
from core.models import OutboxMessage
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.models import Membership
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope, scopes_disabled
from surveys import invitations
from surveys.models import Invitation, Round
from tests.cast import Cast, place
from tests.kinds import Enter
from tests.markup import markup
from tests.survey_steps import MONDAY, opened


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Pricing's and Fraud's; both leads have their mail."""
    with scope(organization=cast.aurora):
        asked = opened(cast, health, teams=[cast.pricing, cast.fraud])
        invitations.mark_sent(Invitation.objects.all())
    return asked


def address(round: Round, deed: str = "") -> str:
    return f"/o/aurora/rounds/{round.pk}/{deed}"


def queued() -> int:
    return OutboxMessage.objects.filter(topic="round.remind").count()


def link_of(round: Round, member: Membership) -> int:
    with scopes_disabled():
        return Invitation.objects.get(participation__round=round, membership=member).pk


def test_the_flash_counts_what_is_in_the_outbox(cast: Cast, round: Round, enter: Enter) -> None:
    page = markup(enter(cast.davi).post(address(round, "remind/"), {"who": "all"}, follow=True))

    assert "2 reminders go out." in page
    assert queued() == 2


def test_some_are_reminded_and_then_the_page_says_whom_the_day_holds_back(
    cast: Cast, round: Round, enter: Enter
) -> None:
    client = enter(cast.davi)

    some = markup(
        client.post(address(round, "remind/"), {"who": "chosen", "teams": ["pricing"]}, follow=True)
    )
    every = markup(client.post(address(round, "remind/"), {"who": "all"}, follow=True))

    assert "1 reminder goes out." in some
    assert "reminded Mon 23 Nov, 14:32" in some
    assert "1 reminder goes out." in every
    assert "they had a reminder today already: Lia Souza" in every
    assert queued() == 2


def test_one_team_is_reminded_whatever_is_ticked(cast: Cast, round: Round, enter: Enter) -> None:
    enter(cast.davi).post(address(round, "teams/fraud/remind/"), {"teams": ["pricing"]})

    with scopes_disabled():
        reminded = Invitation.objects.exclude(reminded_at=None).get()
        assert reminded.membership == cast.leads["fraud"]


def test_without_a_team_the_page_says_what_to_do(cast: Cast, round: Round, enter: Enter) -> None:
    answer = enter(cast.davi).post(address(round, "remind/"), {"who": "chosen"})

    assert answer.status_code == 422
    assert "Choose the teams to remind, or remind all." in markup(answer)
    assert queued() == 0


def test_where_all_have_sent_nobody_is_left_to_remind(cast: Cast, round: Round, enter: Enter) -> None:
    with scopes_disabled():
        for invitation in Invitation.objects.all():
            invitations.revoke(invitation, by=None)

    page = markup(enter(cast.davi).post(address(round, "remind/"), {"who": "all"}, follow=True))

    assert "Nobody is left to remind" in page


def test_a_link_is_withdrawn_and_given_anew_from_the_teams_page(
    cast: Cast, round: Round, enter: Enter
) -> None:
    client, link = enter(cast.davi), link_of(round, cast.lia)
    page = address(round, "teams/pricing/asked/")

    withdrawn = markup(client.post(address(round, f"links/{link}/revoke/"), follow=True))
    given = markup(client.post(address(round, f"links/{link}/replace/"), follow=True))

    assert "The link of Lia Souza is withdrawn." in withdrawn
    assert "Give a new link" in withdrawn
    assert "A new link goes out to Lia Souza." in given
    assert "Withdraw the link" in markup(client.get(page))
    assert OutboxMessage.objects.filter(topic="round.invite").count() >= 1


def test_who_has_not_joined_yet_is_withdrawn_where_they_were_invited(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        claims = place(cast.aurora, "Claims", cast.risk)
        make_offers(cast.aurora, [NewOffer("nina+1@example.com", Role.LEAD, team=claims)], by=cast.ada)
        asked = opened(cast, health, name="2027 Q1", teams=[claims])
    client = enter(cast.davi)

    page = markup(client.get(address(asked, "teams/claims/asked/")))
    way = re.search(r'href="([^"]+)">\s*Withdraw the invitation', page)

    assert way, page
    assert "nina+1@example.com" in markup(client.get(way[1]))
    assert "Withdraw the link" not in page


def test_who_bounced_can_be_sent_the_mail_again(cast: Cast, round: Round, enter: Enter) -> None:
    with scopes_disabled():
        Invitation.objects.filter(membership=cast.lia).update(state=Invitation.State.BOUNCED)

    page = markup(enter(cast.davi).get(address(round, "teams/pricing/asked/")))

    assert "The mail came back" in page
    assert "lia@aurora.example" in page
    assert "Send the mail again" in page


def test_every_box_and_button_belongs_to_the_form(cast: Cast, round: Round, enter: Enter) -> None:
    page = markup(enter(cast.davi).get(address(round)))

    assert re.findall(r'form="remind" name="teams" value="(\w+)"', page) == ["pricing", "fraud"]
    assert 'id="remind"' in page
    assert 'form="remind"' not in markup(enter(cast.vera).get(address(round)))
