"""The forms of signing in and of passwords: django-allauth's, in the product's words."""

from typing import Any

from allauth.account import forms as theirs
from django.utils.translation import gettext_lazy as _

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

WORDS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
}
HELP = {  # where the address of the reset is wanted, the page itself has it
    "password": "",
    "oldpassword": "",
    "password1": _("12 characters or more, nothing that many people use, and not like your name or address."),
}
HOW_TO_WRITE_AN_ADDRESS = _("Write the full address, for example name@company.com.")


class InOurWords:
    """Our labels, no placeholders, and errors that say how to mend them."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = WORDS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name in ("login", "email"):
                field.error_messages["invalid"] = HOW_TO_WRITE_AN_ADDRESS
            if name in HELP:
                field.help_text = HELP[name]


class LoginForm(InOurWords, theirs.LoginForm):
    """Sign in by e-mail and password."""


class ChangePasswordForm(InOurWords, theirs.ChangePasswordForm):
    """A new password for who knows the old one."""


class SetPasswordForm(InOurWords, theirs.SetPasswordForm):
    """A first password for who signed in without one."""


class ResetPasswordForm(InOurWords, theirs.ResetPasswordForm):
    """Ask for a link that sets a new password."""


class ResetPasswordKeyForm(InOurWords, theirs.ResetPasswordKeyForm):
    """A new password for who opened that link."""


class ReauthenticateForm(InOurWords, theirs.ReauthenticateForm):
    """The password once more, before something that only its owner may do."""
