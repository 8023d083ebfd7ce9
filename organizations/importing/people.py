"""Checking the rows of people: what each offers to whom, or why it can't."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.names import LONGEST_NAME, plain
from core.spreadsheets.cells import unquoted
from core.spreadsheets.tables import Note, Row, Table
from core.text import one_line
from organizations.access import Role
from organizations.accounts.people import AddressInvalid, address_of
from organizations.importing.faults import MARKS, fault_in
from organizations.importing.headers import ALL_WORDS
from organizations.importing.mapping import PART
from organizations.importing.paths import Paths, path_of, shown
from organizations.importing.plans import Change, Person, Place, Problem
from organizations.importing.recipients import address_and_name
from organizations.importing.standing import is_known, is_over
from organizations.importing.teams import TeamCheck
from organizations.importing.words import language_of, languages_by_name, roles_by_name
from organizations.models import Membership, Organization, Team
from organizations.models.roles import WHOLE_ORGANIZATION_ROLES
from organizations.offers.offering import NewOffer, look_ahead

GUEST = "#EXT#"  # in the names by which Entra knows people of other companies
OF_TEAM = {"role_needs_team", "role_has_no_team", "lead_needs_team", "team_not_here"}


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What counts where a row says nothing."""

    role: Role = Role.MEMBER
    team: int | None = None
    language: str = ""


@dataclass(slots=True)
class _Read:
    """A row that was read: who, in which role, where."""

    row: Row
    email: str
    name: str
    role: Role
    language: str
    place: Place | None
    parts: list[str]  # of a team that is to be made


class PeopleCheck:
    """Checks the rows of one table; what it finds is in `people`, `problems`, `notes` and `skipped`."""

    def __init__(
        self,
        organization: Organization,
        table: Table,
        teams: TeamCheck,
        *,
        by: Membership | None,
        otherwise: Otherwise,
        without: Collection[int] = (),
        within: Collection[int] | None = None,
    ) -> None:
        """Check all rows but those on the lines `without`; asks the offers themselves, in three queries.

        Teams that the same import adds can be named; they stand in with ids below zero. Who changes no teams
        adds none, and finds only those `within` their reach.
        """
        self.organization, self.table, self.teams, self.otherwise = organization, table, teams, otherwise
        added = (place for place in teams.places if place.team is None or place.team.archived_at)
        self.within = within
        self.paths = Paths(place for place in [*teams.in_use(), *added] if self._is_mine(place))
        self.roles, self.languages = roles_by_name(), languages_by_name()
        self.makes = (
            teams.table is None and within is None
        )  # beside a list of teams, a team that is not in it is a slip
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.skipped: list[Note] = []
        self.stand_ins: dict[int, Team] = {}
        self.people = self._check([row for row in table.rows if row.line not in without], by)

    def _check(self, rows: Sequence[Row], by: Membership | None) -> list[Person]:
        read = [one for row in rows if (one := self._read(row))]
        read = self._make_teams(read)
        offers = [
            NewOffer(
                one.email, one.role, self._team(one.place) if one.place else None, one.name, one.language
            )
            for one in read
        ]
        people = []
        for one, effect in zip(read, look_ahead(self.organization, offers, by=by), strict=True):
            if effect.problem is not None:
                column = "team" if effect.problem.code in OF_TEAM else "role"
                self._wrong(one.row, column, str(effect.problem))
            else:
                people.append(Person(one.row.line, one.place, effect))
        return people

    def _read(self, row: Row) -> _Read | None:
        """What a row says; None where something is wrong, or the person has left."""
        cells = row.cells
        if over := is_over(cells.get("status", ""), cells.get("left", "")):
            self.skipped.append(Note("left", row.line, said=f"{cells['email']} ({over})"))
            return None
        if not is_known(cells.get("status", "")):
            self.notes.append(Note("status_unknown", row.line, said=cells["status"]))
        before = len(self.problems)
        if any(value.startswith(MARKS) or len(value) > LONGEST_NAME for value in cells.values()):
            for column, value in cells.items():
                if fault := fault_in(value):
                    self._wrong(row, column, fault)
            if len(self.problems) > before:
                return None
        email, name = self._address(row)
        role, language = self._role(row), self._language(row)
        place, parts = self._place(row, role)
        if len(self.problems) > before or role is None:
            return None
        return _Read(row, email, name, role, language, place, parts)

    def _address(self, row: Row) -> tuple[str, str]:
        email, told = address_and_name(one_line(unquoted(row.cells.get("email", ""))))
        if not email:
            self._wrong(row, "email", _("a person needs an e-mail address."))
        elif GUEST in email.upper():
            words = _("“%(name)s” is how a guest signs in, and no e-mail address.")
            self._wrong(row, "email", words % {"name": email})
        else:
            try:
                email = address_of(email)
            except AddressInvalid as problem:
                self._wrong(row, "email", str(problem))
        name = one_line(unquoted(row.cells.get("name", ""))) or told
        if len(name) > LONGEST_NAME:
            self._wrong(row, "name", _("at most %(most)s characters.") % {"most": LONGEST_NAME})
        elif "@" in name and "." in name:
            self._wrong(row, "name", _("“%(name)s” is an e-mail address and no name.") % {"name": name})
        return email, name

    def _role(self, row: Row) -> Role | None:
        said = row.cells.get("role", "")
        if not said:
            return self.otherwise.role
        role = self.roles.get(plain(said))
        if role is None:
            self._wrong(row, "role", _("there is no role “%(role)s”.") % {"role": said})
        return role

    def _language(self, row: Row) -> str:
        said = row.cells.get("language", "")
        if not said:
            return self.otherwise.language
        language = language_of(said, self.languages)
        if not language:
            self._wrong(row, "language", _("there is no language “%(language)s”.") % {"language": said})
        return language

    def _place(self, row: Row, role: Role | None) -> tuple[Place | None, list[str]]:
        """The place that a row names, or the way to one that is to be made."""
        said = unquoted(row.cells.get("team", "")).rstrip("; ")  # forms end each choice with a semicolon
        if plain(said) in ALL_WORDS:
            return None, []
        if not said:
            return self._otherwise(row, role), []
        key = one_line(said)
        by_key = None if PART in said else self.teams.by_key.find(key)
        if by_key is not None and self._is_mine(by_key):
            return by_key, []
        if place := self.paths.find(said):
            return place, []
        named = self.paths.named(said)
        if len(named) == 1:
            return named[0], []
        if self._are_several(said):
            words = _("“%(team)s” names more than one team. Write a line for each of them.")
            self._wrong(row, "team", words % {"team": shown(said)})
            return None, []
        parts = self.paths.parts(said) if self.makes else []
        if problem := self._unplaced(said, len(named), parts):
            self._wrong(row, "team", problem)
            return None, []
        return None, parts

    def _are_several(self, said: str) -> bool:
        """Whether a cell holds several teams, as forms write them; a comma may be part of one name."""
        last = said.rpartition(PART)[2]
        names = [name for name in map(str.strip, last.split(",")) if name]
        known = (
            self.teams.by_key.find(name) or self.paths.find(name) or self.paths.named(name) for name in names
        )
        return ";" in last or (len(names) > 1 and all(known))

    def _is_mine(self, place: Place) -> bool:
        return self.within is None or (place.team is not None and place.team.pk in self.within)

    def _unplaced(self, said: str, named: int, parts: list[str]) -> str:
        """Why a place that is not there cannot be made; "" where it can, or its own line is wrong."""
        key = one_line(said)
        if named:
            words = _("more than one is called “%(team)s”. Write the units above it too: “Retail / Pricing”.")
            return words % {"team": shown(said)}
        if key in self.teams.left_out:
            return _("the line of the team “%(team)s” is left out.") % {"team": said}
        if not self.makes:
            words = _("there is no team with the key “%(key)s”.")
            return "" if key in self.teams.unread else words % {"key": shown(said)}
        if not parts:
            return _("“%(team)s” is no name of a team.") % {"team": shown(said)}
        if any(len(part) > LONGEST_NAME for part in parts):
            return _("at most %(most)s characters.") % {"most": LONGEST_NAME}
        return ""

    def _otherwise(self, row: Row, role: Role | None) -> Place | None:
        """Where a row without a team puts its person; an empty cell never means the whole organization."""
        if role is None or role in WHOLE_ORGANIZATION_ROLES:
            return None
        if self.otherwise.team is not None:
            return self.teams.present.get(self.otherwise.team)
        if role == Role.MANAGER:
            words = _("write the unit or team of this manager, or * for the whole organization.")
            self._wrong(row, "team", words)
        return None

    def _make_teams(self, read: list[_Read]) -> list[_Read]:
        """Make the teams that only the list names: what others lie in is a unit, the rest are teams."""
        ways = [one.parts for one in read if one.parts]
        inner = {path for way in ways for path in list(accumulate(map(path_of, way), _below))[:-1]}
        kept = []
        for one in read:
            if one.parts:
                kind = Team.Kind.UNIT if path_of(PART.join(one.parts)) in inner else Team.Kind.TEAM
                try:
                    one.place = self.paths.make(one.parts, kind=kind)
                except DomainError as problem:
                    self._wrong(one.row, "team", str(problem))
                    continue
            kept.append(one)
        return kept

    @property
    def made(self) -> list[Place]:
        """The units and teams that only this list names, each before what lies in it."""
        for place in self.paths.made:
            place.changes = [Change.ADDED]
        return self.paths.made

    def _team(self, place: Place) -> Team:
        """The stored team, or one that stands in for what the import adds or brings back."""
        if place.team is not None and not (place.line and place.team.archived_at):
            return place.team
        if id(place) not in self.stand_ins:
            pk = -len(self.stand_ins) - 1 if place.team is None else place.team.pk
            stand_in = Team(pk=pk, organization=self.organization, name=place.name, kind=place.kind)
            self.stand_ins[id(place)] = stand_in
        return self.stand_ins[id(place)]

    def _wrong(self, row: Row, column: str, words: str) -> None:
        head = self.table.head.get(column) or self.table.head.get("email", "")
        self.problems.append(Problem("people", row.line, head, words))


def _below(above: str, name: str) -> str:
    return f"{above} / {name}"
