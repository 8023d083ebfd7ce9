"""Founding further organizations by oneself, where the installation allows it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from core import clock
from organizations.models import AuditEvent, Organization
from organizations.scoping import scopes_disabled
from tests.cast import Cast
from tests.kinds import Enter

ENGLISH = {"Accept-Language": "en"}
FOUND = "/found/"
CETUS = {"name": "Cetus Energia", "language": "pt-br", "time_zone": "America/Sao_Paulo"}


@pytest.fixture
def open_to_everyone(settings: Settings) -> None:
    settings.FOUNDING = "everyone"


def test_here_only_operators_found(cast: Cast, enter: Enter) -> None:
    client = enter(cast.lia)

    assert client.get(FOUND).status_code == 404
    assert client.post(FOUND, CETUS).status_code == 404
    assert FOUND not in client.get("/o/aurora/settings/").content.decode()
    assert Organization.objects.count() == 2


def test_where_everyone_may_a_person_founds_and_owns(cast: Cast, enter: Enter, open_to_everyone: Any) -> None:
    client = enter(cast.lia)
    assert f'href="{FOUND}"' in client.get("/o/aurora/settings/").content.decode()

    answer = client.post(FOUND, CETUS)

    cetus = Organization.objects.get(slug="cetus-energia")
    assert answer.headers["Location"] == "/o/cetus-energia/teams/"
    assert (cetus.name, cetus.language, cetus.time_zone) == ("Cetus Energia", "pt-br", "America/Sao_Paulo")
    assert client.get("/o/cetus-energia/settings/general/").status_code == 200
    with scopes_disabled():
        told = list(AuditEvent.objects.filter(action="organization.founded").order_by("organization"))
    # one line for the organization, and one for whoever runs the installation
    assert {event.organization for event in told} == {cetus, None}
    assert {event.actor for event in told} == {cast.lia.user}


def test_who_is_in_no_organization_is_led_there_from_the_start(
    cast: Cast, enter: Enter, open_to_everyone: Any
) -> None:
    client = enter(cast.lia)
    client.post("/o/aurora/settings/leave/")

    assert f'href="{FOUND}"' in client.get("/").content.decode()


def test_a_name_that_is_taken_gets_an_address_of_its_own(
    cast: Cast, enter: Enter, open_to_everyone: Any
) -> None:
    enter(cast.lia).post(FOUND, CETUS | {"name": "Aurora"})

    assert Organization.objects.filter(slug="aurora-2", name="Aurora").exists()


def test_nobody_founds_more_than_five_within_a_day(cast: Cast, enter: Enter, open_to_everyone: Any) -> None:
    client = enter(cast.lia)
    begin = datetime.now(UTC)
    for number in range(5):
        with clock.at(begin + timedelta(minutes=number)):
            client.post(FOUND, CETUS | {"name": f"Cetus {number}"})

    with clock.at(begin + timedelta(hours=23)):
        refused = client.post(FOUND, CETUS, headers=ENGLISH)
    with clock.at(begin + timedelta(hours=25)):
        later = client.post(FOUND, CETUS | {"name": "Cetus later"})

    assert refused.status_code == 429
    assert "You have founded 5 organizations within a day." in refused.content.decode()
    assert later.status_code == 302
    assert Organization.objects.filter(name__startswith="Cetus").count() == 6


def test_the_limit_of_one_is_not_that_of_another(cast: Cast, enter: Enter, open_to_everyone: Any) -> None:
    for number in range(5):
        enter(cast.lia).post(FOUND, CETUS | {"name": f"Cetus {number}"})

    assert enter(cast.mauro).post(FOUND, CETUS).status_code == 302


@pytest.mark.parametrize(
    "sent",
    [{"name": "\u200b"}, {"language": "xx"}, {"time_zone": "Moon/Base"}],
    ids=lambda sent: next(iter(sent)),
)
def test_what_is_wrong_is_said_and_nothing_is_founded(
    cast: Cast, enter: Enter, open_to_everyone: Any, sent: Any
) -> None:
    answer = enter(cast.lia).post(FOUND, CETUS | sent, headers=ENGLISH)

    assert answer.status_code == 422
    assert Organization.objects.count() == 2


def test_a_visitor_signs_in_first(cast: Cast, client: Client, open_to_everyone: Any) -> None:
    assert client.get(FOUND).headers["Location"] == "/accounts/login/?next=/found/"
