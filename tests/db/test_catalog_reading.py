"""A version as everything above reads it: whole, from few queries, kept while it cannot change."""

from fractions import Fraction
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from maturity import reading
from maturity.exchange import rows_of
from maturity.models import ModelVersion
from maturity.scoring import Bounds, Option

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(health_document: dict[str, Any]) -> ModelVersion:
    """The team health check as a draft."""
    rows = rows_of(health_document, published_at=None)
    rows.version.state = ModelVersion.State.DRAFT
    for row in (rows.version.model, rows.version, *rows.levels, *rows.dimensions, *rows.criteria):
        row.save()
    return rows.version


def test_a_published_version_takes_four_queries_and_then_none(
    mlops: ModelVersion, health: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        first = reading.catalog(mlops.pk)
    with django_assert_num_queries(4):
        reading.catalog(health.pk)

    with django_assert_num_queries(0):
        assert reading.catalog(mlops.pk) is first


def test_a_draft_is_read_anew_each_time(
    draft: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = reading.catalog(draft.pk)
    draft.criteria.filter(key="value.known-users").update(statement={"en": "We know our users."})

    with django_assert_num_queries(4):
        after = reading.catalog(draft.pk)

    assert str(before.criterion("value.known-users").statement) == "We know who uses the results of our work."
    assert str(after.criterion("value.known-users").statement) == "We know our users."


def test_nothing_of_a_version_asks_the_database_again(
    mlops: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    catalog = reading.catalog(mlops.pk)

    with django_assert_num_queries(0):
        assert catalog.version.model.key == "mlops"
        assert {one.dimension.version.model.key for one in catalog.criteria} == {"mlops"}
        assert {one.level.version.top_level for one in catalog.criteria} == {4}
        assert len(catalog.items) == 29
        assert catalog.items["l2.model-management"].level.number == 2
        assert catalog.spec.scales.keys() == {one.key for one in catalog.criteria}


def test_everything_stands_in_the_order_of_the_catalog(
    mlops: ModelVersion, mlops_document: dict[str, Any]
) -> None:
    catalog = reading.catalog(mlops.pk)

    assert [level.number for level in catalog.levels] == [0, 1, 2, 3, 4]
    assert [one.key for one in catalog.dimensions] == [row["key"] for row in mlops_document["dimensions"]]
    assert [one.key for one in catalog.criteria] == [row["key"] for row in mlops_document["criteria"]]
    assert [one.key for one in catalog.criteria_of("data")] == [
        row["key"] for row in mlops_document["criteria"] if row["dimension"] == "data"
    ]


def test_parts_are_found_by_their_keys(health: ModelVersion) -> None:
    catalog = reading.catalog(health.pk)

    assert catalog.criterion("value.known-users").dimension is catalog.dimension("value")
    assert catalog.criterion("value.known-users").level is catalog.level(2)
    with pytest.raises(KeyError):
        catalog.criterion("value.unknown")
    with pytest.raises(KeyError):
        catalog.dimension("unknown")
    with pytest.raises(KeyError):
        catalog.level(0)


def test_the_answers_offered_come_from_the_version(health: ModelVersion) -> None:
    catalog = reading.catalog(health.pk)

    assert [(one["key"], one["value"]) for one in catalog.options] == [
        ("not", 0),
        ("partially", Fraction(1, 3)),
        ("largely", Fraction(2, 3)),
        ("fully", 1),
    ]
    assert str(catalog.options[2]["label"]) == "Largely achieved"
    assert catalog.options[2]["label"]["pt-br"] == "Largamente atendido"
    assert catalog.options_of(catalog.criteria[0]) == catalog.options


def test_the_rule_gets_what_it_needs(health: ModelVersion) -> None:
    spec = reading.catalog(health.pk).spec

    assert spec.levels == (1, 2, 3)
    assert spec.base == 1
    assert spec.dimensions == ("value", "flow", "learning", "trust")
    assert spec.bounds == Bounds(Fraction(1, 2), Fraction(2, 3))
    assert spec.scale.options[1] == Option("partially", Fraction(1, 3))
    assert spec.cells["value"] == {2: ("value.known-users",), 3: ("value.proven-benefit",)}
    assert spec.by_key["value.known-users"].na_allowed is False


def test_a_version_that_does_not_exist_is_told() -> None:
    with pytest.raises(ModelVersion.DoesNotExist):
        reading.catalog(1)


def test_what_is_kept_can_be_forgotten(
    health: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reading.catalog(health.pk)

    reading.forget()

    with django_assert_num_queries(4):
        reading.catalog(health.pk)
