"""People in an import: offers to new ones, roles to members, and rows that are refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.access import Role
from organizations.importing.carrying_out import import_tables
from organizations.importing.checking import check
from organizations.importing.plans import ImportPlan
from organizations.models import AuditEvent, Membership, MembershipOffer, RoleGrant
from organizations.offers.offering import Kind
from organizations.teams import tree
from tests.cast import Cast
from tests.importing import PEOPLE, do, rows, wrong


def people(cast: Cast, *lines: str) -> ImportPlan:
    return check(cast.aurora, rows(*lines, head=PEOPLE), by=cast.ada)


def test_people_get_an_offer_and_members_the_role(cast: Cast) -> None:
    tree.set_key(cast.pricing, "P", by=None)
    lines = ["nina@aurora.example,Nina Faro,Líder,P,pt-BR", "mauro@aurora.example,,lead,Retail / Churn,"]

    found = people(cast, *lines)
    do(cast, *lines, head=PEOPLE)

    assert [person.effect for person in found.people] == [Kind.NEW, Kind.ROLE]
    offer = MembershipOffer.objects.get()
    assert (offer.email, offer.name, offer.role, offer.team, offer.language) == (
        "nina@aurora.example",
        "Nina Faro",
        "lead",
        cast.pricing,
        "pt-br",
    )
    assert RoleGrant.objects.filter(membership=cast.mauro, role=Role.LEAD, team=cast.churn).exists()


def test_people_may_be_in_teams_that_the_same_file_adds(cast: Cast) -> None:
    tables = [
        *rows("A,Alpha,,team,", "B,Beta,,team,"),
        *rows("nina@aurora.example,Nina,lead,A,", "nina@aurora.example,Nina,lead,B,", head=PEOPLE),
    ]

    import_tables(cast.aurora, tables, by=cast.ada)

    offered = MembershipOffer.objects.order_by("team__name").values_list("team__name", flat=True)
    assert list(offered) == ["Alpha", "Beta"]


def test_importing_the_same_people_again_offers_nothing(cast: Cast) -> None:
    lines = [
        "nina@aurora.example,Nina,member,Retail / Pricing,",
        "lia@aurora.example,,lead,Retail / Pricing,",
    ]
    do(cast, *lines, head=PEOPLE)

    again = do(cast, *[line.upper() for line in lines], head=PEOPLE)

    assert [person.effect for person in again.people] == [Kind.OPEN, Kind.HELD]
    assert MembershipOffer.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        pytest.param("nina@a.example,,lead," + "x" * 121 + ",", "team", "at most 120", id="a long team"),
        pytest.param("nina,,lead,Retail / Pricing,", "email", "is not an e-mail address", id="no address"),
        pytest.param(",Nina,lead,Retail / Pricing,", "email", "needs an e-mail address", id="empty address"),
        pytest.param("nina@a.example,,boss,,", "role", "there is no role “boss”", id="no role"),
        pytest.param("nina@a.example,,owner,,", "role", "above your own", id="above the rank"),
        pytest.param("nina@a.example,,lead,,", "team", "Choose the team", id="a lead of nothing"),
        pytest.param("nina@a.example,,lead,Retail,", "team", "not to a unit", id="of a unit"),
        pytest.param("nina@a.example,,admin,Retail,", "team", "the whole organization", id="an admin"),
        pytest.param("nina@a.example,,admin,,klingon", "language", "no language “klingon”", id="no language"),
        pytest.param("nina@a.example," + "x" * 121 + ",admin,,", "name", "at most 120", id="a long name"),
    ],
)
def test_what_is_wrong_with_people_is_said(cast: Cast, line: str, column: str, words: str) -> None:
    ((number, named, message),) = wrong(people(cast, line))

    assert (number, named) == (2, column)
    assert words in message


def test_an_address_is_judged_whatever_else_is_wrong_with_its_row(cast: Cast) -> None:
    found = wrong(people(cast, "nina," + "x" * 121 + ",boss," + "X" * 121 + ",klingon"))

    assert [column for _line, column, _words in found] == ["email", "name", "role", "language", "team"]
    assert found[0][2] == "“nina” is not an e-mail address."


def test_many_members_gain_their_roles_in_a_few_queries_and_one_that_ended_goes_on(cast: Cast) -> None:
    RoleGrant.objects.create(
        membership=cast.mauro,
        role=Role.LEAD,
        team=cast.churn,
        starts_on=date(2020, 1, 1),
        ends_on=date(2020, 2, 1),
    )
    names = ("olga", "ada", "davi", "marta", "lia", "clara", "vera")
    lines = [f"{name}@aurora.example,,member,Retail / Churn," for name in names]
    tables = rows("mauro@aurora.example,,lead,Retail / Churn,", *lines, head=PEOPLE)

    ada = Membership.objects.with_grants().select_related("user", "organization").get(pk=cast.ada.pk)
    with CaptureQueriesContext(connection) as captured:
        import_tables(cast.aurora, tables, by=ada)

    assert len(captured) < 35
    assert RoleGrant.objects.filter(team=cast.churn, role=Role.MEMBER).count() == 7
    assert RoleGrant.objects.get(membership=cast.mauro, team=cast.churn).ends_on is None
    recorded = AuditEvent.objects.filter(action__in=["role.granted", "role.prolonged"])
    assert recorded.count() == 8
