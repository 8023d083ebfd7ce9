"""One search box on every page: it finds what the reader may see, and nothing else."""

import pytest
from django.test import Client

from maturity.models import ModelVersion
from organizations.models import Team
from organizations.scoping import scope, scopes_disabled
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup
from tests.standings import At, hold

SEARCH = "/o/aurora/search/"


@pytest.fixture
def aurora(cast: Cast, mlops: ModelVersion) -> Cast:
    with scope(organization=cast.aurora):
        hold(cast.aurora, mlops, "Spring kite", "2026-04-01", {cast.pricing: At(1)})
        hold(cast.aurora, mlops, "Risk kite", "2026-05-01", {cast.fraud: At(1)})
    return cast


def found(client: Client, words: str) -> dict[str, list[str]]:
    answer = client.get(SEARCH, {"q": words})
    assert answer.status_code == 200
    return {one.key: [each.name for each in one.found] for one in answer.context["sections"]}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("pric", {"team": ["Pricing"]}),
        ("KITE", {"round": ["Risk kite", "Spring kite"]}),
        ("souza", {"person": ["Lia Souza"]}),
        ("lia@aurora", {"person": ["Lia Souza"]}),
        ("p", {}),
        ("zzz", {}),
    ],
)
def test_who_sees_all_finds_all(
    aurora: Cast, enter: Enter, words: str, expected: dict[str, list[str]]
) -> None:
    assert found(enter(aurora.olga), words) == expected


def test_accents_do_not_hide_anything(aurora: Cast, enter: Enter) -> None:
    with scopes_disabled():
        Team.objects.filter(pk=aurora.churn.pk).update(name="Cobrança e Crédito")

    assert found(enter(aurora.davi), "cobranca e cred")["team"] == ["Cobrança e Crédito"]


def test_what_begins_with_the_words_comes_first(aurora: Cast, enter: Enter) -> None:
    with scopes_disabled():
        Team.objects.filter(pk=aurora.churn.pk).update(name="Anti Risk")

    assert found(enter(aurora.davi), "risk")["team"] == ["Risk", "Anti Risk"]


def test_criteria_are_found_by_their_words_in_the_readers_language(aurora: Cast, enter: Enter) -> None:
    in_english = found(enter(aurora.davi), "model version")["criterion"]
    aurora.davi.user.language = "pt-br"
    aurora.davi.user.save()
    in_portuguese = found(enter(aurora.davi), "model version")

    assert in_english
    assert "criterion" not in in_portuguese


def test_a_manager_of_a_unit_finds_its_teams_people_and_rounds_alone(aurora: Cast, enter: Enter) -> None:
    marta = enter(aurora.marta)

    assert found(marta, "fraud") == {}
    assert found(marta, "risk") == {}
    assert found(marta, "kite") == {"round": ["Spring kite"]}
    assert found(marta, "lia") == {"person": ["Lia Souza"]}
    assert found(marta, "fabio") == {}
    assert found(marta, "lia@aurora") == {}, "An address is told to those alone who see people."


def test_a_catalog_editor_finds_criteria_alone(aurora: Cast, enter: Enter) -> None:
    clara = enter(aurora.clara)

    assert found(clara, "pricing") == {}
    assert set(found(clara, "model")) == {"criterion"}


def test_to_a_stranger_there_is_no_search(aurora: Cast, enter: Enter) -> None:
    assert enter(aurora.otto).get(SEARCH, {"q": "pricing"}).status_code == 404


def test_the_box_stands_on_every_page(aurora: Cast, enter: Enter) -> None:
    client = enter(aurora.davi)

    for page in ("/o/aurora/results/", "/o/aurora/teams/", "/o/aurora/rounds/", "/o/aurora/catalog/"):
        assert f'action="{SEARCH}" role="search"' in markup(client.get(page))


def test_typing_asks_for_the_list_alone(aurora: Cast, enter: Enter) -> None:
    answer = enter(aurora.davi).get(SEARCH, {"q": "pricing"}, headers={"HX-Request": "true"})

    assert "<html" not in markup(answer)
    assert ">Pricing</a>" in markup(answer)


def test_nothing_found_is_said(aurora: Cast, enter: Enter) -> None:
    page = markup(enter(aurora.davi).get(SEARCH, {"q": "<nothing>"}))

    assert "has “&lt;nothing&gt;” in its name" in page
