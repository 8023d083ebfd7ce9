"""What a reader asks of the dashboard: model or round, unit, label, order and page, read from the address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.db.models import QuerySet

from core.names import by_name
from core.prepared import Prepared
from organizations.access import EVERYWHERE, Right, Scope, reach_of, rights_of
from organizations.models import Membership, Team
from organizations.models.tenants import TeamQuerySet
from surveys.models.results import TeamResultQuerySet

BY_UNIT, BY_NAME, LOWEST, HIGHEST, OLDEST = "unit", "name", "lowest", "highest", "oldest"
ORDERS = (BY_UNIT, BY_NAME, LOWEST, HIGHEST, OLDEST)
IN_DIMENSION, HIGHEST_IN = "dimension-", "highest-in-"
ALL_PAGES = "all"
LONGEST_WISH = 200  # the key of a criterion with what stands before it


UnitRow = tuple[int, int | None, str, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """The parameters as they came, trimmed; what they name is looked up later.

    `order` is one of ORDERS, or IN_DIMENSION or HIGHEST_IN and the key of a dimension; `page` a number or
    "all"; `show` what `showing` knows.
    """

    round: str = ""
    unit: str = ""
    order: str = ""
    page: str = ""
    label: str = ""
    model: str = ""
    show: str = ""

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "Wish":
        """From the parameters of an address."""
        names = ("round", "unit", "sort", "page", "label", "model", "show")
        return cls(*(str(sent.get(name, "")).strip()[:LONGEST_WISH] for name in names))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the tree that can be chosen; `below` holds its own id and those of all units under it."""

    pk: int
    name: str
    slug: str
    depth: int
    below: frozenset[int]


def within(results: TeamResultQuerySet, unit: Unit | None, label: str) -> TeamResultQuerySet:
    """The results of the teams below `unit` that carry the label of this slug; both narrow."""
    if unit is not None:
        results = results.filter(participation__team__parent_id__in=unit.below)
    return results.filter(participation__team__labels__slug=label) if label else results


def units_of(member: Membership) -> list[Unit]:
    """The units that `member` sees, as the tree lists them (one query)."""
    reach = reach_of(member, Right.SEE_TEAM)
    everywhere = reach.everywhere
    found = _all_units.rows(member.organization_id) if everywhere else _units(Team.objects.visible_to(member))
    rows = by_name(found, itemgetter(2))
    known = {pk for pk, *_ in rows}
    children: dict[int | None, list[tuple[int, str, str]]] = {}
    for pk, parent, name, slug in rows:
        children.setdefault(parent if parent in known else None, []).append((pk, name, slug))
    return _branch(children, None, 0)


@Prepared
def _all_units(organization: int) -> QuerySet[Team, UnitRow]:
    """All units in use, for who sees all teams."""
    return _units(Team.objects.within(organization, EVERYWHERE))


def _units(seen: TeamQuerySet) -> QuerySet[Team, UnitRow]:
    units = seen.active().filter(kind=Team.Kind.UNIT)
    return units.order_by("pk").values_list("pk", "parent_id", "name", "slug")


def _branch(
    children: Mapping[int | None, Sequence[tuple[int, str, str]]], parent: int | None, depth: int
) -> list[Unit]:
    found: list[Unit] = []
    for pk, name, slug in children.get(parent, ()):
        under = _branch(children, pk, depth + 1)
        found.append(Unit(pk, name, slug, depth, frozenset({pk, *(unit.pk for unit in under)})))
        found.extend(under)
    return found


def unit_named(units: Iterable[Unit], slug: str) -> Unit | None:
    """The unit of this slug among `units`."""
    return next((unit for unit in units if unit.slug == slug), None)


def reaches_one_team(member: Membership) -> int | None:
    """The id of the one team whose results `member` may see by role; None for anybody who reaches further.

    A team that was merged into another counts only where there is no other.
    """
    teams: set[int | None] = set()
    merged: set[int | None] = set()
    for grant in member.roles_now():
        reach = rights_of(grant.role, everywhere=grant.team_id is None).get(Right.SEE_RESULTS)
        if reach is not None and reach != Scope.TEAM:
            return None
        if reach is not None:
            gone = grant.team is not None and grant.team.merged_into_id is not None
            (merged if gone else teams).add(grant.team_id)
    teams = teams or merged
    return teams.pop() if len(teams) == 1 else None


def only_team_of(member: Membership) -> Team | None:
    """The one team of somebody whose rights reach no further, for whom a list would be idle (one query)."""
    own = reaches_one_team(member)
    if own is None:
        return None
    return Team.objects.where_may(member, Right.SEE_RESULTS).teams().filter(pk=own).first()
