"""Who may give which role where: the table's answer, laid over the tree. `memberships` takes away."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from organizations.access import Reach, Right, Role, may, reach_to_give
from organizations.models import Membership, Team


class AboveOwnRank(DomainError):
    code = "above_own_rank"
    message = _("You cannot give or remove a role above your own.")
    status = 403


class NotYoursToInvite(DomainError):
    code = "not_yours_to_invite"
    message = _(
        "You may invite leads and members, to the teams that you manage. "
        "An owner or an admin gives every other role."
    )
    status = 403


class Giving:
    """What `by` may give in one organization; asks for the teams in reach once, and only where it matters."""

    def __init__(self, by: Membership | None, organization: int) -> None:
        """Take who gives, None for the system itself, which may; and the organization's id."""
        self.by = by
        self.organization = organization
        self._reaches: dict[Role, Reach] = {}
        self._teams: dict[Reach, frozenset[int]] = {}

    def check(self, role: Role, team: Team | None) -> None:
        """Whether `by` may give `role` in `team`, or in the whole organization when that is None.

        Raises:
            AboveOwnRank: `by` is a member elsewhere, or gives no such role anywhere.
            NotYoursToInvite: `by` gives the roles of teams alone, and not this one or not there.
        """
        if self.by is None:
            return
        if self.by.organization_id != self.organization:
            raise AboveOwnRank
        reach = self._reach(role)
        if reach.everywhere or (team is not None and team.pk in self._teams_in(reach)):
            return
        if may(self.by, Right.MANAGE_PEOPLE) or not may(self.by, Right.INVITE):
            raise AboveOwnRank
        raise NotYoursToInvite

    def may(self, role: Role, team: Team | None) -> bool:
        """The same as an answer."""
        try:
            self.check(role, team)
        except (AboveOwnRank, NotYoursToInvite):
            return False
        return True

    def _reach(self, role: Role) -> Reach:
        if self.by is not None and role not in self._reaches:
            self._reaches[role] = reach_to_give(self.by, role)
        return self._reaches[role]

    def _teams_in(self, reach: Reach) -> frozenset[int]:
        if reach not in self._teams:
            found = Team.objects.within(self.organization, reach) if reach != Reach() else Team.objects.none()
            self._teams[reach] = frozenset(found.values_list("pk", flat=True))
        return self._teams[reach]
