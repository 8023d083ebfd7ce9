"""The means of checking: problems are collected with their places, and no value is trusted. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeGuard

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError

MOST_PROBLEMS = 200
DEEPEST = 20

KEY = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*\Z")
_FRACTION = re.compile(r"[0-9]{1,3}(?:/[0-9]{1,3}|\.[0-9]{1,3})?\Z")

EXTRA = frozenset({"extra"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend before a document can become a version.

    Attributes:
        where: the way to it, by keys: `criteria[people.duty-rota].statement.en`, or `line 12`.
        message: what is wrong, in the reader's language.
    """

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class VersionHasProblems(DomainError):
    """A catalog document breaks rules of the format; `problems` has each with its place."""

    code = "version_has_problems"
    status = 422
    message = ngettext_lazy(
        "The catalog has %(count)d problem.", "The catalog has %(count)d problems.", "count"
    )

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        told = [{"where": problem.where, "message": problem.message} for problem in problems]
        super().__init__(count=len(problems), problems=told)


def as_fraction(value: object) -> Fraction | None:
    """A fraction as the format writes it ("2/3", "0.5", 1); None for anything else.

    Three digits at most on each side: exact results are stored as text and must stay short.
    """
    if isinstance(value, bool) or not isinstance(value, int | str) or not _FRACTION.match(str(value)):
        return None
    try:
        return Fraction(value)
    except ZeroDivisionError:
        return None


class EnoughFound(Exception):
    """The list of problems is full."""


@dataclass(frozen=True, slots=True)
class Item:
    """A highlight or technology item: its place, the level that it describes, and how."""

    where: str
    level: int
    polarity: str


@dataclass
class Check:
    """Collects problems, and what later rules need of earlier parts."""

    problems: list[Problem] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    minimum_per_cell: int = 0
    references: Collection[str] = ()
    levels: list[int] = field(default_factory=list)
    dimensions: list[str] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)

    def add(self, where: str, message: str) -> None:
        self.problems.append(Problem(where, message))
        if len(self.problems) >= MOST_PROBLEMS:
            raise EnoughFound

    def fields(
        self, where: str, value: object, required: frozenset[str], optional: frozenset[str] = EXTRA
    ) -> bool:
        """Whether `value` is a mapping with all fields that are required; tells of any other field."""
        if not isinstance(value, Mapping):
            self.add(where, _("must be a mapping of fields to values"))
            return False
        for name in sorted(required - value.keys()):
            self.add(where, _("the field “%(field)s” is missing") % {"field": name})
        for name in sorted(str(name) for name in value.keys() - required - optional):
            self.add(where, _("unknown field “%(field)s”") % {"field": shortened(name)})
        if "extra" in optional and "extra" in value:
            self.carried(path(where, "extra"), value["extra"])
        return required <= value.keys()

    def carried(self, where: str, value: object) -> None:
        """What import and export carry along untouched."""
        if not isinstance(value, Mapping):
            self.add(where, _("must be a mapping"))
        elif not _is_storable(value):
            self.add(where, _("must hold plain values only, without control characters, not too deep"))

    def rows(
        self, where: str, value: object, required: frozenset[str], optional: frozenset[str] = EXTRA
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The mappings in a list, each with its place, that have all fields; tells of the others."""
        if not isinstance(value, list):
            self.add(where, _("must be a list"))
            return
        for position, row in enumerate(value, 1):
            here = f"{where}[{_name_of(row, position)}]"
            if self.fields(here, row, required, optional):
                yield here, row

    def key(self, where: str, value: object, seen: set[str], *, longest: int = 60) -> None:
        """A key of its kind: well formed and used once."""
        here = path(where, "key")
        if not isinstance(value, str) or not KEY.match(value):
            self.add(here, _("must be made of lower case letters, digits, dots and hyphens"))
        elif len(value) > longest:
            self.add(here, _("%(found)d characters, at most %(limit)d") % _sizes(value, longest))
        elif value in seen:
            self.add(here, _("the key “%(key)s” is used twice") % {"key": value})
        else:
            seen.add(value)

    def text(self, where: str, value: object, limit: int | None = None) -> None:
        """A text: exactly the model's languages, each a trimmed string on one line."""
        if not isinstance(value, Mapping):
            self.add(where, _("must be a mapping of language to text"))
            return
        if not self.languages:
            return  # told once, at the model
        for language in self.languages:
            if language not in value:
                self.add(where, _("the text in “%(language)s” is missing") % {"language": language})
        for language, string in value.items():
            here = path(where, shortened(str(language)))
            if language not in self.languages:
                self.add(here, _("this language is not among the languages of the model"))
            else:
                self.line(here, string, limit)

    def line(self, where: str, string: object, limit: int | None = None) -> None:
        """A trimmed string on one line."""
        if not isinstance(string, str) or not string.strip():
            self.add(where, _("the text is empty or no text at all"))
        elif string != " ".join(string.split()) or has_control(string):
            self.add(where, _("stray spaces, line breaks or control characters"))
        elif limit and len(string) > limit:
            self.add(where, _("%(found)d characters, at most %(limit)d") % _sizes(string, limit))


def path(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _name_of(row: object, position: int) -> str:
    """The row's key where it has a good one, else its position."""
    key = row.get("key") if isinstance(row, Mapping) else None
    return key if isinstance(key, str) and KEY.match(key) and len(key) <= 80 else f"#{position}"


def shortened(string: str) -> str:
    """What somebody wrote, short and clean enough to be told back to them."""
    clean = "".join("�" if has_control(character) else character for character in string[:41])
    return clean if len(clean) <= 40 else f"{clean[:40]}…"


def _sizes(string: str, limit: int) -> dict[str, int]:
    return {"found": len(string), "limit": limit}


def strings(text: object) -> list[tuple[str, str]]:
    """The (language, string) pairs of a text; none for what is no text."""
    if not isinstance(text, Mapping):
        return []
    return [(str(language), string) for language, string in text.items() if isinstance(string, str)]


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def mappings(value: object) -> list[Mapping[str, Any]]:
    return [row for row in listed(value) if isinstance(row, Mapping)]


def is_whole(value: object, allowed: Collection[int]) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value in allowed


def has_control(string: str) -> bool:
    """Control characters and halves of characters, which no database keeps."""
    return any(unicodedata.category(character) in ("Cc", "Cs") for character in string)


def _is_storable(value: object) -> bool:
    """Whether a database keeps `value` as JSON and gives the same back."""
    rest: list[tuple[object, int]] = [(value, 0)]
    while rest:
        one, depth = rest.pop()
        if depth > DEEPEST:
            return False
        if isinstance(one, Mapping):
            rest += [(part, depth + 1) for pair in one.items() for part in pair]
            if not all(isinstance(key, str) for key in one):
                return False
        elif isinstance(one, list):
            rest += [(part, depth + 1) for part in one]
        elif isinstance(one, str):
            if "\0" in one or any(unicodedata.category(character) == "Cs" for character in one):
                return False
        elif not (one is None or isinstance(one, int) or (isinstance(one, float) and abs(one) < 1e15)):
            return False
    return True
