"""What moved since the round before: levels first, then the criteria that moved most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity.models import Criterion
from reports.pages.criteria import value_in_words
from reports.pages.team_addresses import Addresses
from reports.queries.team import OneResult, TeamReading

MOST = 5


@dataclass(frozen=True, slots=True)
class Move:
    """A criterion whose value changed, from and to in words."""

    criterion: Criterion
    url: str
    start: str
    end: str
    up: bool


@dataclass(frozen=True, slots=True)
class LevelMove:
    """A dimension whose level changed, with the criterion that moved most in the same direction."""

    name: str
    start: int
    end: int
    move: Move | None

    @property
    def up(self) -> bool:
        """Whether it climbed."""
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class Changes:
    """All that moved; `criteria` are those not told with a level."""

    levels: Sequence[LevelMove]
    criteria: Sequence[Move]

    @property
    def any(self) -> bool:
        """Whether anything moved at all."""
        return bool(self.levels or self.criteria)


def changes(to: Addresses, reading: TeamReading) -> Changes | None:
    """What moved since the round before; None without one, or where one level is not certain."""
    now, before = reading.now, reading.before
    if now is None or before is None or reading.change is None:
        return None
    steps = _steps(now, before)
    told: set[str] = set()
    levels: list[LevelMove] = []
    for stand in now.dimensions:
        change = reading.change_in(stand.dimension.key)
        if not change or stand.level is None:
            continue
        own = [one for one in now.catalog.criteria_of(stand.dimension.key) if one.key in steps]
        most = _most(own, steps, up=change > 0)
        told.update(one.key for one in most[:1])
        move = _move(to, reading, now, before, most[0]) if most else None
        levels.append(LevelMove(str(stand.dimension.short), stand.level - change, stand.level, move))
    others = [one for one in now.catalog.criteria if one.key in steps and one.key not in told]
    others.sort(key=lambda one: -abs(steps[one.key]))
    return Changes(levels, [_move(to, reading, now, before, one) for one in others if steps[one.key]][:MOST])


def fall(moved: Changes | None, reading: TeamReading) -> Changes | None:
    """What pulled the team down, where its level fell; None where it did not."""
    if moved is None or (reading.change or 0) >= 0:
        return None
    return Changes([one for one in moved.levels if not one.up], [one for one in moved.criteria if not one.up])


def apart_from_fall(moved: Changes | None, fallen: Changes | None) -> Changes | None:
    """What is told further down: all that moved; where the fall stands at the top, what rose all the same."""
    if moved is None or fallen is None:
        return moved
    return Changes([one for one in moved.levels if one.up], [one for one in moved.criteria if one.up])


def _steps(now: OneResult, before: OneResult) -> dict[str, Fraction]:
    """The change of value of each criterion that was rated in both rounds."""
    pairs = ((key, stand.value, before.criteria.get(key)) for key, stand in now.criteria.items())
    return {
        key: value - then.value
        for key, value, then in pairs
        if value is not None and then is not None and then.value is not None
    }


def _most(criteria: Iterable[Criterion], steps: dict[str, Fraction], *, up: bool) -> list[Criterion]:
    sign = 1 if up else -1
    moved = [one for one in criteria if sign * steps[one.key] > 0]
    return sorted(moved, key=lambda one: -sign * steps[one.key])


def _move(
    to: Addresses, reading: TeamReading, now: OneResult, before: OneResult, criterion: Criterion
) -> Move:
    start = before.criteria[criterion.key].value or Fraction(0)
    end = now.criteria[criterion.key].value or Fraction(0)
    return Move(
        criterion,
        to.criterion(criterion.key),
        value_in_words(before.catalog, start),
        value_in_words(now.catalog, end),
        end > start,
    )
