"""Forms of the first run and of the settings of an organization."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from organizations.accounts.account_forms import NewPasswordField
from organizations.fields import AddressField, Form, MemberField, NameField, ZoneField, own_names
from organizations.models import Membership, Organization, User
from organizations.models.tenants import LONGEST_RETENTION, MINIMUM_GROUP_FLOOR
from organizations.tenant import logos
from organizations.tenant.ending import NameNotTyped
from organizations.tenant.first_run import code_is_right, needs_code
from organizations.tenant.settings import GroupTooSmall, LanguageNotOffered

BUILT_IN, EMPTY = "built_in", "empty"
LARGEST_GROUP = 100
STAYS, STEPS_DOWN = "stays", "steps_down"


class GeneralForm(Form):
    """What an organization decides about itself, besides its logo."""

    name = NameField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    language = forms.ChoiceField(
        label=_("Main language"),
        choices=own_names,
        help_text=_("For mail and pages to people who have chosen none."),
    )
    time_zone = ZoneField(
        help_text=_("In which rounds open and close. Rounds that are planned already keep theirs."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in use"),
        choices=own_names,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "A browser that asks for another one gets the main language. What a person chooses for "
            "themselves always counts."
        ),
        error_messages={"required": _("Choose at least one language.")},
    )
    min_group_size = forms.IntegerField(
        label=_("Minimum group"),
        min_value=MINIMUM_GROUP_FLOOR,
        max_value=LARGEST_GROUP,
        help_text=_(
            "The fewest people whose answers together are shown where rounds are anonymous: 3 or more. "
            "Rounds that are planned already keep theirs."
        ),
        error_messages={"min_value": GroupTooSmall.message},
    )
    retention_months = forms.IntegerField(
        label=_("Keep what people wrote, in months"),
        required=False,
        min_value=1,
        max_value=LONGEST_RETENTION,
        help_text=_(
            "Counted from the end of a round. After that its comments, links to evidence and who sent them "
            "are deleted for good; ratings and results stay. Empty keeps everything."
        ),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(organization, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "language" in given and "languages" in given and given["language"] not in given["languages"]:
            self.add_error("languages", str(LanguageNotOffered.message))
        return given


class LogoForm(Form):
    """A picture to show beside the organization's name."""

    picture = forms.FileField(
        label=_("Picture"),
        max_length=255,
        help_text=_("PNG, JPEG or WebP, up to 512 KB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": logos.PictureUnreadable.message,
        },
    )

    def clean_picture(self) -> bytes:
        sent = self.cleaned_data["picture"]
        if sent.size > logos.BYTES:
            raise forms.ValidationError(logos.PictureTooLarge.message)
        read: bytes = sent.read()
        return read


class FoundForm(Form):
    """A further organization."""

    name = NameField(
        label=_("Name"),
        help_text=_("Its address is made of the name and stays when the name changes."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    language = forms.ChoiceField(label=_("Main language"), choices=own_names)
    time_zone = ZoneField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", get_language())
        self.initial.setdefault("time_zone", settings.TIME_ZONE)


class HandOnForm(Form):
    """Who becomes an owner, and what oneself stays."""

    to = MemberField(label=_("New owner"), empty_label=_("Choose somebody"))
    afterwards = forms.ChoiceField(
        label=_("And you?"),
        choices=[(STAYS, _("I stay an owner too")), (STEPS_DOWN, _("I become an admin"))],
        initial=STAYS,
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=_("I know that an owner may export and delete everything, and remove my role."),
        error_messages={"required": _("Confirm that you know it.")},
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(member)
        self.fields["to"].queryset = self.fields["to"].queryset.exclude(pk=member.pk)


class EndForm(Form):
    """The name of the organization, typed by whoever wants it deleted."""

    name = NameField(
        label=_("Name of the organization"),
        help_text=_("Type it exactly, to be sure that it is this one."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if name != self.organization.name:
            raise forms.ValidationError(NameNotTyped.message)
        return name


class SetupForm(Form):
    """The first person, and the organization that she owns."""

    code = forms.CharField(
        label=_("One-time code"),
        max_length=40,
        help_text=_("Run “manage.py setup_code” on the server; it prints the code."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    organization = NameField(
        label=_("Organization"), widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    language = forms.ChoiceField(label=_("Main language"), choices=own_names)
    name = NameField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = AddressField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = NewPasswordField()
    time_zone = ZoneField()
    start = forms.ChoiceField(
        label=_("Start with"),
        choices=[(BUILT_IN, _("The MLOps maturity model")), (EMPTY, _("An empty catalog"))],
        initial=BUILT_IN,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", get_language())
        self.initial.setdefault("time_zone", settings.TIME_ZONE)
        if not needs_code():
            del self.fields["code"]

    def clean_code(self) -> str:
        if not code_is_right(self.cleaned_data["code"]):
            raise forms.ValidationError(_("This code is wrong or too old. Print a new one."))
        return str(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        person = User(email=given.get("email", ""), name=given.get("name", ""))
        if "password" in given:
            try:
                validate_password(given["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given
