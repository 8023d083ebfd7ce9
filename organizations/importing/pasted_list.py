"""Reading a list of people to offer access to: pasted lines or a CSV file, "email; name; role; team".

Columns are separated by semicolons, tabs or commas, whichever the first lines use. Roles go by their name
in any language of the interface, teams by name or by the units above them: "Retail / Pricing".
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.errors import DomainError
from core.names import plain
from organizations.access import Role
from organizations.fields import labels_with_path
from organizations.members.forms import places_to_give
from organizations.members.queries import role_words
from organizations.models import Membership, RoleGrant, Team
from organizations.models.roles import WHOLE_ORGANIZATION_ROLES
from organizations.offers.offering import Effect, Kind, NewOffer, look_ahead

MOST_LINES = 3000
COLUMNS = 4
HEADINGS = {"email", "e-mail", "mail", "endereco", "endereco de e-mail", "e-mail address"}


class RoleNotKnown(DomainError):
    code = "role_not_known"
    message = _("There is no role “%(role)s”.")
    status = 422


class TeamNotKnown(DomainError):
    code = "team_not_known"
    message = _("There is no unit or team “%(team)s”.")
    status = 422


class TeamNotClear(DomainError):
    code = "team_not_clear"
    message = _("More than one is called “%(team)s”. Write the units above it too: “Retail / Pricing”.")
    status = 422


class TooManyColumns(DomainError):
    code = "too_many_columns"
    message = _("This line has more than the four columns e-mail, name, role and team.")
    status = 422


class TooManyLines(DomainError):
    code = "too_many_lines"
    message = _("At most %(most)s lines at a time.")
    status = 422


WORDS: Mapping[Kind, Any] = {
    Kind.NEW: _("Gets an offer: %(role)s"),
    Kind.OPEN: _("Has this offer already: %(role)s"),
    Kind.REPEATED: _("Stands in the list above already: %(role)s"),
    Kind.ROLE: _("Is a member, gains the role at once: %(role)s"),
    Kind.HELD: _("Is a member and has the role: %(role)s"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: what stands there, and what it would do."""

    number: int
    text: str
    effect: Effect

    @property
    def key(self) -> str:
        """How a form names the line."""
        return str(self.number)

    @property
    def faulty(self) -> bool:
        """Whether the line keeps the others from being sent."""
        return self.effect.kind == Kind.REFUSED

    @property
    def problem(self) -> str:
        """What is wrong with it, for people."""
        return str(self.effect.problem)

    @property
    def words(self) -> str:
        """What it would do, for people."""
        return str(WORDS[self.effect.kind]) % {"role": self._role}

    @property
    def _role(self) -> str:
        offer = self.effect.offer
        return role_words(RoleGrant(role=offer.role, team=offer.team))


def read_lines(member: Membership, text: str, *, role: Role, team: Team | None, language: str) -> list[Line]:
    """What each line of the list would do, by the number of the line; empty lines are left out.

    Args:
        role, team, language: for lines that name no role, no team.

    Raises:
        TooManyLines: the list is too long.
    """
    rows = list(_rows(text))
    if len(rows) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    reader = _Reader(member, role, team, language)
    read = [(number, row, reader.offer_in(row)) for number, row in rows]
    good = [offer for _number, _row, offer in read if isinstance(offer, NewOffer)]
    effects = iter(look_ahead(member.organization, good, by=member))
    return [
        Line(number, "; ".join(row), next(effects) if isinstance(offer, NewOffer) else _refused(row, offer))
        for number, row, offer in read
    ]


def _refused(row: list[str], problem: DomainError) -> Effect:
    return Effect(Kind.REFUSED, NewOffer(email=row[0], role=Role.MEMBER), problem=problem)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines with something in them, cut into columns, by the number that an editor shows."""
    lines = text.removeprefix("\ufeff").splitlines()
    head = "\n".join(lines[:20])
    mark = max(";\t,", key=head.count)
    for number, line in enumerate(lines, start=1):
        if not line.strip(" \t;,"):
            continue
        row = [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]
        if plain(row[0]) not in HEADINGS:
            yield number, row


class _Reader:
    """Knows the roles and the teams by their names."""

    def __init__(self, member: Membership, role: Role, team: Team | None, language: str) -> None:
        self.role, self.team, self.language = role, team, language
        self.roles = roles_by_name()
        self.teams = _teams_by_name(member)

    def offer_in(self, row: list[str]) -> NewOffer | DomainError:
        if len(row) > COLUMNS and any(row[COLUMNS:]):
            return TooManyColumns()
        email, name, role, team = (*row, "", "", "")[:COLUMNS]
        try:
            given = self._role(role)
            return NewOffer(email, given, self._team(team, given), name, self.language)
        except DomainError as problem:
            return problem

    def _role(self, named: str) -> Role:
        if not named:
            return self.role
        if plain(named) not in self.roles:
            raise RoleNotKnown(role=named)
        return self.roles[plain(named)]

    def _team(self, named: str, role: Role) -> Team | None:
        if not named:
            return None if role in WHOLE_ORGANIZATION_ROLES else self.team
        found = self.teams.get(plain(named), [])
        if not found:
            raise TeamNotKnown(team=named)
        if len(found) > 1:
            raise TeamNotClear(team=named)
        return found[0]


def roles_by_name() -> Mapping[str, Role]:
    """Each role under its word in every language of the interface, and under its code; as lists name them."""
    found = {plain(role.value): role for role in Role}
    for code, _language in settings.LANGUAGES:
        with override(code):
            found |= {plain(str(role.label)): role for role in Role}
    return found


def _teams_by_name(member: Membership) -> Mapping[str, list[Team]]:
    paths = labels_with_path(Team.objects.filter(organization=member.organization_id).active())
    names: defaultdict[str, list[Team]] = defaultdict(list)
    for team in places_to_give(member):
        for name in {plain(team.name), plain(paths[team.pk])}:
            names[name].append(team)
    return names
