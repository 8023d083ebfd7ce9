"""After a new secret key, what the old one signed goes on through the fallback, and ends with it."""

from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from django.core import signing
from django.test import Client

from organizations.mail import password_link
from surveys.views import passes
from tests.cast import PASSWORD, Cast

OLD, NEW = "the old key " * 6, "the new key " * 6


@pytest.fixture
def old_key(settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OLD, []


def turn_over(settings: Any, *, keep: bool) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD] if keep else []


@pytest.mark.parametrize("keep", [True, False], ids=["kept as a fallback", "taken out"])
@pytest.mark.usefixtures("old_key")
class TestTheOldKey:
    def test_a_session(self, keep: bool, cast: Cast, client: Client, settings: Any) -> None:
        client.force_login(cast.olga.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        turn_over(settings, keep=keep)

        assert client.get("/o/aurora/teams/").status_code == (200 if keep else 302)

    def test_a_pass_to_answer(self, keep: bool, settings: Any) -> None:
        sealed = signing.dumps({"invitation": 7}, salt=passes.SALT)
        turn_over(settings, keep=keep)

        if keep:
            assert signing.loads(sealed, salt=passes.SALT) == {"invitation": 7}
        else:
            with pytest.raises(signing.BadSignature):
                signing.loads(sealed, salt=passes.SALT)

    def test_a_link_to_a_new_password(self, keep: bool, cast: Cast, client: Client, settings: Any) -> None:
        link = password_link(cast.lia.user)
        turn_over(settings, keep=keep)

        page = client.get("/" + link.split("://", 1)[-1].split("/", 1)[1], follow=True)

        assert bool(page.context.get("token_fail")) is not keep
        key = link.rstrip("/").rsplit("-", 2)
        assert default_token_generator.check_token(cast.lia.user, "-".join(key[1:])) is keep

    def test_signing_in_goes_on(self, keep: bool, cast: Cast, client: Client, settings: Any) -> None:
        turn_over(settings, keep=keep)

        client.post("/accounts/login/", {"login": "lia@aurora.example", "password": PASSWORD})

        assert client.get("/account/").status_code == 200
