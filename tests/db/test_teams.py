"""The tree of units and teams: grown, renamed, moved, archived, and never tied into a ring."""

import pytest

from organizations.access import Role
from organizations.models import AuditEvent, Membership, Team
from organizations.scoping import scope
from organizations.teams import tree
from tests.cast import Cast

UNIT, TEAM = Team.Kind.UNIT, Team.Kind.TEAM


def test_a_team_is_added_below_its_unit(cast: Cast) -> None:
    claims = tree.add_team(cast.aurora, name="Claims  Vision", parent=cast.risk, by=cast.olga)

    assert (claims.name, claims.slug, claims.parent, claims.kind) == (
        "Claims Vision",
        "claims-vision",
        cast.risk,
        TEAM,
    )


def test_a_unit_may_lie_in_a_unit_of_any_depth(cast: Cast) -> None:
    above = cast.retail
    for depth in range(12):
        above = tree.add_team(cast.aurora, name=f"Unit {depth}", kind=UNIT, parent=above, by=None)

    assert Team.objects.ancestors(above).count() == 12


def test_two_teams_of_one_name_have_two_addresses(cast: Cast) -> None:
    names = [tree.add_team(cast.aurora, name="Data", by=None).slug for _ in range(3)]

    assert names == ["data", "data-2", "data-3"]


def test_a_name_without_latin_letters_still_has_an_address(cast: Cast) -> None:
    team = tree.add_team(cast.aurora, name="数据", by=None)
    unit = tree.add_team(cast.aurora, name="風險", kind=UNIT, by=None)

    assert (team.slug, unit.slug) == ("team", "unit")


def test_an_address_is_not_longer_than_its_column(cast: Cast) -> None:
    slugs = [tree.add_team(cast.aurora, name="a" * 120, by=None).slug for _ in range(2)]

    assert slugs == ["a" * 60, "a" * 58 + "-2"]


def test_a_team_starts_with_its_lead_and_a_unit_with_its_manager(cast: Cast) -> None:
    team = tree.add_team(cast.aurora, name="Claims", led_by=cast.mauro, by=cast.olga)
    unit = tree.add_team(cast.aurora, name="Health", kind=UNIT, led_by=cast.mauro, by=cast.olga)

    held = {(grant.role, grant.team) for grant in Membership.objects.get(pk=cast.mauro.pk).roles_now()}
    assert {(Role.LEAD, team), (Role.MANAGER, unit)} <= held


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_team_needs_a_name(cast: Cast, name: str) -> None:
    with pytest.raises(tree.TeamNameMissing):
        tree.add_team(cast.aurora, name=name, by=None)
    with pytest.raises(tree.TeamNameMissing):
        tree.rename_team(cast.pricing, name, by=None)


def test_only_a_unit_holds_teams(cast: Cast) -> None:
    with pytest.raises(tree.NotAUnit):
        tree.add_team(cast.aurora, name="Claims", parent=cast.pricing, by=None)


def test_a_unit_of_another_organization_holds_none_of_ours(cast: Cast) -> None:
    with scope(organization=cast.boreal):
        abroad = tree.add_team(cast.boreal, name="Abroad", kind=UNIT, by=None)

    with pytest.raises(tree.NotAUnit):
        tree.add_team(cast.aurora, name="Claims", parent=abroad, by=None)
    with pytest.raises(tree.NotAUnit):
        tree.move_team(cast.pricing, parent=abroad, by=None)


def test_a_new_name_keeps_the_address(cast: Cast) -> None:
    tree.rename_team(cast.pricing, "Prices", by=cast.olga)

    cast.pricing.refresh_from_db()
    assert (cast.pricing.name, cast.pricing.slug) == ("Prices", "pricing")
    event = AuditEvent.objects.get(action="team.renamed")
    assert (event.actor, event.label, event.detail) == (cast.olga.user, "Prices", {"before": "Pricing"})


def test_the_trail_tells_the_name_that_stood_and_not_the_one_that_was_read(cast: Cast) -> None:
    read_before = Team.objects.get(pk=cast.pricing.pk)
    tree.rename_team(cast.pricing, "Prices", by=cast.olga)

    tree.rename_team(read_before, "Rates", by=cast.olga)

    event = AuditEvent.objects.filter(action="team.renamed").latest("pk")
    assert (event.label, event.detail) == ("Rates", {"before": "Prices"})


def test_a_team_moves_with_all_that_lies_below_it(cast: Cast) -> None:
    tree.move_team(cast.retail, parent=cast.risk, by=cast.olga)

    below = set(Team.objects.descendants(cast.risk).values_list("name", flat=True))
    assert below == {"Fraud", "Retail", "Pricing", "Churn"}


def test_a_team_moves_to_the_top(cast: Cast) -> None:
    tree.move_team(cast.pricing, parent=None, by=cast.olga)

    cast.pricing.refresh_from_db()
    assert cast.pricing.parent is None


def test_moving_to_where_it_is_changes_nothing(cast: Cast) -> None:
    tree.move_team(cast.pricing, parent=cast.retail, by=cast.olga)

    assert not AuditEvent.objects.filter(action="team.moved").exists()


def test_whoever_saw_an_older_tree_is_told(cast: Cast) -> None:
    tree.move_team(cast.pricing, parent=cast.risk, by=cast.olga)

    with pytest.raises(tree.MovedMeanwhile):
        tree.move_team(cast.pricing, parent=None, seen_below=cast.retail, by=cast.ada)


def test_a_team_that_was_archived_meanwhile_is_not_moved(cast: Cast) -> None:
    tree.archive_team(cast.pricing, by=cast.olga)

    with pytest.raises(tree.MovedMeanwhile):
        tree.move_team(cast.pricing, parent=None, seen_below=cast.retail, by=cast.ada)


def test_a_unit_never_lies_below_itself(cast: Cast) -> None:
    inner = tree.add_team(cast.aurora, name="Inner", kind=UNIT, parent=cast.retail, by=None)

    for parent in (cast.retail, inner):
        with pytest.raises(tree.BelowItself):
            tree.move_team(cast.retail, parent=parent, by=cast.olga)


def test_name_and_place_change_together_or_not_at_all(cast: Cast) -> None:
    with pytest.raises(tree.NotAUnit):
        tree.change_team(cast.pricing, name="Prices", parent=cast.churn, by=cast.olga)

    cast.pricing.refresh_from_db()
    assert (cast.pricing.name, cast.pricing.parent) == ("Pricing", cast.retail)


def test_an_archived_team_stays_with_its_roles(cast: Cast) -> None:
    tree.archive_team(cast.pricing, by=cast.olga)

    assert cast.pricing.archived_at is not None
    assert not Team.objects.active().filter(pk=cast.pricing.pk).exists()
    assert cast.pricing.grants.count() == 2


def test_archiving_twice_is_told_once_and_keeps_the_first_day(cast: Cast) -> None:
    tree.archive_team(cast.pricing, by=cast.olga)
    first = cast.pricing.archived_at

    tree.archive_team(cast.pricing, by=cast.olga)

    assert cast.pricing.archived_at == first
    assert AuditEvent.objects.filter(action="team.archived").count() == 1


def test_a_unit_with_teams_is_not_archived(cast: Cast) -> None:
    with pytest.raises(tree.UnitNotEmpty) as refusal:
        tree.archive_team(cast.retail, by=cast.olga)

    assert "“Retail” still has teams" in str(refusal.value)


def test_an_archived_unit_takes_no_team(cast: Cast) -> None:
    tree.archive_team(cast.fraud, by=None)
    tree.archive_team(cast.risk, by=None)

    with pytest.raises(tree.NotAUnit):
        tree.move_team(cast.pricing, parent=cast.risk, by=None)


def test_a_team_comes_back_after_its_unit(cast: Cast) -> None:
    tree.archive_team(cast.fraud, by=None)
    tree.archive_team(cast.risk, by=None)

    with pytest.raises(tree.UnitArchived):
        tree.restore_team(cast.fraud, by=cast.olga)
    tree.restore_team(cast.risk, by=cast.olga)
    tree.restore_team(cast.fraud, by=cast.olga)

    assert Team.objects.active().filter(pk=cast.fraud.pk).exists()
