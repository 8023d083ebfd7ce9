"""Who may do what, written down a second time by hand: a slip in the table is a difference here.

`make assurance` changes `organizations/access.py` in hundreds of small ways, one at a time, and runs these
tests: they must notice.
"""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from organizations.access import (
    GRANTS,
    INVITED,
    MANAGER_OF_ALL,
    MEANING,
    RANK,
    Reach,
    Right,
    RightLacking,
    Role,
    Scope,
    demand,
    grantable_by,
    may,
    may_everywhere,
    may_grant,
    offerable_by,
    reach_of,
    reach_to_give,
    requires,
    rights_of,
    roles_with,
)

# o: over the whole organization; s: over a unit and all below it; t: over one team; -: not at all.
#                          owner admin editor all manager lead member auditor
POLICY = """
    see_catalog              o     o     o     o     o     o     o     o
    edit_catalog             o     o     o     -     -     -     -     -
    see_team                 o     o     -     o     s     t     t     o
    manage_teams             o     o     -     o     -     -     -     -
    see_people               o     o     -     -     -     -     -     o
    invite                   o     o     -     o     s     -     -     -
    manage_people            o     o     -     -     -     -     -     -
    see_results              o     o     -     o     s     t     t     o
    see_rounds               o     o     -     o     s     t     t     o
    run_round                o     o     -     o     -     -     -     -
    answer                   -     -     -     -     -     t     -     -
    see_audit                o     -     -     -     -     -     -     o
    manage_organization      o     o     -     -     -     -     -     -
    erase_people             o     -     -     -     -     -     -     -
    hand_on                  o     -     -     -     -     -     -     -
    take_out                 o     -     -     -     -     -     -     -
    delete_organization      o     -     -     -     -     -     -     -
"""
COLUMNS = (
    ("owner", True),
    ("admin", True),
    ("catalog_editor", True),
    ("manager", True),
    ("manager", False),
    ("lead", False),
    ("member", False),
    ("auditor", True),
)
REACH = {"o": "organization", "s": "subtree", "t": "team", "-": None}
CELLS = [
    pytest.param(role, everywhere, line.split()[0], REACH[cell], id=f"{role}-{everywhere}-{line.split()[0]}")
    for line in POLICY.strip().splitlines()
    for (role, everywhere), cell in zip(COLUMNS, line.split()[1:], strict=True)
]
RIGHTS = [line.split()[0] for line in POLICY.strip().splitlines()]


@dataclass
class Grant:
    """As much of a role as the policy looks at."""

    role: str
    team_id: int | None = None


@dataclass
class Member:
    """As much of a membership as the policy looks at."""

    grants: list[Grant] = field(default_factory=list)
    active: bool = True
    organization_id: int = 1

    def roles_now(self) -> list[Grant]:
        return self.grants

    def who_manage_people(self) -> list["Member"]:
        return [ADA, OLGA]


def holding(role: str, *, everywhere: bool, active: bool = True) -> Any:
    return Member([Grant(role, None if everywhere else 7)], active)


ADA, OLGA = holding("admin", everywhere=True), holding("owner", everywhere=True)


@pytest.mark.parametrize(("role", "everywhere", "right", "reach"), CELLS)
def test_a_role_gives_a_right_so_far(role: str, everywhere: bool, right: str, reach: str | None) -> None:
    member = holding(role, everywhere=everywhere)

    assert rights_of(role, everywhere=everywhere).get(Right(right)) == reach
    assert may(member, Right(right)) is (reach is not None)
    assert may_everywhere(member, Right(right)) is (reach == "organization")


def test_the_hand_written_table_has_every_right_and_every_role() -> None:
    assert [right.value for right in Right] == RIGHTS
    assert {role for role, _everywhere in COLUMNS} == {role.value for role in Role}
    assert set(GRANTS) == set(RANK) == set(MEANING) == set(Role)


def test_rights_and_scopes_are_what_the_table_says_and_no_more() -> None:
    rows = [*GRANTS.values(), MANAGER_OF_ALL]

    assert {right for row in rows for right in row} == set(Right)
    assert {scope.value for scope in Scope} == {"organization", "subtree", "team"}
    assert {type(scope) for row in rows for scope in row.values()} == {Scope}


def test_roles_go_from_the_widest_to_the_narrowest() -> None:
    assert [role.value for role in Role] == [
        *("owner", "admin", "catalog_editor", "manager", "lead", "member", "auditor"),
    ]


def test_only_a_manager_without_a_unit_manages_all() -> None:
    assert rights_of("manager", everywhere=True) is MANAGER_OF_ALL
    assert rights_of("manager", everywhere=False) is GRANTS[Role.MANAGER]
    assert rights_of("auditor", everywhere=False) is GRANTS[Role.AUDITOR]


def test_an_unknown_role_gives_nothing() -> None:
    with pytest.raises(ValueError, match="chief"):
        rights_of("chief", everywhere=True)


@pytest.mark.parametrize("right", list(Right))
def test_who_is_suspended_or_has_no_role_may_nothing(right: Right) -> None:
    assert may(holding("owner", everywhere=True, active=False), right) is False
    assert may_everywhere(holding("owner", everywhere=True, active=False), right) is False
    assert may(Member(), right) is False
    assert may_everywhere(Member(), right) is False


def test_several_roles_give_what_one_of_them_gives() -> None:
    both = Member([Grant("member", 7), Grant("catalog_editor"), Grant("lead", 8)])

    assert may(both, Right.EDIT_CATALOG)
    assert may(both, Right.ANSWER)
    assert may_everywhere(both, Right.EDIT_CATALOG)
    assert not may_everywhere(both, Right.SEE_TEAM)
    assert not may(both, Right.MANAGE_PEOPLE)


def test_a_manager_of_a_unit_and_of_all_sees_all() -> None:
    assert may_everywhere(Member([Grant("manager", 7), Grant("manager")]), Right.SEE_RESULTS)


GIVES = {
    "owner": ["owner", "admin", "catalog_editor", "manager", "lead", "member", "auditor"],
    "admin": ["admin", "catalog_editor", "manager", "lead", "member", "auditor"],
    "catalog_editor": [],
    "manager": [],
    "lead": [],
    "member": [],
    "auditor": [],
}


@pytest.mark.parametrize(("role", "gives"), GIVES.items())
def test_nobody_gives_a_role_above_their_own(role: str, gives: list[str]) -> None:
    member = holding(role, everywhere=True)

    assert [given.value for given in grantable_by(member)] == gives
    assert [given.value for given in Role if may_grant(member, given)] == gives


def test_who_is_suspended_or_has_no_role_gives_none() -> None:
    assert grantable_by(holding("owner", everywhere=True, active=False)) == []
    assert grantable_by(Member()) == []


def test_the_highest_of_several_roles_counts() -> None:
    both = Member([Grant("admin"), Grant("owner"), Grant("lead", 7)])
    plain = Member([Grant("member", 7), Grant("admin")])

    assert may_grant(both, Role.OWNER)
    assert may_grant(plain, Role.ADMIN)
    assert not may_grant(plain, Role.OWNER)


EVERYWHERE, IN_THE_UNIT, NOWHERE = Reach(everywhere=True), Reach(units=(7,)), Reach()


@pytest.mark.parametrize(
    ("role", "everywhere", "reaches"),
    [
        pytest.param("owner", True, dict.fromkeys(Role, EVERYWHERE), id="an owner gives every role"),
        pytest.param(
            "admin",
            True,
            dict.fromkeys(Role, EVERYWHERE) | {Role.OWNER: NOWHERE},
            id="an admin makes no owner",
        ),
        pytest.param(
            "manager",
            True,
            {Role.LEAD: EVERYWHERE, Role.MEMBER: EVERYWHERE},
            id="a manager of all invites to teams",
        ),
        pytest.param(
            "manager",
            False,
            {Role.LEAD: IN_THE_UNIT, Role.MEMBER: IN_THE_UNIT},
            id="a manager of a unit, there",
        ),
        pytest.param("lead", False, {}, id="a lead invites nobody"),
        pytest.param("member", False, {}, id="nor does a member"),
        pytest.param("catalog_editor", True, {}, id="nor a catalog editor"),
        pytest.param("auditor", True, {}, id="nor an auditor"),
    ],
)
def test_inviting_gives_the_roles_of_teams_within_reach(
    role: str, everywhere: bool, reaches: dict[Role, Reach]
) -> None:
    member = holding(role, everywhere=everywhere)

    assert {given: reach_to_give(member, given) for given in Role} == dict.fromkeys(Role, NOWHERE) | reaches
    assert offerable_by(member) == [given for given in Role if reaches.get(given, NOWHERE) != NOWHERE]


def test_a_manager_gives_by_inviting_and_takes_nothing_away() -> None:
    assert {role.value for role in INVITED} == {"lead", "member"}
    assert grantable_by(holding("manager", everywhere=True)) == []


def test_reach_adds_up_over_the_roles_of_a_person() -> None:
    two_units = Member([Grant("manager", 7), Grant("lead", 3), Grant("manager", 9)])

    assert reach_to_give(two_units, Role.LEAD) == Reach(units=(7, 9))
    assert reach_of(two_units, Right.SEE_TEAM) == Reach(units=(7, 9), teams=(3,))
    assert reach_of(Member([Grant("manager", 7)], active=False), Right.INVITE) == NOWHERE


def test_ranks_are_four() -> None:
    assert {role.value: rank for role, rank in RANK.items()} == {
        "owner": 3,
        "admin": 2,
        "manager": 1,
        "catalog_editor": 1,
        "auditor": 1,
        "lead": 0,
        "member": 0,
    }


@pytest.mark.parametrize("line", POLICY.strip().splitlines(), ids=RIGHTS)
def test_the_roles_with_a_right_are_those_of_its_line(line: str) -> None:
    right, *cells = line.split()
    held = {role for (role, _everywhere), cell in zip(COLUMNS, cells, strict=True) if cell != "-"}

    assert {role.value for role in roles_with(Right(right))} == held


def test_a_view_answers_who_holds_its_right_and_nobody_else() -> None:
    @requires(Right.SEE_AUDIT)
    def trail(request: Any, pk: int, *, page: int = 1) -> tuple[Any, int, int]:
        """The trail."""
        return request, pk, page

    vera = SimpleNamespace(member=holding("auditor", everywhere=True))
    ada = SimpleNamespace(member=holding("admin", everywhere=True))

    assert trail(vera, 5, page=2) == (vera, 5, 2)
    assert (trail.__name__, trail.__doc__) == ("trail", "The trail.")
    assert trail.required_right is Right.SEE_AUDIT
    with pytest.raises(RightLacking) as refused:
        trail(ada, 5)
    assert isinstance(refused.value, PermissionDenied)
    assert (refused.value.right, refused.value.member) == (Right.SEE_AUDIT, ada.member)
    assert str(refused.value) == "see_audit"
    assert refused.value.grantors == [ADA, OLGA]  # both make auditors, who have the right


def test_a_view_may_answer_who_holds_one_of_several_rights() -> None:
    @requires(Right.INVITE, Right.SEE_PEOPLE)
    def offers(request: Any) -> str:
        return "offers"

    vera, davi, lia = (
        SimpleNamespace(member=holding(role, everywhere=role != "lead"))
        for role in ("auditor", "manager", "lead")
    )

    assert offers(vera) == offers(davi) == "offers"
    with pytest.raises(RightLacking) as refused:
        offers(lia)
    assert refused.value.right is Right.INVITE


@pytest.mark.parametrize(
    ("right", "grantors"),
    [
        (Right.TAKE_OUT, [OLGA]),
        (Right.ERASE_PEOPLE, [OLGA]),
        (Right.SEE_AUDIT, [ADA, OLGA]),
        (Right.RUN_ROUND, [ADA, OLGA]),
        (Right.ANSWER, [ADA, OLGA]),
    ],
)
def test_a_refusal_names_those_who_can_give_a_role_with_the_right(right: Right, grantors: list[Any]) -> None:
    assert RightLacking(right, holding("auditor", everywhere=True)).grantors == grantors


AURORA, BOREAL = SimpleNamespace(pk=1), SimpleNamespace(pk=2)


def test_a_right_that_is_demanded_is_held_or_the_system_acts() -> None:
    demand(holding("owner", everywhere=True), Right.TAKE_OUT, AURORA)
    demand(holding("manager", everywhere=True), Right.RUN_ROUND, AURORA)
    demand(None, Right.TAKE_OUT, AURORA)


@pytest.mark.parametrize(
    ("role", "everywhere", "right", "where"),
    [
        pytest.param("owner", True, Right.TAKE_OUT, BOREAL, id="held in another organization"),
        pytest.param("admin", True, Right.TAKE_OUT, AURORA, id="not held"),
        pytest.param("manager", False, Right.SEE_RESULTS, AURORA, id="held in one unit alone"),
    ],
)
def test_who_lacks_what_is_demanded_is_told_which_right(
    role: str, everywhere: bool, right: Right, where: Any
) -> None:
    by = holding(role, everywhere=everywhere)

    with pytest.raises(RightLacking) as refused:
        demand(by, right, where)

    assert (refused.value.right, refused.value.member) == (right, by)


def test_every_role_says_in_a_sentence_what_it_is_for() -> None:
    sentences = [str(MEANING[role]) for role in Role]

    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(set(sentences)) == len({str(role.label) for role in Role}) == 7
    assert len({str(right.label) for right in Right}) == len(RIGHTS)
