"""Where each team stands, in one round or now: the rows under every total."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db.models import QuerySet

from core.names import as_path, paths_of, sort_key
from core.prepared import Prepared
from maturity.reading import Catalog, catalog
from maturity.scoring import COUNTED, State
from organizations.access import EVERYWHERE, Right, reach_of
from organizations.models import Membership, Team
from reports.queries.filters import (
    BY_NAME,
    BY_UNIT,
    HIGHEST,
    HIGHEST_IN,
    IN_DIMENSION,
    LOWEST,
    OLDEST,
    Unit,
    within,
)
from reports.queries.kept import Newest, Stamps, Stand, facts, stands_in
from reports.queries.rounds import RoundFacts
from reports.queries.told import Levels, Told, told
from reports.queries.totals import Totals, totals_of
from surveys.models import TeamResult
from surveys.models.results import TeamResultQuerySet

NOTHING: Levels = {}


class Standing(NamedTuple):
    """Where one team stands: who it is, and its `Facts` field by field.

    A plain tuple, for a thousand are made with every page.
    """

    team: int
    name: str
    unit: str
    slug: str
    told: Told | None
    before: Told | None
    newest: Newest | None
    state: str
    level: int | None
    counted: bool
    change: int | None

    @property
    def hidden(self) -> bool:
        """Whether nothing of the result may be shown."""
        return self.state == State.SUPPRESSED

    @property
    def levels(self) -> Levels:
        """The level of each dimension, by its key."""
        return self.told.levels if self.told else NOTHING

    @property
    def changes(self) -> dict[str, int]:
        """The change of each dimension that can be compared, in levels."""
        if self.before is None or self.change is None:
            return {}
        before = self.before.levels
        pairs = ((key, level, before.get(key)) for key, level in self.levels.items())
        return {key: level - then for key, level, then in pairs if level is not None and then is not None}


@dataclass(frozen=True)
class Reading:
    """Teams as a member reads them, in one unit or in all: what every part of the dashboard starts from.

    `round` is None where each team stands by its own latest round; `never_asked` counts the teams that no
    round of the lineage asked.
    """

    round: RoundFacts | None
    catalog: Catalog
    teams: Sequence[Standing]
    never_asked: int = 0

    @cached_property
    def totals(self) -> Totals:
        """What these teams amount to."""
        return totals_of(self.catalog, self.teams)

    def in_order(self, order: str, rounds: Mapping[int, int] | None = None) -> list[Standing]:
        """The teams in an order of `filters`; where they tie, names decide.

        Teams without a certain level come last.

        Args:
            rounds: the place of each round in time, for the order by age.
        """
        if order == BY_UNIT:
            return list(self.teams)
        by_name = sorted(self.teams, key=lambda one: (_key(one.name), one.team))
        if order == BY_NAME:
            return by_name
        figure = _figure(order, rounds or {})

        def place(one: Standing) -> tuple[bool, int]:
            level = figure(one) if one.counted else None
            return (level is None, level or 0)

        return sorted(by_name, key=place)


def _figure(order: str, rounds: Mapping[int, int]) -> Callable[[Standing], int | None]:
    """What an order sorts by, the least first."""
    if order == OLDEST:
        return lambda one: rounds.get(one.told.round) if one.told else None
    if order == LOWEST:
        return lambda one: one.level
    if order == HIGHEST:
        return lambda one: None if one.level is None else -one.level
    key = order.removeprefix(HIGHEST_IN).removeprefix(IN_DIMENSION)
    if order.startswith(HIGHEST_IN):
        return lambda one: None if (level := one.levels.get(key)) is None else -level
    return lambda one: one.levels.get(key)


def read_round(
    member: Membership,
    chosen: RoundFacts,
    unit: Unit | None = None,
    label: str = "",
    *,
    previous: RoundFacts | None = None,
) -> Reading:
    """A round as `member` sees it, each team under the name that it had then.

    Three queries and two more for the round it is compared with, versions apart.
    """
    results = results_in(member, chosen, unit, label)
    found = told(results)
    before: dict[int, Told] = {}
    if previous is not None:
        counted = results_in(member, previous, unit, label).filter(state__in=COUNTED)
        before = {one.team: one for one in told(counted).values()}
    names = results.order_by().values_list(
        "pk", "participation__team_name", "participation__unit_path", "participation__team__slug"
    )
    teams = [
        Standing(one.team, name, path, slug, *facts(one, before.get(one.team)))
        for pk, name, path, slug in names
        if (one := found.get(pk)) is not None
    ]
    return Reading(chosen, catalog(chosen.version_id), _by_unit(teams))


def read_standings(
    member: Membership, stamps: Stamps, version: int, unit: Unit | None = None, label: str = ""
) -> Reading:
    """Where the teams in use stand now that `member` may see, each under the name that it has now.

    One query, two with a label, and those of `stands_in`. A reading is kept while the teams that a reader
    with this reach sees are the same, and stand where they stood: the names of a thousand teams need not be
    sorted, nor their figures be added up, for every page.

    Args:
        version: whose dimensions and levels are the columns.
    """
    stands = stands_in(member.organization_id, stamps)
    reach = reach_of(member, Right.SEE_RESULTS)
    if reach.everywhere:
        rows = _of_all.rows(member.organization_id)
    else:
        seen = Team.objects.where_may(member, Right.SEE_RESULTS).active()
        rows = list(seen.order_by("pk").values_list(*TEAM))
    labelled = Team.objects.where_may(member, Right.SEE_RESULTS).labelled(label) if label else None
    wanted = None if labelled is None else frozenset(labelled.values_list("pk", flat=True))
    place = (member.organization_id, stamps.lineage, version, reach, unit.pk if unit else None, label)
    of = (rows, unit.below if unit else None, wanted)
    known = _kept.get(place)
    if known is not None and known.stands is stands and known.of == of:
        return known.reading
    reading = Reading(None, catalog(version), *_standing(stands, *of))
    _kept.pop(place, None)
    if len(_kept) >= MOST:
        _kept.pop(next(iter(_kept)), None)
    _kept[place] = _Kept(stands, of, reading)
    return reading


TEAM = ("pk", "parent_id", "name", "slug", "kind")
TeamRow = tuple[int, int | None, str, str, str]
Of = tuple[Sequence[TeamRow], frozenset[int] | None, frozenset[int] | None]

MOST = 8  # readings that a process keeps


@dataclass(frozen=True, slots=True)
class _Kept:
    """A reading, and what it was made of: it holds while both are what is read now."""

    stands: Mapping[int, Stand]
    of: Of
    reading: Reading


_kept: dict[tuple[object, ...], _Kept] = {}


def forget() -> None:
    """Empty what this process keeps: for tests, whose database is rolled back under it."""
    _kept.clear()


@Prepared
def _of_all(organization: int) -> QuerySet[Team, TeamRow]:
    """All teams and units in use, for who sees the results of all."""
    return Team.objects.within(organization, EVERYWHERE).active().order_by("pk").values_list(*TEAM)


def _standing(
    stands: Mapping[int, Stand],
    rows: Sequence[TeamRow],
    below: frozenset[int] | None,
    wanted: frozenset[int] | None,
) -> tuple[list[Standing], int]:
    """The teams among `rows` with where they stand, and how many no round has asked.

    Args:
        below: the units in which they must lie; `wanted`: the teams that bear the label; None for any.
    """
    above = paths_of((pk, parent, name) for pk, parent, name, _slug, kind in rows if kind == Team.Kind.UNIT)
    units = {pk: as_path(path) for pk, path in above.items()}
    teams, never_asked = [], 0
    for pk, parent, name, slug, kind in rows:
        if kind == Team.Kind.UNIT or (wanted is not None and pk not in wanted):
            continue
        if below is not None and parent not in below:
            continue
        stand = stands.get(pk)
        if stand is None:
            never_asked += 1
            continue
        teams.append(Standing(pk, name, units.get(parent or 0, ""), slug, *stand.facts))
    return _by_unit(teams), never_asked


def results_in(
    member: Membership, chosen: RoundFacts, unit: Unit | None, label: str = ""
) -> TeamResultQuerySet:
    """The results of a round under its own version that `member` sees, of the teams asked for."""
    found: TeamResultQuerySet = TeamResult.objects.visible_to(member).filter(
        round_id=chosen.pk, version_id=chosen.version_id
    )
    return within(found, unit, label)


def _by_unit(teams: Sequence[Standing]) -> list[Standing]:
    return sorted(teams, key=lambda one: (_key(one.unit), _key(one.name), one.team))


_key = lru_cache(maxsize=8192)(sort_key)  # names are sorted with every page, and seldom change
