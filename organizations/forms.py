"""Forms of the first run, the account, teams and people. Their choices are already the permitted ones."""

from operator import itemgetter
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.context import languages
from core.errors import DomainError
from core.moments import place_of
from core.names import LONGEST_NAME, by_name
from core.text import one_line
from core.zones import by_region, zone_named
from organizations.access import Role, grantable_by
from organizations.first_run import code_is_right, needs_code
from organizations.joining import check_reach
from organizations.labels import MOST_ON_A_TEAM, TooManyLabels, clean_names
from organizations.models import Label, Membership, Team, User
from organizations.queries import labels_with_path
from organizations.sign_in.forms import HOW_TO_WRITE_AN_ADDRESS
from organizations.sign_in.passwords import LONGEST
from organizations.teams import KeyTaken

BUILT_IN, EMPTY = "built_in", "empty"


def own_names() -> list[tuple[str, str]]:
    """The languages of the interface, each in its own words."""
    return [(language.code, language.name) for language in languages(active="")]


class Form(forms.Form):
    fields: dict[str, Any]  # each field is what the class body says, not the plain Field of the stubs


class NameField(forms.CharField):
    """A name in one line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", LONGEST_NAME)
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return one_line(super().to_python(value) or "")


class AddressField(forms.EmailField):
    """An e-mail address, in the one spelling that is stored."""

    default_error_messages = {"invalid": HOW_TO_WRITE_AN_ADDRESS}

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 254)
        options.setdefault("label", _("E-mail"))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").lower()


class ZoneSelect(forms.Select):
    """Offers the zones by their present names; one that is stored under an older name stands below them."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        offered = {str(option["value"]) for _name, options, _place in groups for option in options}
        for place, older in enumerate([one for one in value if one not in offered and zone_named(one)]):
            option = self.create_option(name, older, place_of(older), True, len(groups) + place, attrs=attrs)
            groups.append((None, [option], len(groups)))
        return groups


class ZoneField(forms.ChoiceField):
    """A time zone, under any name that is known."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Time zone"))
        options.setdefault("choices", by_region)
        super().__init__(widget=ZoneSelect(attrs={"translate": "no"}), **options)

    def valid_value(self, value: Any) -> bool:
        return super().valid_value(value) or zone_named(value) is not None


class PlaceField(forms.ModelChoiceField):
    """A unit or team, named with the units above it: "Retail / Pricing"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Team.objects.none(), **options)
        self.widget.attrs["translate"] = "no"
        self.labels: dict[int, str] = {}

    def offer(self, teams: Any) -> None:
        """Let one of these teams be chosen."""
        self.queryset = teams
        self.labels = labels_with_path(Team.objects.filter(organization__in=teams.values("organization")))
        named = by_name(((team.pk, self.labels[team.pk]) for team in teams), itemgetter(1))
        first = [] if self.empty_label is None else [("", self.empty_label)]
        self.choices = [*first, *named]


class MemberField(forms.ModelChoiceField):
    """A member of the organization."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Membership.objects.none(), **options)
        self.widget.attrs["translate"] = "no"

    def offer(self, member: Membership) -> None:
        """Let a colleague of `member`, or `member`, be chosen."""
        colleagues = Membership.objects.filter(organization=member.organization_id).active()
        self.queryset = colleagues.select_related("user").order_by("pk")
        self.choices = self._named

    def _named(self) -> list[tuple[Any, Any]]:
        first = [] if self.empty_label is None else [("", self.empty_label)]
        colleagues: Any = self.queryset
        rows = by_name(colleagues, lambda one: one.user.name)
        return [*first, *((one.pk, self.label_from_instance(one)) for one in rows)]

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.name} ({obj.user.email})"


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


class SureForm(Form):
    """A box to tick before what cannot be taken back."""

    sure = forms.BooleanField(label=_("I know that this cannot be undone."))


class AccountForm(Form):
    """What a person decides about their own account, besides language and theme."""

    name = NameField(label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = ZoneField(required=False, choices=lambda: [("", _("As the organization")), *by_region()])


class LabelsForm(Form):
    """The labels of a team: those in use to be ticked, others to be written."""

    labels = forms.MultipleChoiceField(
        label=_("Labels"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"translate": "no"}),
        error_messages={"invalid_choice": _("One of the labels is not there any more. Choose again.")},
    )
    new_labels = forms.CharField(
        label=_("New labels"),
        required=False,
        max_length=400,
        help_text=_("Separated by commas, for example a country or a product line."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if team.kind == Team.Kind.UNIT:
            del self.fields["labels"], self.fields["new_labels"]
            return
        present = Label.objects.filter(organization=team.organization_id)
        self.names = {label.slug: label.name for label in present}
        if not self.names:
            del self.fields["labels"]
            self.fields["new_labels"].label = _("Labels")
            return
        self.fields["labels"].choices = list(self.names.items())
        self.initial["labels"] = list(team.labels.values_list("slug", flat=True))

    def clean(self) -> dict[str, Any]:
        """Both fields become one list of names, and what the deed would refuse is said in its place."""
        given = super().clean() or {}
        if "new_labels" not in self.fields:
            return given
        written = given.pop("new_labels", "")
        ticked = [self.names[slug] for slug in given.get("labels", [])]
        try:
            given["labels"] = clean_names([*ticked, *written.split(",")])
        except DomainError as error:
            self.add_error("new_labels", str(error))
        if len(given.get("labels", [])) > MOST_ON_A_TEAM:
            self.add_error("new_labels", str(TooManyLabels(most=MOST_ON_A_TEAM)))
        return given


class TeamForm(Form):
    """Add a team or a unit."""

    name = NameField(label=_("Name"))
    parent = PlaceField(label=_("Unit"), required=False, empty_label=_("At the top"))
    led_by = MemberField(label=_("Lead"), required=False, empty_label=_("Nobody yet"))

    def __init__(self, *args: Any, member: Membership, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(units_of(member))
        self.fields["led_by"].offer(member)
        if kind == Team.Kind.UNIT:
            self.fields["led_by"].label = _("Manager")
            self.fields["parent"].label = _("Above it")


class ChangeTeamForm(LabelsForm):
    """Rename a team or unit, place it elsewhere, or give it other labels."""

    name = NameField(label=_("Name"))
    parent = PlaceField(label=_("Unit"), required=False, empty_label=_("At the top"))
    key = NameField(
        label=pgettext_lazy("of a team", "Key"),
        required=False,
        max_length=80,
        help_text=_("The team’s name in spreadsheets; an import finds the team by it. May stay empty."),
        widget=forms.TextInput(attrs={"translate": "no", "autocomplete": "off"}),
    )

    field_order = ["name", "parent", "labels", "new_labels", "key"]

    def __init__(self, *args: Any, member: Membership, team: Team, **kwargs: Any) -> None:
        initial = {"name": team.name, "parent": team.parent_id, "key": team.external_key}
        super().__init__(*args, team=team, **(kwargs | {"initial": initial}))
        self.team = team
        below = Team.objects.descendants(team, include_self=True).values("pk")
        self.fields["parent"].offer(units_of(member).exclude(pk__in=below))

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        others = Team.objects.filter(organization=self.team.organization_id).exclude(pk=self.team.pk)
        if key and (holder := others.filter(external_key=key).first()):
            raise forms.ValidationError(str(KeyTaken(key=key, name=holder.name)))
        return key


class TeamPersonForm(Form):
    """Give a member a role in one team or unit."""

    person = MemberField(label=_("Person"), empty_label=_("Choose somebody"))
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, member: Membership, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(member)
        held_here = [Role.LEAD, Role.MEMBER, Role.MANAGER] if team.kind == Team.Kind.TEAM else [Role.MANAGER]
        mine = grantable_by(member)
        self.fields["role"].choices = [(role.value, role.label) for role in held_here if role in mine]


class RoleForm(Form):
    """A role, and where it is held."""

    role = forms.ChoiceField(label=_("Role"))
    team = PlaceField(
        label=_("Team or unit"),
        required=False,
        empty_label=_("The whole organization"),
        help_text=_("Leads and members belong to a team; a manager may have a unit."),
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["team"].offer(Team.objects.filter(organization=member.organization_id).active())
        mine = grantable_by(member)
        self.fields["role"].choices = [(role.value, role.label) for role in reversed(Role) if role in mine]
        self.fields["role"].initial = Role.MEMBER

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "role" in given and "team" in given:
            try:
                check_reach(self.member.organization, Role(given["role"]), given["team"])
            except DomainError as error:
                self.add_error("team", str(error))
        return given


def units_of(member: Membership) -> Any:
    """The units of the organization in use."""
    return Team.objects.filter(organization=member.organization_id, kind=Team.Kind.UNIT).active()
