"""The second step: an authenticator app, recovery codes, and whoever must have one."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from organizations.accounts import factors
from organizations.accounts.factors import has_factor
from organizations.accounts.sealing import seal, unseal
from organizations.models import Membership
from tests.cast import PASSWORD, Cast
from tests.kinds import Enter

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MOMENT = 1_767_268_800  # 2026-01-01 12:00 UTC
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OLDER, NEWER = "an older key " * 5, "a newer key " * 5


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    cache.clear()  # it keeps which codes were used, of people who had the same numbers
    with time_machine.travel(MOMENT, tick=False) as clock:
        yield clock


@pytest.fixture
def visitor(db: None) -> Client:
    return Client(headers={"accept-language": "en"})


def code_of(secret: str, moment: int = MOMENT) -> str:
    """What the app shows then."""
    return format_hotp_value(hotp_value(secret, moment // 30))


def with_app(person: Any) -> Authenticator:
    return Authenticator.objects.create(user=person, type="totp", data={"secret": seal(KEY)})


def sign_in(client: Client, member: Membership, password: str = PASSWORD) -> Any:
    return client.post("/accounts/login/", {"login": member.user.email, "password": password})


def add_app(client: Client) -> str:
    """Add an authenticator app, and give its secret."""
    page = client.get("/accounts/app/add/").content.decode()
    secret = re.search(r'<code class="secret" translate="no">(\w+)</code>', page)[1]
    client.post("/accounts/app/add/", {"code": code_of(secret)})
    return secret


def signed_in(client: Client) -> bool:
    return "Account of" in client.get("/help/").content.decode()


def test_an_app_is_added_with_its_first_code_and_gives_recovery_codes(
    cast: Cast, visitor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    sign_in(visitor, cast.lia)
    with django_capture_on_commit_callbacks(execute=True):
        add_app(visitor)

    codes = re.findall(r"<li>(\d{8})</li>", visitor.get("/accounts/codes/").content.decode())
    account = visitor.get("/account/").content.decode()
    assert len(set(codes)) == 10
    assert "Authenticator app" in account
    assert "10 codes left" in account
    assert [message.subject for message in mail.outbox] == ["Patamar: An authenticator app was added"]


def test_recovery_codes_are_shown_once(cast: Cast, visitor: Client) -> None:
    sign_in(visitor, cast.lia)
    add_app(visitor)
    visitor.get("/accounts/codes/")

    again = visitor.get("/accounts/codes/").content.decode()

    assert not re.findall(r"\d{8}", again)
    assert "10 codes are left. For safety the codes were shown once only." in again


def test_the_picture_needs_no_other_host_and_no_inline_script(cast: Cast, visitor: Client) -> None:
    sign_in(visitor, cast.lia)

    page = visitor.get("/accounts/app/add/").content.decode()

    assert 'src="data:image/svg+xml;base64,' in page
    assert "style=" not in page


def test_a_wrong_first_code_adds_nothing(cast: Cast, visitor: Client) -> None:
    sign_in(visitor, cast.lia)
    visitor.get("/accounts/app/add/")

    page = visitor.post("/accounts/app/add/", {"code": "000000"}).content.decode()

    assert "This code is wrong or was used already." in page
    assert not has_factor(cast.lia.user)


def test_with_an_app_the_password_alone_opens_nothing(cast: Cast, visitor: Client) -> None:
    with_app(cast.lia.user)

    answer = sign_in(visitor, cast.lia)

    assert answer.headers["Location"] == "/accounts/second-step/"
    assert not signed_in(visitor)
    visitor.post("/accounts/second-step/", {"code": code_of(KEY)})
    assert signed_in(visitor)


def test_a_code_works_once_and_half_a_minute_longer(cast: Cast, visitor: Client, noon: Any) -> None:
    with_app(cast.lia.user)
    sign_in(visitor, cast.lia)
    visitor.post("/accounts/second-step/", {"code": code_of(KEY)})
    other = Client()
    sign_in(other, cast.lia)

    other.post("/accounts/second-step/", {"code": code_of(KEY)})
    assert not signed_in(other)

    other.post("/accounts/second-step/", {"code": code_of(KEY, MOMENT - 60)})
    assert not signed_in(other)

    other.post("/accounts/second-step/", {"code": code_of(KEY, MOMENT + 30)})
    assert signed_in(other)


def test_a_recovery_code_opens_the_account_once(cast: Cast, visitor: Client) -> None:
    sign_in(visitor, cast.lia)
    add_app(visitor)
    [code, *_] = re.findall(r"<li>(\d{8})</li>", visitor.get("/accounts/codes/").content.decode())
    other, third = Client(), Client()

    sign_in(other, cast.lia)
    other.post("/accounts/second-step/", {"code": code})
    sign_in(third, cast.lia)
    third.post("/accounts/second-step/", {"code": code})

    assert signed_in(other)
    assert not signed_in(third)


def test_guessing_codes_is_slowed_down(cast: Cast, visitor: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    with_app(cast.lia.user)
    sign_in(visitor, cast.lia)
    for guess in ("000001", "000002", "000003"):
        visitor.post("/accounts/second-step/", {"code": guess})

    page = visitor.post("/accounts/second-step/", {"code": code_of(KEY)}).content.decode()

    assert "Too many attempts." in page
    assert not signed_in(visitor)


def test_a_factor_is_changed_only_by_who_has_just_shown_who_they_are(
    cast: Cast, visitor: Client, noon: Any
) -> None:
    sign_in(visitor, cast.lia)
    noon.shift(601)

    answer = visitor.get("/accounts/app/add/")
    assert answer.headers["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fapp%2Fadd%2F"

    visitor.post("/accounts/reauthenticate/?next=/accounts/app/add/", {"password": PASSWORD})
    assert visitor.get("/accounts/app/add/").status_code == 200


@pytest.mark.parametrize(
    ("rule", "led"),
    [
        pytest.param("nobody", [], id="nobody must"),
        pytest.param("owners_and_admins", ["olga", "ada"], id="owners and admins must"),
        pytest.param("everyone", ["olga", "ada", "lia"], id="everyone must"),
    ],
)
def test_who_must_have_a_second_step_is_led_to_add_one(
    cast: Cast, settings: Settings, rule: Any, led: Any
) -> None:
    settings.REQUIRE_MFA = rule
    found = []
    for name in ("olga", "ada", "lia"):
        client = Client()
        client.force_login(cast.people[name].user, backend=BACKEND)
        answer = client.get("/o/aurora/teams/")
        if answer.headers.get("Location") == "/account/second-step/?next=/o/aurora/teams/":
            found.append(name)
        else:
            assert answer.status_code == 200

    assert found == led


@pytest.mark.django_db(transaction=True)  # what follows the commit belongs to the request
def test_nobody_is_locked_out_by_the_rule(cast: Cast, visitor: Client, settings: Settings) -> None:
    settings.REQUIRE_MFA = "owners_and_admins"
    sign_in(visitor, cast.olga)

    asked = visitor.get("/o/aurora/teams/", follow=True).content.decode()
    add_app(visitor)

    assert "Add a second step" in asked
    assert visitor.get("/o/aurora/teams/").status_code == 200


def test_a_session_from_before_the_factor_confirms_with_it(
    cast: Cast, visitor: Client, settings: Settings
) -> None:
    sign_in(visitor, cast.olga)
    with_app(cast.olga.user)  # added on another device
    settings.REQUIRE_MFA = "owners_and_admins"

    asked = visitor.get("/o/aurora/teams/", follow=True)
    assert asked.request["PATH_INFO"] == "/accounts/reauthenticate/code/"

    answer = visitor.post("/accounts/reauthenticate/code/?next=/o/aurora/teams/", {"code": code_of(KEY)})
    assert answer.headers["Location"] == "/o/aurora/teams/"
    assert visitor.get("/o/aurora/teams/").status_code == 200


def test_the_last_factor_stays_while_it_is_needed(cast: Cast, visitor: Client, settings: Settings) -> None:
    settings.REQUIRE_MFA = "owners_and_admins"
    sign_in(visitor, cast.olga)
    add_app(visitor)

    page = visitor.post("/accounts/app/remove/").content.decode()

    assert "Your organization asks for a second step." in page
    assert has_factor(cast.olga.user)


def test_a_program_is_told_what_is_missing(cast: Cast, enter: Enter, settings: Settings) -> None:
    settings.REQUIRE_MFA = "everyone"

    answer = enter(cast.lia).get("/o/aurora/teams/", headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (403, "second_step")


def test_the_last_app_takes_the_recovery_codes_along(cast: Cast, visitor: Client) -> None:
    sign_in(visitor, cast.lia)
    add_app(visitor)

    visitor.post("/accounts/app/remove/")

    assert not Authenticator.objects.filter(user=cast.lia.user).exists()


def test_an_operator_removes_what_somebody_has_lost(
    cast: Cast, visitor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    sign_in(visitor, cast.lia)
    add_app(visitor)
    told = StringIO()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("remove_factors", "LIA@aurora.example", stdout=told)

    assert mail.outbox[-1].subject == "Patamar: Your second step was removed"
    assert "From:" not in mail.outbox[-1].body
    assert told.getvalue().startswith("1 removed.")
    assert not has_factor(cast.lia.user)
    assert not signed_in(visitor)
    with pytest.raises(CommandError, match="Nobody has an account"):
        call_command("remove_factors", "nobody@aurora.example")


def test_the_database_alone_has_no_secret(cast: Cast, visitor: Client) -> None:
    sign_in(visitor, cast.lia)
    secret = add_app(visitor)

    stored = [str(row.data) for row in Authenticator.objects.filter(user=cast.lia.user)]

    assert len(stored) == 2
    assert not any(secret in data for data in stored)


def test_a_new_key_opens_what_the_old_one_sealed_and_seals_it_again(cast: Cast, settings: Settings) -> None:
    settings.SECRET_KEY = OLDER
    row = with_app(cast.lia.user)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEWER, [OLDER]

    assert row.wrap().validate_code(code_of(KEY))
    assert factors.seal_all_again() == (1, 0)
    settings.SECRET_KEY_FALLBACKS = []

    row.refresh_from_db()
    assert unseal(row.data["secret"]) == KEY


def test_what_no_key_opens_fits_no_code(cast: Cast, settings: Settings) -> None:
    settings.SECRET_KEY = OLDER
    row = with_app(cast.lia.user)
    settings.SECRET_KEY = NEWER

    assert not row.wrap().validate_code(code_of(KEY))
    assert factors.seal_all_again() == (0, 1)


def test_ended_sessions_leave_no_row(cast: Cast, visitor: Client) -> None:
    sign_in(visitor, cast.lia)
    assert UserSession.objects.filter(user=cast.lia.user).count() == 1

    call_command("remove_factors", cast.lia.user.email, stdout=StringIO())

    assert not UserSession.objects.filter(user=cast.lia.user).exists()
