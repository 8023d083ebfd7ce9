"""Forms about members: the roles that they hold and where, and the box before what is final."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from organizations.access import Right, Role, may, offerable_by
from organizations.fields import Form, MemberField, PlaceField
from organizations.members.deputies import check_end
from organizations.members.giving import Giving
from organizations.members.memberships import check_reach
from organizations.models import Membership, Team
from organizations.models.tenants import TeamQuerySet


class SureForm(Form):
    """A box to tick before what cannot be taken back."""

    sure = forms.BooleanField(label=_("I know that this cannot be undone."))


class LastDayField(forms.DateField):
    """The last day of a lead who stands in for another."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Until, for a deputy"))
        options.setdefault("required", False)
        options.setdefault(
            "help_text", _("A lead with a last day is a deputy. Leave it empty for a role without an end.")
        )
        super().__init__(input_formats=["%Y-%m-%d"], **options)
        self.error_messages["invalid"] = _("Choose a day, for example 2026-12-31.")


class EndingForm(Form):
    """A role that may have a last day; what the deed would refuse is said at the field."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("role"):
            try:
                check_end(Role(given["role"]), given.get("until"))
            except DomainError as error:
                self.add_error("until", str(error))
        return given


class TeamPersonForm(EndingForm):
    """Give a member a role in one team or unit."""

    person = MemberField(label=_("Person"), empty_label=_("Choose somebody"))
    role = forms.ChoiceField(label=_("Role"))
    until = LastDayField()

    def __init__(self, *args: Any, member: Membership, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(member)
        held_here = [Role.LEAD, Role.MEMBER, Role.MANAGER] if team.kind == Team.Kind.TEAM else [Role.MANAGER]
        giving = Giving(member, team.organization_id)
        mine = [role for role in held_here if giving.may(role, team)]
        self.fields["role"].choices = [(role.value, role.label) for role in mine]
        if team.kind == Team.Kind.UNIT:
            del self.fields["until"]  # units have no leads

    @property
    def offers_any(self) -> bool:
        """Whether the giver has a role to give here at all."""
        return bool(self.fields["role"].choices)


class RoleForm(Form):
    """A role, and where it is held: what the member may offer or give, and where."""

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
        if not may(member, Right.MANAGE_PEOPLE):
            self._offer_teams_alone()
        self.fields["team"].offer(places_to_give(member))
        mine = offerable_by(member)
        self.fields["role"].choices = [(role.value, role.label) for role in reversed(Role) if role in mine]
        self.fields["role"].initial = Role.MEMBER

    def _offer_teams_alone(self) -> None:
        """Who invites to teams alone must name one."""
        field = self.fields["team"]
        field.label, field.empty_label, field.required = _("Team"), _("Choose a team"), True
        field.help_text = _("The teams that you manage.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "role" in given and "team" in given:
            try:
                check_reach(self.member.organization, Role(given["role"]), given["team"])
            except DomainError as error:
                self.add_error("team", str(error))
        return given


class PersonRoleForm(RoleForm, EndingForm):
    """Give one person a role somewhere, a lead's with a last day perhaps."""

    until = LastDayField()


def places_to_give(member: Membership) -> TeamQuerySet:
    """Where the member may give a role: all units and teams, or only the teams to which they may invite."""
    found = Team.objects.where_may(member, Right.INVITE).active()
    return found if may(member, Right.MANAGE_PEOPLE) else found.teams()
