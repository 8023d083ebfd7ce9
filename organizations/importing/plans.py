"""What an import would do, row by row; and what is wrong with rows. Values alone."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.names import as_path
from core.spreadsheets.tables import Note
from organizations.models import Team
from organizations.offers.offering import Effect, Kind, NewOffer

DEEPEST = 50  # levels of units in a file


class HoldsNoTeams(DomainError):
    code = "holds_no_teams"
    message = _("“%(name)s” is a team; only units hold teams.")
    status = 422


class Change(StrEnum):
    """What happens to a team; several can happen at once."""

    ADDED = "added"
    RESTORED = "restored"
    RENAMED = "renamed"
    MOVED = "moved"
    KEYED = "keyed"
    LABELLED = "labelled"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row can't be imported: where it stands, and the words. `column` is "" for the whole row."""

    kind: str
    line: int
    column: str
    message: str


@dataclass(slots=True)
class Place:
    """A team or unit as it will be: one that is there, changed or not, or one of the file."""

    line: int  # 0: it is not in the file
    key: str
    name: str
    kind: str
    team: Team | None = None  # as it is stored; None for a new one
    parent: "Place | None" = None
    labels: list[str] | None = None  # None: as they are
    changes: list[Change] = field(default_factory=list)
    before: dict[Change, str] = field(default_factory=dict)
    made: bool = False  # named by other rows alone, as the unit or the team of somebody

    @property
    def path(self) -> str:
        """Its name after those of the units above it: "Retail / Pricing"."""
        return as_path(step.name for step in reversed(list(upwards(self))))

    @property
    def is_unit(self) -> bool:
        return self.kind == Team.Kind.UNIT


def upwards(place: Place) -> Iterator[Place]:
    """A place and those above it, as far as a tree may be deep; a ring is gone round until then."""
    step: Place | None = place
    for _level in range(DEEPEST + 1):
        if step is None:
            return
        yield step
        step = step.parent


@dataclass(frozen=True, slots=True)
class Person:
    """One row of people and what it would do."""

    line: int
    place: Place | None
    foreseen: Effect

    @property
    def offer(self) -> NewOffer:
        """Who is offered what."""
        return self.foreseen.offer

    @property
    def effect(self) -> Kind:
        """What making the offer would do."""
        return self.foreseen.kind


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import would do. With a problem it does nothing.

    `left_out` are the rows with problems that somebody chose to leave out; `skipped` those of people who have
    left, whose account is disabled.
    """

    teams: Sequence[Place]
    people: Sequence[Person]
    problems: Sequence[Problem]
    unused: Sequence[str]
    notes: Sequence[Note] = ()
    skipped: Sequence[Note] = ()
    left_out: Sequence[Problem] = ()

    @property
    def changing(self) -> list[Place]:
        """The teams that are added or changed, each unit before what lies in it."""
        return [place for place in self.teams if place.changes]

    @property
    def offers(self) -> list[Person]:
        """The rows of people that do something."""
        return [person for person in self.people if person.effect in (Kind.NEW, Kind.ROLE)]

    @property
    def invited(self) -> int:
        """To how many addresses a mail goes if people are invited at once."""
        return len({person.offer.email for person in self.people if person.foreseen.is_untold})

    @property
    def does_something(self) -> bool:
        """Whether there is anything to confirm."""
        return bool(self.changing or self.offers or self.invited)

    @property
    def digest(self) -> str:
        """Says whether another plan would do the same: what is confirmed must be what was shown."""
        teams = [
            (
                one.line,
                one.key,
                one.path,
                one.kind,
                sorted(one.changes),
                one.labels,
                sorted(one.before.items()),
            )
            for one in self.teams
        ]
        people = [
            (
                one.line,
                one.offer.email,
                one.offer.name,
                one.offer.role.value,
                one.offer.language,
                one.effect.value,
                *_where(one.place),
            )
            for one in self.people
        ]
        problems = [(one.kind, one.line, one.message) for one in self.problems]
        return hashlib.sha256(repr([teams, people, problems]).encode()).hexdigest()


def _where(place: Place | None) -> tuple[str, int | None]:
    """Which place it is, should its key or its path come to name another one."""
    return (place.path, place.team.pk if place.team else None) if place else ("", None)
