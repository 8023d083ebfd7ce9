"""Addresses that stand in mail."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from organizations.models import User


def password_link(person: User) -> str:
    """The address of the page where the person chooses a password; works once, and for some days."""
    key = default_token_generator.make_token(person)
    parts = {"uidb36": user_pk_to_url_str(person), "key": key}
    return absolute(reverse("account_reset_password_from_key", kwargs=parts))


def absolute(path: str) -> str:
    """The full address, from the configured site and never from a request."""
    return settings.SITE_URL + path
