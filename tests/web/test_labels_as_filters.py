"""Labels narrow the dashboard and its file, and choose the teams of a round; a team's page tells of it."""

from typing import Any

import pytest

from maturity.models import ModelVersion
from organizations.scoping import scope
from organizations.teams import merging, tree
from organizations.teams.labels import label_team
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup
from tests.standings import At, hold

OVERVIEW = "/o/aurora/results/"
NEW_ROUND = "/o/aurora/rounds/new/"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def labelled(cast: Cast, mlops: ModelVersion) -> Cast:
    with scope(organization=cast.aurora):
        label_team(cast.pricing, ["Brazil"], by=None)
        label_team(cast.fraud, ["Chile"], by=None)
        hold(
            cast.aurora,
            mlops,
            "2026 Q2",
            "2026-04-01",
            {cast.pricing: At(1), cast.churn: At(2), cast.fraud: At(3)},
        )
    return cast


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return markup(answer)


def test_the_dashboard_is_narrowed_to_a_label(labelled: Cast, enter: Enter) -> None:
    page = text(enter(labelled.davi).get(f"{OVERVIEW}?label=chile", headers=ENGLISH))

    assert ">Fraud<" in page
    assert ">Churn<" not in page
    assert '<option value="chile" translate="no" selected>Chile</option>' in page
    assert "label=chile" in page[page.index("results/export") :]


def test_a_label_and_a_unit_without_a_common_team_say_so(labelled: Cast, enter: Enter) -> None:
    page = text(enter(labelled.davi).get(f"{OVERVIEW}?label=chile&unit=retail", headers=ENGLISH))

    assert "No team of “Retail · Chile” was asked yet." in page


def test_a_manager_of_a_unit_filters_by_the_labels_of_her_teams(labelled: Cast, enter: Enter) -> None:
    client = enter(labelled.marta)

    page = text(client.get(OVERVIEW, headers=ENGLISH))

    assert (">Brazil</option>" in page, ">Chile</option>" in page) == (True, False)
    assert client.get(f"{OVERVIEW}?label=chile").status_code == 404


def test_the_file_holds_the_teams_of_the_label(labelled: Cast, enter: Enter) -> None:
    answer = enter(labelled.davi).post(f"{OVERVIEW}export/?label=chile")

    lines = answer.content.decode().splitlines()
    assert len(lines) == 2
    assert "Fraud" in lines[1]


def test_a_new_round_begins_with_the_teams_of_a_label(labelled: Cast, enter: Enter) -> None:
    client = enter(labelled.davi)

    page = text(client.get(f"{NEW_ROUND}?label=brazil", headers=ENGLISH))

    ticked = [line for line in page.split("<input") if "checked" in line and 'name="teams"' in line]
    assert [f'value="{labelled.pricing.pk}"' in line for line in ticked] == [True]
    assert client.get(f"{NEW_ROUND}?label=nowhere").status_code == 404


def test_the_page_of_a_team_names_its_people_place_labels_and_rounds(labelled: Cast, enter: Enter) -> None:
    page = text(enter(labelled.ada).get("/o/aurora/teams/pricing/", headers=ENGLISH))

    part = page[page.index('id="h-people"') :]
    for words in ("Lia Souza", "Mauro Reis", "Brazil", "Rounds that asked it", "2026 Q2", "Retail"):
        assert words in part
    assert "/settings/team/pricing/merge/" in part


def test_whoever_only_reads_is_offered_no_change_there(labelled: Cast, enter: Enter) -> None:
    page = text(enter(labelled.lia).get("/o/aurora/teams/pricing/", headers=ENGLISH))

    assert "Lia Souza" in page[page.index('id="h-people"') :]
    assert "/settings/team/" not in page


def test_a_team_that_was_never_asked_has_its_people_all_the_same(cast: Cast, enter: Enter) -> None:
    page = text(enter(cast.ada).get("/o/aurora/teams/churn/", headers=ENGLISH))

    assert "Caio Lima" in page
    assert "None so far" in page


def test_a_team_says_which_one_it_took_in(labelled: Cast, enter: Enter) -> None:
    with scope(organization=labelled.aurora):
        merging.merge_teams(labelled.pricing, into=labelled.churn, by=None)
    client = enter(labelled.ada)

    into = text(client.get("/o/aurora/teams/churn/", headers=ENGLISH))
    merged = text(client.get("/o/aurora/teams/pricing/", headers=ENGLISH))

    assert "Took in" in into
    assert "Merged into Churn." in merged


def test_the_level_at_a_glance(labelled: Cast, enter: Enter) -> None:
    client = enter(labelled.davi)
    with scope(organization=labelled.aurora):
        tree.add_team(labelled.aurora, name="Fresh", by=None)

    asked = text(client.get("/o/aurora/teams/fraud/glance/", headers=ENGLISH))
    fresh = text(client.get("/o/aurora/teams/fresh/glance/", headers=ENGLISH))

    assert "Level 3" in asked
    assert "2026 Q2" in asked
    assert "No level yet" in fresh


def test_who_was_in_a_merged_team_is_taken_to_the_one_that_took_it_in(labelled: Cast, enter: Enter) -> None:
    with scope(organization=labelled.aurora):
        merging.merge_teams(labelled.pricing, into=labelled.churn, by=None)
    client = enter(labelled.lia)

    answer = client.get(OVERVIEW)

    assert (answer.status_code, answer.url) == (302, "/o/aurora/teams/churn/")
    assert client.get("/o/aurora/teams/pricing/").status_code == 200
