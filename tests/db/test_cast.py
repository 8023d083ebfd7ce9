"""The cast itself: who sees which team."""

import pytest

from organizations.access import Right, may, may_everywhere
from organizations.models import Team
from organizations.requests import membership_in
from tests.cast import Cast

AURORA = {"Retail", "Risk", "Pricing", "Churn", "Fraud"}


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("olga", AURORA),
        ("ada", AURORA),
        ("davi", AURORA),
        ("vera", AURORA),
        ("marta", {"Retail", "Pricing", "Churn"}),
        ("lia", {"Pricing"}),
        ("mauro", {"Pricing"}),
        ("clara", set()),
    ],
)
def test_each_role_sees_its_part_of_the_tree(cast: Cast, person: str, seen: set[str]) -> None:
    member = cast.people[person]

    assert {team.name for team in Team.objects.visible_to(member)} == seen


def test_only_those_over_the_whole_organization_run_rounds(cast: Cast) -> None:
    runs = {name for name, member in cast.people.items() if may(member, Right.RUN_ROUND)}

    assert runs == {"olga", "ada", "davi"}
    assert not may_everywhere(cast.marta, Right.SEE_RESULTS)


def test_nobody_is_a_member_where_they_do_not_belong(cast: Cast) -> None:
    assert membership_in("aurora", user=cast.otto.user) is None
    assert membership_in("boreal", user=cast.otto.user) == cast.otto
