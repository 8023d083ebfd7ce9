"""Adding teams to an open round from its page."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from maturity.models import ModelVersion
from organizations.models import Team
from organizations.scoping import scope, scopes_disabled
from organizations.teams import tree
from organizations.teams.labels import label_team
from surveys import rounds
from surveys.models import Invitation, Round
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup
from tests.survey_steps import CLOSES, MONDAY, opened, planned


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[Any]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def round(cast: Cast, health: ModelVersion) -> Round:
    """Pricing alone is asked."""
    with scope(organization=cast.aurora):
        return opened(cast, health)


def address(round: Round, deed: str = "") -> str:
    return f"/o/aurora/rounds/{round.pk}/{deed}"


def test_it_offers_the_teams_in_use_that_do_not_take_part(cast: Cast, round: Round, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        tree.archive_team(cast.churn, by=None)
        founded = tree.add_team(cast.aurora, name="Claims", by=None)  # after the opening

    page = markup(enter(cast.davi).get(address(round, "join/")))

    for team, offered in ((cast.fraud, True), (founded, True), (cast.pricing, False), (cast.churn, False)):
        assert (f'id="team-{team.pk}"' in page) == offered
    assert "until the same end, Fri 4 Dec 2026, 18:00 (São Paulo)." in page
    assert "The round ends in" not in page


def test_they_are_ticked_and_the_rounds_page_has_them(cast: Cast, round: Round, enter: Enter) -> None:
    client = enter(cast.davi)

    page = markup(
        client.post(address(round, "join/"), {"teams": [cast.fraud.pk, cast.churn.pk]}, follow=True)
    )

    assert "2 more teams take part in the round now. 2 mails with a personal link go out." in page
    assert "of 3 teams" in page
    assert page.count("joined later, Mon 23 Nov, 14:32") == 2


def test_a_page_that_is_open_learns_of_it(cast: Cast, round: Round, enter: Enter) -> None:
    client = enter(cast.davi)
    shown = markup(client.get(address(round)))
    again = shown.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    with scope(organization=cast.aurora):
        rounds.add_teams(round, [cast.fraud], by=cast.davi)

    polled = client.get(again, headers={"HX-Request": "true"})

    assert polled.status_code == 200
    assert "Fraud" in polled.text


def test_the_overview_counts_it_among_those_that_are_asked(cast: Cast, round: Round, enter: Enter) -> None:
    client = enter(cast.davi)
    assert "0 of 1 team" in markup(client.get("/o/aurora/results/"))

    client.post(address(round, "join/"), {"teams": [cast.fraud.pk]})

    assert "0 of 2 teams" in markup(client.get("/o/aurora/results/"))


def test_the_file_says_when_it_joined(cast: Cast, round: Round, enter: Enter) -> None:
    client = enter(cast.davi)
    client.post(address(round, "join/"), {"teams": [cast.fraud.pk]})

    answer = client.post(address(round, "export/"))

    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert {row["team"]: row["team_joined_at"] for row in rows} == {
        "Pricing": "",
        "Fraud": "2026-11-23 14:32",
    }


def test_near_the_end_it_says_how_many_hours_are_left(cast: Cast, round: Round, enter: Enter) -> None:
    with clock.at(CLOSES - timedelta(hours=5, minutes=1)):
        page = markup(enter(cast.davi).get(address(round, "join/")))

    assert "The round ends in 6 hours." in page


def test_a_team_without_a_lead_joins_and_the_page_says_that_no_mail_goes_out(
    cast: Cast, round: Round, enter: Enter
) -> None:
    with scope(organization=cast.aurora):
        founded = tree.add_team(cast.aurora, name="Claims", by=None)
        client = enter(cast.davi)
    with scopes_disabled():
        Invitation.objects.update(mail_key="queued before")

    page = markup(client.post(address(round, "join/"), {"teams": [founded.pk]}, follow=True))

    assert "1 more team takes part in the round now. Nobody leads them yet, so no mail goes out." in page


def test_a_label_ticks_its_teams(cast: Cast, round: Round, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        label_team(cast.fraud, ["Brazil"], by=None)

    page = markup(enter(cast.davi).get(address(round, "join/?label=brazil")))

    assert "checked" in page.split(f'id="team-{cast.fraud.pk}"')[1].split(">")[0]
    assert "checked" not in page.split(f'id="team-{cast.churn.pk}"')[1].split(">")[0]


@pytest.mark.parametrize("teams", [[], ["one"], ["9" * 30], ["pricing"]])
def test_what_is_no_choice_is_told(cast: Cast, round: Round, enter: Enter, teams: list[str]) -> None:
    answer = enter(cast.davi).post(address(round, "join/"), {"teams": teams})

    assert answer.status_code == 422
    with scopes_disabled():
        assert round.participations.count() == 1


def test_a_team_that_came_in_meanwhile_is_no_choice_any_more(cast: Cast, round: Round, enter: Enter) -> None:
    client = enter(cast.davi)
    client.post(address(round, "join/"), {"teams": [cast.fraud.pk]})

    answer = client.post(address(round, "join/"), {"teams": [cast.fraud.pk]})

    assert answer.status_code == 422
    assert "not among those that can be asked" in markup(answer)


def test_where_every_team_takes_part_the_page_says_so(cast: Cast, health: ModelVersion, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        everybody = opened(cast, health, teams=[cast.pricing, cast.churn, cast.fraud])

    page = markup(enter(cast.davi).get(address(everybody, "join/")))

    assert "No team is left to add" in page
    assert "Back to the round" in page


def test_only_an_open_round_is_joined(cast: Cast, health: ModelVersion, round: Round, enter: Enter) -> None:
    client = enter(cast.davi)
    with scope(organization=cast.aurora):
        draft = planned(cast, health, name="Draft", teams=[cast.fraud])
        rounds.close_round(round, by=None)

    for one in (draft, round):
        assert client.get(address(one, "join/")).status_code == 409
        assert client.post(address(one, "join/"), {"teams": [cast.churn.pk]}).status_code == 409
    assert "Add teams" not in markup(client.get(address(round)))


def test_who_only_reads_is_offered_nothing(cast: Cast, round: Round, enter: Enter) -> None:
    for reader in (cast.vera, cast.marta, cast.lia):
        assert "Add teams" not in markup(enter(reader).get(address(round)))
        assert enter(reader).get(address(round, "join/")).status_code == 403


def test_the_list_costs_no_query_a_team(
    cast: Cast, round: Round, enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter(cast.davi)
    client.get(address(round, "join/"))
    with scopes_disabled():
        for number in range(20):
            Team.objects.create(organization=cast.aurora, name=f"Team {number}", slug=f"team-{number}")

    with django_assert_max_num_queries(12):
        client.get(address(round, "join/"))
