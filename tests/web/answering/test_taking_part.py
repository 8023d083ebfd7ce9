"""The first page of an invited lead: a name, one sentence, the questions; no account, no session."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from core import clock
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.models import Membership, MembershipOffer, User
from organizations.offers import offering
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope, scopes_disabled
from surveys.models import Response, Round
from tests.cast import Cast, place
from tests.kinds import Enter
from tests.markup import markup
from tests.offering import NINA, carried_out
from tests.survey_steps import CLOSES, opened
from tests.web.answering.steps import DONE, START, VALUE, address_in


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Asks Claims, which Nina is invited to lead."""
    with scope(organization=cast.aurora):
        claims = place(cast.aurora, "Claims", cast.risk)
        new = NewOffer(NINA, Role.LEAD, team=claims, name="Nina F.", language="pt-br")
        make_offers(cast.aurora, [new], by=cast.ada)
        return opened(cast, health, teams=[claims])


@pytest.fixture
def link(round: Round) -> str:
    carried_out()
    return address_in(mail.outbox[-1].body)


def test_the_page_says_what_starting_means_and_saves_nothing(client: Client, link: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for _ in range(2):
        page = client.get(link)

    assert page.status_code == 200
    assert "By starting you join" in markup(page)
    assert f'<span translate="no">{NINA}</span>' in markup(page)
    assert 'value="Nina F."' in markup(page)
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "Sign in" not in markup(page)
    with scopes_disabled():
        assert not User.objects.filter(email=NINA).exists()
    assert settings.ANSWER_COOKIE_NAME not in client.cookies


def test_the_button_leads_to_the_first_question_without_a_session(client: Client, link: str) -> None:
    answer = client.post(link, {"name": "Nina Faro"})

    assert answer.headers["Location"] == VALUE
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert client.get(VALUE).status_code == 200
    with scopes_disabled():
        member = Membership.objects.get(user__email=NINA)
        assert (member.user.name, member.user.language) == ("Nina Faro", "pt-br")
        assert Response.objects.get().invitation.membership == member


def test_a_name_is_needed_and_nothing_happens_without(client: Client, link: str) -> None:
    for name in ("", "  ", "\u200b"):
        page = client.post(link, {"name": name})
        assert page.status_code == 422

    with scopes_disabled():
        assert MembershipOffer.objects.get().state == MembershipOffer.State.OPEN


def test_the_page_speaks_the_language_of_the_invitation(client: Client, link: str) -> None:
    assert '<html lang="pt-BR"' in client.get(link).text


def test_the_link_opens_the_answers_again_without_another_question(client: Client, link: str) -> None:
    client.post(link, {"name": "Nina Faro"})
    other = Client()

    page = other.get(link)
    answer = other.post(link)

    assert 'name="name"' not in markup(page)
    assert answer.headers["Location"] == VALUE


def test_a_withdrawn_invitation_opens_nothing(client: Client, link: str, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        offering.revoke_offer(MembershipOffer.objects.get(), by=cast.ada)

    for method in (client.get, client.post):
        assert method(link).status_code == 410


def test_after_the_close_the_link_says_that_the_round_is_over(client: Client, link: str) -> None:
    with clock.at(CLOSES):
        page = client.post(link, {"name": "Nina Faro"})

    assert page.status_code == 409
    with scopes_disabled():
        assert not User.objects.filter(email=NINA).exists()


def test_somebody_else_who_is_signed_in_is_told_whose_it_is_not(link: str, cast: Cast, enter: Enter) -> None:
    client = enter(cast.davi)

    page = client.get(link)

    assert page.status_code == 403
    assert "davi@aurora.example" in markup(page)
    assert NINA not in markup(page)
    assert client.post(link, {"name": "Davi"}).status_code == 403


def test_whose_address_it_is_and_who_is_signed_in_gives_no_name(link: str, cast: Cast, enter: Enter) -> None:
    with scopes_disabled():
        nina = User.objects.create_user(NINA, "rivers run to the sea", name="Dr. Nina Faro")
        member = Membership.objects.create(user=nina, organization=cast.boreal)
    client = enter(member)

    page = client.get(link)

    assert 'name="name"' not in markup(page)
    assert client.post(link).headers["Location"] == VALUE


def test_the_pass_of_an_invited_lead_answers_and_sees_the_receipt(client: Client, link: str) -> None:
    client.post(link, {"name": "Nina Faro"})

    assert client.get(START).status_code == 200
    assert client.get(DONE).status_code == 302  # nothing was sent yet
    assert client.get("/o/aurora/").status_code == 302  # to sign in
