"""Two at once in the life of an organization: an owner stays, limits hold, one archive, one end."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from organizations.access import Role
from organizations.members import memberships, ownership
from organizations.models import AuditEvent, Organization, RoleGrant, User
from organizations.operators import operators
from organizations.scoping import scope, scopes_disabled
from organizations.tenant import ending, erasing, founding
from reports.exports import asking
from reports.models import Export
from tests.at_once import at_once
from tests.cast import Cast

AGAIN = range(2)


def within(cast: Cast, deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The deed in Aurora's scope, which a new thread does not have."""
    with scope(organization=cast.aurora):
        return deed(*args, **kwargs)


@pytest.mark.parametrize("again", AGAIN)
def test_whoever_is_handed_the_organization_and_leaves_at_once_leaves_no_empty_chair(
    transactional_db: None, cast: Cast, again: int
) -> None:
    hand_on = partial(within, cast, ownership.hand_on, cast.davi, step_down=True, by=cast.olga)
    leave = partial(within, cast, memberships.leave, cast.davi)

    outcomes = at_once(hand_on, leave)

    assert RoleGrant.objects.lasting_owners().count() == 1
    refused = [type(one) for one in outcomes if isinstance(one, Exception)]
    assert refused in ([memberships.MembershipNotActive], [memberships.LastOwner])


def test_seven_foundings_at_once_are_five(transactional_db: None, cast: Cast, settings: Any) -> None:
    settings.FOUNDING = "everyone"
    given = {"name": "Cetus", "language": "en", "time_zone": "UTC", "owner": cast.lia.user}

    outcomes = at_once(*[partial(founding.found_by_oneself, **given)] * 7)

    assert sum(isinstance(one, founding.FoundedTooMany) for one in outcomes) == 2
    assert Organization.objects.filter(name="Cetus").count() == 5


@pytest.mark.parametrize("again", AGAIN)
def test_five_who_ask_for_an_archive_at_once_get_the_same(
    transactional_db: None, cast: Cast, again: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.outbox._hint", lambda message: None)  # nobody makes it meanwhile
    ask = partial(within, cast, asking.ask_for_archive, cast.aurora, by=cast.olga)

    outcomes = at_once(*[ask] * 5)

    assert len({one.pk for one in outcomes}) == 1
    assert Export.objects.count() == 1


@pytest.mark.parametrize("again", AGAIN)
def test_two_who_ask_for_the_end_at_once_start_one(transactional_db: None, cast: Cast, again: int) -> None:
    ask = partial(within, cast, ending.ask_for_end, cast.aurora, name="Aurora Seguros", by=cast.olga)

    outcomes = at_once(ask, ask)

    assert sum(isinstance(one, ending.EndAsked) for one in outcomes) == 1
    with scopes_disabled():
        assert AuditEvent.objects.filter(action="organization.end_asked").count() == 1


@pytest.mark.parametrize("again", AGAIN)
def test_who_is_erased_while_her_account_is_closed_makes_nobody_wait_for_ever(
    transactional_db: None, cast: Cast, again: int
) -> None:
    for member in (cast.ada, cast.davi):
        memberships.grant_role(member, Role.OWNER, by=cast.olga)
    olga, ada = cast.olga.user, cast.ada.user

    outcomes = at_once(
        partial(erasing.erase_oneself, olga),
        partial(operators.close_account, olga, by=None),
        partial(within, cast, erasing.erase_member, cast.ada, by=cast.davi),
        partial(operators.close_account, ada, by=None),
    )

    assert outcomes == [None] * 4
    assert all(one.erased_at is not None for one in User.objects.filter(pk__in=[olga.pk, ada.pk]))
    assert RoleGrant.objects.lasting_owners().get().membership_id == cast.davi.pk


@pytest.mark.parametrize("again", AGAIN)
def test_of_two_operators_who_close_each_others_account_one_is_told(
    transactional_db: None, again: int
) -> None:
    rute, raul = (
        User.objects.create_user(f"{name}@example.com", name=name, is_superuser=True)
        for name in ("rute", "raul")
    )

    outcomes = at_once(*[partial(operators.close_account, one, by=None) for one in (rute, raul)])

    assert sorted(str(type(one).__name__) for one in outcomes) == ["NoneType", "OnlyOperator"]
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1
