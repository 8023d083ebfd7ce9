"""The tree of units and teams: what each reads in it, and what owners and admins change."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core.clock import now
from organizations.access import Role
from organizations.models import Membership, RoleGrant, Team
from organizations.scoping import scope, scopes_disabled
from organizations.teams import tree
from tests.cast import Cast, join
from tests.kinds import Enter
from tests.markup import markup

TREE = "/o/aurora/teams/"
SETTINGS = "/o/aurora/settings/"
ENGLISH = {"Accept-Language": "en"}


def page_of(client: Client, address: str) -> str:
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == 200
    return markup(answer)


def names_in(page: str) -> list[str]:
    """The units and teams of the tree in their order, with what the search found put together again."""
    written = re.findall(r'<span class="tree__t" translate="no">(.*?)</span>', page)
    return [re.sub(r"</?mark>", "", name) for name in written]


def stored(slug: str) -> Team:
    with scopes_disabled():
        return Team.objects.select_related("parent").get(slug=slug)


def held(member: Membership, slug: str) -> set[str]:
    with scopes_disabled():
        return set(
            RoleGrant.objects.filter(membership=member, team__slug=slug).values_list("role", flat=True)
        )


@pytest.mark.parametrize(
    ("person", "names"),
    [
        ("olga", ["Retail", "Churn", "Pricing", "Risk", "Fraud"]),
        ("vera", ["Retail", "Churn", "Pricing", "Risk", "Fraud"]),
        ("marta", ["Retail", "Churn", "Pricing"]),
        ("mauro", ["Pricing"]),
    ],
)
def test_each_reads_their_part_of_the_tree(cast: Cast, enter: Enter, person: str, names: Any) -> None:
    page = page_of(enter(cast.people[person]), TREE)

    assert names_in(page) == names


def test_beside_a_team_stands_its_lead_and_beside_a_unit_its_manager(cast: Cast, enter: Enter) -> None:
    page = page_of(enter(cast.olga), TREE)

    assert '<span class="tree__lead muted small" translate="no">Lia Souza</span>' in page
    assert '<span translate="no">Marta Couto</span>' in page


def test_an_open_team_shows_its_people_and_where_their_roles_come_from(cast: Cast, enter: Enter) -> None:
    page = page_of(enter(cast.lia), f"{TREE}?team=pricing")

    rows = re.findall(
        r'<span translate="no">([^<]+)</span></span></th><td>(\w+)(?: <.*?>from ([^<]+)<)?', page
    )
    assert rows == [
        ("Lia Souza", "Lead", ""),
        ("Mauro Reis", "Member", ""),
        ("Marta Couto", "Manager", "Retail"),
        ("Olga Prado", "Owner", "Aurora Seguros"),
        ("Ada Nunes", "Admin", "Aurora Seguros"),
        ("Davi Lopes", "Manager", "Aurora Seguros"),
        ("Vera Matos", "Auditor", "Aurora Seguros"),
    ]


@pytest.mark.parametrize(
    ("search", "names", "told"),
    [
        pytest.param("pric", ["Retail", "Pricing"], "1 match", id="a team, with the unit above it"),
        pytest.param("PRÍC", ["Retail", "Pricing"], "1 match", id="capitals and accents do not matter"),
        pytest.param("r", ["Retail", "Churn", "Pricing", "Risk", "Fraud"], "5 matches", id="all"),
        pytest.param("lia souza", ["Retail", "Pricing"], "1 match", id="a lead"),
        pytest.param("marta", ["Retail"], "1 match", id="a manager"),
        pytest.param("logistics", [], "0 matches", id="nothing of another organization"),
    ],
)
def test_a_search_opens_the_branches_that_match(
    cast: Cast, enter: Enter, search: Any, names: Any, told: Any
) -> None:
    client = enter(cast.olga)

    answer = client.get(TREE, {"q": search}, headers=ENGLISH)

    page = markup(answer)
    assert names_in(page) == names
    assert told in page


def test_what_the_search_left_out_is_counted(cast: Cast, enter: Enter) -> None:
    page = page_of(enter(cast.olga), f"{TREE}?q=pric")

    assert "<mark>Pric</mark>ing" in page
    assert "1 more without a match" in page


def test_htmx_gets_the_tree_alone(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.olga).get(f"{TREE}?q=pric", headers={"HX-Request": "true"})

    page = markup(answer)
    assert page.lstrip().startswith('<nav class="panel tree"')
    assert 'id="found" role="status" hx-swap-oob="true">' in page
    assert "<html" not in page


def test_archived_teams_are_shown_when_asked_for(cast: Cast, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        tree.archive_team(cast.fraud, by=None)
    client = enter(cast.olga)

    assert "Fraud" not in names_in(page_of(client, TREE))
    assert "Fraud" in names_in(page_of(client, f"{TREE}?show=archived"))
    assert "Bring back" in page_of(client, f"{TREE}?show=archived&team=fraud")


def test_a_name_is_shown_and_never_run(cast: Cast, enter: Enter) -> None:
    cast.pricing.name = "<script>alert(1)</script>"
    cast.pricing.save()

    page = page_of(enter(cast.olga), f"{TREE}?team=pricing&q=script")

    assert "<script>alert" not in page
    assert "&lt;<mark>script</mark>&gt;alert(1)" in page


def test_who_only_reads_is_offered_no_change(cast: Cast, enter: Enter) -> None:
    page = page_of(enter(cast.lia), f"{TREE}?team=pricing")

    for words in ("Add team", "Add unit", "Edit", "Give a role", "Change<", f"{SETTINGS}team", "/people/"):
        assert words not in page


def test_a_fresh_organization_says_what_to_do_first(cast: Cast, enter: Enter) -> None:
    page = markup(enter(cast.otto).get("/o/boreal/teams/?show=", headers=ENGLISH))
    assert "No teams yet" not in page

    with scopes_disabled():
        RoleGrant.objects.filter(team=cast.logistics).delete()
        cast.logistics.delete()

    assert "No teams yet" in markup(enter(cast.otto).get("/o/boreal/teams/", headers=ENGLISH))


@pytest.mark.parametrize("many", [3, 30])
def test_the_tree_takes_the_same_queries_however_many_teams(
    cast: Cast, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    with scope(organization=cast.aurora):
        for number in range(many):
            unit = tree.add_team(cast.aurora, name=f"U{number}", kind=Team.Kind.UNIT, by=None)
            tree.add_team(cast.aurora, name=f"T{number}", parent=unit, led_by=cast.lia, by=None)
    client = enter(cast.olga)
    client.get(TREE)

    # the person, the membership, its roles; the labels, the teams, their leads
    with django_assert_num_queries(6):
        client.get(TREE)


@pytest.mark.parametrize("many", [3, 30])
def test_a_team_takes_the_same_queries_however_many_people(
    cast: Cast, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    with scope(organization=cast.aurora):
        for number in range(many):
            join(cast.aurora, f"P{number} Person", Role.MEMBER, cast.pricing)
    client = enter(cast.olga)
    client.get(TREE)

    # as above; the team with the units above it, its labels, the people, those that went into this one
    with django_assert_num_queries(10):
        client.get(f"{TREE}?team=pricing")


def test_an_owner_adds_a_unit_with_a_manager_and_a_team_with_a_lead(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)

    unit = client.post(f"{SETTINGS}teams/add-unit/", {"name": "Claims", "led_by": cast.mauro.pk})
    team = client.post(
        f"{SETTINGS}teams/add-team/",
        {"name": "Vision", "parent": stored("claims").pk, "led_by": cast.lia.pk},
    )

    assert unit.headers["Location"] == f"{TREE}?team=claims"
    assert team.headers["Location"] == f"{TREE}?team=vision"
    assert stored("vision").parent == stored("claims")
    assert held(cast.mauro, "claims") == {"manager"}
    assert held(cast.lia, "vision") == {"lead"}


def test_the_unit_from_which_one_comes_is_chosen_already(cast: Cast, enter: Enter) -> None:
    page = page_of(enter(cast.olga), f"{SETTINGS}teams/add-team/?in=risk")

    assert f'<option value="{cast.risk.pk}" selected>Risk</option>' in page


def test_units_are_named_with_what_lies_above_them(cast: Cast, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        tree.add_team(cast.aurora, name="Online", kind=Team.Kind.UNIT, parent=cast.retail, by=None)

    assert ">Retail / Online</option>" in page_of(enter(cast.olga), f"{SETTINGS}teams/add-team/")


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"name": ""}, id="no name"),
        pytest.param({"name": "x" * 121}, id="a name longer than its column"),
        pytest.param({"name": "Vision", "parent": "nothing"}, id="an id that is none"),
        pytest.param({"name": "Vision", "parent": "999999"}, id="an id that is nobody's"),
    ],
)
def test_a_team_that_can_not_be_is_not_added(cast: Cast, enter: Enter, sent: Any) -> None:
    answer = enter(cast.olga).post(f"{SETTINGS}teams/add-team/", sent)

    assert answer.status_code == 422
    with scopes_disabled():
        assert Team.objects.count() == 6


def test_a_team_is_renamed_and_moved(cast: Cast, enter: Enter) -> None:
    enter(cast.olga).post(f"{SETTINGS}team/pricing/", {"name": "Prices", "parent": cast.risk.pk})

    team = stored("pricing")
    assert (team.name, team.parent) == ("Prices", cast.risk)


def test_a_unit_is_not_offered_itself_or_what_lies_in_it(cast: Cast, enter: Enter) -> None:
    with scope(organization=cast.aurora):
        inner = tree.add_team(cast.aurora, name="Inner", kind=Team.Kind.UNIT, parent=cast.retail, by=None)
    client = enter(cast.olga)

    page = page_of(client, f"{SETTINGS}team/retail/")
    answer = client.post(f"{SETTINGS}team/retail/", {"name": "Retail", "parent": inner.pk})

    offered = re.findall(r'<option value="(\d+)"', page.split('id="people"')[0])
    assert offered == [str(cast.risk.pk)]
    assert answer.status_code == 422


def test_an_owner_makes_somebody_the_lead(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.olga).post(
        f"{SETTINGS}team/churn/people/",
        {"person": cast.mauro.pk, "role": "lead"},
        follow=True,
        headers=ENGLISH,
    )

    assert held(cast.mauro, "churn") == {"lead"}
    assert "Mauro Reis is now: Lead of Churn." in markup(answer)


def test_an_owner_may_lead_a_team_herself(cast: Cast, enter: Enter) -> None:
    enter(cast.olga).post(f"{SETTINGS}team/churn/people/", {"person": cast.olga.pk, "role": "lead"})

    assert held(cast.olga, "churn") == {"lead"}


def test_nobody_becomes_lead_of_a_unit(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.olga).post(
        f"{SETTINGS}team/retail/people/", {"person": cast.mauro.pk, "role": "lead"}
    )

    assert answer.status_code == 422
    assert held(cast.mauro, "retail") == set()


def test_a_team_is_archived_and_brought_back(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)

    client.post(f"{SETTINGS}team/fraud/archive/")
    assert stored("fraud").archived_at <= now()

    client.post(f"{SETTINGS}team/fraud/restore/")
    assert stored("fraud").archived_at is None


def test_why_a_unit_is_not_archived_is_said(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.olga).post(f"{SETTINGS}team/retail/archive/", headers=ENGLISH)

    assert answer.status_code == 409
    assert "“Retail” still has teams. Move or archive them first." in markup(answer)
