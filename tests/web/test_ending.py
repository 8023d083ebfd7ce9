"""Asking for the end of an organization, what everybody sees then, and taking it back."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core import clock
from core.clock import now
from maturity.models import ModelVersion
from organizations.models import AuditEvent, Organization
from organizations.scoping import scope, scopes_disabled
from surveys import rounds
from surveys.models import Round
from tests.cast import Cast
from tests.confirmed import confirm
from tests.kinds import Enter
from tests.survey_steps import OPENS, planned

ENGLISH = {"Accept-Language": "en"}
END = "/o/aurora/settings/end/"
NAME = {"name": "Aurora Seguros"}


@pytest.fixture
def olga(cast: Cast, enter: Enter) -> Any:
    client = enter(cast.olga)
    confirm(client)
    return client


def due() -> datetime | None:
    return Organization.objects.get(slug="aurora").deletion_due_at


def trail() -> list[str]:
    with scopes_disabled():
        found = AuditEvent.objects.filter(action__startswith="organization.end").order_by("pk")
        return list(found.values_list("action", flat=True))


def test_an_owner_asks_by_typing_the_name_and_the_owners_are_told(
    cast: Cast, olga: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = olga.get(END, headers=ENGLISH).content.decode()
    assert "It is deleted 30 days from now." in page

    with django_capture_on_commit_callbacks(execute=True):
        answer = olga.post(END, NAME, headers=ENGLISH, follow=True)

    assert "The organization is going to be deleted." in answer.content.decode()
    assert abs(due() - now() - timedelta(days=30)) < timedelta(minutes=1)
    assert trail() == ["organization.end_asked"]
    [letter] = mail.outbox
    assert letter.to == ["olga@aurora.example"]
    assert letter.subject == "Aurora Seguros is going to be deleted from Patamar"
    assert "Olga Prado asked for it." in letter.body


@pytest.mark.parametrize("name", ["", "aurora seguros", "Aurora", "Boreal Logistics"])
def test_another_name_ends_nothing(cast: Cast, olga: Any, name: str) -> None:
    answer = olga.post(END, {"name": name}, headers=ENGLISH)

    assert answer.status_code == 422
    assert due() is None


def test_the_days_are_the_installations_choice(cast: Cast, olga: Any, settings: Settings) -> None:
    settings.DELETION_DAYS = 7

    olga.post(END, NAME)

    assert abs(due() - now() - timedelta(days=7)) < timedelta(minutes=1)


def test_everybody_sees_the_day_and_an_owner_the_way_back(cast: Cast, olga: Any, enter: Enter) -> None:
    olga.post(END, NAME)

    seen = enter(cast.mauro).get("/o/aurora/teams/", headers=ENGLISH).content.decode()
    assert re.search(
        r"Aurora Seguros will be deleted with all its data on \d+ \w+ \d{4}\.|on \w+ \d+, \d{4}\.", seen
    )
    assert "An owner can still undo that." in seen
    assert END not in seen
    assert END in enter(cast.olga).get("/o/aurora/teams/", headers=ENGLISH).content.decode()
    assert "will be deleted" not in enter(cast.otto).get("/o/boreal/teams/", headers=ENGLISH).content.decode()


def test_any_owner_takes_it_back(
    cast: Cast, olga: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    olga.post(END, NAME)
    assert "Keep the organization" in olga.get(END, headers=ENGLISH).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        answer = olga.post(f"{END}take-back/", headers=ENGLISH, follow=True)

    assert "The organization stays. Nothing is lost." in answer.content.decode()
    assert "will be deleted" not in answer.content.decode()
    assert due() is None
    assert trail() == ["organization.end_asked", "organization.end_taken_back"]
    assert mail.outbox[-1].subject == "Aurora Seguros stays on Patamar"


def test_asking_twice_and_taking_back_nothing_are_refused(cast: Cast, olga: Any) -> None:
    assert olga.post(f"{END}take-back/").status_code == 409
    olga.post(END, NAME)
    first = due()

    assert olga.post(END, NAME).status_code == 409
    assert due() == first


def test_once_the_day_has_come_nothing_is_taken_back(cast: Cast, olga: Any) -> None:
    olga.post(END, NAME)

    with clock.at(due() + timedelta(seconds=1)):
        assert olga.post(f"{END}take-back/").status_code == 409


def test_who_signed_in_long_ago_confirms_first(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)
    confirm(client, seconds_ago=3600)

    answer = client.post(END, NAME)

    assert answer.headers["Location"] == f"/accounts/reauthenticate/?next={END}"
    assert due() is None


def test_an_admin_ends_nothing(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    confirm(client)

    assert client.post(END, NAME).status_code == 403
    assert due() is None


def test_no_new_round_opens_while_the_end_is_near(
    cast: Cast, olga: Any, enter: Enter, health: ModelVersion
) -> None:
    with scope(organization=cast.aurora):
        round = planned(cast, health)
    olga.post(END, NAME)

    answer = enter(cast.davi).post(f"/o/aurora/rounds/{round.pk}/open/", headers=ENGLISH)

    assert answer.status_code == 409
    assert "no new round opens" in answer.content.decode()
    with scopes_disabled():
        assert Round.objects.get(pk=round.pk).state == Round.State.DRAFT


def test_a_round_that_would_open_by_itself_waits(cast: Cast, olga: Any, health: ModelVersion) -> None:
    with scope(organization=cast.aurora):
        round = planned(cast, health, opens_at=OPENS)
    Organization.objects.filter(slug="aurora").update(deletion_due_at=OPENS + timedelta(days=20))

    with scopes_disabled():
        assert not Round.objects.due_to_open(OPENS + timedelta(hours=1)).exists()
    Organization.objects.filter(slug="aurora").update(deletion_due_at=None)
    with scope(organization=cast.aurora), clock.at(OPENS):
        rounds.open_round(round, by=None)
