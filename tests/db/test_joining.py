"""Memberships and roles: who gets in, what they may give, and the owner that always stays."""

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.clock import now
from maturity.models import ModelVersion
from organizations import requests
from organizations.access import Right, Role, may
from organizations.accounts.people import add_person
from organizations.members import memberships
from organizations.models import AuditEvent, Membership, RoleGrant, User
from organizations.scoping import scope
from surveys.invitations import carried
from surveys.refusals import MayNotAnswer
from tests.cast import Cast
from tests.survey_steps import begun, opened


def roles(member: Membership) -> set[tuple[str, str]]:
    """The roles held now, as (role, name of the team)."""
    fresh = Membership.objects.with_grants().get(pk=member.pk)
    return {(grant.role, grant.team.name if grant.team else "") for grant in fresh.roles_now()}


def grant_of(member: Membership) -> RoleGrant:
    return RoleGrant.objects.get(membership=member)


@pytest.fixture
def nina(cast: Cast) -> User:
    return add_person(email="nina@aurora.example", name="Nina Faro")


def test_who_joins_holds_the_role(cast: Cast, nina: User) -> None:
    member = memberships.join(cast.aurora, user=nina, role=Role.LEAD, team=cast.churn, by=cast.ada)

    assert roles(member) == {("lead", "Churn")}


def test_who_joins_again_only_gains_the_role(cast: Cast) -> None:
    member = memberships.join(cast.aurora, user=cast.mauro.user, role=Role.LEAD, team=cast.churn, by=cast.ada)

    assert member == cast.mauro
    assert roles(member) == {("member", "Pricing"), ("lead", "Churn")}


def test_who_left_can_come_back_but_not_with_the_old_roles(cast: Cast) -> None:
    memberships.end_membership(cast.mauro, by=cast.ada)

    member = memberships.join(
        cast.aurora, user=cast.mauro.user, role=Role.MEMBER, team=cast.churn, by=cast.ada
    )

    assert member == cast.mauro
    assert member.active
    assert roles(member) == {("member", "Churn")}


def test_the_same_role_twice_is_one_role(cast: Cast) -> None:
    first = memberships.grant_role(cast.mauro, Role.LEAD, team=cast.churn, by=cast.ada)
    second = memberships.grant_role(cast.mauro, Role.LEAD, team=cast.churn, by=cast.ada)

    assert first == second


def test_a_role_that_had_an_end_is_held_without_one_when_given_again(cast: Cast) -> None:
    grant = grant_of(cast.mauro)
    grant.ends_on = now().date()
    grant.save()

    memberships.grant_role(cast.mauro, Role.MEMBER, team=cast.pricing, by=cast.ada)

    grant.refresh_from_db()
    assert grant.ends_on is None


@pytest.mark.parametrize(
    ("role", "place", "refusal"),
    [
        pytest.param(Role.LEAD, None, memberships.RoleNeedsTeam, id="a lead needs a team"),
        pytest.param(Role.MEMBER, None, memberships.RoleNeedsTeam, id="a member needs a team"),
        pytest.param(Role.LEAD, "retail", memberships.LeadNeedsTeam, id="nobody leads a unit"),
        pytest.param(Role.AUDITOR, "pricing", memberships.RoleHasNoTeam, id="an auditor reads everything"),
        pytest.param(
            Role.MANAGER, "logistics", memberships.TeamNotHere, id="no team of another organization"
        ),
    ],
)
def test_a_role_fits_its_place(
    cast: Cast, nina: User, role: Role, place: str | None, refusal: type[Exception]
) -> None:
    team = getattr(cast, place) if place else None

    with pytest.raises(refusal):
        memberships.join(cast.aurora, user=nina, role=role, team=team, by=cast.ada)

    assert not Membership.objects.filter(user=nina).exists()


def test_nobody_gets_a_role_in_an_archived_team(cast: Cast) -> None:
    cast.churn.archived_at = now()
    cast.churn.save()

    with pytest.raises(memberships.TeamNotHere):
        memberships.grant_role(cast.mauro, Role.LEAD, team=cast.churn, by=cast.ada)


def test_who_has_left_gets_no_role(cast: Cast) -> None:
    memberships.end_membership(cast.mauro, by=cast.ada)

    with pytest.raises(memberships.MembershipNotActive):
        memberships.grant_role(cast.mauro, Role.LEAD, team=cast.churn, by=cast.ada)


def test_an_admin_makes_no_owner(cast: Cast) -> None:
    with pytest.raises(memberships.AboveOwnRank):
        memberships.grant_role(cast.mauro, Role.OWNER, by=cast.ada)

    assert roles(cast.mauro) == {("member", "Pricing")}


def test_an_admin_makes_another_admin(cast: Cast) -> None:
    memberships.grant_role(cast.mauro, Role.ADMIN, by=cast.ada)

    assert ("admin", "") in roles(cast.mauro)


def test_an_admin_takes_nothing_from_an_owner(cast: Cast) -> None:
    with pytest.raises(memberships.AboveOwnRank):
        memberships.revoke_role(grant_of(cast.olga), by=cast.ada)
    with pytest.raises(memberships.AboveOwnRank):
        memberships.end_membership(cast.olga, by=cast.ada)

    assert roles(cast.olga) == {("owner", "")}


@pytest.mark.parametrize("person", ["lia", "mauro", "clara", "vera"])
def test_who_neither_manages_people_nor_invites_gives_nothing(cast: Cast, person: str) -> None:
    with pytest.raises(memberships.AboveOwnRank):
        memberships.grant_role(cast.people[person], Role.MEMBER, team=cast.churn, by=cast.people[person])


def test_a_stranger_gives_nothing(cast: Cast) -> None:
    """Otto owns Boreal; in Aurora's scope his own roles are not even there."""
    with pytest.raises(memberships.AboveOwnRank):
        memberships.grant_role(cast.mauro, Role.ADMIN, by=cast.otto)


def test_a_role_is_taken_away_at_once_and_the_trail_keeps_it(cast: Cast) -> None:
    memberships.revoke_role(grant_of(cast.lia), by=cast.ada)

    assert roles(cast.lia) == set()
    event = AuditEvent.objects.get(action="role.revoked")
    assert (event.actor, event.label, event.detail) == (
        cast.ada.user,
        "Lia Souza",
        {"role": "lead", "team": "Pricing"},
    )


def test_a_role_is_taken_away_once(cast: Cast) -> None:
    grant = grant_of(cast.lia)
    memberships.revoke_role(grant, by=cast.ada)

    memberships.revoke_role(grant, by=cast.ada)

    assert AuditEvent.objects.filter(action="role.revoked").count() == 1


def test_the_last_owner_stays_an_owner(cast: Cast) -> None:
    with pytest.raises(memberships.LastOwner):
        memberships.revoke_role(grant_of(cast.olga), by=cast.olga)
    with pytest.raises(memberships.LastOwner):
        memberships.end_membership(cast.olga, by=cast.olga)

    assert roles(cast.olga) == {("owner", "")}


def test_not_even_the_clock_takes_the_last_owner(cast: Cast) -> None:
    with pytest.raises(memberships.LastOwner):
        memberships.revoke_role(grant_of(cast.olga), by=None)


def test_one_of_two_owners_may_go(cast: Cast) -> None:
    memberships.grant_role(cast.ada, Role.OWNER, by=cast.olga)

    memberships.end_membership(cast.olga, by=cast.olga)

    assert roles(cast.ada) == {("owner", ""), ("admin", "")}


def test_an_owner_until_some_day_does_not_count_as_the_other_owner(cast: Cast) -> None:
    grant = memberships.grant_role(cast.ada, Role.OWNER, by=cast.olga)
    grant.ends_on = now().date() + timedelta(days=30)
    grant.save()

    with pytest.raises(memberships.LastOwner):
        memberships.revoke_role(grant_of(cast.olga), by=cast.olga)


def test_an_owner_who_may_not_sign_in_does_not_count_as_the_other_owner(cast: Cast) -> None:
    memberships.grant_role(cast.ada, Role.OWNER, by=cast.olga)
    cast.ada.user.is_active = False
    cast.ada.user.save()

    with pytest.raises(memberships.LastOwner):
        memberships.revoke_role(grant_of(cast.olga), by=cast.olga)


def test_an_owner_of_another_organization_does_not_count(cast: Cast) -> None:
    with scope(organization=cast.boreal), pytest.raises(memberships.LastOwner):
        memberships.revoke_role(grant_of(cast.otto), by=cast.otto)


def test_who_leaves_loses_every_right(cast: Cast) -> None:
    memberships.end_membership(cast.davi, by=cast.olga)

    fresh = Membership.objects.with_grants().get(pk=cast.davi.pk)
    assert not any(may(fresh, right) for right in Right)
    assert requests.membership_in("aurora", user=cast.davi.user) is None


def test_leaving_twice_is_told_once(cast: Cast) -> None:
    memberships.end_membership(cast.davi, by=cast.olga)
    memberships.end_membership(cast.davi, by=cast.olga)

    assert AuditEvent.objects.filter(action="member.left").count() == 1


def test_a_role_gives_its_rights_from_its_first_to_its_last_day(cast: Cast) -> None:
    grant = grant_of(cast.davi)
    grant.starts_on = now().date() + timedelta(days=1)
    grant.ends_on = now().date() + timedelta(days=2)
    grant.save()

    days = []
    for ahead in range(4):
        with clock.at(now() + timedelta(days=ahead)):
            days.append(may(Membership.objects.get(pk=cast.davi.pk), Right.RUN_ROUND))

    assert days == [False, True, True, False]


def test_several_organizations_are_listed_by_name(cast: Cast) -> None:
    with scope(organization=cast.boreal):
        memberships.join(cast.boreal, user=cast.lia.user, role=Role.AUDITOR, by=cast.otto)

    here = requests.membership_in("aurora", user=cast.lia.user)
    names = [member.organization.name for member in requests.memberships_of(cast.lia.user)]

    assert names == ["Aurora Seguros", "Boreal Logistics"]
    assert here is not None
    assert here.has_others


def test_who_is_in_one_organization_has_no_others(cast: Cast) -> None:
    here = requests.membership_in("aurora", user=cast.mauro.user)

    assert here is not None
    assert not here.has_others


def test_who_is_suspended_loses_every_right_and_keeps_the_roles(cast: Cast) -> None:
    memberships.suspend(cast.lia, by=cast.ada)

    assert requests.membership_in("aurora", user=cast.lia.user) is None
    assert not may(cast.lia, Right.ANSWER)
    memberships.bring_back(cast.lia, by=cast.ada)
    back = requests.membership_in("aurora", user=cast.lia.user)
    assert back is not None
    assert [(grant.role, grant.team) for grant in back.roles_now()] == [("lead", cast.pricing)]


def test_the_pass_of_a_suspended_person_answers_nothing(cast: Cast, health: ModelVersion) -> None:
    invitation = begun(cast, opened(cast, health)).invitation

    memberships.suspend(cast.lia, by=cast.ada)
    with pytest.raises(MayNotAnswer):
        carried(invitation.pk)

    memberships.bring_back(cast.lia, by=cast.ada)
    assert carried(invitation.pk) == invitation


def test_nobody_suspends_or_brings_back_above_the_own_rank(cast: Cast) -> None:
    memberships.grant_role(cast.mauro, Role.OWNER, by=cast.olga)

    with pytest.raises(memberships.AboveOwnRank):
        memberships.suspend(cast.mauro, by=cast.ada)
    memberships.suspend(cast.mauro, by=cast.olga)
    with pytest.raises(memberships.AboveOwnRank):
        memberships.bring_back(cast.mauro, by=cast.ada)
    for deed in (memberships.suspend, memberships.bring_back):
        with pytest.raises(memberships.AboveOwnRank):
            deed(cast.lia, by=cast.otto)


def test_the_last_owner_is_not_suspended(cast: Cast) -> None:
    with pytest.raises(memberships.LastOwner):
        memberships.suspend(cast.olga, by=cast.olga)


def test_a_suspension_is_made_and_ended_once(cast: Cast) -> None:
    memberships.suspend(cast.lia, by=cast.ada)

    with pytest.raises(memberships.MembershipNotActive):
        memberships.suspend(cast.lia, by=cast.ada)
    memberships.bring_back(cast.lia, by=cast.ada)
    with pytest.raises(memberships.MembershipNotActive):
        memberships.bring_back(cast.lia, by=cast.ada)


def test_joining_does_not_end_a_suspension(cast: Cast) -> None:
    memberships.suspend(cast.mauro, by=cast.ada)

    with pytest.raises(memberships.MembershipSuspended):
        memberships.join(cast.aurora, user=cast.mauro.user, role=Role.MEMBER, team=cast.pricing, by=None)


@pytest.mark.parametrize("deed", [memberships.end_membership, memberships.suspend])
@pytest.mark.parametrize("who", ["lia", "davi", "vera", "otto"])
def test_a_member_without_a_role_is_turned_out_by_who_manages_people_alone(
    cast: Cast, deed: Any, who: str
) -> None:
    memberships.revoke_role(RoleGrant.objects.get(membership=cast.mauro), by=cast.ada)

    with pytest.raises(memberships.AboveOwnRank):
        deed(cast.mauro, by=getattr(cast, who))

    cast.mauro.refresh_from_db()
    assert cast.mauro.active
    deed(cast.mauro, by=cast.ada)
    assert not cast.mauro.active
