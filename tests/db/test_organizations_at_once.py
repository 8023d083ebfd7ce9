"""Two at once: an owner always stays, the tree stays a tree, one address each, one first run."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from organizations.access import Role
from organizations.accounts.people import PersonExists, add_person
from organizations.members import memberships
from organizations.models import Organization, RoleGrant, Team, User
from organizations.scoping import scope
from organizations.teams import tree
from organizations.tenant import first_run
from tests.at_once import at_once
from tests.cast import Cast

AGAIN = range(2)  # without the locks nearly every run fails; two leave no luck


def within(cast: Cast, deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The deed in Aurora's scope, which a new thread does not have."""
    with scope(organization=cast.aurora):
        return deed(*args, **kwargs)


@pytest.mark.parametrize("again", AGAIN)
def test_two_owners_who_remove_each_other_leave_one(transactional_db: None, cast: Cast, again: int) -> None:
    second = memberships.grant_role(cast.ada, Role.OWNER, by=cast.olga)
    first = RoleGrant.objects.get(membership=cast.olga)
    take = partial(within, cast, memberships.revoke_role)

    outcomes = at_once(partial(take, second, by=None), partial(take, first, by=None))

    assert RoleGrant.objects.lasting_owners().count() == 1
    assert sum(isinstance(outcome, memberships.LastOwner) for outcome in outcomes) == 1


@pytest.mark.parametrize("again", AGAIN)
def test_two_owners_who_leave_at_once_leave_one(transactional_db: None, cast: Cast, again: int) -> None:
    memberships.grant_role(cast.ada, Role.OWNER, by=cast.olga)
    leave = partial(within, cast, memberships.end_membership)

    outcomes = at_once(partial(leave, cast.olga, by=None), partial(leave, cast.ada, by=None))

    assert RoleGrant.objects.lasting_owners().count() == 1
    assert sum(isinstance(outcome, memberships.LastOwner) for outcome in outcomes) == 1


@pytest.mark.parametrize("again", AGAIN)
def test_two_units_moved_into_each_other_make_no_ring(transactional_db: None, cast: Cast, again: int) -> None:
    move = partial(within, cast, tree.move_team)

    outcomes = at_once(
        partial(move, cast.retail, parent=cast.risk, by=None),
        partial(move, cast.risk, parent=cast.retail, by=None),
    )

    at_the_top = Team.objects.filter(parent=None)
    assert at_the_top.count() == 1
    assert sum(isinstance(outcome, tree.BelowItself) for outcome in outcomes) == 1


def test_teams_of_one_name_added_at_once_have_an_address_each(transactional_db: None, cast: Cast) -> None:
    add = partial(within, cast, tree.add_team, cast.aurora, name="Data", by=None)

    outcomes = at_once(*[add] * 4)

    assert sorted(team.slug for team in outcomes) == ["data", "data-2", "data-3", "data-4"]


def test_a_team_added_while_its_unit_is_archived_never_lies_in_it(transactional_db: None, cast: Cast) -> None:
    unit = tree.add_team(cast.aurora, name="Claims", kind=Team.Kind.UNIT, by=None)

    at_once(
        partial(within, cast, tree.archive_team, unit, by=None),
        partial(within, cast, tree.add_team, cast.aurora, name="Vision", parent=unit, by=None),
    )

    unit.refresh_from_db()
    assert (unit.archived_at is None) == Team.objects.filter(parent=unit).exists()


def test_one_address_gets_one_account_however_many_ask(transactional_db: None) -> None:
    outcomes = at_once(*[partial(add_person, email="nina@aurora.example", name="Nina")] * 4)

    assert User.objects.count() == 1
    assert sum(isinstance(outcome, PersonExists) for outcome in outcomes) == 3


@pytest.mark.first_run
@pytest.mark.parametrize("again", AGAIN)
def test_of_two_who_set_up_at_once_one_wins(transactional_db: None, again: int) -> None:
    set_up = [
        partial(
            first_run.set_up,
            organization=f"Organization of {name}",
            language="en",
            time_zone="UTC",
            name=name,
            email=f"{name}@example.com",
            password="rivers run to the sea",
            with_built_in_model=False,
        )
        for name in ("nina", "nora")
    ]

    outcomes = at_once(*set_up)

    assert User.objects.count() == Organization.objects.count() == 1
    assert sum(isinstance(outcome, first_run.AlreadySetUp) for outcome in outcomes) == 1
