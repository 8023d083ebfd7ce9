"""Which criteria two versions of one lineage share: by key, for a key means the same for ever."""

from collections.abc import Iterable
from dataclasses import dataclass

from maturity.scoring import CriterionSpec


@dataclass(frozen=True, slots=True)
class Matching:
    """The keys of two versions; those of the later one in its order, `dropped` in that of the earlier.

    `kept` stand at the same level of the same dimension in both, `moved` do not.
    """

    kept: tuple[str, ...]
    moved: tuple[str, ...]
    added: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def shared(self) -> int:
        """How many criteria both versions ask."""
        return len(self.kept) + len(self.moved)


def match(earlier: Iterable[CriterionSpec], later: Iterable[CriterionSpec]) -> Matching:
    """How the criteria of an earlier version stand in a later one.

    Statements are not compared: clearer words keep a key, another meaning takes a new one.
    """
    places = {one.key: (one.dimension, one.level) for one in earlier}
    kept: list[str] = []
    moved: list[str] = []
    added: list[str] = []
    for one in later:
        there = places.pop(one.key, None)
        if there is None:
            added.append(one.key)
        else:
            (kept if there == (one.dimension, one.level) else moved).append(one.key)
    return Matching(tuple(kept), tuple(moved), tuple(added), tuple(places))
