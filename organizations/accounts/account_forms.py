"""Forms of a person's own account: the one in which it is changed, and the password of a new one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.zones import by_region
from organizations.accounts.passwords import LONGEST
from organizations.fields import Form, NameField, ZoneField


class NewPasswordField(forms.CharField):
    """The password of an account that is being opened; the deed asks the rules for passwords.

    It comes back with the errors, to the person who typed it and on a page that is never stored.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Password"))
        options.setdefault("max_length", LONGEST)
        options.setdefault("help_text", _("12 characters or more. A passphrase of four words works well."))
        options.setdefault(
            "widget", forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True)
        )
        super().__init__(strip=False, **options)


class AccountForm(Form):
    """What a person decides about their own account, besides language and theme."""

    name = NameField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = ZoneField(required=False, choices=lambda: [("", _("As the organization")), *by_region()])
