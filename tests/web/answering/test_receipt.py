"""The receipt shows the result, to whoever answered, by their pass alone and of this round alone."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from organizations.members import memberships
from organizations.models import Membership
from organizations.scoping import scope
from surveys import answering
from surveys.models import Response, Round
from tests.cast import Cast
from tests.markup import markup
from tests.offering import carried_out
from tests.survey_steps import CLOSES, answer_all
from tests.web.answering.steps import DONE, address_in

TEAM, DIMENSION, CRITERION = (
    "/a/result/team/",
    "/a/result/dimensions/value/",
    "/a/result/criteria/value.known-users/",
)


@pytest.fixture
def sent(cast: Cast, round: Round, response: Response) -> Response:
    """Lia's answers: its users are known in part, no benefit is proven, all else fully."""
    with scope(organization=cast.aurora):
        answer_all(response, "fully", {"value.known-users": "partially", "value.proven-benefit": "not"})
        return answering.submit(response, key="k1", by=cast.lia)


@pytest.fixture
def by_link(round: Round, sent: Response) -> Client:
    """A device that came by Lia's link, signed in as nobody."""
    client = Client()
    carried_out()
    client.post(address_in(mail.outbox[0].body))
    return client


def test_the_receipt_shows_the_level_what_blocks_and_the_first_step(by_link: Client) -> None:
    page = markup(by_link.get(DONE))

    assert "Thank you. Your answers are in." in page
    assert "Where the team stands" in page
    assert "What blocks level" in page
    assert "The first step" in page
    assert f'href="{CRITERION}"' in page or 'href="/a/result/criteria/value.proven-benefit/"' in page
    assert f'href="{TEAM}"' in page


@pytest.mark.parametrize("address", [DONE, TEAM, DIMENSION, CRITERION])
def test_nothing_on_the_way_asks_to_sign_in_or_leads_into_the_organization(
    by_link: Client, address: str
) -> None:
    page = by_link.get(address)

    assert page.status_code == 200
    assert "Sign in" not in markup(page)
    assert "/o/aurora/" not in markup(page)
    assert settings.SESSION_COOKIE_NAME not in by_link.cookies


def test_a_dimension_leads_on_by_the_pass(by_link: Client) -> None:
    page = markup(by_link.get(TEAM))

    assert f'href="{DIMENSION}"' in page
    assert f'href="{CRITERION}"' in markup(by_link.get(DIMENSION))


def test_other_rounds_and_people_are_not_told(by_link: Client, cast: Cast, health: ModelVersion) -> None:
    page = markup(by_link.get(TEAM))

    assert "Mauro Reis" not in page  # a colleague of the team
    assert "Rounds that asked it" not in page


@pytest.mark.parametrize(
    "address", ["/a/result/dimensions/nothing/", "/a/result/criteria/nothing/", "/a/result/criteria/\u00e9/"]
)
def test_what_the_model_does_not_have_is_not_found(by_link: Client, address: str) -> None:
    assert by_link.get(address).status_code == 404


def test_after_the_close_it_stays(by_link: Client) -> None:
    with clock.at(CLOSES):
        assert "Where the team stands" in markup(by_link.get(DONE))
        assert by_link.get(TEAM).status_code == 200


def test_while_it_is_open_again_there_is_no_result(by_link: Client, cast: Cast, sent: Response) -> None:
    by_link.post("/a/reopen/", {"response": sent.public_id})

    assert by_link.get(DONE).status_code == 302
    for address in (TEAM, DIMENSION, CRITERION):
        assert by_link.get(address).status_code == 404


def test_who_left_sees_it_no_more(by_link: Client, cast: Cast) -> None:
    with scope(organization=cast.aurora):
        memberships.end_membership(Membership.objects.get(pk=cast.lia.pk), by=cast.ada)

    for address in (DONE, TEAM, DIMENSION, CRITERION):
        assert by_link.get(address).status_code == 403


def test_the_receipt_costs_few_queries(
    by_link: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    by_link.get(DONE)
    with django_assert_max_num_queries(15):
        by_link.get(DONE)
