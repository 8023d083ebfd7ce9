"""What the answering pages cost: queries and bytes."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maturity.models import ModelVersion
from organizations.scoping import scope
from surveys.models import Response
from tests.cast import Cast
from tests.kinds import Enter
from tests.survey_steps import answer_all, begun, opened
from tests.web.answering.steps import CHECK, VALUE

# Costs


@pytest.mark.parametrize("page", [VALUE, CHECK])
def test_a_page_costs_at_most_twelve_queries_whatever_it_shows(
    lia: Client,
    response: Response,
    cast: Cast,
    mlops: ModelVersion,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    page: str,
) -> None:
    lia.get(page)

    with django_assert_max_num_queries(12) as few:
        assert lia.get(page).status_code == 200
    with scope(organization=cast.aurora):
        answer_all(response, "fully")
    with django_assert_max_num_queries(12) as many:
        lia.get(page)

    assert len(few) == len(many)


def test_the_largest_page_stays_light(cast: Cast, mlops: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        round = opened(cast, mlops)
        begun(cast, round)
    client = enter(cast.lia)
    client.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")

    page = client.get("/a/dimension/release/").text

    # what a first visit loads until the page is drawn; the script's further parts and the icon come later
    loaded = set(re.findall(r'(?:src|href)="/static/([^"#]+)', page)) - {"favicon.svg"}
    later = {f"js/modules/answer_{part}.js" for part in ("keys", "progress", "status", "trouble")}
    sizes = {name: packed(Path(finders.find(name)).read_bytes()) for name in loaded | later}
    assert len(loaded) + 1 <= 8  # and the page itself
    assert sum(sizes.values()) + packed(page.encode()) <= 60_000
    assert packed(page.encode()) <= 15_000  # a second page


def packed(content: bytes) -> int:
    """Bytes over the wire; a font is packed already."""
    return min(len(content), len(brotli.compress(content)))
