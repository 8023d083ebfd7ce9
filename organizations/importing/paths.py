"""Places of a tree as lists write them: "Retail / Online", "/Retail/Online", or a column for each level."""

import re
from collections.abc import Iterable

from core.names import as_path, plain
from core.spreadsheets.cells import unquoted
from core.text import one_line
from organizations.importing.mapping import PART
from organizations.importing.plans import HoldsNoTeams, Place

SEPARATORS = re.compile(r"[/>\\»→\x1f]")
SURE = re.compile(r"\s/\s|^/|[>\\»→\x1f]")


def parts_of(said: str) -> list[str]:
    """The names on the way from the top, as they are written."""
    cut = said.split(PART) if PART in said else SEPARATORS.split(said)
    return [name for part in cut if (name := one_line(unquoted(part.strip())))]


def path_of(said: str) -> str:
    """A path for comparing: "Retail/Online" and "retail / online" are one."""
    if "/" not in said and said.isalnum():
        return plain(said)
    return as_path(name for part in SEPARATORS.split(said) if (name := plain(one_line(part))))


def shown(said: str) -> str:
    """What a cell says, for people."""
    return as_path(parts_of(said)) if PART in said else said


class Paths:
    """The places in use by their paths; makes those that a list names and nobody has made yet."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_path: dict[str, Place] = {}
        self.by_name: dict[str, list[Place]] = {}
        self.made: list[Place] = []
        for place in places:
            self._add(path_of(place.path), place)

    def _add(self, path: str, place: Place) -> None:
        self.by_path.setdefault(path, place)
        self.by_name.setdefault(path_of(place.name), []).append(place)

    def find(self, said: str) -> Place | None:
        """The place at a path."""
        return self.by_path.get(path_of(said))

    def named(self, said: str) -> list[Place]:
        """All places of a name, wherever they lie."""
        return self.by_name.get(path_of(said), [])

    def parts(self, said: str) -> list[str]:
        """The names on the way to a place that is to be made.

        "Sales/Marketing" is one name, unless "Sales" is there already: people write a stroke in names too.
        """
        parts = parts_of(said)
        if len(parts) > 1 and not SURE.search(said) and path_of(parts[0]) not in self.by_path:
            return [one_line(unquoted(said))]
        return parts

    def make(self, parts: list[str], *, kind: str) -> Place:
        """The place at the end of a way, made with all that lacks above it.

        Raises:
            HoldsNoTeams: something on the way is a team.
        """
        above: Place | None = None
        for end in range(1, len(parts) + 1):
            path = path_of(PART.join(parts[:end]))
            place = self.by_path.get(path)
            if place is None:
                is_last = end == len(parts)
                place = Place(0, "", parts[end - 1], kind if is_last else "unit", parent=above, made=True)
                self._add(path, place)
                self.made.append(place)
            if not place.kind and (end < len(parts) or kind == "unit"):
                place.kind = "unit"  # a row that names no kind, and something lies in it
            if end < len(parts) and not place.is_unit:
                raise HoldsNoTeams(name=place.name)
            above = place
        if above is None:
            raise ValueError("a way without names leads nowhere")
        return above
