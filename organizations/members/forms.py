"""Forms about members: the roles that they hold and where, and the box before what is final."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from organizations.access import Role, grantable_by
from organizations.fields import Form, MemberField, PlaceField
from organizations.members.memberships import check_reach
from organizations.models import Membership, Team


class SureForm(Form):
    """A box to tick before what cannot be taken back."""

    sure = forms.BooleanField(label=_("I know that this cannot be undone."))


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
