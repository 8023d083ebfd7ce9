"""You said, we did, on pages: written on the closed round, read before the first question."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core import clock
from maturity.models import ModelVersion
from organizations.scoping import scope, scopes_disabled
from surveys import rounds
from surveys.models import Round
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup
from tests.offering import carried_out
from tests.standings import At, hold
from tests.survey_steps import MONDAY, opened, planned
from tests.web.answering.steps import address_in

EVIL = "Builds for <all>.\r\n\r\n</p><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def spring(cast: Cast, health: ModelVersion) -> Round:
    with scope(organization=cast.aurora):
        return hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.pricing: At(2)})


def address(round: Round, deed: str = "") -> str:
    return f"/o/aurora/rounds/{round.pk}/{deed}"


def told(round: Round) -> str | None:
    with scopes_disabled():
        return Round.objects.get(pk=round.pk).outcome


def test_a_closed_rounds_page_asks_for_it_and_then_shows_it_to_all_who_see_it(
    cast: Cast, spring: Round, enter: Enter
) -> None:
    assert "Nothing says yet" not in markup(enter(cast.lia).get(address(spring)))
    client = enter(cast.davi)
    assert "Nothing says yet what came of this round." in markup(client.get(address(spring)))

    page = markup(client.post(address(spring, "outcome/"), {"text": EVIL}, follow=True))

    assert "Saved. Who is asked next reads it before the first question." in page
    assert told(spring) == "Builds for <all>.\n\n</p><script>alert(1)</script>"
    for reader in (cast.davi, cast.vera, cast.lia):
        seen = markup(enter(reader).get(address(spring)))
        assert "<p>Builds for &lt;all&gt;.</p>" in seen
        assert "<script>alert" not in seen
    assert "Change what is told" not in seen
    assert "Builds for &lt;all&gt;." in markup(enter(cast.davi).get(address(spring, "outcome/")))


def test_it_is_taken_back(cast: Cast, spring: Round, enter: Enter) -> None:
    client = enter(cast.davi)
    client.post(address(spring, "outcome/"), {"text": "Something."})

    page = markup(client.post(address(spring, "outcome/"), {"text": " \n"}, follow=True))

    assert "Saved. Nothing is told of this round now." in page
    assert told(spring) == ""


def test_what_is_too_long_is_told_and_stays_typed(cast: Cast, spring: Round, enter: Enter) -> None:
    answer = enter(cast.davi).post(address(spring, "outcome/"), {"text": "x" * 2001})

    assert answer.status_code == 422
    assert "at most 2000 characters" in markup(answer)
    assert "x" * 2001 in answer.text
    assert told(spring) is None


def test_what_no_database_holds_is_left_out(cast: Cast, spring: Round, enter: Enter) -> None:
    assert enter(cast.davi).post(address(spring, "outcome/"), {"text": "a\x00b"}).status_code == 302
    assert told(spring) == "ab"


def test_two_thousand_characters_with_line_breaks_of_a_browser_fit(
    cast: Cast, spring: Round, enter: Enter
) -> None:
    lines = "\r\n".join(["x" * 99] * 20)  # 1,999 characters, as they are stored

    assert enter(cast.davi).post(address(spring, "outcome/"), {"text": lines}).status_code == 302
    assert told(spring) == lines.replace("\r\n", "\n")


def test_a_round_that_is_not_over_has_no_such_page(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        draft, now = planned(cast, health, name="Draft"), opened(cast, health)

    for one in (draft, now):
        assert enter(cast.davi).get(address(one, "outcome/")).status_code == 409
        assert "You said, we did" not in markup(enter(cast.davi).get(address(one)))


def test_the_draft_of_the_next_round_tells_whether_it_is_written(
    cast: Cast, health: ModelVersion, spring: Round, enter: Enter
) -> None:
    client = enter(cast.davi)
    with scope(organization=cast.aurora):
        draft = planned(cast, health)
    assert 'Nothing says yet what came of <span translate="no">2026 S1</span>.' in markup(
        client.get(address(draft))
    )

    client.post(address(spring, "outcome/"), {"text": "One build."})

    page = markup(client.get(address(draft)))
    assert 'What came of <span translate="no">2026 S1</span> stands before the first question.' in page
    assert f'href="{address(spring, "outcome/")}"' in page


def test_it_stands_on_the_first_page_by_link_and_signed_in(
    cast: Cast, health: ModelVersion, spring: Round, enter: Enter, client: Client
) -> None:
    with scope(organization=cast.aurora):
        rounds.tell_outcome(spring, "One build.", by=None)
        now = opened(cast, health)
    carried_out()
    signed_in = enter(cast.lia)
    signed_in.post(address(now, "teams/pricing/answer/"))

    by_link = markup(client.get(address_in(mail.outbox[0].body)))
    by_page = markup(signed_in.get("/a/"))

    for page in (by_link, by_page):
        assert "You said, we did" in page
        assert "<p>One build.</p>" in page
        assert page.index("One build.") < page.index("Start answering</button>")


def test_a_first_round_has_nothing_to_tell(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        now = opened(cast, health)
    client = enter(cast.lia)
    client.post(address(now, "teams/pricing/answer/"))

    assert "You said" not in markup(client.get("/a/"))
