"""Forms of offers to join."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.accounts.account_forms import NewPasswordField
from organizations.fields import AddressField, Form, NameField, own_names
from organizations.members.forms import RoleForm
from organizations.models import Membership


class LanguageField(forms.ChoiceField):
    """The language of the mail; the organization's unless another is chosen."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Language of the mail"))
        super().__init__(choices=own_names, **options)


class OfferForm(RoleForm):
    """Offer access to one person."""

    email = AddressField()
    name = NameField(label=_("Name"), required=False, help_text=_("A suggestion; who accepts can change it."))
    language = LanguageField()

    field_order = ["email", "name", "role", "team", "language"]

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, member=member, **kwargs)
        self.initial.setdefault("language", member.organization.language)


class CorrectAddressForm(Form):
    """The right address for a mail that went wrong."""

    email = AddressField(label=_("The right e-mail"))


class AcceptForm(Form):
    """An account for whoever accepts and has none yet; the address is the link's."""

    name = NameField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = NewPasswordField()
