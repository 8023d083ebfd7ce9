"""Forms of teams and their labels. Their choices are already the permitted ones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.errors import DomainError
from organizations.access import Right, Role, reach_to_give
from organizations.fields import Form, MemberField, NameField, PlaceField
from organizations.models import Label, Membership, Team
from organizations.teams.labels import MOST_ON_A_TEAM, TooManyLabels, clean_names
from organizations.teams.tree import KeyTaken


class MoveForm(Form):
    """Where a team is dropped, and where whoever dropped it saw it before; empty for the top."""

    parent: "forms.ModelChoiceField[Team]" = forms.ModelChoiceField(
        Team.objects.none(), required=False, to_field_name="slug"
    )
    seen_below: "forms.ModelChoiceField[Team]" = forms.ModelChoiceField(
        Team.objects.none(), required=False, to_field_name="slug"
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = units_of(member)
        self.fields["seen_below"].queryset = Team.objects.filter(organization=member.organization_id)


class MergeForm(Form):
    """The team or unit that takes another one in."""

    into = PlaceField(label=_("Merge into"), empty_label=_("Choose one"))

    def __init__(self, *args: Any, member: Membership, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = Team.objects.descendants(team, include_self=True).values("pk")
        ours = Team.objects.filter(organization=member.organization_id, kind=team.kind)
        self.fields["into"].offer(ours.active().exclude(pk__in=below))


class LabelForm(Form):
    """Rename a label."""

    name = NameField(label=_("Name"), max_length=40)


class MergeLabelForm(Form):
    """The label that takes the teams of another one."""

    into: "forms.ModelChoiceField[Label]" = forms.ModelChoiceField(
        Label.objects.none(), label=_("Merge into"), empty_label=_("Choose one")
    )

    def __init__(self, *args: Any, label: Label, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].widget.attrs["translate"] = "no"
        ours = Label.objects.filter(organization=label.organization_id)
        self.fields["into"].queryset = ours.exclude(pk=label.pk)


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
    split_from = PlaceField(
        label=_("Comes from the team"),
        required=False,
        empty_label=_("No other team"),
        help_text=_(
            "Whoever answers first for the new team sees beside each question what that team answered last."
        ),
    )

    def __init__(self, *args: Any, member: Membership, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(units_of(member))
        self.fields["split_from"].offer(Team.objects.where_may(member, Right.MANAGE_TEAMS).active().teams())
        if kind == Team.Kind.UNIT:
            self.fields["parent"].label = _("Above it")
            del self.fields["split_from"]
        leading = Role.MANAGER if kind == Team.Kind.UNIT else Role.LEAD
        if reach_to_give(member, leading).everywhere:
            self.fields["led_by"].offer(member)
        else:  # and whoever names somebody nevertheless is refused
            self.fields["led_by"].widget = forms.HiddenInput()
        if kind == Team.Kind.UNIT:
            self.fields["led_by"].label = _("Manager")


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


def units_of(member: Membership) -> Any:
    """The units of the organization in use."""
    return Team.objects.filter(organization=member.organization_id, kind=Team.Kind.UNIT).active()
