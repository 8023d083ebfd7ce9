"""Labels on teams, to filter by: the one writer of `Label`.

A label is known by its words, whatever their capitals: "Brazil" and "brazil" are one. Every change holds
the organization's row, so that two people who add the same label at once get one.
"""

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.slugs import free_slug
from core.text import one_line
from organizations.access import Right, demand
from organizations.audit.recording import record
from organizations.models import Label, Membership, Organization, Team

LENGTH = 40
MOST_ON_A_TEAM = 20
MOST_LABELS = 200

Follower = Callable[[Label, Label], None]

_followers: list[Follower] = []


class LabelNameMissing(DomainError):
    code = "label_name_missing"
    message = _("Give the label a name.")
    status = 422


class LabelTooLong(DomainError):
    code = "label_too_long"
    message = _("A label has at most %(most)s characters: “%(name)s”.")
    status = 422


class LabelExists(DomainError):
    code = "label_exists"
    message = _("There is a label “%(name)s” already. Merge the two instead.")


class TooManyLabels(DomainError):
    code = "too_many_labels"
    message = _("A team has at most %(most)s labels.")
    status = 422


class LabelsUsedUp(DomainError):
    code = "labels_used_up"
    message = _("An organization has at most %(most)s labels. Merge or delete some first.")


class UnitsCarryNoLabels(DomainError):
    code = "units_carry_no_labels"
    message = _("Labels belong to teams, not to units.")
    status = 422


class LabelNotHere(DomainError):
    code = "label_not_here"
    message = _("Choose a label of this organization.")
    status = 422


def follows_merges(follower: Follower) -> Follower:
    """Register what lies above and names labels, as a recurrence of rounds does.

    It is called with the label that goes and the one that it goes into, within the transaction of the merge.
    """
    _followers.append(follower)
    return follower


def clean_names(names: Iterable[str]) -> list[str]:
    """Each name in one line and once, whatever its capitals; empty ones are left out.

    Raises:
        LabelTooLong: one is longer than the column.
    """
    found: dict[str, str] = {}
    for name in map(one_line, names):
        if len(name) > LENGTH:
            raise LabelTooLong(most=LENGTH, name=name[:LENGTH] + "…")
        if name:
            found.setdefault(name.casefold(), name)
    return list(found.values())


def label_team(team: Team, names: Iterable[str], *, by: Membership | None) -> None:
    """Let a team carry these labels and no others; a name that is new becomes a label.

    Raises:
        LabelTooLong, TooManyLabels, LabelsUsedUp, UnitsCarryNoLabels: and nothing is stored then.
    """
    demand(by, Right.MANAGE_TEAMS, team.organization)
    wanted = clean_names(names)
    if wanted and team.kind != Team.Kind.TEAM:
        raise UnitsCarryNoLabels
    if len(wanted) > MOST_ON_A_TEAM:
        raise TooManyLabels(most=MOST_ON_A_TEAM)
    with transaction.atomic():
        # Against the same new label by somebody else, and against more of them than an organization can have.
        team.organization.hold()
        labels = ensure_labels(team.organization, wanted, by=by)
        before = set(team.labels.values_list("pk", flat=True))
        if before != {label.pk for label in labels}:
            team.labels.set(labels)
            record("team.labelled", team, by=by, labels=sorted(label.name for label in labels))


def ensure_labels(organization: Organization, names: Sequence[str], *, by: Membership | None) -> list[Label]:
    """The labels of these names, in their order; those that are missing are added.

    The caller holds the organization's row, and has cleaned the names.

    Raises:
        LabelsUsedUp: the organization has as many as it can.
    """
    present = list(Label.objects.filter(organization=organization))
    known = {label.name.casefold(): label for label in present}
    taken = {label.slug for label in present}
    new = [name for name in names if name.casefold() not in known]
    if new and len(present) + len(new) > MOST_LABELS:
        raise LabelsUsedUp(most=MOST_LABELS)
    for name in new:
        slug = free_slug(name, taken=taken, otherwise="label", length=LENGTH)
        taken.add(slug)
        known[name.casefold()] = Label(organization=organization, name=name, slug=slug)
    added = Label.objects.bulk_create([known[name.casefold()] for name in new])
    for label in added:
        record("label.added", label, by=by)
    return [known[name.casefold()] for name in names]


def rename_label(label: Label, name: str, *, by: Membership | None) -> None:
    """Give a label another name on all its teams; its address stays.

    Raises:
        LabelNameMissing, LabelTooLong: the name can't be one.
        LabelExists: another label has this name.
    """
    demand(by, Right.MANAGE_TEAMS, label.organization)
    cleaned = clean_names([name])
    if not cleaned:
        raise LabelNameMissing
    with transaction.atomic():
        # Against a label that comes to have the same name.
        label.organization.hold()
        others = Label.objects.filter(organization=label.organization).exclude(pk=label.pk)
        if any(other.name.casefold() == cleaned[0].casefold() for other in others):
            raise LabelExists(name=cleaned[0])
        before, label.name = label.name, cleaned[0]
        if Label.objects.filter(pk=label.pk).exclude(name=label.name).update(name=label.name):
            record("label.renamed", label, by=by, before=before)


def merge_labels(label: Label, into: Label, *, by: Membership | None) -> int:
    """Let the teams of one label carry another instead, and delete the first.

    Returns:
        How many teams carried it.

    Raises:
        LabelNotHere: the other is of another organization, or the same label.
    """
    demand(by, Right.MANAGE_TEAMS, label.organization)
    if into.organization_id != label.organization_id or into.pk == label.pk:
        raise LabelNotHere
    with transaction.atomic():
        # Against another merge, or the deletion, of one of the two.
        label.organization.hold()
        if Label.objects.filter(pk__in=(label.pk, into.pk)).count() < 2:
            raise LabelNotHere  # somebody merged or deleted one of them at the same moment
        teams = list(label.teams.all())
        into.teams.add(*teams)
        for follow in _followers:
            follow(label, into)
        record("label.merged", label, by=by, into=into.name, teams=len(teams))
        Label.objects.filter(pk=label.pk).delete()
    return len(teams)


def delete_label(label: Label, *, by: Membership | None) -> None:
    """Take a label off all teams, and away."""
    demand(by, Right.MANAGE_TEAMS, label.organization)
    with transaction.atomic():
        # Against whoever puts the label on a team: the line of the trail says how many carried it.
        label.organization.hold()
        record("label.deleted", label, by=by, teams=label.teams.count())
        Label.objects.filter(pk=label.pk).delete()
