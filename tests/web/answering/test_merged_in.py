"""The second round of a team that took another one in: both teams' last answers on the page."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from organizations.models import Team
from organizations.scoping import scope, scopes_disabled
from organizations.teams import merging
from surveys.given import Given
from surveys.models import Answer, Response, Round
from tests.cast import Cast
from tests.markup import markup
from tests.standings import At, hold
from tests.survey_steps import opened, sent_in
from tests.web.answering.steps import VALUE

USERS, BENEFIT = "value.known-users", "value.proven-benefit"


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Churn, by then called Churn & <Co>, went into Pricing in August; both had answered in spring."""
    with scope(organization=cast.aurora):
        Team.objects.filter(pk=cast.churn.pk).update(name="Churn & <Co>")
        cast.churn.refresh_from_db()
        spring = hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.pricing: At(2), cast.churn: At(1)})
        sent_in(spring, cast.pricing, {USERS: Given("largely"), BENEFIT: Given("fully")})
        sent_in(spring, cast.churn, {USERS: Given("not", comment="Seen by <nobody>.")})
        with clock.at(datetime(2026, 8, 3, tzinfo=UTC)):
            merging.merge_teams(cast.churn, into=cast.pricing, by=None)
        return opened(cast, health)


def asked(page: str, key: str) -> str:
    """The markup of one question."""
    parts = re.findall(r"<fieldset.*?</fieldset>", page)
    return next(one for one in parts if f'data-key="{key}"' in one)


def test_both_stand_there_and_only_the_own_answer_can_be_confirmed(lia: Client, response: Response) -> None:
    page = markup(lia.get(VALUE))
    users = asked(page, USERS)

    assert "Churn &amp; &lt;Co&gt;</span>, merged into this team, in" in users
    assert "<strong>Not</strong>" in users
    assert "Seen by &lt;nobody&gt;." in users
    assert users.index("<strong>Largely") < users.index("last--beside")
    assert users.count('name="unchanged"') == 1
    assert 'data-rating="not"' not in users
    assert "last--beside" not in asked(page, BENEFIT)
    assert " checked" not in page


def test_the_block_confirms_what_no_other_team_said_otherwise(lia: Client, response: Response) -> None:
    lia.post(VALUE, {"response": response.public_id, "unchanged": "*"})

    with scopes_disabled():
        stored = Answer.objects.filter(response=response)
        assert [(one.criterion.key, one.rating) for one in stored] == [(BENEFIT, "fully")]


def test_the_page_costs_no_query_more_than_without_them(
    lia: Client, response: Response, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lia.get(VALUE)

    with django_assert_num_queries(5):
        lia.get(VALUE)


def test_in_portuguese_it_is_said_in_portuguese(lia: Client, response: Response) -> None:
    page = markup(lia.get(VALUE, headers={"Accept-Language": "pt-BR"}))

    assert ", unida a esta equipe, em " in page
