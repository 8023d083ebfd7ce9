"""One's own address changes once the new one is confirmed."""

import re
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from organizations.accounts.addresses import note_address
from organizations.models import User
from tests.cast import PASSWORD, Cast
from tests.kinds import Enter

NEW = "lia.souza@aurora.example"


@pytest.fixture
def lia(cast: Cast) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.post("/accounts/login/", {"login": cast.lia.user.email, "password": PASSWORD})
    return client


@pytest.fixture
def asks(lia: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    """Ask for another address, and give the mails that go out."""

    def ask(address: str = NEW) -> list:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            lia.post("/accounts/email/", {"email": address, "action_add": "1"})
        return mail.outbox

    return ask


def path_in(message: Any) -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/accounts/confirm-email/\S+)", message.body)[1]


def address_of(cast: Cast) -> str:
    return User.objects.get(pk=cast.lia.user.pk).email


def test_the_new_address_counts_once_its_link_was_opened(
    cast: Cast, lia: Client, asks: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    [sent] = asks()
    assert (sent.to, sent.subject) == ([NEW], "Patamar: Confirm your new address")
    assert "Waits to be confirmed" in lia.get("/account/").content.decode()
    assert address_of(cast) == "lia@aurora.example"

    with django_capture_on_commit_callbacks(execute=True):
        lia.post(path_in(sent))

    assert address_of(cast) == NEW
    told = mail.outbox[-1]
    assert (told.to, told.subject) == (["lia@aurora.example"], "Patamar: Your address was changed")
    assert list(
        EmailAddress.objects.filter(user=cast.lia.user).values_list("email", "verified", "primary")
    ) == [(NEW, True, True)]


def test_opening_the_link_alone_changes_nothing(cast: Cast, lia: Client, asks: Any) -> None:
    """Mail scanners open links."""
    [sent] = asks()

    page = Client().get(path_in(sent))

    assert page.status_code == 200
    assert address_of(cast) == "lia@aurora.example"


def test_who_keeps_the_present_one_makes_the_link_worthless(cast: Cast, lia: Client, asks: Any) -> None:
    [sent] = asks()

    lia.post("/account/address/keep/")
    lia.post(path_in(sent))

    assert address_of(cast) == "lia@aurora.example"
    assert "This link no longer works" in lia.get(path_in(sent)).content.decode()


def test_of_two_wishes_the_last_one_counts(cast: Cast, lia: Client, asks: Any) -> None:
    first = path_in(asks("first@aurora.example")[0])
    second = path_in(asks("second@aurora.example")[0])

    lia.post(first)
    assert address_of(cast) == "lia@aurora.example"

    lia.post(second)
    assert address_of(cast) == "second@aurora.example"


def test_a_link_works_for_three_days(cast: Cast, lia: Client, asks: Any) -> None:
    [sent] = asks()

    with time_machine.travel("2099-01-01T12:00Z", tick=False):
        lia.post(path_in(sent))

    assert address_of(cast) == "lia@aurora.example"


def test_an_address_of_somebody_else_is_not_told_and_not_taken(cast: Cast, lia: Client, asks: Any) -> None:
    """The page says the same; the link goes to the address, and even its holder changes nothing with it."""
    own = Client(headers={"accept-language": "en"})
    [sent] = asks("olga@aurora.example")
    assert sent.to == ["olga@aurora.example"]
    assert "olga@aurora.example" in lia.get("/account/").content.decode()

    answer = own.post(path_in(sent), follow=True)

    assert address_of(cast) == "lia@aurora.example"
    assert answer.status_code == 200
    assert User.objects.get(email="olga@aurora.example") == cast.olga.user


def test_an_address_that_somebody_was_given_meanwhile_stays_theirs(
    cast: Cast, lia: Client, asks: Any
) -> None:
    [sent] = asks()
    given = User.objects.create_user(NEW, None, name="Somebody Else")
    note_address(given, confirmed=False)

    answer = lia.post(path_in(sent), follow=True)

    assert "This address belongs to another account." in answer.content.decode()
    assert address_of(cast) == "lia@aurora.example"


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ("lia@aurora", "Write the full address"),
        ("LIA@aurora.example", "This is your address already."),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, lia: Client, sent: str, why: str) -> None:
    page = lia.post("/accounts/email/", {"email": sent, "action_add": "1"}).content.decode()

    assert why in page


def test_whoever_finds_an_open_laptop_changes_nothing(cast: Cast, enter: Enter) -> None:
    """Signed in long ago: the password comes first."""
    answer = enter(cast.lia).post("/accounts/email/", {"email": NEW, "action_add": "1"})

    assert answer.headers["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"
    assert not EmailAddress.objects.filter(email=NEW).exists()


def test_an_address_that_was_never_confirmed_signs_nobody_in(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    note_address(cast.lia.user, confirmed=False)
    visitor = Client(headers={"accept-language": "en"})

    with django_capture_on_commit_callbacks(execute=True):
        answer = visitor.post(
            "/accounts/login/", {"login": "lia@aurora.example", "password": PASSWORD}, follow=True
        )

    assert "An e-mail with a link to confirm your address is on its way." in answer.content.decode()
    assert "Account of" not in visitor.get("/help/").content.decode()
    visitor.post(path_in(mail.outbox[0]))
    assert (
        visitor.post("/accounts/login/", {"login": "lia@aurora.example", "password": PASSWORD}).headers[
            "Location"
        ]
        == "/"
    )


def test_whoever_was_here_before_keeps_a_confirmed_address(cast: Cast) -> None:
    EmailAddress.objects.all().delete()
    EmailAddress.objects.create(user=cast.lia.user, email="stray@aurora.example", primary=True)
    migration = import_module("organizations.migrations.0009_addresses_confirmed")

    for _ in range(2):
        migration.confirm(apps, SimpleNamespace(connection=connection))

    own = EmailAddress.objects.filter(user=cast.lia.user, primary=True)
    assert list(own.values_list("email", "verified")) == [("lia@aurora.example", True)]
    assert EmailAddress.objects.filter(verified=True).count() == User.objects.count()
