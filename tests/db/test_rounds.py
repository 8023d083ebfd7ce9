"""Rounds until they are open: planned, changed, discarded, opened."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.models import OutboxMessage
from maturity.models import ModelVersion
from organizations.models import AuditEvent, Team
from surveys import rounds
from surveys.models import (
    CriterionResult,
    DimensionResult,
    Invitation,
    Round,
    TeamResult,
)
from surveys.refusals import (
    ClosesTooEarly,
    ModeNotOffered,
    NameMissing,
    NoTeams,
    OpensInThePast,
    RoundNotDraft,
    TeamNotAllowed,
    VersionNotAllowed,
)
from tests.cast import Cast
from tests.survey_steps import CLOSES, MONDAY, OPENS, SECOND, opened, plan, planned

# Planning


def test_a_plan_is_a_draft_that_asks_nobody(cast: Cast, health: ModelVersion) -> None:
    round = plan(cast, health, name="  2026\n Q4 ", teams=[cast.fraud, cast.pricing])

    assert (round.name, round.state, round.mode) == ("2026 Q4", Round.State.DRAFT, Round.Mode.LEAD)
    assert (round.time_zone, round.min_group_size) == ("America/Sao_Paulo", 5)
    assert {(p.team_name, p.unit_path) for p in round.participations.all()} == {
        ("Pricing", "Retail"),
        ("Fraud", "Risk"),
    }
    assert not Invitation.objects.exists()
    assert AuditEvent.objects.get(action="round.planned").actor == cast.davi.user


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        pytest.param({"name": "  "}, NameMissing, id="no name"),
        pytest.param({"name": "x" * 81}, NameMissing, id="too long a name"),
        pytest.param({"mode": Round.Mode.ANONYMOUS}, ModeNotOffered, id="a mode not offered"),
        pytest.param({"closes_at": OPENS}, ClosesTooEarly, id="no time between"),
        pytest.param({"opens_at": None, "closes_at": OPENS - timedelta(days=2)}, ClosesTooEarly, id="past"),
        pytest.param(
            {"opens_at": OPENS - timedelta(days=1) - SECOND}, OpensInThePast, id="a beginning that is past"
        ),
        pytest.param({"teams": []}, NoTeams, id="no team"),
    ],
)
def test_a_plan_that_makes_no_round_is_refused(
    cast: Cast, health: ModelVersion, changed: Any, error: Any
) -> None:
    with pytest.raises(error):
        plan(cast, health, **changed)

    assert not Round.objects.exists()


def test_units_archived_and_foreign_teams_take_no_part(cast: Cast, health: ModelVersion) -> None:
    Team.objects.filter(pk=cast.churn.pk).update(archived_at=OPENS)

    for team in (cast.retail, cast.churn, cast.logistics):
        with pytest.raises(TeamNotAllowed):
            plan(cast, health, teams=[cast.pricing, team])


def test_only_a_published_version_that_can_be_read_here_is_asked(cast: Cast, health: ModelVersion) -> None:
    ModelVersion.objects.filter(pk=health.pk).update(state=ModelVersion.State.RETIRED)

    with pytest.raises(VersionNotAllowed):
        plan(cast, health)


@pytest.mark.parametrize("person", ["marta", "lia", "mauro", "vera", "clara", "otto"])
def test_who_runs_no_rounds_here_plans_and_turns_none(cast: Cast, health: ModelVersion, person: str) -> None:
    stranger, round = getattr(cast, person), planned(cast, health)

    with pytest.raises(PermissionDenied):
        plan(cast, health, by=stranger)
    for deed in (rounds.open_round, rounds.discard_draft, rounds.close_round):
        with pytest.raises(PermissionDenied):
            deed(round, by=stranger)

    assert Round.objects.get().state == Round.State.DRAFT


def test_a_draft_can_be_changed(cast: Cast, health: ModelVersion) -> None:
    round = planned(cast, health, teams=[cast.pricing, cast.churn])
    kept = round.participations.get(team=cast.churn)

    with clock.at(OPENS - timedelta(days=1)):
        rounds.change_round(
            round,
            name="Autumn",
            version=health,
            teams=[cast.churn, cast.fraud],
            opens_at=OPENS,
            closes_at=CLOSES,
            by=cast.ada,
        )

    round.refresh_from_db()
    assert (round.name, round.opens_by_itself) == ("Autumn", True)
    assert {p.team for p in round.participations.all()} == {cast.churn, cast.fraud}
    assert round.participations.get(team=cast.churn) == kept


def test_a_draft_can_be_discarded_and_leaves_its_trace(cast: Cast, health: ModelVersion) -> None:
    rounds.discard_draft(planned(cast, health), by=cast.davi)

    assert not Round.objects.exists()
    assert AuditEvent.objects.filter(action="round.discarded", label="2026 Q4").exists()


# Opening


def test_opening_asks_the_leads_and_lays_out_the_results(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health, teams=[cast.fraud, cast.pricing, cast.churn])

    assert (round.state, round.opened_at, round.opens_at) == (Round.State.OPEN, OPENS, OPENS)
    asked = Invitation.objects.values_list("participation__team__name", "membership__user__name")
    assert set(asked) == {("Pricing", "Lia Souza"), ("Churn", "Caio Lima"), ("Fraud", "Fabio Alves")}
    # 3 teams, 4 dimensions and 8 criteria each, all without data
    assert set(TeamResult.objects.values_list("state", "responses")) == {("no_data", 0)}
    assert (TeamResult.objects.count(), DimensionResult.objects.count()) == (3, 12)
    assert CriterionResult.objects.count() == 24
    assert OutboxMessage.objects.filter(topic="round.invite").count() == 3
    assert AuditEvent.objects.get(action="round.opened").label == "2026 Q4"


def test_the_rows_of_a_round_lie_in_the_order_of_team_and_dimension(cast: Cast, health: ModelVersion) -> None:
    opened(cast, health, teams=[cast.fraud, cast.churn, cast.pricing])

    rows = DimensionResult.objects.order_by("pk").values_list("team_id", "dimension__position")
    assert list(rows) == sorted(rows)


def test_opening_copies_the_names_of_that_day_and_leaves_archived_teams_out(
    cast: Cast, health: ModelVersion
) -> None:
    round = planned(cast, health, teams=[cast.pricing, cast.churn])
    Team.objects.filter(pk=cast.churn.pk).update(archived_at=OPENS)
    Team.objects.filter(pk=cast.pricing.pk).update(name="Pricing and Offers")

    with clock.at(OPENS):
        rounds.open_round(round, by=cast.davi)

    assert [p.team_name for p in round.participations.all()] == ["Pricing and Offers"]


def test_a_round_whose_teams_are_all_archived_stays_a_draft(cast: Cast, health: ModelVersion) -> None:
    round = planned(cast, health)
    Team.objects.filter(pk=cast.pricing.pk).update(archived_at=OPENS)

    with clock.at(OPENS), pytest.raises(NoTeams):
        rounds.open_round(round, by=cast.davi)

    assert Round.objects.get().state == Round.State.DRAFT


def test_a_team_without_a_lead_takes_part_all_the_same(cast: Cast, health: ModelVersion) -> None:
    cast.lia.grants.all().delete()

    round = opened(cast, health)

    assert (round.participations.count(), Invitation.objects.count()) == (1, 0)


def test_a_round_opens_once(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)

    with clock.at(MONDAY), pytest.raises(RoundNotDraft):
        rounds.open_round(Round.objects.get(), by=cast.ada)

    assert (round.opened_at, Invitation.objects.count()) == (OPENS, 1)


def test_a_round_that_would_be_over_does_not_open(cast: Cast, health: ModelVersion) -> None:
    round = planned(cast, health)

    with clock.at(CLOSES), pytest.raises(ClosesTooEarly):
        rounds.open_round(round, by=cast.davi)

    assert Round.objects.get().state == Round.State.DRAFT


def test_an_open_round_is_no_draft_any_more(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)
    other = {"name": "Other", "version": health, "teams": [cast.churn], "opens_at": None}

    with clock.at(MONDAY):
        with pytest.raises(RoundNotDraft):
            rounds.discard_draft(round, by=cast.davi)
        with pytest.raises(RoundNotDraft):
            rounds.change_round(round, **other, closes_at=CLOSES, by=cast.davi)

    assert Round.objects.get().name == "2026 Q4"
