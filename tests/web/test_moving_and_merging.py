"""Moving, merging and labelling teams, as the pages ask for it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from maturity.models import ModelVersion
from organizations.models import Label, RoleGrant, Team
from organizations.scoping import scope, scopes_disabled
from organizations.teams import labels, tree
from surveys import rounds
from tests.cast import Cast
from tests.kinds import Enter
from tests.survey_steps import planned

TREE = "/o/aurora/teams/"
SETTINGS = "/o/aurora/settings/"
ENGLISH = {"Accept-Language": "en"}


def text(answer: Any) -> str:
    return answer.content.decode()


def stored(slug: str) -> Team:
    with scopes_disabled():
        return Team.objects.select_related("parent", "merged_into").get(slug=slug)


def labels_of(slug: str) -> list[str]:
    with scopes_disabled():
        return sorted(Team.objects.get(slug=slug).labels.values_list("name", flat=True))


def move(client: Client, team: str, parent: str, seen_below: str) -> Any:
    data = {"parent": parent, "seen_below": seen_below}
    return client.post(f"{SETTINGS}team/{team}/move/", data, headers=ENGLISH, follow=True)


def test_a_dropped_team_lies_in_its_new_unit_and_the_page_offers_the_way_back(
    cast: Cast, enter: Enter
) -> None:
    answer = move(enter(cast.ada), "pricing", "risk", "retail")

    assert "Pricing now lies in Risk." in text(answer)
    assert "It lay in Retail before." in text(answer)
    assert stored("pricing").parent == cast.risk


def test_the_way_back_leads_back(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    move(client, "pricing", "risk", "retail")

    answer = move(client, "pricing", "retail", "risk")

    assert "It lay in Risk before." in text(answer)
    assert stored("pricing").parent == cast.retail


def test_a_unit_is_dropped_at_the_top_and_comes_back(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    answer = move(client, "pricing", "", "retail")

    assert "Pricing now lies at the top." in text(answer)
    assert stored("pricing").parent is None
    assert "It lay at the top before." in text(move(client, "pricing", "risk", ""))


@pytest.mark.parametrize(
    ("team", "parent", "seen_below", "status", "words"),
    [
        pytest.param(
            "pricing", "churn", "retail", 422, "Choose a unit of this organization", id="into a team"
        ),
        pytest.param("pricing", "nowhere", "retail", 422, "Choose a unit", id="into nothing"),
        pytest.param("retail", "online", "", 409, "A unit cannot be placed below itself.", id="below itself"),
        pytest.param("retail", "retail", "", 409, "A unit cannot be placed below itself.", id="into itself"),
        pytest.param("pricing", "risk", "", 409, "has been moved or archived meanwhile", id="stale"),
    ],
)
def test_what_cannot_be_dropped_there(
    cast: Cast, enter: Enter, team: Any, parent: Any, seen_below: Any, status: Any, words: Any
) -> None:
    with scope(organization=cast.aurora):
        tree.add_team(cast.aurora, name="Online", kind=Team.Kind.UNIT, parent=cast.retail, by=None)
    before = stored(team).parent

    answer = move(enter(cast.ada), team, parent, seen_below)

    assert answer.status_code == status
    assert words in text(answer)
    assert stored(team).parent == before


def test_an_address_alone_claims_no_move(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    for query in ("?team=pricing&from=retail", "?team=pricing&from=logistics", "?team=pricing&from=churn"):
        assert "before." not in text(client.get(TREE + query, headers=ENGLISH))


def test_the_page_of_a_merge_says_what_will_happen(cast: Cast, enter: Enter) -> None:
    address = f"{SETTINGS}team/pricing/merge/?into={cast.churn.pk}"

    page = text(enter(cast.ada).get(address, headers=ENGLISH))

    assert "These people gain their role in Churn:" in page
    assert "Lia Souza" in page
    assert "Mauro Reis" in page
    assert "Merge now" in page
    assert stored("pricing").archived_at is None


def test_a_team_is_merged_and_its_place_says_so(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    answer = client.post(
        f"{SETTINGS}team/pricing/merge/", {"into": cast.churn.pk}, headers=ENGLISH, follow=True
    )

    assert "Pricing is merged into Churn. Its results stay." in text(answer)
    assert stored("pricing").merged_into == cast.churn
    place = text(client.get(f"{TREE}?team=pricing", headers=ENGLISH))
    assert "Merged into Churn on" in place
    with scopes_disabled():
        assert RoleGrant.objects.filter(membership=cast.lia, team=cast.churn).exists()


def test_a_merge_offers_teams_to_teams_and_units_to_units(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)

    of_team = text(client.get(f"{SETTINGS}team/pricing/merge/", headers=ENGLISH))
    of_unit = text(client.get(f"{SETTINGS}team/retail/merge/", headers=ENGLISH))

    assert ("Retail / Churn</option>" in of_team, "Risk</option>" in of_team) == (True, False)
    assert ("Risk</option>" in of_unit, "Churn</option>" in of_unit) == (True, False)


def test_no_merge_without_a_choice(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.ada).post(f"{SETTINGS}team/pricing/merge/", {"into": ""}, headers=ENGLISH)

    assert answer.status_code == 422
    assert "This field is required." in text(answer)


def test_an_open_round_hinders_a_merge_and_is_named(cast: Cast, enter: Enter, health: ModelVersion) -> None:
    with scope(organization=cast.aurora):
        rounds.open_round(planned(cast, health), by=None)
    client, address = enter(cast.ada), f"{SETTINGS}team/pricing/merge/"

    page = text(client.get(f"{address}?into={cast.churn.pk}", headers=ENGLISH))
    sent = client.post(address, {"into": cast.churn.pk}, headers=ENGLISH)

    assert "Pricing takes part in an open round: “2026 Q4”, until Fri 4 Dec 2026, 18:00 (São Paulo)." in page
    assert "Merge now" not in page
    assert (sent.status_code, stored("pricing").archived_at) == (409, None)


def test_the_page_that_asks_waits_for_nobody_who_holds_a_round(
    cast: Cast, enter: Enter, health: ModelVersion
) -> None:
    client = enter(cast.ada)
    with scope(organization=cast.aurora):
        rounds.open_round(planned(cast, health), by=cast.ada)

    with CaptureQueriesContext(connection) as asked:
        client.get(f"{SETTINGS}team/pricing/merge/?into={cast.churn.pk}")

    assert [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]] == []


def test_labels_are_written_on_the_form_of_a_team(cast: Cast, enter: Enter) -> None:
    client, address = enter(cast.ada), f"{SETTINGS}team/pricing/"
    given = {"name": "Pricing", "parent": cast.retail.pk}
    client.post(address, given | {"new_labels": "Brazil, Motor line"})

    client.post(address, given | {"labels": ["motor-line"], "new_labels": " Chile ,"})

    assert labels_of("pricing") == ["Chile", "Motor line"]
    page = text(client.get(address, headers=ENGLISH))
    assert page.count('name="labels"') == 3


def test_a_label_that_is_too_long_is_said_beside_its_field_and_nothing_is_lost(
    cast: Cast, enter: Enter
) -> None:
    given = {"name": "Prices", "parent": cast.retail.pk, "new_labels": "a" * 41}

    answer = enter(cast.ada).post(f"{SETTINGS}team/pricing/", given, headers=ENGLISH)

    assert answer.status_code == 422
    assert "A label has at most 40 characters" in text(answer)
    assert 'value="Prices"' in text(answer)
    assert stored("pricing").name == "Pricing"


def test_a_unit_has_no_labels_on_its_form(cast: Cast, enter: Enter) -> None:
    page = text(enter(cast.ada).get(f"{SETTINGS}team/retail/", headers=ENGLISH))

    assert "new_labels" not in page


def test_the_key_of_another_team_is_not_taken(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    client.post(f"{SETTINGS}team/churn/", {"name": "Churn", "parent": cast.retail.pk, "key": "T-1"})

    answer = client.post(
        f"{SETTINGS}team/pricing/",
        {"name": "Pricing", "parent": cast.retail.pk, "key": "T-1"},
        headers=ENGLISH,
    )

    assert answer.status_code == 422
    assert "The key “T-1” belongs to “Churn”." in text(answer)


def with_labels(cast: Cast) -> None:
    with scope(organization=cast.aurora):
        labels.label_team(cast.pricing, ["Brazil"], by=None)
        labels.label_team(cast.fraud, ["Brazil", "Chile"], by=None)


def test_the_tree_is_narrowed_to_a_label(cast: Cast, enter: Enter) -> None:
    with_labels(cast)

    page = text(enter(cast.davi).get(f"{TREE}?label=chile", headers=ENGLISH))

    assert "1 match" in page
    assert "Fraud" in page
    assert ">Pricing<" not in page


def test_whoever_sees_one_unit_is_offered_its_labels_alone(cast: Cast, enter: Enter) -> None:
    with_labels(cast)
    client = enter(cast.marta)

    page = text(client.get(TREE, headers=ENGLISH))

    assert ("Brazil</option>" in page, "Chile</option>" in page) == (True, False)
    assert client.get(f"{TREE}?label=chile").status_code == 404


def test_the_page_of_labels_counts_their_teams(cast: Cast, enter: Enter) -> None:
    with_labels(cast)

    page = text(enter(cast.ada).get(f"{SETTINGS}teams/labels/", headers=ENGLISH))

    assert page.index("Brazil") < page.index("Chile")
    assert ['<td class="n num">2</td>' in page, '<td class="n num">1</td>' in page] == [True, True]


def test_a_label_is_renamed_merged_and_deleted(cast: Cast, enter: Enter) -> None:
    with_labels(cast)
    client = enter(cast.ada)
    with scopes_disabled():
        chile = Label.objects.get(name="Chile").pk

    client.post(f"{SETTINGS}teams/labels/brazil/", {"name": "Brasil"})
    assert labels_of("fraud") == ["Brasil", "Chile"]

    told = client.post(f"{SETTINGS}teams/labels/brazil/merge/", {"into": chile}, headers=ENGLISH, follow=True)
    assert "Brasil is merged into Chile: 2 teams." in text(told)
    assert (labels_of("pricing"), labels_of("fraud")) == (["Chile"], ["Chile"])

    client.post(f"{SETTINGS}teams/labels/chile/delete/")
    assert labels_of("fraud") == []


def test_a_label_with_the_name_of_another_is_refused(cast: Cast, enter: Enter) -> None:
    with_labels(cast)

    answer = enter(cast.ada).post(f"{SETTINGS}teams/labels/brazil/", {"name": "chile"}, headers=ENGLISH)

    assert answer.status_code == 409
    assert "Merge the two instead." in text(answer)
