"""Checking the rows of people: what each offers to whom, or why it can't."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.names import LONGEST_NAME, plain
from core.spreadsheets.cells import unquoted
from core.spreadsheets.tables import Row, Table
from core.text import one_line
from organizations.access import Role
from organizations.accounts.people import AddressInvalid, address_of
from organizations.importing.pasted_list import roles_by_name
from organizations.importing.plans import Person, Place, Problem
from organizations.importing.teams import TeamCheck, path_of
from organizations.models import Membership, Organization, Team
from organizations.offers.offering import NewOffer, look_ahead


def check_people(
    organization: Organization, table: Table, teams: TeamCheck, *, by: Membership | None
) -> tuple[list[Person], list[Problem]]:
    """What each row would do, asked of the offers themselves (three queries).

    Teams that the same file adds can be named; they stand in with ids below zero.
    """
    reader = _Reader(organization, table, teams)
    read = [(row, *found) for row in table.rows if (found := reader.read(row))]
    effects = look_ahead(organization, [offer for _row, offer, _place in read], by=by)
    people = []
    for (row, _offer, place), effect in zip(read, effects, strict=True):
        if effect.problem is not None:
            column = "team" if effect.problem.code in _OF_TEAM else "role"
            reader.wrong(row, column, str(effect.problem))
        else:
            people.append(Person(row.line, effect.offer, place, effect.kind))
    return people, reader.problems


_OF_TEAM = {"role_needs_team", "role_has_no_team", "lead_needs_team", "team_not_here"}


class _Reader:
    """Reads rows of people; what is wrong is in `problems`."""

    def __init__(self, organization: Organization, table: Table, teams: TeamCheck) -> None:
        self.organization = organization
        self.table = table
        self.by_key, self.unread = teams.by_key, teams.unread
        self.by_path = _by_path([*teams.present.values(), *teams.places])
        self.roles, self.languages = roles_by_name(), language_words()
        self.problems: list[Problem] = []
        self.stand_ins: dict[int, Team] = {}

    def read(self, row: Row) -> tuple[NewOffer, Place | None] | None:
        """The offer of a row and the place it names; None where something is wrong."""
        before = len(self.problems)
        email = one_line(unquoted(row.cells.get("email", "")))
        if not email:
            self.wrong(row, "email", _("a person needs an e-mail address."))
        else:
            self._check_address(row, email)
        name = one_line(unquoted(row.cells.get("name", "")))
        if len(name) > LONGEST_NAME:
            self.wrong(row, "name", _("at most %(most)s characters.") % {"most": LONGEST_NAME})
        role, language = self._role(row), self._language(row)
        place = self._place(row)
        if len(self.problems) > before or role is None:
            return None
        team = self._team(place) if place else None
        return NewOffer(email=email, role=role, team=team, name=name, language=language), place

    def _check_address(self, row: Row, email: str) -> None:
        try:
            address_of(email)
        except AddressInvalid as problem:
            self.wrong(row, "email", str(problem))

    def _role(self, row: Row) -> Role | None:
        said = row.cells.get("role", "")
        if not said:
            return Role.MEMBER
        role = self.roles.get(plain(said))
        if role is None:
            self.wrong(row, "role", _("there is no role “%(role)s”.") % {"role": said})
        return role

    def _language(self, row: Row) -> str:
        said = row.cells.get("language", "")
        language = self.languages.get(plain(said), "") if said else ""
        if said and not language:
            self.wrong(row, "language", _("there is no language “%(language)s”.") % {"language": said})
        return language

    def _place(self, row: Row) -> Place | None:
        said = unquoted(row.cells.get("team", ""))
        if not said:
            return None
        place = self.by_key.get(one_line(said)) or self.by_path.get(path_of(said))
        if place is None and one_line(said) not in self.unread:
            self.wrong(row, "team", _("there is no team with the key “%(key)s”.") % {"key": said})
        return place

    def _team(self, place: Place) -> Team:
        """The stored team, or one that stands in for what the file adds or brings back."""
        if place.team is not None and not (place.line and place.team.archived_at):
            return place.team
        if id(place) not in self.stand_ins:
            pk = -len(self.stand_ins) - 1 if place.team is None else place.team.pk
            stand_in = Team(pk=pk, organization=self.organization, name=place.name, kind=place.kind)
            self.stand_ins[id(place)] = stand_in
        return self.stand_ins[id(place)]

    def wrong(self, row: Row, column: str, words: str) -> None:
        head = self.table.head.get(column) or self.table.head.get("email", "")
        self.problems.append(Problem("people", row.line, head, words))


def _by_path(places: Iterable[Place]) -> Mapping[str, Place]:
    """Teams and units in use by their paths."""
    in_use = (place for place in places if place.line or (place.team and not place.team.archived_at))
    return {path_of(place.path): place for place in in_use}


def language_words() -> dict[str, str]:
    """Each language under its code and its names: "pt-br", "pt", "Português"."""
    found: dict[str, str] = {}
    for code, name in settings.LANGUAGES:
        found |= {plain(word): code for word in (code, code.split("-")[0], code.replace("-", "_"))}
        for other, _name in settings.LANGUAGES:
            with override(other):
                found[plain(str(name))] = code
    return found | {plain("Português"): "pt-br", plain("Inglês"): "en", plain("English"): "en"}
