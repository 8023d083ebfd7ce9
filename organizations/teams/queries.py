"""The read side of the pages about teams: frozen rows, so that templates cause no queries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from core.names import by_name, plain, sort_key
from core.prepared import Prepared
from organizations.access import (
    EVERYWHERE,
    Reach,
    Right,
    Role,
    may_everywhere,
    reach_of,
    reach_to_give,
)
from organizations.models import Label, Membership, RoleGrant, Team
from organizations.models.tenants import TeamQuerySet
from organizations.teams.people import Person, people_of

OPEN_AT_FIRST = 40  # up to so many teams the whole tree is open; beyond, only its top

ABOVE = ("parent__parent__parent",)  # how much of the way up is read along with a team


class Node(NamedTuple):
    """A unit or team as the tree needs it: a thousand rows are read with every page, and no objects made."""

    pk: int
    parent_id: int | None
    kind: str
    name: str
    slug: str
    archived_at: datetime | None


Children = Mapping[int | None, list[Node]]


@dataclass(frozen=True, slots=True)
class Words:
    """A name in three parts; the middle is what the search found."""

    before: str
    found: str = ""
    after: str = ""

    @property
    def whole(self) -> str:
        return self.before + self.found + self.after


@dataclass(frozen=True, slots=True)
class Line:
    """One step of writing the tree: a team, a unit that begins, or (`ends`) a unit that is over."""

    slug: str = ""
    words: Words = Words("")
    is_unit: bool = False
    is_open: bool = False
    is_current: bool = False
    is_archived: bool = False
    teams: int = 0
    leads: str = ""
    hidden: int = 0
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """The units and teams that a member sees."""

    lines: list[Line]
    teams: int
    units: int
    matches: int | None  # None: nothing was searched


@dataclass(frozen=True, slots=True)
class Place:
    """A unit or team opened beside the tree."""

    team: Team
    path: list[Team]
    visible: frozenset[int]
    people: list[Person]
    teams: int
    labels: list[str]
    merged: list[Team]  # those that went into this one
    split_from: Team | None  # the one that it comes from
    split_off: list[Team]  # those that come from it; of all three only what the reader sees
    may_invite: bool  # the reader may invite leads and members to this team


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A label, and how many teams in use carry it."""

    name: str
    slug: str
    teams: int


def marked(name: str, search: str) -> Words | None:
    """`name` with the part that matches `search` set apart; None when nothing does."""
    wanted = plain(search)
    if not wanted:
        return None
    # Each letter is compared alone, so that places in the plain text are places in the name.
    letters = [plain(letter) for letter in name]
    start = "".join(letters).find(wanted)
    if start < 0:
        return None
    places = [index for index, letter in enumerate(letters) for _part in letter]
    first, last = places[start], places[start + len(wanted) - 1]
    return Words(name[:first], name[first : last + 1], name[last + 1 :])


def tree(
    member: Membership, *, search: str = "", archived: bool = False, current: str = "", label: str = ""
) -> Tree:
    """The tree as `member` sees it; two queries, however many teams, and one for a label."""
    visible = Team.objects.visible_to(member).order_by("pk")
    shown = visible if archived else visible.active()
    rows: list[Node] = [Node(*row) for row in shown.values_list(*Node._fields)]
    teams = by_name(rows, lambda team: team.name)
    carrying = set(visible.labelled(label).values_list("pk", flat=True)) if label else None
    leads = _leads(shown.order_by())
    return TreeWriter(teams, leads=leads, search=search.strip(), current=current, only=carrying).write()


class TreeWriter:
    """Writes the lines of one tree; keeps what each step needs to know."""

    def __init__(
        self,
        teams: list[Node],
        *,
        leads: Mapping[int, list[str]],
        search: str,
        current: str,
        only: set[int] | None = None,
    ) -> None:
        self.teams = teams
        self.leads = leads
        self.current = current
        self.children = _by_parent(teams)
        self.all_open = sum(team.kind == Team.Kind.TEAM for team in teams) <= OPEN_AT_FIRST
        self.words = {team.pk: marked(team.name, search) for team in teams}
        self.searching = bool(search) or only is not None
        self.found = {team.pk for team in teams if not search or self._matches(team, search)}
        if only is not None:
            self.found &= only
        self.shown = _with_ancestors(teams, self.found)
        self.to_current = _with_ancestors(teams, {team.pk for team in teams if team.slug == current})

    def write(self) -> Tree:
        """The whole tree from the top."""
        kinds = [team.kind for team in self.teams]
        return Tree(
            lines=list(self._level(None)),
            teams=kinds.count(Team.Kind.TEAM),
            units=kinds.count(Team.Kind.UNIT),
            matches=len(self.found) if self.searching else None,
        )

    def _matches(self, team: Node, search: str) -> bool:
        return bool(self.words[team.pk]) or any(marked(name, search) for name in self.leads.get(team.pk, []))

    def _level(self, parent: int | None) -> Iterator[Line]:
        for team in self.children[parent]:
            if self.searching and team.pk not in self.shown:
                continue
            yield self._line(team)
            if team.kind == Team.Kind.UNIT:
                yield from self._level(team.pk)
                yield Line(ends=True, slug=team.slug, hidden=self._left_out(team))

    def _line(self, team: Node) -> Line:
        is_unit = team.kind == Team.Kind.UNIT
        return Line(
            slug=team.slug,
            words=self.words[team.pk] or Words(team.name),
            is_unit=is_unit,
            is_open=self.all_open or self.searching or team.pk in self.to_current,
            is_current=team.slug == self.current,
            is_archived=team.archived_at is not None,
            teams=self._teams_below(team.pk) if is_unit else 0,
            leads=", ".join(self.leads.get(team.pk, [])),
        )

    def _left_out(self, unit: Node) -> int:
        below = self.children[unit.pk]
        return sum(child.pk not in self.shown for child in below) if self.searching else 0

    def _teams_below(self, pk: int) -> int:
        return sum(
            1 if child.kind == Team.Kind.TEAM else self._teams_below(child.pk) for child in self.children[pk]
        )


def place(member: Membership, slug: str) -> Place | None:
    """The unit or team of that address with its people; None when the member can't see it."""
    visible = Team.objects.visible_to(member).select_related(*ABOVE, "merged_into")
    team = visible.filter(slug=slug).first()
    return place_of(member, team) if team is not None else None


def place_of(member: Membership, team: Team) -> Place:
    """A unit or team that `member` sees with its people (three queries, one more for a unit).

    What stands above it is taken as it was read along: `ABOVE` names that, and each step further is a query.
    """
    path = above(team)
    kin = by_name(_kin_of(member, team), lambda one: one.name)
    is_unit = team.kind == Team.Kind.UNIT
    below = Team.objects.descendants(team).filter(kind=Team.Kind.TEAM, archived_at=None) if is_unit else None
    is_open = not is_unit and team.archived_at is None
    way_down = [*(unit.pk for unit in path), team.pk]
    return Place(
        may_invite=is_open and _reaches(reach_to_give(member, Role.MEMBER), way_down),
        labels=sorted(_labels_on.rows(team.pk), key=sort_key),
        merged=[one for one in kin if one.merged_into_id == team.pk],
        split_from=next((one for one in kin if one.pk == team.split_from_id), None),
        split_off=[one for one in kin if one.split_from_id == team.pk],
        team=team,
        path=path,
        visible=frozenset(unit.pk for unit in seen_above(member, team)),
        people=people_of(team, [unit.pk for unit in path]),
        teams=below.count() if below is not None else 0,
    )


def _kin_of(member: Membership, team: Team) -> list[Team]:
    """The teams that `member` sees which were merged into this one, came of it, or of which it came."""
    kin = (team.pk, team.pk, team.split_from_id or 0)
    if may_everywhere(member, Right.SEE_TEAM):
        return _all_kin.rows(member.organization_id, *kin)
    return list(_tied(Team.objects.visible_to(member), *kin))


@Prepared
def _all_kin(organization: int, into: int, split_from: int, origin: int) -> QuerySet[Team]:
    """The same, for who sees all teams."""
    return _tied(Team.objects.within(organization, EVERYWHERE), into, split_from, origin)


def _tied(teams: TeamQuerySet, into: int, split_from: int, origin: int) -> QuerySet[Team]:
    return teams.filter(Q(merged_into=into) | Q(split_from=split_from) | Q(pk=origin)).order_by("pk")


@Prepared
def _labels_on(team: int) -> QuerySet[Label, str]:
    return Label.objects.filter(teams=team).order_by("pk").values_list("name", flat=True)


def _reaches(reach: Reach, way_down: list[int]) -> bool:
    """Whether a reach takes in the last of these, which lies in all the others."""
    return reach.everywhere or way_down[-1] in reach.teams or not set(way_down).isdisjoint(reach.units)


def above(team: Team) -> list[Team]:
    """The units above a team from the top, no query where they were read along."""
    path: list[Team] = []
    step = team.parent
    while step is not None:
        path.insert(0, step)
        step = step.parent
    return path


def seen_above(member: Membership, team: Team) -> list[Team]:
    """Those of the units above a team that `member` sees, by the reach of the right and without a query."""
    reach = reach_of(member, Right.SEE_TEAM)
    path = above(team)
    if reach.everywhere:
        return path
    first = next((place for place, unit in enumerate(path) if unit.pk in reach.units), len(path))
    return path[first:]


def labels_seen_by(member: Membership) -> dict[str, str]:
    """The labels of the teams that `member` sees: address and name, by name (one query)."""
    if may_everywhere(member, Right.SEE_TEAM):
        carried = _all_labels.rows(member.organization_id)
    else:
        seen = Team.objects.visible_to(member).values("pk")
        carried = list(_named(Label.objects.filter(organization=member.organization_id, teams__in=seen)))
    return {slug: name for _pk, slug, name in by_name(carried, itemgetter(2))}


LabelNamed = tuple[int, str, str]


@Prepared
def _all_labels(organization: int) -> QuerySet[Label, LabelNamed]:
    """The labels that some team carries, for who sees all teams."""
    return _named(Label.objects.filter(organization=organization, teams__isnull=False))


def _named(labels: QuerySet[Label]) -> QuerySet[Label, LabelNamed]:
    return labels.distinct().order_by("pk").values_list("pk", "slug", "name")


def label_rows(member: Membership) -> list[LabelRow]:
    """All labels of the organization by name, also those that no team carries."""
    in_use = Count("teams", filter=Q(teams__archived_at=None))
    rows = Label.objects.filter(organization=member.organization_id).annotate(carriers=in_use)
    named = rows.order_by("pk").values_list("name", "slug", "carriers")
    return [LabelRow(*row) for row in by_name(named, itemgetter(0))]


def carriers(label: Label) -> list[Team]:
    """The teams in use that carry a label, by name."""
    return by_name(Team.objects.filter(labels=label).active().order_by("pk"), lambda team: team.name)


def _by_parent(teams: list[Node]) -> Children:
    """The teams below each unit; what hangs below something unseen stands at the top."""
    seen = {team.pk for team in teams}
    children: defaultdict[int | None, list[Node]] = defaultdict(list)
    for team in teams:
        children[team.parent_id if team.parent_id in seen else None].append(team)
    return children


def _with_ancestors(teams: list[Node], some: set[int]) -> set[int]:
    parents = {team.pk: team.parent_id for team in teams}
    reached: set[int] = set()
    for pk in some:
        step: int | None = pk
        while step in parents and step not in reached:
            reached.add(step)
            step = parents[step]
    return reached


def _leads(teams: QuerySet[Team]) -> Mapping[int, list[str]]:
    """The names of each team's leads and each unit's managers."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    grants = (
        RoleGrant.objects.in_force()
        .of_active()
        .filter(role__in=[Role.LEAD, Role.MANAGER], team__in=teams.values("pk"))
        .order_by("pk")
        .values_list("team", "membership__user__name")
    )
    for team, name in by_name(grants, itemgetter(1)):
        names[team].append(name)
    return names
