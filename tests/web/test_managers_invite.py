"""What managers find on the pages of teams and people: what they may do, and no control that refuses."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from organizations.access import Role
from organizations.models import MembershipOffer, RoleGrant, Team
from organizations.offers.offering import NewOffer, make_offers
from organizations.scoping import scope, scopes_disabled
from tests.cast import Cast
from tests.kinds import Enter
from tests.markup import markup

OFFERS = "/o/aurora/people/offers/"
NEW = f"{OFFERS}new/"
TEAMS = "/o/aurora/teams/"
ENGLISH = {"Accept-Language": "en"}


def page_of(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query, headers=ENGLISH)
    assert answer.status_code == 200
    return markup(answer)


def choices_in(page: str, field: str) -> list[str]:
    """The words of the options of a select."""
    select = re.search(rf'<select[^>]*name="{field}".*?</select>', page, re.S)
    return [" ".join(words.split()) for words in re.findall(r"<option[^>]*>(.*?)</option>", select[0], re.S)]


def links_in(page: str) -> set[str]:
    """The addresses of this organization's pages that a page leads to, without their places."""
    return {link.split("#")[0] for link in re.findall(r'href="(/o/aurora/[^"]*)"', page)}


def offer(cast: Cast, email: str, team: Team | None, role: Role = Role.MEMBER) -> None:
    with scope(organization=cast.aurora):
        make_offers(cast.aurora, [NewOffer(email, role, team)], by=cast.ada)


@pytest.mark.parametrize("who", ["davi", "marta", "lia", "vera"])
def test_every_link_that_a_person_finds_answers(cast: Cast, enter: Enter, who: str) -> None:
    client = enter(getattr(cast, who))
    offer(cast, "nina@example.com", cast.pricing)
    seen: set[str] = set()
    ahead = {TEAMS, f"{TEAMS}?team=pricing", "/o/aurora/settings/"}
    while ahead:
        address = ahead.pop()
        seen.add(address)
        answer = client.get(address, headers=ENGLISH)
        assert answer.status_code == 200, f"{who} is led to {address}, which answers {answer.status_code}"
        inside = (TEAMS, OFFERS, "/o/aurora/people/", "/o/aurora/settings/")
        pages = {one for one in links_in(markup(answer)) if one.startswith(inside) and "." not in one}
        ahead |= pages - seen


def test_a_manager_of_a_unit_is_led_from_the_team_to_the_offer(cast: Cast, enter: Enter) -> None:
    client = enter(cast.marta)

    team = page_of(client, TEAMS, team="pricing")
    unit = page_of(client, TEAMS, team="retail")
    page = page_of(client, NEW, team="pricing")

    assert f'href="{NEW}?team=pricing"' in team
    assert "Invite to this team" not in unit
    assert choices_in(page, "role") == ["Member", "Lead"]
    assert choices_in(page, "team") == ["Choose a team", "Retail / Churn", "Retail / Pricing"]
    assert f'<option value="{cast.pricing.pk}" selected>' in page


def test_who_leads_one_team_and_manages_another_unit_invites_to_the_unit_alone(
    cast: Cast, enter: Enter
) -> None:
    with scopes_disabled():
        RoleGrant.objects.create(
            membership=cast.marta, role=Role.LEAD, team=cast.fraud, starts_on="2026-01-01"
        )
    client = enter(cast.marta)

    assert "Invite to this team" not in page_of(client, TEAMS, team="fraud")
    assert "Invite to this team" in page_of(client, TEAMS, team="churn")


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"team": "fraud"}, id="a team of another unit"),
        pytest.param({"team": "retail"}, id="the unit itself"),
        pytest.param({"team": None}, id="no team"),
        pytest.param({"role": "manager"}, id="another role"),
        pytest.param({"role": "owner", "team": None}, id="an owner's"),
    ],
)
def test_a_form_that_asks_for_more_is_refused_and_kept(cast: Cast, enter: Enter, sent: Any) -> None:
    team = sent.get("team", "pricing")
    given = {"email": "nina@example.com", "role": sent.get("role", "member"), "language": "en"}
    given["team"] = getattr(cast, team).pk if team else ""

    answer = enter(cast.marta).post(NEW, given, headers=ENGLISH)

    assert answer.status_code == 422
    assert 'value="nina@example.com"' in markup(answer)
    with scopes_disabled():
        assert not MembershipOffer.objects.exists()


def test_the_list_shows_a_manager_the_offers_in_reach_with_what_can_be_done(cast: Cast, enter: Enter) -> None:
    for email, team, role in (
        ("nina@example.com", cast.pricing, Role.MEMBER),
        ("fred@example.com", cast.fraud, Role.LEAD),
        ("ugo@example.com", None, Role.AUDITOR),
    ):
        offer(cast, email, team, role)

    marta, davi = page_of(enter(cast.marta), OFFERS), page_of(enter(cast.davi), OFFERS)

    assert ("nina@" in marta, "fred@" in marta, "ugo@" in marta) == (True, False, False)
    assert ("nina@" in davi, "fred@" in davi, "ugo@" in davi) == (True, True, False)
    assert "Withdraw" in marta
    assert "/o/aurora/people/" not in links_in(marta)  # whose page she may not read


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_takes_the_same_queries_for_a_manager(
    cast: Cast, enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        offer(cast, f"p{number}@example.com", (cast.pricing, cast.churn)[number % 2])
    client = enter(cast.marta)

    with django_assert_max_num_queries(9):
        client.get(OFFERS)


def test_a_manager_of_all_adds_teams_and_names_their_leads_but_no_managers(cast: Cast, enter: Enter) -> None:
    client = enter(cast.davi)
    shape = "/o/aurora/settings/teams/"

    added = client.post(
        f"{shape}add-team/", {"name": "Claims", "parent": cast.risk.pk, "led_by": cast.mauro.pk}
    )

    assert added.status_code == 302
    with scopes_disabled():
        claims = Team.objects.get(organization=cast.aurora, name="Claims")
        assert [(grant.role, grant.membership) for grant in claims.grants.all()] == [("lead", cast.mauro)]
    assert 'for="id_led_by"' not in page_of(client, f"{shape}add-unit/")
    assert 'for="id_led_by"' in page_of(enter(cast.ada), f"{shape}add-unit/")


def test_a_manager_of_all_gives_a_role_in_a_team_and_finds_none_to_give_in_a_unit(
    cast: Cast, enter: Enter
) -> None:
    client = enter(cast.davi)
    edit = "/o/aurora/settings/team/"

    page = page_of(client, f"{edit}churn/")
    given = client.post(f"{edit}churn/people/", {"person": cast.mauro.pk, "role": "lead"})
    beyond = client.post(f"{edit}retail/people/", {"person": cast.mauro.pk, "role": "manager"})

    assert choices_in(page, "role") == ["Lead", "Member"]
    assert (given.status_code, beyond.status_code) == (302, 422)
    assert "Give a role" not in page_of(client, f"{edit}retail/")
    with scopes_disabled():
        held = RoleGrant.objects.filter(membership=cast.mauro).values_list("role", "team__slug")
        assert set(held) == {("member", "pricing"), ("lead", "churn")}


def test_people_in_the_file_of_a_manager_become_leads_and_members_alone(cast: Cast, enter: Enter) -> None:
    file = "email,role,team\nana@example.com,Lead,pricing\nbea@example.com,Admin,\n"
    with scopes_disabled():
        Team.objects.filter(pk=cast.pricing.pk).update(external_key="pricing")
    client = enter(cast.davi)

    sent = SimpleUploadedFile("people.csv", file.encode(), "text/csv")
    page = markup(
        client.post("/o/aurora/settings/teams/import/", {"file": sent}, headers=ENGLISH, follow=True)
    )

    assert "You may invite leads and members, to the teams that you manage." in page
    assert "line 3" in page.casefold()
