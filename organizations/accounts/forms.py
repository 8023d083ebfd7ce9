"""The forms of signing in and of passwords: django-allauth's, in the product's words."""

from typing import Any

from allauth.account import forms as theirs
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkeys
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organizations.accounts.addresses import confirm_address, spelled
from organizations.accounts.people import ask_for_password_link
from organizations.fields import HOW_TO_WRITE_AN_ADDRESS
from organizations.models import User

WORDS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
    "name": _("Name"),
}
HELP = {
    "code": "",  # where the address of the reset is wanted, the page itself has it
    "password": "",
    "oldpassword": "",
    "password1": _("12 characters or more, nothing that many people use, and not like your name or address."),
}
LONGEST_NAME = 60


class InOurWords:
    """Our labels, no placeholders, and errors that say how to mend them."""

    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = WORDS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name in ("login", "email"):
                field.error_messages["invalid"] = HOW_TO_WRITE_AN_ADDRESS
            if name == "login":
                field.widget.attrs["autocomplete"] = "username"  # what a password is kept with
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"
            if name in HELP:
                field.help_text = HELP[name]


class LoginForm(InOurWords, theirs.LoginForm):
    """Sign in by e-mail and password."""


class ChangePasswordForm(InOurWords, theirs.ChangePasswordForm):
    """A new password for who knows the old one."""


class SetPasswordForm(InOurWords, theirs.SetPasswordForm):
    """A first password for who signed in without one."""


class ResetPasswordForm(InOurWords, theirs.ResetPasswordForm):
    """Ask for a link that sets a new password; whether the address is known is looked up after the answer."""

    def clean_email(self) -> str:
        return spelled(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        ask_for_password_link(email)
        return email


class ResetPasswordKeyForm(InOurWords, theirs.ResetPasswordKeyForm):
    """A new password for who opened that link, which came to the address of the account."""

    user: User

    def save(self) -> None:
        super().save()
        confirm_address(self.user)


class ReauthenticateForm(InOurWords, theirs.ReauthenticateForm):
    """The password once more, before something that only its owner may do."""


class ChangeAddressForm(InOurWords, theirs.AddEmailForm):
    """Another address, which counts once it is confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New address")


class CodeForm(InOurWords, second_step.AuthenticateForm):
    """The code of an app, or one of the recovery codes, after the password."""


class ConfirmByCodeForm(InOurWords, second_step.ReauthenticateForm):
    """The same before something that only the holder of the account may do."""


class AddAppForm(InOurWords, app.ActivateTOTPForm):
    """The first code of an authenticator app."""


class RenamePasskeyForm(InOurWords, passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = LONGEST_NAME
        self.fields["name"].widget.attrs["maxlength"] = LONGEST_NAME
        self.fields["name"].validators.append(MaxLengthValidator(LONGEST_NAME))
