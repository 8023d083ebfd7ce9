"""How django-allauth behaves here."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come by being added."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. An admin of your organization can open it again."),
        "email_password_mismatch": _("The address or the password is wrong."),
        "enter_current_password": _("This is not your current password."),
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
