"""Catalog files become versions, and versions catalog files again."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from maturity.catalogs import built_in_names, read_built_in
from maturity.exchange import (
    KeyIsTaken,
    VersionExists,
    VersionHasProblems,
    as_document,
    checksum_of,
    load_version,
)
from maturity.models import Criterion, MaturityModel, ModelVersion
from organizations.models import AuditEvent
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def stored(version: ModelVersion) -> ModelVersion:
    return ModelVersion.objects.select_related("model").get(pk=version.pk)


@pytest.mark.parametrize("name", built_in_names())
def test_a_catalog_comes_back_as_it_went_in(name: Any) -> None:
    document = read_built_in(name)

    version = load_version(document)

    assert as_document(stored(version)) == document


def test_what_a_file_carries_besides_comes_back_untouched(health_document: dict[str, Any]) -> None:
    document = copy.deepcopy(health_document)
    extra = {
        "uuid": "a-1",
        "usefulness": 3,
        "dependsOn": [{"x": None, "share": 0.5}],
        "text": "Ção\n two lines",
    }
    document["model"]["extra"] = extra
    document["levels"][0]["extra"] = extra
    document["dimensions"][0]["extra"] = extra
    document["dimensions"][0]["group"] = {"en": "Work", "pt-br": "Trabalho"}
    document["criteria"][0]["extra"] = extra

    version = load_version(document)

    assert as_document(stored(version)) == document


def test_the_document_of_a_version_takes_four_queries(
    health: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = stored(health)

    with django_assert_num_queries(3):
        as_document(version)


def test_a_loaded_version_is_published_and_counts_its_parts(
    mlops: ModelVersion, mlops_document: dict[str, Any]
) -> None:
    version = stored(mlops)

    assert version.state == ModelVersion.State.PUBLISHED
    assert (version.base_level, version.top_level) == (0, 4)
    assert (version.level_count, version.dimension_count, version.criterion_count) == (5, 7, 70)
    assert version.checksum == checksum_of(mlops_document)
    assert version.model.owner is None


def test_the_moment_of_publishing_can_be_given(health_document: dict[str, Any]) -> None:
    moment = datetime(2024, 3, 1, 12, tzinfo=UTC)

    version = load_version(health_document, published_at=moment)

    assert stored(version).published_at == moment


def test_loading_a_catalog_takes_the_same_few_queries_whatever_its_size(
    mlops_document: dict[str, Any],
    health_document: dict[str, Any],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(20):
        load_version(health_document)
    with django_assert_max_num_queries(20):
        load_version(mlops_document)


def test_a_version_number_is_used_once(health: ModelVersion, health_document: dict[str, Any]) -> None:
    with pytest.raises(VersionExists, match="Version 1 of the model “team-health” exists already"):
        load_version(health_document)

    assert ModelVersion.objects.count() == 1


def test_the_next_number_becomes_another_version_of_the_same_model(
    health: ModelVersion, health_document: dict[str, Any]
) -> None:
    document = copy.deepcopy(health_document)
    document["model"]["version"] = 2

    version = load_version(document)

    assert version.model == health.model
    assert version.checksum != health.checksum


def test_a_document_with_problems_leaves_nothing_behind(health_document: dict[str, Any]) -> None:
    document = copy.deepcopy(health_document)
    del document["criteria"][3]["statement"]["pt-br"]

    with pytest.raises(VersionHasProblems) as refusal:
        load_version(document)

    assert refusal.value.status == 422
    assert [problem.where for problem in refusal.value.problems] == [
        f"criteria[{document['criteria'][3]['key']}].statement"
    ]
    assert not MaturityModel.objects.exists()


def test_a_model_of_its_own_belongs_to_an_organization_and_is_recorded(
    cast: Cast, health_document: dict[str, Any]
) -> None:
    version = load_version(health_document, owner=cast.aurora, by=cast.clara)

    readable_in = ModelVersion.objects.readable_in
    assert list(readable_in(cast.aurora)) == [version]
    assert not readable_in(cast.boreal).exists()
    assert version.published_by == cast.clara
    event = AuditEvent.objects.get(action="version.published")
    assert (event.organization, event.actor) == (cast.aurora, cast.clara.user)


def test_a_model_of_its_own_cannot_bear_the_key_of_a_built_in_one(
    cast: Cast, health: ModelVersion, health_document: dict[str, Any]
) -> None:
    with pytest.raises(KeyIsTaken):
        load_version(health_document, owner=cast.aurora)


def test_two_organizations_may_use_one_key(cast: Cast, health_document: dict[str, Any]) -> None:
    load_version(health_document, owner=cast.aurora)
    load_version(health_document, owner=cast.boreal)

    assert Criterion.objects.count() == 16
