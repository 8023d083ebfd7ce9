"""A team that nobody leads is a task on its manager's first page; deputies are named on pages and forms."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core.clock import now
from organizations.access import Role
from organizations.models import RoleGrant
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope, scopes_disabled
from organizations.teams.leads import without_lead
from tests.cast import Cast, place
from tests.kinds import Enter
from tests.markup import markup

HOME = "/o/aurora/results/"
NEW = "/o/aurora/people/offers/new/"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def leaderless(cast: Cast) -> Cast:
    """Churn and Fraud have lost their leads."""
    with scopes_disabled():
        RoleGrant.objects.filter(role=Role.LEAD, team__in=[cast.churn, cast.fraud]).delete()
    return cast


def page_of(client: Client, address: str) -> str:
    answer = client.get(address, headers=ENGLISH)
    assert answer.status_code == 200
    return markup(answer)


@pytest.mark.parametrize(
    ("who", "told", "teams"),
    [
        ("davi", "2 teams have no lead", ["churn", "fraud"]),
        ("marta", "1 team has no lead", ["churn"]),
        ("vera", "", []),
    ],
)
def test_each_manager_reads_of_the_own_teams_with_the_way_to_a_lead(
    leaderless: Cast, enter: Enter, who: str, told: str, teams: list[str]
) -> None:
    page = page_of(enter(getattr(leaderless, who)), HOME)

    assert told in page
    assert ("have no lead" in page or "has no lead" in page) is bool(told)
    for slug in ("pricing", "churn", "fraud"):
        assert (f'href="{NEW}?team={slug}&amp;role=lead"' in page) is (slug in teams)


def test_the_way_leads_to_a_form_that_asks_for_an_address_alone(leaderless: Cast, enter: Enter) -> None:
    page = page_of(enter(leaderless.marta), f"{NEW}?team=churn&role=lead")

    assert f'<option value="{leaderless.churn.pk}" selected>' in page
    assert '<option value="lead" selected>' in page


def test_who_is_invited_to_lead_or_stands_in_is_waited_for(leaderless: Cast) -> None:
    with scope(organization=leaderless.aurora):
        make_offers(leaderless.aurora, [NewOffer("ana@example.com", Role.LEAD, leaderless.churn)], by=None)
        last = now().date()
        RoleGrant.objects.create(
            membership=leaderless.mauro, role=Role.LEAD, team=leaderless.fraud, starts_on=last, ends_on=last
        )
        assert without_lead(leaderless.davi) == []

        RoleGrant.objects.filter(team=leaderless.fraud).update(ends_on=last - timedelta(days=1))
        assert [one.slug for one in without_lead(leaderless.davi)] == [leaderless.fraud.slug]


@pytest.mark.parametrize("many", [1, 20])
def test_looking_for_them_takes_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    with scope(organization=cast.aurora):
        for number in range(many):
            place(cast.aurora, f"Team {number}", cast.risk)
        davi = type(cast.davi).objects.with_grants().get(pk=cast.davi.pk)
        with django_assert_num_queries(1):
            assert len(without_lead(davi)) == many


def test_a_deputy_is_named_at_the_team_and_is_told_so_there(cast: Cast, enter: Enter) -> None:
    last = now().date() + timedelta(days=10)
    client = enter(cast.davi)
    edit = "/o/aurora/settings/team/pricing/people/"

    given = client.post(edit, {"person": cast.mauro.pk, "role": "lead", "until": last.isoformat()})
    member = client.post(
        edit, {"person": cast.lia.pk, "role": "member", "until": last.isoformat()}, headers=ENGLISH
    )
    over = client.post(edit, {"person": cast.lia.pk, "role": "lead", "until": "2020-01-01"}, headers=ENGLISH)

    assert given.status_code == 302
    assert "Deputy" in page_of(client, "/o/aurora/teams/?team=pricing")
    assert (member.status_code, over.status_code) == (422, 422)
    assert "Only a lead can have the role until a day, as a deputy." in markup(member)
    assert "Choose today or a later day." in markup(over)


def test_a_deputy_is_named_on_the_page_of_the_person(cast: Cast, enter: Enter) -> None:
    last = now().date() + timedelta(days=10)
    client = enter(cast.ada)
    address = f"/o/aurora/people/{cast.mauro.pk}/"

    client.post(f"{address}roles/", {"role": "lead", "team": cast.churn.pk, "until": last.isoformat()})

    assert "Deputy of Churn until" in page_of(client, address)
    assert 'type="date" name="until"' in page_of(client, address)
