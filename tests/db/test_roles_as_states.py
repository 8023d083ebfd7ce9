"""Whatever people do to each other's roles, nobody gains rank by it and an owner always stays."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.errors import DomainError
from organizations.access import RANK, Role
from organizations.members import memberships
from organizations.models import Membership, RoleGrant, Team
from organizations.scoping import scope
from tests.cast import make_cast

PEOPLE = ("olga", "ada", "davi", "lia", "mauro")
people = st.sampled_from(PEOPLE)


class Roles(RuleBasedStateMachine):
    """Five people of Aurora give, take and leave in any order."""

    @initialize()
    def begin(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.cast = make_cast()
        self.scope = scope(organization=self.cast.aurora)
        self.scope.__enter__()

    def teardown(self) -> None:
        if hasattr(self, "scope"):
            self.scope.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def member(self, name: str) -> Membership:
        """As a request would find them: fresh, with the roles of today."""
        return Membership.objects.with_grants().get(pk=getattr(self.cast, name).pk)

    def ranks(self) -> dict[str, int]:
        """The highest rank of each person; -1 for who holds no role."""
        found = dict.fromkeys(PEOPLE, -1)
        names = {getattr(self.cast, name).pk: name for name in PEOPLE}
        held = RoleGrant.objects.in_force().of_active().values_list("membership", "role")
        for pk, role in held:
            if pk in names:
                found[names[pk]] = max(found[names[pk]], RANK[Role(role)])
        return found

    @rule(actor=people, whom=people, role=st.sampled_from(Role), with_team=st.booleans())
    def give(self, actor: str, whom: str, role: Role, with_team: bool) -> None:
        team = Team.objects.get(slug="churn") if with_team else None
        self.attempt(actor, lambda by: memberships.grant_role(self.member(whom), role, team=team, by=by))

    @rule(actor=people, whom=people, which=st.integers(0, 5))
    def take(self, actor: str, whom: str, which: int) -> None:
        held = list(RoleGrant.objects.filter(membership=self.member(whom)))
        if held:
            self.attempt(actor, lambda by: memberships.revoke_role(held[which % len(held)], by=by))

    @rule(actor=people, whom=people)
    def let_go(self, actor: str, whom: str) -> None:
        self.attempt(actor, lambda by: memberships.end_membership(self.member(whom), by=by))

    @rule(actor=people, whom=people)
    def bring_back(self, actor: str, whom: str) -> None:
        team = Team.objects.get(slug="pricing")
        user = self.member(whom).user
        self.attempt(
            actor,
            lambda by: memberships.join(self.cast.aurora, user=user, role=Role.MEMBER, team=team, by=by),
        )

    def attempt(self, actor: str, deed: Any) -> None:
        by = self.member(actor)
        before = self.ranks()
        with suppress(DomainError):
            deed(by)
        after = self.ranks()
        changed = {name for name in PEOPLE if after[name] != before[name]}
        for name in changed:
            assert max(after[name], before[name]) <= before[actor], "Somebody changed a rank above their own."

    @invariant()
    def an_owner_is_there(self) -> None:
        if hasattr(self, "cast"):
            assert RoleGrant.objects.lasting_owners().exists()


@pytest.mark.django_db
def test_nobody_gains_rank_and_an_owner_always_stays() -> None:
    run_state_machine_as_test(
        Roles,
        settings=settings(
            max_examples=10,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
