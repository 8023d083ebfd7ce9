"""Carrying out a plan: all in one transaction, in few queries however many rows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.slugs import free_slug
from core.spreadsheets.tables import Table
from organizations.access import Right, RightLacking, demand, may
from organizations.audit.recording import record, record_each
from organizations.importing.checking import check
from organizations.importing.people import Otherwise
from organizations.importing.plans import Change, ImportPlan, Person, Place
from organizations.models import Membership, Organization, Team
from organizations.offers.offering import Effect, Kind, make_foreseen
from organizations.teams.labels import ensure_labels
from organizations.teams.tree import SLUG_LENGTH

BATCH = 500
DEEDS = {
    Change.ADDED: "team.added",
    Change.RESTORED: "team.restored",
    Change.RENAMED: "team.renamed",
    Change.MOVED: "team.moved",
    Change.KEYED: "team.keyed",
    Change.LABELLED: "team.labelled",
}


class PlanChanged(DomainError):
    code = "plan_changed"
    message = _("Teams or people have changed since the file was checked. Look at what it would do now.")


class RowsWrong(DomainError):
    code = "rows_wrong"
    message = _("The file has errors, so nothing was imported. Correct them, and choose the file again.")
    status = 422


def import_tables(
    organization: Organization,
    tables: Sequence[Table],
    *,
    digest: str | None = None,
    by: Membership | None,
    otherwise: Otherwise | None = None,
    leave_out: bool = False,
    invite: bool = True,
) -> ImportPlan:
    """Add and change teams as the tables say, and offer people to join; all of it, or nothing.

    Args:
        digest: of the plan that somebody saw and confirmed; None to carry out whatever the tables say.
        otherwise, leave_out: as `check` takes them.
        invite: whether people get their mail at once; else their offers wait until somebody sends it, or a
            round asks them.

    Raises:
        RightLacking: `by` may not invite, or not change teams where the tables do.
        PlanChanged: the tables would not do any more what was shown.
        RowsWrong: a row can't be imported.
        The errors of `make_offers`, and nothing is stored then.
    """
    _demand_invite(organization, by)
    with transaction.atomic():
        # Against every other change of teams, people and offers: what is carried out is what is checked here.
        organization.hold()
        plan = check(organization, tables, by=by, otherwise=otherwise, leave_out=leave_out)
        if digest is not None and plan.digest != digest:
            raise PlanChanged
        if plan.problems:
            raise RowsWrong
        if plan.changing:  # what else may be offered is asked of each offer
            demand(by, Right.MANAGE_TEAMS, organization)
        _add(organization, [place for place in plan.teams if place.team is None])
        _change([place for place in plan.changing if Change.ADDED not in place.changes])
        _label(organization, plan.changing, by=by)
        _tell(organization, plan, by=by)
        effects = [_settled(person) for person in plan.people if person.effect != Kind.REPEATED]
        make_foreseen(organization, effects, by=by, invite=invite)
    return plan


def _demand_invite(organization: Organization, by: Membership | None) -> None:
    """Whoever imports invites at least somewhere."""
    if by is not None and (by.organization_id != organization.pk or not may(by, Right.INVITE)):
        raise RightLacking(Right.INVITE, by)


def _add(organization: Organization, places: Sequence[Place]) -> None:
    """The new ones, level by level, for what lies in a unit needs its number."""
    taken = set(Team.objects.filter(organization=organization).values_list("slug", flat=True))
    while places:
        ready = [place for place in places if place.parent is None or place.parent.team is not None]
        for place in ready:
            slug = free_slug(place.name, taken=taken, otherwise=place.kind, length=SLUG_LENGTH)
            taken.add(slug)
            place.team = Team(organization=organization, slug=slug)
            _set(place)
        Team.objects.bulk_create([place.team for place in ready if place.team], batch_size=BATCH)
        places = [place for place in places if place.team is None]


def _change(places: Sequence[Place]) -> None:
    for place in places:
        _set(place)
    fields = ["name", "kind", "parent", "external_key", "archived_at", "merged_into"]
    Team.objects.bulk_update([place.team for place in places if place.team], fields, batch_size=BATCH)


def _set(place: Place) -> None:
    """Let the row say what its place says; the model's own rules are asked once more."""
    team = place.team
    if team is None:
        return
    team.name, team.kind, team.external_key = place.name, place.kind, place.key
    team.parent = place.parent.team if place.parent else None
    team.archived_at = team.merged_into = None
    team.clean_fields(exclude=["organization", "parent", "merged_into"])


def _label(organization: Organization, places: Iterable[Place], *, by: Membership | None) -> None:
    labelled = [place for place in places if place.labels is not None and place.team is not None]
    names = {name.casefold(): name for place in labelled for name in place.labels or ()}
    labels = ensure_labels(organization, list(names.values()), by=by)
    known = dict(zip(names, labels, strict=True))
    through = Team.labels.through
    through.objects.filter(team__in=[place.team for place in labelled]).delete()
    rows = [
        through(team=place.team, label=known[name.casefold()])
        for place in labelled
        for name in place.labels or ()
    ]
    through.objects.bulk_create(rows, batch_size=BATCH)


def _tell(organization: Organization, plan: ImportPlan, *, by: Membership | None) -> None:
    """A line for each team and deed, as if each had been done by hand, and one for the whole."""
    for change, action in DEEDS.items():
        things = [(place.team, _facts(place, change)) for place in plan.changing if change in place.changes]
        record_each(
            action, [(team, facts) for team, facts in things if team], by=by, organization=organization
        )
    counts = {change.value: sum(change in place.changes for place in plan.changing) for change in Change}
    record(
        "teams.imported", organization, by=by, organization=organization, people=len(plan.offers), **counts
    )


def _facts(place: Place, change: Change) -> dict[str, object]:
    above = place.parent.name if place.parent else ""
    match change:
        case Change.ADDED:
            return {"kind": place.kind, "parent": above}
        case Change.RENAMED:
            return {"before": place.before[change]}
        case Change.MOVED:
            return {"parent": above}
        case Change.KEYED:
            return {"key": place.key, "before": place.before[change]}
        case Change.LABELLED:
            return {"labels": sorted(place.labels or ())}
    return {}


def _settled(person: Person) -> Effect:
    """What was foreseen, with the team as it is stored now; new ones had a stand-in."""
    foreseen = person.foreseen
    if person.place is None:
        return foreseen
    return replace(foreseen, offer=replace(foreseen.offer, team=person.place.team))
