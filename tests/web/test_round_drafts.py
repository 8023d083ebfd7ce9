"""A draft before it opens: what it lacks, and what is asked."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.html import escape

from core import clock
from maturity.models import ModelVersion
from organizations.scoping import scope, scopes_disabled
from surveys.models import Response, Round
from tests.cast import Cast, place
from tests.kinds import Enter
from tests.markup import markup
from tests.survey_steps import MONDAY, planned


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def inside(cast: Cast) -> Any:
    """Arrange in Aurora's scope; the requests of a test open their own."""
    return lambda: scope(organization=cast.aurora)


@pytest.fixture
def draft(cast: Cast, health: ModelVersion, inside: Any) -> Round:
    with inside():
        return planned(cast, health, teams=[cast.pricing, cast.fraud])


def address(round: Round, more: str = "") -> str:
    return f"/o/aurora/rounds/{round.pk}/{more}"


def test_the_last_look_says_how_long_answering_takes(cast: Cast, draft: Round, enter: Enter) -> None:
    page = markup(enter(cast.davi).get(address(draft)))

    assert "8 criteria, about 3 minutes" in page  # 8 times 17 seconds


def test_a_team_with_nobody_has_its_remedy_one_click_away(
    cast: Cast, health: ModelVersion, enter: Enter, inside: Any
) -> None:
    with inside():
        claims = place(cast.aurora, "Claims", cast.risk)
        round = planned(cast, health, teams=[cast.pricing, claims])
    client = enter(cast.davi)

    page = markup(client.get(address(round)))
    remedy = "/o/aurora/people/offers/new/?role=lead&team=claims"

    assert f'href="{escape(remedy)}"' in page
    form = markup(client.get(remedy))
    assert '<option value="lead" selected>' in form
    assert f'<option value="{claims.pk}" selected>' in form


def test_the_preview_shows_the_questions_and_stores_nothing(cast: Cast, draft: Round, enter: Enter) -> None:
    client = enter(cast.davi)

    first = markup(client.get(address(draft, "preview/")))
    second = markup(client.get(address(draft, "preview/trust/")))

    assert "A preview: choose what you like, nothing is stored." in first
    assert 'value="largely"' in first
    assert "<form" not in first
    assert f'href="{address(draft, "preview/flow/")}"' in first
    assert 'value="largely"' in second
    assert client.get(address(draft, "preview/nothing/")).status_code == 404
    with scopes_disabled():
        assert not Response.objects.exists()
