"""Merging: the people go on in the other team, the history stays with the one that had it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.errors import DomainError
from maturity.models import ModelVersion
from organizations.access import Role
from organizations.members import memberships
from organizations.models import AuditEvent, Membership, RoleGrant, Team
from organizations.scoping import scope, scopes_disabled
from organizations.teams import merging, tree
from surveys import rounds
from surveys.models import Participation, Round
from tests.cast import SINCE, Cast, place
from tests.survey_steps import OPENS, opened, planned


def roles_in(team: Team) -> dict[str, tuple[str, date | None]]:
    rows = RoleGrant.objects.filter(team=team).select_related("membership__user")
    return {str(grant.membership): (grant.role, grant.ends_on) for grant in rows}


def test_the_people_of_a_merged_team_have_their_roles_in_the_other(cast: Cast) -> None:
    merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    assert roles_in(cast.churn) == {
        "Caio Lima": ("lead", None),
        "Lia Souza": ("lead", None),
        "Mauro Reis": ("member", None),
    }
    assert cast.pricing.archived_at is not None
    assert cast.pricing.merged_into == cast.churn


def test_they_keep_their_roles_in_the_merged_team_and_so_its_results(cast: Cast) -> None:
    merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    lia = Membership.objects.with_grants().get(pk=cast.lia.pk)
    assert {team.name for team in Team.objects.visible_to(lia)} == {"Pricing", "Churn"}


def test_a_role_ends_in_the_other_team_when_it_was_to_end(cast: Cast) -> None:
    far = date(2999, 12, 31)
    RoleGrant.objects.filter(membership=cast.mauro).update(ends_on=far)

    merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    grant = RoleGrant.objects.get(membership=cast.mauro, team=cast.churn)
    assert (grant.ends_on, grant.starts_on > SINCE) == (far, True)


def test_a_role_that_is_over_is_not_carried(cast: Cast) -> None:
    RoleGrant.objects.filter(membership=cast.mauro).update(ends_on=date(2021, 1, 1))

    merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    assert "Mauro Reis" not in roles_in(cast.churn)


def test_whoever_has_the_role_in_both_keeps_the_longer_one(cast: Cast) -> None:
    memberships.grant_role(cast.mauro, Role.MEMBER, team=cast.churn, by=None)
    RoleGrant.objects.filter(membership=cast.mauro, team=cast.churn).update(ends_on=date(2999, 1, 1))

    merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    assert roles_in(cast.churn)["Mauro Reis"] == ("member", None)


def test_the_teams_of_a_merged_unit_move(cast: Cast) -> None:
    merging.merge_teams(cast.risk, into=cast.retail, by=cast.olga)

    cast.fraud.refresh_from_db()
    assert cast.fraud.parent == cast.retail


def test_a_merge_leaves_one_line_that_says_what_it_did(cast: Cast) -> None:
    merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    line = AuditEvent.objects.get(action="team.merged")
    assert (line.label, line.detail) == ("Pricing", {"into": "Churn", "people": 2, "teams": 0})


def test_the_outlook_names_whoever_gains_a_role(cast: Cast) -> None:
    seen = merging.outlook(cast.pricing, cast.churn)

    assert [str(grant.membership) for grant in seen.grants] == ["Lia Souza", "Mauro Reis"]
    assert (seen.children, seen.hindrances) == ([], [])


def test_bringing_a_merged_team_back_undoes_the_mark(cast: Cast) -> None:
    merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    tree.restore_team(cast.pricing, by=cast.ada)

    assert (cast.pricing.archived_at, cast.pricing.merged_into) == (None, None)


@pytest.mark.parametrize(
    ("team", "into", "error"),
    [
        pytest.param("pricing", "pricing", merging.MergesIntoItself, id="into itself"),
        pytest.param("pricing", "retail", merging.NotOfOneKind, id="a team into a unit"),
        pytest.param("retail", "fraud", merging.NotOfOneKind, id="a unit into a team"),
        pytest.param("pricing", "logistics", merging.NotOfOneKind, id="into another organization"),
    ],
)
def test_what_cannot_be_merged(cast: Cast, team: str, into: str, error: type[DomainError]) -> None:
    with scopes_disabled(), pytest.raises(error):
        merging.merge_teams(getattr(cast, team), into=getattr(cast, into), by=None)


def test_a_unit_is_not_merged_into_one_that_lies_in_it(cast: Cast) -> None:
    below = place(cast.aurora, "Online", cast.retail, unit=True)

    with pytest.raises(tree.BelowItself):
        merging.merge_teams(cast.retail, into=below, by=cast.ada)


@pytest.mark.parametrize("which", ["pricing", "churn"])
def test_an_archived_team_is_not_merged_and_takes_nobody_in(cast: Cast, which: str) -> None:
    tree.archive_team(getattr(cast, which), by=None)

    with pytest.raises(merging.NotInUse):
        merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)


def test_the_manager_of_a_unit_merges_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        merging.merge_teams(cast.pricing, into=cast.churn, by=cast.marta)


def test_a_stranger_merges_nothing(cast: Cast) -> None:
    with scope(organization=cast.aurora), pytest.raises(PermissionDenied):
        merging.merge_teams(cast.pricing, into=cast.churn, by=cast.otto)


def test_a_team_that_an_open_round_asks_is_not_merged(cast: Cast, health: ModelVersion) -> None:
    opened(cast, health)

    with pytest.raises(merging.MergeHindered) as refused:
        merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    assert "an open round: “2026 Q4”, until Fri 4 Dec 2026, 18:00 (São Paulo)." in str(refused.value)
    cast.pricing.refresh_from_db()
    assert cast.pricing.archived_at is None


def test_a_draft_that_asks_the_merged_team_leaves_it_out(cast: Cast, health: ModelVersion) -> None:
    round = planned(cast, health, teams=[cast.pricing, cast.fraud])
    merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    with clock.at(OPENS):
        rounds.open_round(Round.objects.get(pk=round.pk), by=None)

    asked = Participation.objects.filter(round=round).values_list("team__name", flat=True)
    assert list(asked) == ["Fraud"]


def test_past_rounds_keep_the_merged_team_as_it_was(cast: Cast, health: ModelVersion) -> None:
    round = opened(cast, health)
    rounds.close_round(round, by=None)

    merging.merge_teams(cast.pricing, into=cast.churn, by=cast.ada)

    part = Participation.objects.get(round=round)
    assert (part.team, part.team_name, part.unit_path) == (cast.pricing, "Pricing", "Retail")
