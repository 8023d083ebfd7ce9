"""Where a round's end stands, its hour stands too: at 00:00 on the 18th nobody can answer on the 18th."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail

from core import clock
from maturity.models import ModelVersion
from organizations.scoping import scope
from surveys import answering, rounds
from surveys.models import Round
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup
from tests.offering import carried_out
from tests.survey_steps import MONDAY, OPENS, answer_all, begun
from tests.web.answering.steps import CHECK, DONE, START, VALUE, address_in

TEAM = "/o/aurora/teams/pricing/"
MIDNIGHT = datetime(2026, 12, 18, 3, tzinfo=UTC)  # in São Paulo, three hours behind
DAY = re.compile(r"\b18 (?:Dec\w*|de dez\w*)(?: (?:de )?2026|\.)*(?P<after>.{0,14})")


@pytest.fixture(autouse=True)
def monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Open until the first moment of the 18th of December."""
    with scope(organization=cast.aurora), clock.at(OPENS):
        made = rounds.plan_round(
            cast.aurora,
            name="2026 Q4",
            version=health,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=MIDNIGHT,
            by=cast.davi,
        )
        rounds.open_round(made, by=cast.davi)
        return made


def ends(text: str) -> list[str]:
    """What stands behind each 18th of December."""
    return [found["after"] for found in DAY.finditer(re.sub(r"<[^>]+>", "", text))]


@pytest.mark.parametrize(("language", "hour"), [("en", ", 00:00"), ("pt-br", ", 0h")])
def test_every_page_that_says_when_a_round_ends_says_the_hour(
    cast: Cast, round: Round, enter: Enter, language: str, hour: str
) -> None:
    for member in (cast.lia, cast.davi):
        member.user.prefer(language=language)
    lead = enter(cast.lia)
    lead.post(f"/o/aurora/rounds/{round.pk}/teams/pricing/answer/")
    shown = [markup(lead.get(START))]
    lead.post(START)
    shown += [markup(lead.get(page)) for page in (VALUE, CHECK, TEAM)]
    with scope(organization=cast.aurora):
        response = begun(cast, round)
        answer_all(response, "largely")
        answering.submit(response, key="1", by=cast.lia)
    shown.append(markup(lead.get(DONE)))
    manager = enter(cast.davi)
    pages = ("results/", f"results/?round={round.pk}", "rounds/", f"rounds/{round.pk}/", "teams/pricing/")
    shown += [markup(manager.get(f"/o/aurora/{page}")) for page in pages]

    found = [ends(page) for page in shown]
    assert [len(page) for page in found if not page] == []  # each of them says it
    assert [one for page in found for one in page if not one.startswith(hour)] == []


def test_the_mail_that_asks_says_the_hour_and_the_city(cast: Cast, round: Round) -> None:
    carried_out()

    body = mail.outbox[0].body
    assert "18 December, 00:00 (São Paulo)" in body
    assert address_in(body)
