"""A team that comes from another one: added from its page, told on both, and seen in its first round."""

from collections.abc import Iterator
from typing import Any

import pytest

from core import clock
from maturity.models import ModelVersion
from organizations.models import Team
from organizations.scoping import scope, scopes_disabled
from organizations.teams import tree
from surveys.given import Given
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup
from tests.standings import At, hold
from tests.survey_steps import MONDAY, opened, sent_in

ADD = "/o/aurora/settings/teams/add-team/"
TREE = "/o/aurora/teams/"
USERS = "value.known-users"


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def rates(cast: Cast) -> Team:
    """Split off from Pricing."""
    with scope(organization=cast.aurora):
        return tree.add_team(
            cast.aurora, name="Rates", parent=cast.retail, led_by=cast.lia, split_from=cast.pricing, by=None
        )


def test_the_form_begins_with_the_team_and_its_unit(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    place = markup(client.get(f"{TREE}?team=pricing"))
    assert f'href="{ADD}?from=pricing"' in place

    page = markup(client.get(f"{ADD}?from=pricing"))

    assert f'<option value="{cast.pricing.pk}" selected>Retail / Pricing' in page
    assert f'<option value="{cast.retail.pk}" selected>Retail' in page


def test_it_is_added_with_the_team_that_it_comes_from(cast: Cast, enter: Enter) -> None:
    sent = {"name": "Rates", "parent": cast.retail.pk, "led_by": "", "split_from": cast.pricing.pk}

    page = markup(enter(cast.ada).post(ADD, sent, follow=True))

    assert "Rates is added." in page
    with scopes_disabled():
        assert Team.objects.get(name="Rates").split_from == cast.pricing


def test_a_unit_is_not_asked_where_it_comes_from(cast: Cast, enter: Enter) -> None:
    page = markup(enter(cast.ada).get("/o/aurora/settings/teams/add-unit/"))

    assert "split_from" not in page


def test_both_teams_tell_of_each_other(cast: Cast, rates: Team, enter: Enter) -> None:
    client = enter(cast.ada)

    assert "Comes from: <a" in markup(client.get(f"{TREE}?team=rates"))
    assert "Teams that come from it:" in markup(client.get(f"{TREE}?team=pricing"))
    assert "Comes from" in markup(client.get("/o/aurora/teams/rates/"))
    assert "Teams that come from it" in markup(client.get("/o/aurora/teams/pricing/"))


def test_who_does_not_see_the_other_team_does_not_learn_its_name(
    cast: Cast, rates: Team, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        Team.objects.filter(pk=rates.pk).update(split_from=cast.fraud, name="Rates")

    page = markup(enter(cast.marta).get(f"{TREE}?team=rates"))

    assert "Comes from" not in page
    assert "Fraud" not in page


def test_its_first_round_shows_the_answer_under_the_others_name(
    cast: Cast, health: ModelVersion, rates: Team, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        spring = hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.pricing: At(2)})
        sent_in(spring, cast.pricing, {USERS: Given("largely")})
        round = opened(cast, health, teams=[rates])
    client = enter(cast.lia)
    client.post(f"/o/aurora/rounds/{round.pk}/teams/rates/answer/")
    client.post("/a/")

    page = markup(client.get("/a/dimension/value/"))

    assert "Pricing</span>, which this team comes from, in" in page
    assert page.count('name="unchanged"') == 1  # one by itself, and no block
    assert 'id="block"' not in page
    assert " checked" not in page
    portuguese = markup(client.get("/a/dimension/value/", headers={"Accept-Language": "pt-BR"}))
    assert "Pricing</span>, de onde vem esta equipe, em" in portuguese
