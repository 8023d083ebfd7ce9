"""Forms of offers to join."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.access import Right, Role, may
from organizations.accounts.account_forms import NewPasswordField
from organizations.fields import AddressField, Form, NameField, own_names
from organizations.members.forms import RoleForm
from organizations.models import Membership, MembershipOffer, Team
from organizations.offers.pages import Wanted


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


class WantedForm(Form):
    """Which offers the list shows. Only a team can be wrong: a state or role that is none filters nothing."""

    q = forms.CharField(required=False)
    state = forms.CharField(required=False)
    role = forms.CharField(required=False)
    team: "forms.ModelChoiceField[Team]" = forms.ModelChoiceField(
        Team.objects.none(), required=False, to_field_name="slug"
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Right.SEE_PEOPLE if may(member, Right.SEE_PEOPLE) else Right.INVITE
        self.fields["team"].queryset = Team.objects.where_may(member, seen)

    def clean_q(self) -> str:
        return str(self.cleaned_data["q"])[:80]

    def clean_state(self) -> str:
        state = self.cleaned_data["state"]
        return state if state in MembershipOffer.State.values else ""

    def clean_role(self) -> str:
        role = self.cleaned_data["role"]
        return role if role in Role.values else ""

    @property
    def wanted(self) -> Wanted:
        """What the form asks for, once it is valid."""
        given = self.cleaned_data
        return Wanted(search=given["q"], state=given["state"], role=given["role"], team=given["team"])


class CorrectAddressForm(Form):
    """The right address for a mail that went wrong."""

    email = AddressField(label=_("The right e-mail"))


class AcceptForm(Form):
    """An account for whoever accepts and has none yet; the address is the link's."""

    name = NameField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = NewPasswordField()
