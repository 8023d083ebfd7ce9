"""Catalog files become versions, and versions catalog files again."""

import pytest

from maturity import reading
from maturity.catalogs import built_in_names, read_built_in
from maturity.exchange import as_document, load_version
from maturity.models import ModelVersion

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", built_in_names())
def test_a_catalog_comes_back_as_it_went_in(name):
    document = read_built_in(name)

    version = load_version(document)

    assert as_document(ModelVersion.objects.get(pk=version.pk)) == document


def test_a_version_is_kept_after_the_first_reading(mlops, django_assert_num_queries):
    with django_assert_num_queries(4):
        catalog = reading.catalog(mlops.pk)

    with django_assert_num_queries(0):
        again = reading.catalog(mlops.pk)
        spec = again.spec
        cell = [one.key for one in again.criteria_of("people") if one.level.number == 4]

    assert again is catalog
    assert spec.levels == (0, 1, 2, 3, 4)
    assert len(spec.criteria) == 70
    assert cell
