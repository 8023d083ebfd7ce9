"""Lists by name come out the same on every database, and a page of them costs two queries."""

import pytest
from pytest_django import DjangoAssertNumQueries

from core.names import page_by_name
from maturity.models import ModelVersion
from organizations import requests
from organizations.access import Role
from organizations.members import memberships
from organizations.members.queries import members
from organizations.models import Team
from organizations.teams import queries
from organizations.teams.forms import TeamForm
from surveys.chasing import Wish, chase
from surveys.forms import RoundForm
from surveys.models import Participation
from tests.cast import Cast, join, place
from tests.survey_steps import planned

ORDER = ["agenda", "Água", "Árvore", "Churn", "Data", "Érica", "Frota", "Órbita", "Pricing", "zebra"]


@pytest.fixture
def accented(cast: Cast) -> Cast:
    """Teams in Retail beside Churn and Pricing, made in no order."""
    for name in ("zebra", "Órbita", "Frota", "Água", "Érica", "Data", "Árvore", "agenda"):
        place(cast.aurora, name, cast.retail)
    return cast


def test_the_tree_sorts_teams_by_the_alphabet(accented: Cast) -> None:
    lines = queries.tree(accented.marta).lines

    assert [line.words.whole for line in lines if line.words and not line.is_unit and not line.ends] == ORDER


def test_a_round_lists_its_teams_by_the_alphabet(accented: Cast, health: ModelVersion) -> None:
    teams = list(Team.objects.filter(parent=accented.retail))
    round = planned(accented, health, teams=teams)

    assert [line.name for line in chase(accented.davi, round, Wish(), "1").page.object_list] == ORDER
    units = list(RoundForm(member=accented.davi).units())
    assert [team.name for team in units[0].teams] == ORDER


def test_people_are_listed_and_offered_by_the_alphabet(cast: Cast) -> None:
    for name in ("Zélia Paz", "Émile Roux", "ângela luz", "Íris Melo"):
        join(cast.aurora, name, Role.MEMBER, cast.pricing)
    page = page_by_name(members(cast.ada), "user__name", number=1, size=50)
    names = [one.user.name for one in page.object_list]

    assert names == [
        "Ada Nunes",
        "ângela luz",
        "Caio Lima",
        "Clara Dias",
        "Davi Lopes",
        "Émile Roux",
        "Fabio Alves",
        "Íris Melo",
        "Lia Souza",
        "Marta Couto",
        "Mauro Reis",
        "Olga Prado",
        "Vera Matos",
        "Zélia Paz",
    ]
    form = TeamForm(member=cast.ada, kind="team")
    assert [label.split(" (")[0] for value, label in form.fields["led_by"].choices if value] == names


def test_a_page_by_name_costs_two_queries_whatever_there_is(
    accented: Cast, health: ModelVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    planned(accented, health, teams=list(Team.objects.filter(parent=accented.retail)))
    found = Participation.objects.filter(round__name="2026 Q4")

    with django_assert_num_queries(2):
        second = page_by_name(found, "team_name", number=2, size=3)

    assert [one.team_name for one in second.object_list] == ["Churn", "Data", "Érica"]
    assert (second.paginator.count, second.paginator.num_pages) == (10, 4)


@pytest.mark.parametrize("number", ["", "none", "0", "-1", "99", None])
def test_a_page_that_there_is_not_is_the_nearest_one(
    accented: Cast, health: ModelVersion, number: str | None
) -> None:
    planned(accented, health, teams=list(Team.objects.filter(parent=accented.retail)))

    page = page_by_name(Participation.objects.all(), "team_name", number=number, size=4)

    assert page.number in (1, 3)


def test_the_organizations_of_a_person_are_listed_by_the_alphabet(cast: Cast) -> None:
    cast.boreal.name = "Ágape"
    cast.boreal.save()
    memberships.join(cast.boreal, user=cast.lia.user, role=Role.OWNER, by=None)

    assert [str(one.organization) for one in requests.memberships_of(cast.lia.user)] == [
        "Ágape",
        "Aurora Seguros",
    ]
