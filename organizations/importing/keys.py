"""Keys of teams, which spreadsheets change without a word: 0012 becomes 12, and letters are composed anew."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Generic, Protocol, TypeVar

ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def folded(key: str) -> str:
    """Equal for keys that differ only in capitals and in how letters with accents are put together."""
    return key.casefold() if key.isascii() else unicodedata.normalize("NFC", key).casefold()


def bare(key: str) -> str:
    """Equal for keys that also lost zeros: "0012" and "12"."""
    return ZEROS.sub("", folded(key))


class Keyed(Protocol):
    key: str


Thing = TypeVar("Thing", bound=Keyed)


class KeyIndex(Generic[Thing]):
    """Finds things by their keys: as written, else by letters alone, else without zeros.

    A looser way counts only where it leads to one thing, and never to one whose own key the file names too.
    """

    def __init__(self, things: Iterable[Thing], *, named: Collection[str] = ()) -> None:
        self.named = set(named)
        self.exact: dict[str, Thing] = {}
        self.loose: tuple[dict[str, list[Thing]], dict[str, list[Thing]]] = ({}, {})
        for thing in things:
            self.add(thing)

    def add(self, thing: Thing) -> None:
        """Let it be found; one without a key is not."""
        if not thing.key or self.exact.get(thing.key) is thing:
            return
        self.exact[thing.key] = thing
        for index, way in zip(self.loose, (folded, bare), strict=True):
            index.setdefault(way(thing.key), []).append(thing)

    def find(self, key: str) -> Thing | None:
        """The thing that a key names."""
        if not key or key in self.exact:
            return self.exact.get(key)
        for index, way in zip(self.loose, (folded, bare), strict=True):
            found = [thing for thing in index.get(way(key), ()) if thing.key not in self.named]
            if len(found) == 1:
                return found[0]
        return None
