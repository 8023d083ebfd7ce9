"""Which teams a figure of the dashboard stands for: each figure leads to them by an address of its own."""

from dataclasses import dataclass
from enum import StrEnum

from maturity.reading import Catalog
from reports.queries.standings import Standing


class Kind(StrEnum):
    """What the teams have in common; `value` is the word in the address."""

    CLIMBED = "climbed"
    FELL = "fell"
    ANSWERED = "answered"
    UNCOUNTED = "not-counted"
    STALE = "stale"
    AT = "at"  # a level
    FROM = "from"  # a level and all above it
    IN = "in"  # a level in one dimension
    BLOCKED = "blocked-by"  # a criterion


ALONE = (Kind.CLIMBED, Kind.FELL, Kind.ANSWERED, Kind.UNCOUNTED, Kind.STALE)


@dataclass(frozen=True, slots=True)
class Show:
    """A figure's teams: `level`, `dimension` and `criterion` say which, where the kind needs them."""

    kind: Kind
    level: int = 0
    dimension: str = ""
    criterion: str = ""

    @property
    def address(self) -> str:
        """The parameter that names it, as `show_named` reads it."""
        match self.kind:
            case Kind.AT | Kind.FROM:
                return f"{self.kind}-{self.level}"
            case Kind.IN:
                return f"{self.kind}-{self.level}-{self.dimension}"
            case Kind.BLOCKED:
                return f"{self.kind}-{self.criterion}"
        return str(self.kind)

    def holds(self, one: Standing, stale: frozenset[int]) -> bool:
        """Whether the team is one of them.

        Args:
            stale: the rounds that are too old to say where a team stands.
        """
        match self.kind:
            case Kind.CLIMBED:
                return (one.change or 0) > 0
            case Kind.FELL:
                return (one.change or 0) < 0
            case Kind.ANSWERED:
                return one.told is not None and one.told.responses > 0
            case Kind.UNCOUNTED:
                return not one.counted
            case Kind.STALE:
                return one.told is not None and one.told.round in stale
            case Kind.AT:
                return one.counted and one.level == self.level
            case Kind.FROM:
                return one.counted and one.level is not None and one.level >= self.level
            case Kind.IN:
                return one.counted and one.levels.get(self.dimension) == self.level
            case Kind.BLOCKED:
                return one.counted and one.told is not None and self.criterion in one.told.way


def show_named(sent: str, read: Catalog) -> Show | None:
    """What an address names; None for nothing, and for what the version does not have."""
    if sent in ALONE:
        return Show(Kind(sent))
    kind, _dash, rest = sent.partition("-")
    if kind in (Kind.AT, Kind.FROM):
        level = _level(rest, read)
        return None if level is None else Show(Kind(kind), level)
    if kind == Kind.IN:
        first, _dash, key = rest.partition("-")
        level = _level(first, read)
        known = any(one.key == key for one in read.dimensions)
        return Show(Kind.IN, level, key) if known and level is not None else None
    criterion = sent.removeprefix(f"{Kind.BLOCKED}-")
    known = criterion != sent and any(one.key == criterion for one in read.criteria)
    return Show(Kind.BLOCKED, criterion=criterion) if known else None


def _level(sent: str, read: Catalog) -> int | None:
    return next((one.number for one in read.levels if str(one.number) == sent), None)
