"""The next round begins with what the last one was; no two rounds have one name."""

from datetime import UTC, datetime

import pytest

from core import clock
from maturity.exchange import load_version
from maturity.models import ModelVersion
from organizations.models import Team
from surveys import planning, rounds
from surveys.models import Round
from surveys.refusals import NameTaken
from tests.cast import Cast
from tests.standings import NOBODY, At, hold
from tests.survey_steps import MONDAY, opened, plan, planned

NOVEMBER = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def spring(cast: Cast, health: ModelVersion) -> Round:
    """Two teams were asked in April 2026, half a year after the round before; one of them answered."""
    hold(cast.aurora, health, "2025 S2", "2025-10-06", {cast.pricing: At(1)})
    return hold(cast.aurora, health, "2026 S1", "2026-04-06", {cast.pricing: At(2), cast.churn: NOBODY})


def test_teams_model_name_and_rhythm_go_on(cast: Cast, spring: Round, health: ModelVersion) -> None:
    with clock.at(datetime(2026, 5, 1, tzinfo=UTC)):
        following = planning.following(spring)

    assert following.name == "2026 S2"
    assert following.version == health
    assert following.teams == {cast.pricing.pk, cast.churn.pk}
    assert following.opens_at == datetime(2026, 10, 6, tzinfo=UTC)
    assert following.closes_at == datetime(2026, 10, 20, tzinfo=UTC)
    assert (following.asks_another_version, following.left_out) == (False, ())


def test_where_its_time_has_come_it_opens_by_hand_and_lasts_as_long(spring: Round) -> None:
    with clock.at(NOVEMBER):
        following = planning.following(spring)

    assert following.opens_at is None
    assert following.closes_at == datetime(2026, 12, 15, tzinfo=UTC)  # 14 days, at nine in the evening there


def test_one_that_was_closed_early_is_followed_by_one_of_the_length_that_was_planned(
    cast: Cast, health: ModelVersion
) -> None:
    round = opened(cast, health)  # from 23 November at 9:00 to 4 December at 18:00
    with clock.at(MONDAY):
        rounds.close_round(round, by=cast.davi)
        following = planning.following(round)

    assert following.opens_at == datetime(2027, 5, 23, 12, tzinfo=UTC)
    assert following.closes_at == datetime(2027, 6, 3, 21, tzinfo=UTC)


def test_archived_teams_are_left_out_and_named(cast: Cast, spring: Round) -> None:
    Team.objects.filter(pk=cast.churn.pk).update(archived_at=NOVEMBER)

    following = planning.following(spring)

    assert following.teams == {cast.pricing.pk}
    assert following.left_out == ("Churn",)


def test_the_newest_published_version_is_asked(
    cast: Cast, spring: Round, health_document: dict, health: ModelVersion
) -> None:
    newer = health_document | {"model": health_document["model"] | {"version": 2}}
    second = load_version(newer)

    assert planning.following(spring).version == second
    assert planning.following(spring).asks_another_version

    ModelVersion.objects.filter(pk=second.pk).update(state=ModelVersion.State.RETIRED)
    assert planning.following(spring).version == health


def test_the_last_round_is_the_latest_that_counts(cast: Cast, spring: Round, health: ModelVersion) -> None:
    wrong = {"void_reason": "The wrong teams were asked."}
    hold(cast.aurora, health, "Void", "2026-09-01", {cast.pricing: At(3)}, **wrong)
    planned(cast, health)

    assert planning.last_round(cast.davi) == spring
    assert planning.last_round(cast.lia) is None
    assert planning.last_round(cast.otto) is None


@pytest.mark.parametrize("name", ["2026 Q4", " 2026  q4 "])
def test_a_name_is_given_once(cast: Cast, health: ModelVersion, name: str) -> None:
    plan(cast, health)

    with pytest.raises(NameTaken):
        plan(cast, health, name=name)

    assert Round.objects.count() == 1


def test_a_draft_keeps_its_own_name(cast: Cast, health: ModelVersion) -> None:
    draft = planned(cast, health)
    with clock.at(NOVEMBER):
        rounds.change_round(
            draft,
            name="2026 q4",
            version=health,
            teams=[cast.pricing],
            opens_at=None,
            closes_at=draft.closes_at,
            by=cast.davi,
        )

    assert Round.objects.get().name == "2026 q4"
