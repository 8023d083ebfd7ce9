"""Forms of offers to join."""

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.forms import Form, NameField


class AcceptForm(Form):
    """An account for whoever accepts and has none yet; the address is the link's."""

    name = NameField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    # It comes back with the errors, to the person who typed it and on a page that is never stored.
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        help_text=_("12 characters or more. A passphrase of four words works well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )
