"""The pages on which people erase themselves, and owners erase members."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from core.clock import now
from core.models import OutboxMessage, SentForm
from organizations.access import Role
from organizations.models import AuditEvent, Membership, User
from organizations.scoping import scope, scopes_disabled
from tests.cast import PASSWORD, Cast, join
from tests.confirmed import confirm
from tests.kinds import Enter

ME = "/account/erase/"
ENGLISH = {"Accept-Language": "en"}


def erase(cast: Cast) -> str:
    return f"/o/aurora/people/{cast.mauro.pk}/erase/"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "What you answered stays in the results"),
        ("pt-BR", "O que você respondeu permanece nos resultados"),
    ],
)
def test_who_erases_oneself_reads_first_what_goes_and_what_stays(
    cast: Cast, enter: Enter, language: str, words: str
) -> None:
    client = enter(cast.mauro)
    confirm(client)

    page = client.get(ME, headers={"Accept-Language": language})

    assert words in page.content.decode()
    assert User.objects.get(pk=cast.mauro.user.pk).name == "Mauro Reis"


def test_who_erases_oneself_is_signed_out_everywhere_and_cannot_come_back(cast: Cast, enter: Enter) -> None:
    other = Client()
    other.force_login(cast.mauro.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client = enter(cast.mauro)
    confirm(client)

    answer = client.post(ME, {"sure": "on"}, follow=True, headers=ENGLISH)

    assert answer.status_code == 200
    assert "Mauro" not in answer.content.decode()
    for device in (client, other):
        assert device.get("/account/").status_code == 302
    assert User.objects.get(pk=cast.mauro.user.pk).erased_at is not None


def test_without_the_tick_nothing_happens(cast: Cast, enter: Enter) -> None:
    client = enter(cast.mauro)
    confirm(client)

    assert client.post(ME, {"sure": ""}, headers=ENGLISH).status_code == 422

    assert User.objects.get(pk=cast.mauro.user.pk).erased_at is None


def test_a_device_left_open_erases_nobody(cast: Cast, enter: Enter) -> None:
    for address in (ME, erase(cast)):
        answer = enter(cast.olga).post(address, {"sure": "on"})

        assert answer.status_code == 302
        assert "reauthenticate" in answer.headers["Location"]
    assert not User.objects.exclude(erased_at=None).exists()


def test_the_last_owner_is_told_what_to_do_first(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)
    confirm(client)

    answer = client.post(ME, {"sure": "on"}, headers=ENGLISH)

    assert answer.status_code == 409
    assert "Make somebody else an owner first." in answer.content.decode()


def test_an_owner_erases_a_member(cast: Cast, enter: Enter) -> None:
    client = enter(cast.olga)
    confirm(client)
    assert (
        "Erase this person"
        in client.get(f"/o/aurora/people/{cast.mauro.pk}/", headers=ENGLISH).content.decode()
    )

    answer = client.post(erase(cast), {"sure": "on"}, follow=True, headers=ENGLISH)

    assert "This person is erased." in answer.content.decode()
    assert "Mauro" not in answer.content.decode()


def test_of_somebody_who_belongs_elsewhere_the_owner_sees_the_same(cast: Cast, enter: Enter) -> None:
    with scope(organization=cast.aurora), scopes_disabled():
        both = join(cast.aurora, "Nora Lind", Role.AUDITOR)
        Membership.objects.create(user=both.user, organization=cast.boreal)
    client = enter(cast.olga)
    confirm(client)

    answer = client.post(f"/o/aurora/people/{both.pk}/erase/", {"sure": "on"}, follow=True, headers=ENGLISH)

    assert "This person is erased." in answer.content.decode()
    assert User.objects.get(pk=both.user.pk).name == "Nora Lind"


def test_an_admin_erases_nobody(cast: Cast, enter: Enter) -> None:
    client = enter(cast.ada)
    confirm(client)

    assert "Erase this person" not in client.get(f"/o/aurora/people/{cast.mauro.pk}/").content.decode()
    assert client.post(erase(cast), {"sure": "on"}).status_code == 403


def test_no_session_no_message_and_no_line_remembers_whoever_erased_herself(
    cast: Cast, enter: Enter, client: Client
) -> None:
    client.post("/accounts/login/", {"login": "mauro@aurora.example", "password": PASSWORD})
    client.post("/accounts/password/reset/", {"email": "mauro@aurora.example"})
    OutboxMessage.objects.create(
        topic="offer.send", handler="x", payload={}, due_at=now(), last_error="refused: Mauro@aurora.example"
    )
    SentForm.objects.create(fingerprint="1", led_to="/o/aurora/people/", said=[[25, "Mauro Reis is here."]])
    SentForm.objects.create(fingerprint="2", led_to="/o/aurora/people/", said=[[25, "Lia Souza is here."]])
    mine = client.session.session_key

    confirm(client)
    client.post(ME, {"sure": "on"}, headers=ENGLISH, REMOTE_ADDR="203.0.113.9")

    assert not Session.objects.filter(session_key=mine).exists()
    assert not OutboxMessage.objects.filter(payload__address="mauro@aurora.example").exists()
    assert not OutboxMessage.objects.filter(last_error__icontains="mauro").exists()
    assert list(SentForm.objects.order_by("fingerprint").values_list("said", flat=True)) == [
        [],
        [[25, "Lia Souza is here."]],
    ]
    with scopes_disabled():
        assert not AuditEvent.objects.filter(address="203.0.113.9").exists()
