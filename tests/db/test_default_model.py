"""The model that a new round begins with."""

from typing import Any

import pytest

from maturity.defaults import NoSuchModel, default_version, make_default
from maturity.exchange import load_version
from maturity.models import ModelVersion
from organizations.access import RightLacking
from organizations.models import AuditEvent
from surveys.forms import RoundForm
from tests.cast import Cast


def test_without_a_choice_it_is_the_first_of_the_catalog(
    cast: Cast, mlops: ModelVersion, health: ModelVersion
) -> None:
    assert default_version(cast.aurora) == mlops


def test_a_new_round_begins_with_the_model_that_was_chosen(
    cast: Cast, mlops: ModelVersion, health: ModelVersion
) -> None:
    make_default(cast.aurora, "team-health", by=cast.ada)

    assert RoundForm(member=cast.davi)["version"].value() == health.pk
    [event] = AuditEvent.objects.filter(action="organization.changed")
    assert event.detail == {
        "before": {"default_model_key": ""},
        "after": {"default_model_key": "team-health"},
    }


def test_it_is_always_the_newest_version(
    cast: Cast, health: ModelVersion, health_document: dict[str, Any]
) -> None:
    newer = load_version(health_document | {"model": health_document["model"] | {"version": 2}})

    make_default(cast.aurora, "team-health", by=cast.ada)

    assert default_version(cast.aurora) == newer


def test_a_default_that_was_retired_counts_as_none(
    cast: Cast, mlops: ModelVersion, health: ModelVersion
) -> None:
    make_default(cast.aurora, "team-health", by=cast.ada)
    ModelVersion.objects.filter(pk=health.pk).update(state=ModelVersion.State.RETIRED)

    assert default_version(cast.aurora) == mlops


def test_another_organizations_model_is_no_choice(
    cast: Cast, mlops: ModelVersion, health_document: dict[str, Any]
) -> None:
    load_version(health_document, owner=cast.boreal)

    with pytest.raises(NoSuchModel):
        make_default(cast.aurora, "team-health", by=cast.ada)
    assert cast.aurora.default_model_key == ""


def test_who_may_not_change_settings_may_not_choose(cast: Cast, health: ModelVersion) -> None:
    with pytest.raises(RightLacking):
        make_default(cast.aurora, "team-health", by=cast.davi)


def test_an_empty_catalog_has_no_default(cast: Cast) -> None:
    assert default_version(cast.aurora) is None
