"""Planning the round that follows the last one, on its page."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from core import clock
from maturity.models import ModelVersion
from organizations.scoping import scope
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup
from tests.standings import At, hold
from tests.survey_steps import planned

NEW = "/o/aurora/rounds/new/"


@pytest.fixture(autouse=True)
def on_the_last_of_november() -> Iterator[Any]:
    with clock.at(datetime(2026, 11, 30, 12, tzinfo=UTC)):
        yield


def test_the_next_round_is_planned_from_the_last(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        last = hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.churn: At(2)})
    client = enter(cast.davi)

    assert f'{NEW}?follows={last.pk}"' in client.get("/o/aurora/rounds/").text
    page = client.get(f"{NEW}?follows={last.pk}")

    assert 'value="2026 S2"' in page.text
    assert re.findall(r'id="team-(\d+)"\s+checked', page.text) == [str(cast.churn.pk)]
    assert "Filled in from <strong" in markup(page)


def test_after_a_round_about_a_retired_model_one_is_chosen_anew(
    cast: Cast, health: ModelVersion, mlops: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        last = hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.churn: At(2)})
        ModelVersion.objects.filter(pk=health.pk).update(state=ModelVersion.State.RETIRED)

    page = markup(enter(cast.davi).get(f"{NEW}?follows={last.pk}"))

    assert '<option value="" selected>Choose a model</option>' in page


def test_a_name_that_is_taken_is_refused_and_nothing_is_lost(
    cast: Cast, health: ModelVersion, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        planned(cast, health, name="2026 S2")
    client = enter(cast.davi)

    page = client.post(NEW, {"name": "2026  s2", "version": health.pk, "teams": [cast.churn.pk]})

    assert page.status_code == 422
    assert "A round of this name is there already." in markup(page)
    assert re.findall(r'id="team-(\d+)"\s+checked', page.text) == [str(cast.churn.pk)]


@pytest.mark.parametrize("named", ["0", "999999", "x", "-1", "1" * 40, "²"])
def test_a_round_that_is_not_there_is_followed_by_none(
    cast: Cast, health: ModelVersion, enter: Enter, named: str
) -> None:
    assert enter(cast.davi).get(f"{NEW}?follows={named}").status_code == 404
