"""Arriving at the answering pages: by a personal link, or signed in."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from core import clock
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.scoping import scope, scopes_disabled
from surveys import answering, invitations
from surveys.answering import Given
from surveys.models import Invitation, Response, Round
from tests.cast import Cast, join
from tests.kinds import Enter
from tests.markup import markup
from tests.survey_steps import CLOSES, opened
from tests.web.answering.steps import CHECK, DONE, START, VALUE, fields

# Arriving by the link


def test_the_mail_leads_to_a_page_that_says_who_asks(client: Client, link: str) -> None:
    page = client.get(link)

    assert page.status_code == 200
    assert "Aurora Seguros" in markup(page)
    assert "Pricing" in markup(page)
    assert "Friday 4 December, 18:00" in markup(page)
    assert page.headers["Referrer-Policy"] == "strict-origin"


def test_opening_the_link_changes_nothing_however_often(client: Client, link: str) -> None:
    for method in (client.get, client.head, client.get):
        assert method(link).status_code == 200

    with scopes_disabled():
        assert Invitation.objects.get().state == Invitation.State.ISSUED
        assert not Response.objects.exists()
    assert settings.ANSWER_COOKIE_NAME not in client.cookies


def test_the_button_exchanges_the_link_for_a_pass_and_a_clean_address(client: Client, link: str) -> None:
    answer = client.post(link)

    cookie = client.cookies[settings.ANSWER_COOKIE_NAME]
    assert answer.headers["Location"] == VALUE
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/a/", True, "Lax")
    assert link.strip("/").split("/")[-1] not in cookie.value
    assert client.get(VALUE).status_code == 200


def test_the_link_works_again_on_another_device(link: str, cast: Cast, health: ModelVersion) -> None:
    phone, laptop = Client(), Client()
    phone.post(link)
    with scope(organization=cast.aurora):
        answering.save_answer(Response.objects.get(), health.criteria.first(), Given("largely"), revision=1)

    laptop.post(link)

    assert 'value="largely" checked' in markup(laptop.get(VALUE))
    with scopes_disabled():
        assert Response.objects.count() == 1


def test_an_unknown_link_says_so_and_shows_a_way_on(client: Client, round: Round) -> None:
    page = client.get("/a/" + "x" * 43 + "/")

    assert page.status_code == 404
    assert "This link is not known here" in markup(page)
    assert reverse("account_login") in markup(page)


def test_a_withdrawn_link_says_so(client: Client, link: str, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        invitations.revoke(Invitation.objects.get(), by=cast.davi)

    for method in (client.get, client.post):
        page = method(link)
        assert page.status_code == 410
        assert "This link has been withdrawn" in markup(page)


def test_a_link_to_a_closed_round_says_so(client: Client, link: str) -> None:
    with clock.at(CLOSES):
        page = client.get(link)

    assert page.status_code == 409
    assert "This round is closed" in markup(page)


def test_a_withdrawn_invitation_ends_what_was_begun_with_it(client: Client, link: str, cast: Cast) -> None:
    client.post(link)
    with scope(organization=cast.aurora):
        invitations.revoke(Invitation.objects.get(), by=cast.davi)

    assert client.get(VALUE).status_code == 410
    assert client.post(VALUE, fields(Response(public_id="x"), users="not")).status_code == 410


@pytest.mark.parametrize("cookie", ["", "nonsense", "eyJpIjoxfQ:1abc:def"])
def test_without_a_pass_the_pages_say_how_to_get_one(client: Client, round: Round, cookie: str) -> None:
    client.cookies[settings.ANSWER_COOKIE_NAME] = cookie

    for address in (START, VALUE, CHECK, DONE):
        page = client.get(address)
        assert page.status_code == 401
        assert "Open your personal link again" in markup(page)


def test_the_link_speaks_the_language_of_the_person(client: Client, link: str, cast: Cast) -> None:
    cast.lia.user.prefer(language="pt-br")

    assert '<html lang="pt-BR"' in client.get(link).text


# Starting when signed in


def test_a_lead_starts_from_the_round(client: Client, cast: Cast, round: Round, enter: Enter) -> None:
    answer = enter(cast.lia).post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")

    assert answer.headers["Location"] == START
    page = client.get(START)
    assert "Start answering" in markup(page)
    assert "About 3 minutes" in markup(page)
    with scopes_disabled():
        assert not Response.objects.exists()


def test_somebody_who_came_to_lead_the_team_later_starts_too(cast: Cast, round: Round, enter: Enter) -> None:
    with scopes_disabled():
        late = join(cast.aurora, "Luca Pires", Role.LEAD, cast.pricing)

    answer = enter(late).post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")

    assert answer.headers["Location"] == START


@pytest.mark.parametrize(
    ("person", "status"),
    [("otto", 404), ("mauro", 403), ("marta", 403), ("davi", 403), ("vera", 403), ("clara", 403)],
)
def test_who_does_not_answer_for_the_team_does_not_start(
    cast: Cast, round: Round, enter: Enter, person: str, status: int
) -> None:
    client = enter(getattr(cast, person))

    assert client.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/").status_code == status
    assert settings.ANSWER_COOKIE_NAME not in client.cookies


def test_a_lead_does_not_start_for_another_team(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        round = opened(cast, health, teams=[cast.pricing, cast.churn])

    answer = enter(cast.lia).post(f"/o/aurora/rounds/{round.pk}/teams/churn/answer/")

    assert answer.status_code == 404
