"""A model that was adapted from another goes on with its past."""

from copy import deepcopy
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from maturity.exchange import load_version
from maturity.lineage import lineage_of, lineages_in
from maturity.models import MaturityModel, ModelVersion
from organizations.models import Organization
from reports.pages.team import notices
from reports.queries.choices import choose
from reports.queries.dashboard import overview
from reports.queries.filters import Wish
from reports.queries.history import past_of
from reports.queries.rounds import earlier_than, rounds_of
from reports.queries.team import TeamReading, parts_of, read_team
from surveys.models import Round
from tests.cast import Cast
from tests.kinds import Enter
from tests.standings import At, hold


def adapt(version: ModelVersion, document: dict[str, Any], owner: Organization, key: str) -> ModelVersion:
    """A model of the organization's own, made from `version`, in which one criterion is another."""
    own = deepcopy(document)
    own["model"]["key"] = key
    [exchanged] = [one for one in own["criteria"] if one["key"] == "trust.mutual-help"]
    exchanged["key"] = "trust.help-is-offered"
    MaturityModel.objects.create(owner=owner, key=key, derived_from=version)
    return load_version(own, owner=owner)


@pytest.fixture
def ours(cast: Cast, health: ModelVersion, health_document: dict[str, Any]) -> ModelVersion:
    return adapt(health, health_document, cast.aurora, "our-health")


def read(cast: Cast, round: Round) -> TeamReading:
    return read_team(cast.davi, cast.pricing, parts_of(cast.davi, cast.pricing), round.pk)


def test_the_root_is_found_over_every_adaptation(
    cast: Cast, health: ModelVersion, ours: ModelVersion, health_document: dict[str, Any], mlops: ModelVersion
) -> None:
    again = adapt(ours, health_document, cast.aurora, "our-health-at-work")

    assert lineage_of(again.model) == lineage_of(ours.model) == lineage_of(health.model) == health.model
    assert lineage_of(mlops.model) == mlops.model
    assert lineages_in(cast.aurora) == {ours.model_id: health.model_id, again.model_id: health.model_id}


def test_no_organization_hears_of_the_models_of_another(cast: Cast, ours: ModelVersion) -> None:
    assert lineages_in(cast.boreal) == {}


def test_rounds_before_the_adaptation_are_earlier_ones(
    cast: Cast, health: ModelVersion, ours: ModelVersion, mlops: ModelVersion
) -> None:
    hold(cast.aurora, health, "2025", "2025-04-01", {cast.pricing: At(1)})
    hold(cast.aurora, mlops, "of another subject", "2025-10-01", {cast.pricing: At(4)})
    hold(cast.aurora, ours, "2026", "2026-04-01", {cast.pricing: At(2)})
    rounds = rounds_of(cast.davi)

    [before] = earlier_than(rounds[0], rounds)
    choice = choose(cast.davi, Wish(round=str(rounds[0].pk)))
    assert choice is not None
    assert choice.catalog is not None
    seen = overview(cast.davi, choice, choice.catalog)

    assert (rounds[0].name, before.name) == ("2026", "2025")
    assert rounds[0].model_id != before.model_id
    assert (seen.climbed, seen.fell) == (1, 0)
    assert [one.round.name for one in seen.trend.rounds] == ["2025", "2026"]
    assert seen.trend.rounds[1].breaks
    assert seen.matching is not None
    assert (seen.matching.added, seen.matching.dropped) == (
        ("trust.help-is-offered",),
        ("trust.mutual-help",),
    )


def test_the_history_of_a_team_goes_on(
    cast: Cast, health: ModelVersion, ours: ModelVersion, mlops: ModelVersion
) -> None:
    hold(cast.aurora, health, "2025", "2025-04-01", {cast.pricing: At(1)})
    hold(cast.aurora, mlops, "of another subject", "2025-10-01", {cast.pricing: At(4)})
    last = hold(cast.aurora, ours, "2026", "2026-04-01", {cast.pricing: At(2)})

    reading = read(cast, last)

    assert reading.before is not None
    assert (reading.before.part.round.name, reading.change) == ("2025", 1)
    assert [one.part.round.name for one in reading.history] == ["2026", "2025"]
    assert reading.change_in("trust") == 1
    assert [one.part.round.name for one in past_of(reading, "flow.independent-delivery")] == ["2026", "2025"]


def test_the_reader_is_told_that_a_part_of_the_change_can_come_from_the_model(
    cast: Cast, health: ModelVersion, ours: ModelVersion
) -> None:
    hold(cast.aurora, health, "2025", "2025-04-01", {cast.pricing: At(1)})
    last = hold(cast.aurora, ours, "2026", "2026-04-01", {cast.pricing: At(2)})
    reading = read(cast, last)
    assert reading.now is not None

    [notice] = notices(reading, reading.now)

    # eight criteria, of which one was exchanged
    assert notice.text == (
        "Round 2025 was answered under the model “Team health check”, version 1, which has the same origin "
        "as this one. A part of each change can come from the model. "
        "It shares 7 of the 8 criteria of this round."
    )


def test_more_adaptations_cost_no_more_queries(
    cast: Cast,
    health: ModelVersion,
    ours: ModelVersion,
    health_document: dict[str, Any],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    hold(cast.aurora, health, "2025", "2025-04-01", {cast.pricing: At(1)})
    grants = 1  # what the member may
    with django_assert_num_queries(grants + 1):  # a model alone is compared with no other
        rounds_of(cast.davi)
    version = ours
    for year in range(2026, 2030):
        hold(cast.aurora, version, str(year), f"{year}-04-01", {cast.pricing: At(1)})
        with django_assert_num_queries(grants + 2):
            found = rounds_of(cast.davi)
        assert {one.lineage for one in found} == {health.model_id}
        version = adapt(version, health_document, cast.aurora, f"ours-{year}")


def test_the_dashboard_draws_the_trend_over_the_adaptation(
    cast: Cast, health: ModelVersion, ours: ModelVersion, enter: Enter
) -> None:
    hold(cast.aurora, health, "2025", "2025-04-01", {cast.pricing: At(1)})
    hold(cast.aurora, ours, "2026", "2026-04-01", {cast.pricing: At(2)})

    page = enter(cast.davi).get("/o/aurora/results/").content.decode()

    assert "Climbed since 2025" in page
    assert "which has the same origin as this one" in page
