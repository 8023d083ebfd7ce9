"""The catalog to read: the list of models, a version whole, a criterion."""

import copy
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core.clock import now
from maturity.exchange import load_version, rows_of
from maturity.models import ModelVersion
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup

INDEX = "/o/aurora/catalog/"
VERSION = "/o/aurora/catalog/mlops/1/"
CRITERION = "/o/aurora/catalog/mlops/1/people.joint-conversion/"
HEALTH = "/o/aurora/catalog/team-health/1/"
FOR_THE_MEMBER = 3  # user, membership with organization, grants


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return markup(answer)


def own_model(document: dict, **changes: Any) -> dict:
    """The document as an organization's own model, in English alone where `languages` says so."""
    own = copy.deepcopy(document)
    own["model"] |= {"key": "our-health"} | changes
    if own["model"]["languages"] == ["en"]:
        _drop_portuguese(own)
    return own


def _drop_portuguese(part: Any) -> None:
    if isinstance(part, dict):
        part.pop("pt-br", None)
        for value in part.values():
            _drop_portuguese(value)
    elif isinstance(part, list):
        for value in part:
            _drop_portuguese(value)


@pytest.fixture
def draft(cast: Cast, health_document: dict[str, Any]) -> ModelVersion:
    """A draft of Aurora's own model, version 2, beside its published version 1."""
    published = load_version(own_model(health_document), owner=cast.aurora)
    rows = rows_of(own_model(health_document, version=2), published_at=published.published_at)
    rows.version.model = published.model
    rows.version.state = ModelVersion.State.DRAFT
    for row in (rows.version, *rows.levels, *rows.dimensions, *rows.criteria):
        row.save()
    return rows.version


# -- who reads


@pytest.mark.parametrize("name", ["olga", "ada", "clara", "davi", "marta", "lia", "mauro", "vera"])
@pytest.mark.parametrize("address", [INDEX, VERSION, CRITERION])
def test_everyone_in_the_organization_reads_the_catalog(
    cast: Cast, enter: Enter, mlops: ModelVersion, name: str, address: Any
) -> None:
    assert enter(cast.people[name]).get(address).status_code == 200


@pytest.mark.parametrize("address", [INDEX, VERSION, CRITERION])
def test_the_catalog_of_another_organization_does_not_exist(
    cast: Cast, enter: Enter, mlops: ModelVersion, address: Any
) -> None:
    assert enter(cast.otto).get(address).status_code == 404


@pytest.mark.parametrize("address", [INDEX, VERSION, CRITERION])
def test_a_visitor_is_asked_to_sign_in(client: Client, cast: Cast, mlops: ModelVersion, address: Any) -> None:
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", [INDEX, VERSION, CRITERION])
def test_the_catalog_is_only_read_here(cast: Cast, enter: Enter, mlops: ModelVersion, address: Any) -> None:
    assert enter(cast.clara).post(address).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/o/aurora/catalog/unknown/1/",
        "/o/aurora/catalog/mlops/2/",
        "/o/aurora/catalog/mlops/0/",
        "/o/aurora/catalog/mlops/draft/",
        "/o/aurora/catalog/mlops/99999999999/",
        "/o/aurora/catalog/mlops/1/unknown.key/",
        "/o/aurora/catalog/mlops/1/value.known-users/",  # a criterion of another model
    ],
)
def test_what_is_not_in_the_catalog_is_not_found(
    cast: Cast, enter: Enter, mlops: ModelVersion, health: ModelVersion, address: str
) -> None:
    assert enter(cast.clara).get(address).status_code == 404


def test_an_organizations_own_model_is_read_there_alone(
    cast: Cast, enter: Enter, health_document: dict[str, Any]
) -> None:
    load_version(own_model(health_document), owner=cast.aurora)

    client = enter(cast.lia)
    assert "Your own model" in text_of(client, INDEX)
    assert client.get("/o/aurora/catalog/our-health/1/").status_code == 200
    client = enter(cast.otto)
    assert "No maturity model yet" in text_of(client, "/o/boreal/catalog/")
    assert client.get("/o/boreal/catalog/our-health/1/").status_code == 404


def test_a_built_in_version_tells_its_source_and_no_day_on_which_nobody_published_it(
    cast: Cast, enter: Enter, mlops: ModelVersion
) -> None:
    page = text_of(enter(cast.lia), VERSION)

    assert "with this product · a published version never changes" in page
    assert "The Portuguese page as it was before the revision of 28 October 2025" in page
    assert "BSD 3-Clause" in page


def test_an_own_version_tells_the_day_on_which_it_was_published(
    cast: Cast, enter: Enter, health_document: dict[str, Any]
) -> None:
    load_version(
        own_model(health_document), owner=cast.aurora, published_at=datetime(2026, 3, 2, 15, tzinfo=UTC)
    )

    page = text_of(enter(cast.lia), "/o/aurora/catalog/our-health/1/")

    assert "2 March 2026 · a published version never changes" in page
    assert "Licence" not in page


def test_a_draft_is_read_by_those_who_edit_the_catalog(cast: Cast, enter: Enter, draft: ModelVersion) -> None:
    client = enter(cast.clara)

    assert "Draft of version 2" in text_of(client, INDEX)
    assert "Draft of version 2" in text_of(client, "/o/aurora/catalog/our-health/draft/")
    criterion = text_of(client, "/o/aurora/catalog/our-health/draft/value.known-users/")
    assert "Draft of version 2" in criterion
    assert "the key never changes" not in criterion


def test_a_draft_is_read_anew_each_time(cast: Cast, enter: Enter, draft: ModelVersion) -> None:
    client = enter(cast.clara)
    client.get("/o/aurora/catalog/our-health/draft/")

    draft.criteria.filter(key="value.known-users").update(statement={"en": "We know our users."})

    assert "We know our users" in text_of(client, "/o/aurora/catalog/our-health/draft/")


def test_a_draft_that_is_still_empty_can_be_opened(cast: Cast, enter: Enter, draft: ModelVersion) -> None:
    draft.criteria.all().delete()
    draft.dimensions.all().delete()
    draft.levels.all().delete()

    assert "This draft has no levels yet." in text_of(
        enter(cast.clara), "/o/aurora/catalog/our-health/draft/"
    )


@pytest.mark.parametrize("name", ["davi", "lia", "mauro", "vera"])
def test_a_draft_does_not_exist_for_the_others(
    cast: Cast, enter: Enter, draft: ModelVersion, name: str
) -> None:
    client = enter(cast.people[name])

    assert "Draft" not in text_of(client, INDEX)
    assert client.get("/o/aurora/catalog/our-health/draft/").status_code == 404
    assert client.get("/o/aurora/catalog/our-health/2/").status_code == 404


# -- the list of models


def test_the_list_names_each_model_with_its_version_size_and_levels(
    cast: Cast, enter: Enter, mlops: ModelVersion, health: ModelVersion
) -> None:
    page = text_of(enter(cast.lia), INDEX)

    assert re.findall(r"<h2><a[^>]*>([^<]+)</a></h2>", page) == ["MLOps maturity model", "Team health check"]
    assert "5 levels, 7 dimensions, 70 criteria" in page
    assert "3 levels, 4 dimensions, 8 criteria" in page
    assert "Full MLOps automated operations" in page
    assert f'href="{VERSION}"' in page
    assert "Draft" not in page


def test_the_newest_published_version_comes_first_and_the_others_stay_within_reach(
    cast: Cast, enter: Enter, health: ModelVersion, health_document: dict[str, Any]
) -> None:
    second = copy.deepcopy(health_document)
    second["model"]["version"] = 2
    load_version(second)
    ModelVersion.objects.filter(pk=health.pk).update(state=ModelVersion.State.RETIRED)

    page = text_of(enter(cast.lia), INDEX)

    assert re.findall(r'href="/o/aurora/catalog/team-health/(\d)/"', page) == ["2", "1"]
    assert "retired" in page
    assert "Version 1, retired" in text_of(enter(cast.lia), HEALTH)


def test_an_archived_model_leaves_the_list_and_its_versions_stay_readable(
    cast: Cast, enter: Enter, health: ModelVersion
) -> None:
    type(health.model).objects.update(archived_at=now())

    client = enter(cast.lia)

    assert "Team health check" not in text_of(client, INDEX)
    assert client.get(HEALTH).status_code == 200


# -- a version whole


def test_the_matrix_shows_every_statement_in_its_cell(cast: Cast, enter: Enter, mlops: ModelVersion) -> None:
    page = text_of(enter(cast.lia), VERSION)

    body = page[page.index("<tbody") : page.index("</tbody>")]
    rows = re.findall(r'<tr role="row">(.*?)</tr>', body, re.DOTALL)
    cells = [[re.findall(r'href="[^"]+/([^"/]+)/"', cell) for cell in row.split("<td")[1:]] for row in rows]
    expected = [
        [
            [one.key for one in mlops.criteria.filter(dimension=dimension, level__number=number)]
            for number in (1, 2, 3, 4)
        ]
        for dimension in mlops.dimensions.all()
    ]
    assert cells == expected
    assert sum(len(cell) for row in cells for cell in row) == 70


def test_the_matrix_names_levels_with_their_number_of_criteria(
    cast: Cast, enter: Enter, mlops: ModelVersion
) -> None:
    page = text_of(enter(cast.lia), VERSION)

    head = page[page.index("<thead") : page.index("</thead>")]
    assert re.findall(r"(\d+) criteria", head) == ["21", "19", "15", "15"]
    assert "Level 0, No MLOps, is described, not asked: it is where everyone starts." in page
    assert 'href="#level-0"' in page


def test_a_cell_that_asks_nothing_says_so(cast: Cast, enter: Enter, health_document: dict[str, Any]) -> None:
    document = own_model(health_document)
    document["model"]["rating"] = document["model"]["rating"] | {"min_criteria_per_cell": 0}
    document["criteria"] = document["criteria"][1:]
    load_version(document, owner=cast.aurora)

    assert text_of(enter(cast.lia), "/o/aurora/catalog/our-health/1/").count("Nothing is asked here") == 1


def test_dimensions_stand_under_their_group(
    cast: Cast, enter: Enter, health_document: dict[str, Any]
) -> None:
    document = own_model(health_document)
    for dimension, group in zip(document["dimensions"], ["Work", "Work", "People", "People"], strict=True):
        dimension["group"] = {"en": group, "pt-br": group}
    load_version(document, owner=cast.aurora)

    page = text_of(enter(cast.lia), "/o/aurora/catalog/our-health/1/")

    assert re.findall(r'scope="rowgroup"[^>]*>([^<]+)<', page) == ["Work", "People"]


def test_nothing_on_the_page_is_about_one_model(cast: Cast, enter: Enter, health: ModelVersion) -> None:
    page = text_of(enter(cast.lia), HEALTH)

    assert "3 levels, 4 dimensions, 8 criteria" in page
    assert "Level 1, Needs care, is described, not asked" in page
    assert "MLOps" not in page


def test_the_rule_names_the_bounds_of_the_version(
    cast: Cast, enter: Enter, health: ModelVersion, health_document: dict[str, Any]
) -> None:
    document = own_model(health_document)
    document["model"]["rating"] |= {"dimension_from": "3/5", "overall_from": "3/4"}
    load_version(document, owner=cast.aurora)

    client = enter(cast.lia)

    assert "at least two-thirds achieved overall and at least half achieved" in text_of(client, HEALTH)
    assert "at least 75\xa0% achieved overall and at least 60\xa0% achieved" in text_of(
        client, "/o/aurora/catalog/our-health/1/"
    )


# -- a criterion


def test_a_criterion_tells_how_to_rate_it(cast: Cast, enter: Enter, mlops: ModelVersion) -> None:
    page = text_of(enter(cast.lia), CRITERION)

    answers = re.findall(r"#(rate-[a-z]+)\"></use></svg><div><b>([^<]+)</b><span>([^<]+)</span>", page)
    assert answers[:4] == [
        ("rate-n", "Not achieved", "One side throws code over the wall; the other rewrites it."),
        ("rate-p", "Partially achieved", "Help is given when asked for, usually late."),
        ("rate-l", "Largely achieved", "Most experiments are converted jointly; some are still handed over."),
        (
            "rate-f",
            "Fully achieved",
            "Every experiment that is kept is converted jointly, with review by both sides.",
        ),
    ]
    assert "Pull requests (code reviews) of training code with reviewers from both roles." in page
    assert "Pair a data scientist with an engineer on the next experiment worth keeping." in page
    assert "N/A is fair if the same people do both kinds of work." in page
    assert "Not offered here" not in page


def test_a_criterion_without_not_applicable_says_so(cast: Cast, enter: Enter, mlops: ModelVersion) -> None:
    page = text_of(enter(cast.lia), "/o/aurora/catalog/mlops/1/people.release-without-author/")

    assert "Not offered here." in page


def test_a_criterion_tells_what_it_rests_on(cast: Cast, enter: Enter, mlops: ModelVersion) -> None:
    page = text_of(enter(cast.lia), CRITERION)

    assert "A model is easy to reproduce" in page
    assert "Teams work apart from one another, which makes each release painful" in page
    assert "Serban, van der Blom, Hoos, Visser" in page


def test_criteria_lead_on_to_their_neighbours(cast: Cast, enter: Enter, mlops: ModelVersion) -> None:
    client = enter(cast.lia)
    keys = list(mlops.criteria.order_by("position").values_list("key", flat=True))

    def neighbours(key: str) -> list[tuple[str, str]]:
        return re.findall(r'rel="(prev|next)" href="[^"]+/([^"/]+)/"', text_of(client, f"{VERSION}{key}/"))

    assert neighbours(keys[0]) == [("next", keys[1])]
    assert neighbours(keys[4]) == [("prev", keys[3]), ("next", keys[5])]
    assert neighbours(keys[-1]) == [("prev", keys[-2])]


# -- languages


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (INDEX, "Modelo de maturidade em MLOps"),
        (VERSION, "Transformamos experimentos em pipelines repetíveis"),
        (CRITERION, "Um lado joga o código por cima do muro; o outro reescreve."),
    ],
)
def test_the_catalog_speaks_the_readers_language(
    cast: Cast, enter: Enter, mlops: ModelVersion, address: Any, words: Any
) -> None:
    cast.lia.user.language = "pt-br"
    cast.lia.user.save()

    page = text_of(enter(cast.lia), address)

    assert words in page
    assert '<html lang="pt-BR"' in page


def test_texts_in_another_language_are_marked_and_told(
    cast: Cast, enter: Enter, health_document: dict[str, Any]
) -> None:
    load_version(own_model(health_document, languages=["en"]), owner=cast.aurora)
    cast.lia.user.language = "pt-br"
    cast.lia.user.save()
    client = enter(cast.lia)

    page = text_of(client, "/o/aurora/catalog/our-health/1/")

    assert '<span lang="en">Team health check</span>' in page
    assert 'class="note"' in page
    assert 'lang="en"' in text_of(client, INDEX)
    assert 'lang="en"' in text_of(client, "/o/aurora/catalog/our-health/1/value.known-users/")


# -- queries


def test_the_list_costs_the_same_for_one_model_and_for_many(
    cast: Cast,
    enter: Enter,
    mlops: ModelVersion,
    health: ModelVersion,
    health_document: dict[str, Any],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = enter(cast.lia)
    client.get(INDEX)
    with django_assert_num_queries(FOR_THE_MEMBER + 3):  # versions, levels, the default
        client.get(INDEX)

    for number in range(2, 8):
        document = own_model(health_document, key=f"own-{number}")
        load_version(document, owner=cast.aurora)

    with django_assert_num_queries(FOR_THE_MEMBER + 3):
        client.get(INDEX)


@pytest.mark.parametrize("address", [VERSION, CRITERION, HEALTH])
def test_a_version_that_was_read_once_costs_one_query(
    cast: Cast,
    enter: Enter,
    mlops: ModelVersion,
    health: ModelVersion,
    address: Any,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = enter(cast.lia)
    with django_assert_num_queries(FOR_THE_MEMBER + 1 + 4):
        client.get(address)

    with django_assert_num_queries(FOR_THE_MEMBER + 1):
        client.get(address)
