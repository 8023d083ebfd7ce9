"""Checking the rows of teams against the tree as it is: pure, on rows that were read before.

A row names its team by a key, or by its name and place. A key that a spreadsheet has changed is the same key;
one that is new where a team of that name stands already is refused, for results would begin at nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.names import LONGEST_NAME, plain
from core.slugs import free_slug
from core.spreadsheets.cells import unquoted
from core.spreadsheets.tables import Note, Row, Table
from core.text import one_line
from organizations.importing.faults import fault_in
from organizations.importing.keys import KeyIndex
from organizations.importing.mapping import PART
from organizations.importing.paths import Paths, path_of
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

    def __init__(
        self,
        stored: Iterable[Team],
        table: Table | None,
        *,
        labels_in_use: Iterable[str],
        without: Collection[int] = (),
    ) -> None:
        """Check the rows of `table` but those on the lines `without`."""
        self.table = table
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.stored = list(stored)
        self.labels_in_use = {name.casefold() for name in labels_in_use}
        self.places: list[Place] = []
        self.made: list[Place] = []
        self.rows: dict[int, Row] = {}
        # The keys of rows with something wrong: what names them is not wrong too, until they are left out.
        self.unread: set[str] = set()
        self.left_out: set[str] = set()
        rows = table.rows if table else ()
        self.present = self._present()
        self.by_key = KeyIndex(self.present.values(), named={_key_in(row) for row in rows})
        if table is not None:
            self._read(rows, without)
            self._place_all()
            self._settle_kinds()
            self._refuse_rings()
            self._refuse_twins()
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
        return found

    def _read(self, rows: Iterable[Row], without: Collection[int]) -> None:
        """Each row for itself: key, name, kind, labels."""
        for row in rows:
            key, name = _key_in(row), one_line(unquoted(row.cells.get("name", "")))
            known = self.by_key.find(key)
            if row.line in without:
                self.left_out |= {key, name}
                continue
            if not self._good(row, key, name, known):
                self.unread |= {key, name}
                continue
            place = known or Place(0, key, name, "")
            kind, labels = self._kind(row, place), self._labels(row)
            if kind is None:
                self.unread |= {key, name}
                continue
            if known and known.key != key:
                self.notes.append(Note("key_taken_for", row.line, said=f"{key} → {known.key}"))
            place.line, place.name, place.kind, place.labels = row.line, name, kind, labels
            self.by_key.add(place)
            self.places.append(place)
            self.rows[row.line] = row

    def _good(self, row: Row, key: str, name: str, place: Place | None) -> bool:
        """Whether a row has a key, if any, and a name that can be; what is wrong is noted."""
        before = len(self.problems)
        for column, value in row.cells.items():
            if fault := fault_in(value):
                self._wrong(row, column, fault)
        if len(self.problems) > before:
            return False
        if len(key) > LONGEST_KEY:
            self._wrong(row, "key", _("at most %(most)s characters.") % {"most": LONGEST_KEY})
        elif place and place.line:
            words = _("the key “%(key)s” stands in line %(line)s already.")
            self._wrong(row, "key", words % {"key": key, "line": place.line})
        elif place and place.team and place.team.merged_into_id:
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
            place.parent = self.by_key.find(one_line(said))
            if said and place.parent is None:
                waiting[place.line] = (place, path_of(said))
        paths: dict[str, Place] = {}
        unsettled = [place for place in [*self.in_use(), *self.places] if place.kind != Team.Kind.TEAM]
        for _level in range(DEEPEST + 1):  # whatever lies deeper is refused anyway
            unsettled = _settle(unsettled, paths, waiting)
            found = {line for line, (_place, path) in waiting.items() if path in paths}
            for line in found:
                place, path = waiting[line]
                place.parent = paths[path]
            if not found:
                break
            waiting = {line: wait for line, wait in waiting.items() if line not in found}
        self._make_units([place for place, _path in waiting.values()])

    def in_use(self) -> list[Place]:
        """The stored teams and units that are not archived."""
        return [place for place in self.present.values() if place.team and not place.team.archived_at]

    def _make_units(self, places: list[Place]) -> None:
        """A list without keys names units by their names alone, so that those not there yet are made."""
        waiting = {id(place) for place in places}
        added = (place for place in self.places if place.team is None and id(place) not in waiting)
        paths = Paths([*self.in_use(), *added])
        for place in places:
            row = self.rows[place.line]
            said = row.cells["parent"]
            if "key" in row.cells and PART not in said:
                self._unplaced(place, said)
                continue
            try:
                place.parent = paths.make(paths.parts(said), kind=Team.Kind.UNIT)
            except DomainError as problem:
                self._wrong(row, "parent", str(problem))
        self.made = paths.made

    def _unplaced(self, place: Place, said: str) -> None:
        if one_line(said) in self.unread:
            return
        words = _("there is no unit with the key or the path “%(unit)s”.")
        self._wrong(self.rows[place.line], "parent", words % {"unit": said})

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
        """A row that finds no team by a key, and has the name and the place of one, is that one.

        Where that one has another key, two teams would stand there under one name: that is refused.
        """
        free = {
            (place.team.parent_id, plain(place.name)): place
            for place in self.present.values()
            if place.team and not (place.line or place.team.archived_at)
        }
        adopted: dict[int, Place] = {}
        for place in self._downwards():
            above = place.parent.team if place.parent else None
            if place.team is not None or (place.parent and above is None):
                continue
            known = free.get((above.pk if above else None, plain(place.name)))
            if known is not None and known.team is not None and self._is_the_same(place, known):
                place.team, place.kind = known.team, known.kind
                adopted[id(known)] = self.present[known.team.pk] = place
        for place in self.present.values():
            place.parent = adopted.get(id(place.parent), place.parent)

    def _is_the_same(self, place: Place, known: Place) -> bool:
        """Whether a row is a stored team of its name and place; what speaks against it is noted."""
        row = self.rows[place.line]
        if place.kind != known.kind and (place.key or row.cells.get("kind")):
            return False
        if not place.key:
            place.key = known.key
        elif known.key:
            words = _("“%(name)s” is here already, with the key “%(key)s”. Write that key, or another name.")
            self._wrong(row, "key", words % {"name": known.name, "key": known.key})
        return True

    def _refuse_twins(self) -> None:
        """Without keys, two rows of one name and place are one team."""
        lines: dict[tuple[int, str], int] = {}
        for place in self.places:
            if not place.key:
                line = lines.setdefault((id(place.parent), plain(place.name)), place.line)
                if line != place.line:
                    words = _("“%(name)s” stands in line %(line)s already.")
                    self._wrong(self.rows[place.line], "name", words % {"name": place.name, "line": line})

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
        self.places = [*self.made, *self._downwards()]
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


def _key_in(row: Row) -> str:
    return one_line(unquoted(row.cells.get("key", "")))


def give_keys(places: Iterable[Place], taken: Collection[str]) -> None:
    """Give each new place without a key one made of its name."""
    used = set(taken)
    for place in places:
        if place.team is None and not place.key:
            place.key = free_slug(place.name, taken=used, otherwise=place.kind, length=LONGEST_KEY)
            used.add(place.key)


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
