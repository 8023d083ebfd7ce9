"""Forms that place, merge and label teams. Their choices are already the permitted ones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.forms import Form, NameField, PlaceField, units_of
from organizations.models import Label, Membership, Team


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
