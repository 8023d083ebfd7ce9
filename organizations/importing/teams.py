"""Checking the rows of teams against the tree as it is: pure, on rows that were read before."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.names import LONGEST_NAME, as_path, plain
from core.spreadsheets.cells import unquoted
from core.spreadsheets.tables import Row, Table
from core.text import one_line
from organizations.importing.plans import DEEPEST, Change, Place, Problem, upwards
from organizations.models import Team
from organizations.teams.labels import (
    MOST_LABELS,
    MOST_ON_A_TEAM,
    TooManyLabels,
    UnitsCarryNoLabels,
    clean_names,
)

LONGEST_KEY = 80
KINDS = {"unit": "unit", "unidade": "unit", "team": "team", "equipe": "team"}


class TeamCheck:
    """Checks the rows of one table; what it finds is in `places` and `problems`."""

    def __init__(self, stored: Iterable[Team], table: Table | None, *, labels_in_use: Iterable[str]) -> None:
        self.table = table
        self.problems: list[Problem] = []
        self.stored = list(stored)
        self.labels_in_use = {name.casefold() for name in labels_in_use}
        self.by_key: dict[str, Place] = {}
        self.places: list[Place] = []
        self.rows: dict[int, Row] = {}
        self.unread: set[str] = set()  # the keys of rows with something wrong: what names them is not
        self.present = self._present()
        if table is not None:
            self._read(table.rows)
            self._place_all()
            self._settle_kinds()
            self._refuse_rings()
            self._adopt()
            self._judge_parents()
            self._tell_changes()
            self._count_labels()

    def _present(self) -> dict[int, Place]:
        """The teams that are stored, as places in the tree."""
        found = {
            team.pk: Place(0, team.external_key, team.name, team.kind, team=team) for team in self.stored
        }
        for team in self.stored:
            found[team.pk].parent = found.get(team.parent_id or 0)
        for place in found.values():
            if place.key:
                self.by_key[place.key] = place
        return found

    def _read(self, rows: Iterable[Row]) -> None:
        """Each row for itself: key, name, kind, labels."""
        seen: dict[str, int] = {}
        for row in rows:
            key = one_line(unquoted(row.cells.get("key", "")))
            name = one_line(unquoted(row.cells.get("name", "")))
            if not self._good(row, key, name, seen):
                self.unread.add(key)
                continue
            seen[key] = row.line
            place = self.by_key.get(key) or Place(0, key, name, "")
            kind, labels = self._kind(row, place), self._labels(row)
            if kind is None:
                self.unread.add(key)
                continue
            place.line, place.name, place.kind, place.labels = row.line, name, kind, labels
            self.by_key[key] = place
            self.places.append(place)
            self.rows[row.line] = row

    def _good(self, row: Row, key: str, name: str, seen: Mapping[str, int]) -> bool:
        """Whether a row has a key and a name that can be; what is wrong is noted."""
        before = len(self.problems)
        if not key:
            self._wrong(row, "key", _("a team needs a key that stays the same in every import."))
        elif len(key) > LONGEST_KEY:
            self._wrong(row, "key", _("at most %(most)s characters.") % {"most": LONGEST_KEY})
        elif key in seen:
            words = _("the key “%(key)s” stands in line %(line)s already.")
            self._wrong(row, "key", words % {"key": key, "line": seen[key]})
        elif (place := self.by_key.get(key)) and place.team and place.team.merged_into_id:
            into = self.present.get(place.team.merged_into_id)
            words = _("“%(name)s” was merged into “%(into)s”. Take this line out.")
            self._wrong(row, "key", words % {"name": place.team.name, "into": into.name if into else ""})
        if not name:
            self._wrong(row, "name", _("a team needs a name."))
        elif len(name) > LONGEST_NAME:
            self._wrong(row, "name", _("at most %(most)s characters.") % {"most": LONGEST_NAME})
        return len(self.problems) == before

    def _kind(self, row: Row, place: Place) -> str | None:
        """The kind that a row names; "" where it names none; None where it can't be."""
        said = row.cells.get("kind", "")
        if not said:
            return place.kind
        kind = KINDS.get(plain(said))
        if kind is None:
            words = _("“%(word)s” is neither “unit” nor “team”.")
            self._wrong(row, "kind", words % {"word": said})
        elif place.team is not None and place.team.kind != kind:
            words = _("“%(name)s” is a unit here; it cannot become a team.")
            if place.team.kind == Team.Kind.TEAM:
                words = _("“%(name)s” is a team here; it cannot become a unit.")
            self._wrong(row, "kind", words % {"name": place.team.name})
            return None
        return kind

    def _labels(self, row: Row) -> list[str] | None:
        """The labels of a row; None where its cell is empty, which changes nothing."""
        said = row.cells.get("labels", "")
        if not said:
            return None
        try:
            names = clean_names(unquoted(said).replace(";", ",").split(","))
            if len(names) > MOST_ON_A_TEAM:
                raise TooManyLabels(most=MOST_ON_A_TEAM)
        except DomainError as error:
            self._wrong(row, "labels", str(error))
            return None
        return names

    def _place_all(self) -> None:
        """Find the unit of each row: by key, else by its path, which needs the units above to be placed."""
        if self.table is None or "parent" not in self.table.head:
            return
        waiting = {}
        for place in self.places:
            said = unquoted(self.rows[place.line].cells["parent"])
            place.parent = self.by_key.get(one_line(said))
            if said and place.parent is None:
                waiting[place.line] = (place, path_of(said))
        paths: dict[str, Place] = {}
        unsettled = [place for place in [*self._in_use(), *self.places] if place.kind != Team.Kind.TEAM]
        for _level in range(DEEPEST + 1):  # whatever lies deeper is refused anyway
            unsettled = _settle(unsettled, paths, waiting)
            found = {line for line, (_place, path) in waiting.items() if path in paths}
            for line in found:
                place, path = waiting[line]
                place.parent = paths[path]
            if not found:
                break
            waiting = {line: wait for line, wait in waiting.items() if line not in found}
        for place, _path in waiting.values():
            self._unplaced(place)

    def _in_use(self) -> list[Place]:
        return [place for place in self.present.values() if place.team and not place.team.archived_at]

    def _unplaced(self, place: Place) -> None:
        row = self.rows[place.line]
        if one_line(row.cells["parent"]) in self.unread:
            return
        words = _("there is no unit with the key or the path “%(unit)s”.")
        self._wrong(row, "parent", words % {"unit": row.cells["parent"]})

    def _settle_kinds(self) -> None:
        """What names no kind is a unit if something lies in it, else a team."""
        holding = {id(place.parent) for place in self.places if place.parent}
        for place in self.places:
            if not place.kind:
                place.kind = Team.Kind.UNIT if id(place) in holding else Team.Kind.TEAM
            if place.labels and place.is_unit:
                self._wrong(self.rows[place.line], "labels", str(UnitsCarryNoLabels.message))

    def _refuse_rings(self) -> None:
        """No unit below itself, and no endless chain of units."""
        for place in self.places:
            above = list(upwards(place))[1:]
            if any(step is place for step in above):
                self._wrong(self.rows[place.line], "parent", _("a unit cannot be placed below itself."))
                place.parent = None
            elif len(above) >= DEEPEST:
                words = _("more than %(most)s levels of units.") % {"most": DEEPEST}
                self._wrong(self.rows[place.line], "parent", words)

    def _adopt(self) -> None:
        """A team without a key that has the name, kind and place of a new one is that one."""
        free = {
            (place.team.parent_id, plain(place.name), place.kind): place
            for place in self.present.values()
            if place.team and not (place.line or place.key or place.team.archived_at)
        }
        adopted: dict[int, Place] = {}
        for place in self._downwards():
            above = place.parent.team if place.parent else None
            if place.team is not None or (place.parent and above is None):
                continue
            known = free.pop((above.pk if above else None, plain(place.name), place.kind), None)
            if known is not None and known.team is not None:
                place.team = known.team
                adopted[id(known)] = self.present[known.team.pk] = place
        for place in self.present.values():
            place.parent = adopted.get(id(place.parent), place.parent)

    def _downwards(self) -> list[Place]:
        """The places of the file, each unit before what lies in it."""
        return sorted(self.places, key=lambda place: len(list(upwards(place))))

    def _judge_parents(self) -> None:
        for place in self.places:
            above = place.parent
            if above is None:
                continue
            row = self.rows[place.line]
            if not above.is_unit:
                words = _("“%(name)s” is a team; only units hold teams.")
                self._wrong(row, "parent", words % {"name": above.name})
            elif above.team is not None and above.team.archived_at and not above.line:
                self._wrong(row, "parent", _("the unit “%(name)s” is archived.") % {"name": above.name})

    def _tell_changes(self) -> None:
        self.places = self._downwards()
        for place in self.places:
            if place.team is None:
                place.changes = [Change.ADDED]
                continue
            place.before = dict(_differences(place, self.present))
            place.changes = list(place.before)

    def _count_labels(self) -> None:
        """An organization has no endless number of labels."""
        names = self.labels_in_use | {name.casefold() for place in self.places for name in place.labels or ()}
        if len(names) > MOST_LABELS and len(names) > len(self.labels_in_use):
            words = _("with these, the organization would have more than %(most)s labels.")
            last = max((place for place in self.places if place.labels), key=lambda place: place.line)
            self._wrong(self.rows[last.line], "labels", words % {"most": MOST_LABELS})

    def _wrong(self, row: Row, column: str, words: str) -> None:
        head = self.table.head.get(column, "") if self.table else ""
        self.problems.append(Problem("teams", row.line, head, words))


def _settle(places: Iterable[Place], paths: dict[str, Place], waiting: Collection[int]) -> list[Place]:
    """Add the paths of those whose whole way up is known, each once; the others come back.

    Places of the file go before others of the same path.
    """
    left = []
    for place in places:
        if any(step.line in waiting for step in upwards(place) if step.line):
            left.append(place)
            continue
        known = paths.get(path := path_of(place.path))
        if known is None or place.line or not known.line:
            paths[path] = place
    return left


def path_of(said: str) -> str:
    """A path for comparing: "Retail/Online" and "retail / online" are one."""
    return as_path(plain(one_line(part)) for part in said.split("/"))


def _differences(place: Place, present: Mapping[int, Place]) -> Iterator[tuple[Change, str]]:
    """What changes in a stored team, and how it was."""
    team = place.team
    if team is None:
        return
    if team.archived_at is not None:
        yield Change.RESTORED, ""
    if team.name != place.name:
        yield Change.RENAMED, team.name
    above = place.parent.team.pk if place.parent and place.parent.team else None
    if team.parent_id != above or (place.parent is not None and place.parent.team is None):
        was = present.get(team.parent_id or 0)
        yield Change.MOVED, was.team.name if was and was.team else ""
    if team.external_key != place.key:
        yield Change.KEYED, team.external_key
    if place.labels is not None:
        carried = sorted(label.name for label in team.labels.all())
        if {name.casefold() for name in carried} != {name.casefold() for name in place.labels}:
            yield Change.LABELLED, ", ".join(carried)
