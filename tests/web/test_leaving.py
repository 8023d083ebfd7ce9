"""Leaving an organization by oneself, and handing it on."""

from typing import Any

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from organizations.models import AuditEvent, Membership, RoleGrant
from organizations.scoping import scopes_disabled
from tests.cast import Cast
from tests.confirmed import confirm
from tests.kinds import Enter

ENGLISH = {"Accept-Language": "en"}
LEAVE = "/o/aurora/settings/leave/"
OWNER = "/o/aurora/settings/owner/"
BOTH = {"afterwards": "stays", "sure": "on"}
ALONE = {"afterwards": "steps_down", "sure": "on"}


def roles_of(member: Membership) -> set[str]:
    with scopes_disabled():
        return set(RoleGrant.objects.filter(membership=member).values_list("role", flat=True))


def trail(action: str) -> list[AuditEvent]:
    with scopes_disabled():
        return list(AuditEvent.objects.filter(action=action).select_related("actor"))


def test_a_member_leaves_by_oneself(cast: Cast, enter: Enter) -> None:
    client = enter(cast.lia)
    assert "You lose all your roles here at once." in client.get(LEAVE, headers=ENGLISH).content.decode()

    answer = client.post(LEAVE, headers=ENGLISH, follow=True)

    assert "You have left Aurora Seguros." in answer.content.decode()
    assert client.get("/o/aurora/teams/").status_code == 404
    assert roles_of(cast.lia) == set()
    [event] = trail("member.left")
    assert (event.actor, event.label) == (cast.lia.user, "Lia Souza")


def test_the_last_owner_reads_what_to_do_instead_and_cannot_leave(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)

    page = client.get(LEAVE, headers=ENGLISH).content.decode()
    answer = client.post(LEAVE, headers=ENGLISH)

    assert "You are the only owner" in page
    assert f'href="{OWNER}"' in page
    assert f'action="{LEAVE}"' not in page
    assert answer.status_code == 409
    assert roles_of(cast.olga) == {"owner"}


def test_an_owner_beside_another_one_leaves(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)
    confirm(client)
    client.post(OWNER, BOTH | {"to": cast.ada.pk})

    assert client.post(LEAVE).status_code == 302
    assert roles_of(cast.ada) == {"owner", "admin"}


def test_an_owner_hands_the_organization_on_and_becomes_an_admin(
    cast: Cast, enter: Enter, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = enter(cast.olga)
    confirm(client)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(OWNER, ALONE | {"to": cast.davi.pk}, headers=ENGLISH)

    assert answer.headers["Location"] == "/o/aurora/settings/"
    assert roles_of(cast.davi) == {"manager", "owner"}
    assert roles_of(cast.olga) == {"admin"}
    [event] = trail("ownership.handed_on")
    assert (event.actor, event.label, event.detail) == (cast.olga.user, "Davi Lopes", {"stepped_down": True})
    [letter] = mail.outbox
    assert letter.to == ["davi@aurora.example"]
    assert "Olga Prado made you an owner of Aurora Seguros." in letter.body


def test_an_owner_makes_another_one_and_stays(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)
    confirm(client)

    client.post(OWNER, BOTH | {"to": cast.davi.pk})

    assert roles_of(cast.olga) == {"owner"}
    assert "owner" in roles_of(cast.davi)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_signed_in_long_ago_confirms_first_and_comes_back(cast: Cast, enter: Enter, method: str) -> None:
    client = enter(cast.olga)
    confirm(client, seconds_ago=3600)

    answer = getattr(client, method)(OWNER, BOTH | {"to": cast.davi.pk})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/?next=/o/aurora/settings/owner/")
    assert roles_of(cast.davi) == {"manager"}


def test_the_password_leads_back_to_the_page(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)
    there = client.get(OWNER).headers["Location"]

    answer = client.post(there, {"password": "a long enough pass phrase"})

    assert answer.headers["Location"] == OWNER
    assert client.get(OWNER).status_code == 200


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({"to": ""}, "This field is required.", id="nobody"),
        pytest.param({"to": "olga"}, "Select a valid choice.", id="oneself"),
        pytest.param({"to": "otto"}, "Select a valid choice.", id="somebody of another organization"),
        pytest.param({"sure": ""}, "Confirm that you know it.", id="not confirmed"),
        pytest.param({"afterwards": "king"}, "Select a valid choice.", id="a choice that there is not"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_changes(cast: Cast, enter: Enter, sent: Any, words: Any) -> None:
    given = BOTH | {"to": "davi"} | sent
    given["to"] = getattr(cast, given["to"]).pk if given["to"] else ""
    client = enter(cast.olga)
    confirm(client)

    answer = client.post(OWNER, given, headers=ENGLISH)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert roles_of(cast.davi) == {"manager"}


def test_an_admin_hands_nothing_on(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    confirm(client)

    assert client.post(OWNER, BOTH | {"to": cast.davi.pk}).status_code == 403
