"""How django-allauth behaves here."""

from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from core.clock import now
from core.origin import address_of
from core.outbox import emit
from organizations.accounts import factors, mail
from organizations.accounts.addresses import spelled
from organizations.accounts.sealing import seal, unseal
from organizations.accounts.sessions import LONGEST_USER_AGENT
from organizations.requests import SignInAgain, is_confirmed_lately

NOWHERE = "0.0.0.0"  # noqa: S104  an address of nobody


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come by being added."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. An admin of your organization can open it again."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The address or the password is wrong."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is wrong or was used already. Wait for the next one."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
        "rate_limited": _("Too many requests. Wait a few minutes, then try again."),
    }

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail leads to the configured site, whatever host the request named."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.SITE_URL}{path}"

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/account/"

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that the audit trail keeps too; who has none that can be told shares one limit."""
        return address_of(request) or NOWHERE

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts count for the account, whatever host was named and however its address is spelled."""
        return spelled(credentials.get("email") or "")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in is not asked who they are once more.

        Raises:
            SignInAgain: that was long ago, and there is nothing to confirm with; allauth would let them.
        """
        if is_confirmed_lately(current.request):
            return False
        if not self.get_reauthentication_methods(current.request.user):
            raise SignInAgain
        return True

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """A new address that somebody else was given meanwhile stays theirs."""
        try:
            with transaction.atomic():
                return super().confirm_email(request, email_address)
        except IntegrityError:
            told = gettext("This address belongs to another account.")
            self.add_message(request, messages.ERROR, message=told)
            return False

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """After the commit, by the worker: a mail server that is away keeps nobody waiting."""
        with transaction.atomic():
            emit("address.given", {"address": emailconfirmation.email_address.pk, "language": get_language()})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the holder of an account what was changed; at the old address when that is what changed."""
        what = template_prefix.rsplit("/", 1)[-1]
        if what not in mail.KINDS:
            return
        request = self.request or current.request
        payload = {
            "user": user.pk,
            "what": what,
            "to": email or "",
            "address": self.get_client_ip(request),
            "browser": self.get_http_user_agent(request)[:LONGEST_USER_AGENT],
            "at": now().isoformat(),
            "language": get_language(),
        }
        with transaction.atomic():
            emit("account.changed", payload)


class FactorAdapter(DefaultMFAAdapter):
    """Passkeys, authenticator apps and recovery codes, in the product's words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Your organization asks for a second step. Add another one before you remove this."
        ),
        "cannot_generate_recovery_codes": _("Add a passkey or an authenticator app first."),
        "incorrect_code": _("This code is wrong or was used already. Wait for the next one."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user = authenticator.user
        return not (factors.is_the_last(authenticator) and factors.must_have_one_somewhere(user))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}

    def build_totp_svg(self, url: str) -> str:
        """On white, so that a camera reads it on a dark page too."""
        picture: str = qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")
        return picture

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Patamar"}
