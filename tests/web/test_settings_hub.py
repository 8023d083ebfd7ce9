"""The settings of an organization: what its name in the bar opens, by right."""

import re
from typing import Any

import pytest
from django.test import Client

from organizations.access import Right
from organizations.tenant.sections import SECTIONS
from tests.cast import Cast
from tests.confirmed import confirm
from tests.kinds import Enter
from tests.markup import markup

ENGLISH = {"Accept-Language": "en"}
HUB = "/o/aurora/settings/"


def sections_of(client: Client) -> set[str]:
    """The addresses that the list of settings leads to."""
    page = markup(client.get(HUB, headers=ENGLISH))
    listed = re.search(r'<nav class="panel".*?</nav>', page, re.S)
    return set(re.findall(r'<a href="([^"]+)"', listed[0])) if listed else set()


def test_the_name_in_the_bar_opens_the_settings(cast: Cast, enter: Enter) -> None:
    page = markup(enter(cast.lia).get("/o/aurora/teams/", headers=ENGLISH))

    assert f'href="{HUB}"' in page


def test_each_section_is_shown_to_who_may_open_it_and_answers(cast: Cast, enter: Enter) -> None:
    for person in cast.people.values():
        client = enter(person)
        confirm(client)
        for address in sections_of(client):
            assert client.get(address).status_code == 200


def test_a_member_reads_the_own_roles_and_no_section(cast: Cast, enter: Enter) -> None:
    client = enter(cast.mauro)

    assert sections_of(client) == set()
    page = markup(client.get(HUB, headers=ENGLISH))
    assert "Pricing" in page
    assert "Ada Nunes, Olga Prado" in page


def test_who_gives_roles_is_not_told_whom_to_ask(cast: Cast, enter: Enter) -> None:
    assert "ask:" not in markup(enter(cast.ada).get(HUB, headers=ENGLISH))


def test_an_owner_opens_every_section(cast: Cast, enter: Enter) -> None:
    assert len(sections_of(enter(cast.olga))) == len(SECTIONS)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.address)
def test_a_section_says_what_it_is_and_who_may(section: Any) -> None:
    assert str(section.label)
    assert str(section.text).endswith(".")
    assert section.rights
    assert set(section.rights) <= set(Right)


def test_the_settings_mark_the_name_and_editing_a_team_marks_teams(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)

    hub = markup(client.get(HUB, headers=ENGLISH))
    team = markup(client.get(f"{HUB}team/pricing/", headers=ENGLISH))

    assert f'href="{HUB}" aria-current="page"' in hub
    assert 'href="/o/aurora/teams/" aria-current="page"' not in hub
    assert 'href="/o/aurora/teams/" aria-current="page"' in team
