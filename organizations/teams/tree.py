"""The tree of units and teams: added, named, placed, archived. Whoever may not change teams is refused.

`merging` and `importing.carrying_out` write teams too: the first archives what is merged away and moves what
lay in it, the second places thousands in few statements. Both hold the same row and record the same lines.

Every change holds the organization's row, so that two moves at once can't tie the tree into a ring,
and two teams of one name get two addresses.
"""

from collections.abc import Iterable
from enum import Enum

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.errors import DomainError
from core.slugs import free_slug
from core.text import one_line
from organizations.access import Right, Role, demand
from organizations.audit.recording import record
from organizations.members.memberships import grant_role
from organizations.models import Membership, Organization, Team
from organizations.teams.labels import label_team

SLUG_LENGTH = 60


class Anywhere(Enum):
    """Whoever moves a team did not look where it lay."""

    ANYWHERE = "anywhere"


ANYWHERE = Anywhere.ANYWHERE


class TeamNameMissing(DomainError):
    code = "team_name_missing"
    message = _("Give the team a name.")
    status = 422


class NotAUnit(DomainError):
    code = "not_a_unit"
    message = _("Choose a unit of this organization that is not archived.")
    status = 422


class NotATeam(DomainError):
    code = "not_a_team"
    message = _("A new team comes from a team of this organization that is in use; a unit comes from none.")
    status = 422


class BelowItself(DomainError):
    code = "below_itself"
    message = _("A unit cannot be placed below itself.")


class KeyTaken(DomainError):
    code = "key_taken"
    message = _("The key “%(key)s” belongs to “%(name)s”.")
    status = 422


class MovedMeanwhile(DomainError):
    code = "moved_meanwhile"
    message = _("“%(name)s” has been moved or archived meanwhile. Look at the tree again.")


class UnitNotEmpty(DomainError):
    code = "unit_not_empty"
    message = _("“%(name)s” still has teams. Move or archive them first.")


class UnitArchived(DomainError):
    code = "unit_archived"
    message = _("“%(name)s” lies in an archived unit. Bring that back first.")


def add_team(
    organization: Organization,
    *,
    name: str,
    kind: Team.Kind = Team.Kind.TEAM,
    parent: Team | None = None,
    led_by: Membership | None = None,
    split_from: Team | None = None,
    by: Membership | None,
) -> Team:
    """Add a team, or a unit that holds teams, below `parent` or at the top.

    Args:
        led_by: becomes the lead of the team, or the manager of the unit.
        split_from: the team that it comes from; its first leads see that team's last answers.

    Raises:
        The errors of `grant_role`, and nothing is stored then.
        TeamNameMissing: the name is empty.
        NotAUnit: the parent is a team, archived, or of another organization.
        NotATeam: the team that it comes from is a unit, archived, or of another organization.
    """
    demand(by, Right.MANAGE_TEAMS, organization)
    name = _clean_name(name)
    with transaction.atomic():
        # Against another team of that name, for the word in its address, and against archiving `parent`.
        organization.hold()
        _check_parent(organization, parent)
        _check_origin(organization, kind, split_from)
        taken = set(Team.objects.filter(organization=organization).values_list("slug", flat=True))
        slug = free_slug(name, taken=taken, otherwise=kind, length=SLUG_LENGTH)
        placed = {"parent": parent, "kind": kind, "split_from": split_from}
        team = Team.objects.create(organization=organization, name=name, slug=slug, **placed)
        above, before = parent.name if parent else "", split_from.name if split_from else ""
        record("team.added", team, by=by, kind=str(kind), parent=above, split_from=before)
        if led_by is not None:
            grant_role(led_by, Role.LEAD if kind == Team.Kind.TEAM else Role.MANAGER, team=team, by=by)
        return team


def rename_team(team: Team, name: str, *, by: Membership | None) -> None:
    """Give another name; the address stays, and so do the names that past rounds copied.

    Raises:
        TeamNameMissing: the name is empty.
    """
    demand(by, Right.MANAGE_TEAMS, team.organization)
    name = _clean_name(name)
    with transaction.atomic():
        # Against another renaming: both would tell the trail the same name as the one before.
        team.organization.hold()
        team.refresh_from_db(fields=["name"])
        before = team.name
        if name == before:
            return
        Team.objects.filter(pk=team.pk).update(name=name)
        team.name = name
        record("team.renamed", team, by=by, before=before)


def move_team(
    team: Team, *, parent: Team | None, by: Membership | None, seen_below: Team | Anywhere | None = ANYWHERE
) -> None:
    """Place a team or a whole unit below another unit, or at the top; past rounds keep the old place.

    Args:
        seen_below: the unit below which whoever moves it saw it; None for the top.

    Raises:
        MovedMeanwhile: it does not lie below `seen_below` any more, or is archived.
        NotAUnit: the parent is a team, archived, or of another organization.
        BelowItself: the parent is the unit itself or lies below it.
    """
    demand(by, Right.MANAGE_TEAMS, team.organization)
    with transaction.atomic():
        # Against another move: two at once could tie the tree into a ring that neither sees.
        team.organization.hold()
        _check_seen(team, seen_below)
        _check_parent(team.organization, parent)
        if parent is not None and lies_in(parent, team):
            raise BelowItself
        moved = Team.objects.filter(pk=team.pk).exclude(parent=parent)
        if moved.update(parent=parent):
            record("team.moved", team, by=by, parent=parent.name if parent else "")
    team.parent = parent


def set_key(team: Team, key: str, *, by: Membership | None) -> None:
    """Give the key under which spreadsheets name the team; empty for none.

    Raises:
        KeyTaken: another team of the organization has it.
    """
    demand(by, Right.MANAGE_TEAMS, team.organization)
    key, before = one_line(key), team.external_key
    with transaction.atomic():
        # Against whoever gives the key to another team, so that the refusal can name that team.
        team.organization.hold()
        others = Team.objects.filter(organization=team.organization).exclude(pk=team.pk)
        holder = others.filter(external_key=key).first() if key else None
        if holder is not None:
            raise KeyTaken(key=key, name=holder.name)
        if Team.objects.filter(pk=team.pk).exclude(external_key=key).update(external_key=key):
            team.external_key = key
            record("team.keyed", team, by=by, key=key, before=before)


def change_team(
    team: Team,
    *,
    name: str,
    parent: Team | None,
    key: str | None = None,
    labels: Iterable[str] | None = None,
    by: Membership | None,
) -> None:
    """Rename, move and label in one go; all or nothing.

    Args:
        key, labels: None leaves them as they are.

    Raises:
        The errors of `rename_team`, `move_team`, `set_key` and `label_team`.
    """
    with transaction.atomic():
        rename_team(team, name, by=by)
        move_team(team, parent=parent, by=by)
        if key is not None:
            set_key(team, key, by=by)
        if labels is not None:
            label_team(team, labels, by=by)


def archive_team(team: Team, *, by: Membership | None) -> None:
    """Take a team or an empty unit out of use; all its history stays.

    Raises:
        UnitNotEmpty: teams in use lie directly below.
    """
    demand(by, Right.MANAGE_TEAMS, team.organization)
    with transaction.atomic():
        # Against whoever adds or moves a team into the unit while it is found empty.
        team.organization.hold()
        if Team.objects.filter(parent=team).active().exists():
            raise UnitNotEmpty(name=team.name)
        if Team.objects.filter(pk=team.pk).active().update(archived_at=now()):
            record("team.archived", team, by=by)
    team.refresh_from_db()


def restore_team(team: Team, *, by: Membership | None) -> None:
    """Bring an archived team or unit back to its place; a merged one comes back as it was, with its roles.

    Raises:
        UnitArchived: the unit above it is archived.
    """
    demand(by, Right.MANAGE_TEAMS, team.organization)
    with transaction.atomic():
        # Against the archiving of the unit above.
        team.organization.hold()
        if Team.objects.filter(children=team).exclude(archived_at=None).exists():
            raise UnitArchived(name=team.name)
        if (
            Team.objects.filter(pk=team.pk)
            .exclude(archived_at=None)
            .update(archived_at=None, merged_into=None)
        ):
            record("team.restored", team, by=by)
    team.refresh_from_db()


def lies_in(place: Team, unit: Team) -> bool:
    """Whether `place` is `unit` or lies anywhere below it."""
    above = Team.objects.ancestors(place, include_self=True)
    return above.filter(pk=unit.pk).exists()


def _clean_name(name: str) -> str:
    cleaned = one_line(name)
    if not cleaned:
        raise TeamNameMissing
    return cleaned


def _check_seen(team: Team, seen_below: Team | Anywhere | None) -> None:
    if seen_below is ANYWHERE:
        return
    if not Team.objects.filter(pk=team.pk, parent=seen_below).active().exists():
        raise MovedMeanwhile(name=team.name)


def _check_parent(organization: Organization, parent: Team | None) -> None:
    if parent is None:
        return
    units = Team.objects.filter(organization=organization, kind=Team.Kind.UNIT).active()
    if not units.filter(pk=parent.pk).exists():
        raise NotAUnit


def _check_origin(organization: Organization, kind: Team.Kind, split_from: Team | None) -> None:
    if split_from is None:
        return
    teams = Team.objects.filter(organization=organization).active().teams()
    if kind != Team.Kind.TEAM or not teams.filter(pk=split_from.pk).exists():
        raise NotATeam
