"""Forms of offers to join."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.spreadsheets.delimited import text_of
from core.spreadsheets.tables import Unreadable
from organizations.access import Role
from organizations.accounts.account_forms import NewPasswordField
from organizations.fields import AddressField, Form, NameField, own_names
from organizations.members.forms import RoleForm
from organizations.models import Membership
from organizations.offers.lines import Line, read_lines

MOST_BYTES = 512 * 1024


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


class ManyOffersForm(RoleForm):
    """Offer access to hundreds; `lines` tells what each line would do, once the form is valid."""

    people = forms.CharField(
        label=_("One person a line: e-mail; name; role; team"),
        required=False,
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "translate": "no"}),
        help_text=_("Only the e-mail is needed. What a line leaves out is taken from the choices below."),
    )
    file = forms.FileField(
        label=_("Or a CSV file with these columns"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    language = LanguageField()

    field_order = ["people", "file", "role", "team", "language"]

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, member=member, **kwargs)
        self.initial.setdefault("language", member.organization.language)
        self.lines: list[Line] = []

    def clean_file(self) -> str:
        """The text of the file; "" where none was sent."""
        file = self.cleaned_data.get("file")
        if file is None:
            return ""
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large. At most 512 KB at a time."))
        try:
            return text_of(file.read())
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        # The role and the team are only for lines that name none, so together they are checked by line.
        given = super(RoleForm, self).clean() or {}
        if given.get("file"):
            shown: Any = self.data
            self.data = shown = shown.copy()
            shown["people"] = given["people"] = given["file"]
        if not given.get("people", "").strip() and "file" not in self.errors:
            self.add_error("people", _("Paste at least one line, or choose a file."))
        if not self.errors:
            self._read(given)
        return given

    def _read(self, given: dict[str, Any]) -> None:
        try:
            self.lines = read_lines(
                self.member,
                given["people"],
                role=Role(given["role"]),
                team=given["team"],
                language=given["language"],
            )
        except DomainError as problem:
            self.add_error("people", str(problem))
        else:
            if not self.lines:
                self.add_error("people", _("There is no person in this list."))


class CorrectAddressForm(Form):
    """The right address for a mail that went wrong."""

    email = AddressField(label=_("The right e-mail"))


class AcceptForm(Form):
    """An account for whoever accepts and has none yet; the address is the link's."""

    name = NameField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = NewPasswordField()
