"""Names in the order of the alphabet, and compared without their accents.

Databases do not agree on this: SQLite sorts “Ágata” after “Zeca”, PostgreSQL as its locale says. So lists of
names are sorted here, alike on both; what is paged is sorted by its names alone and read a page at a time.
"""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

Row = TypeVar("Row")

LONGEST_NAME = 120  # of a person, a team, an organization


def plain(text: str) -> str:
    """`text` for comparing: without accents and capitals."""
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter)).casefold()


def sort_key(name: str) -> tuple[str, str]:
    """Sorts names as people look for them; where only accents or capitals differ, always in one order."""
    return plain(name), name


def by_name(rows: Iterable[Row], name: Callable[[Row], str]) -> list[Row]:
    """`rows` sorted by the name that `name` finds in each; those of one name stay as they came."""
    return sorted(rows, key=lambda row: sort_key(name(row)))


def paths_of(rows: Iterable[tuple[int, int | None, str]]) -> dict[int, list[str]]:
    """The names on the way to each row of a tree from the top, its own last.

    Args:
        rows: of each its key, the key of the row above it, and its name. What lies below a row that is not
            among them stands at the top.
    """
    given = {key: (above, name) for key, above, name in rows}
    paths: dict[int | None, list[str]] = {}

    def path(key: int) -> list[str]:
        above, name = given[key]
        if key not in paths:
            paths[key] = [*path(above), name] if above in given else [name]
        return paths[key]

    return {key: path(key) for key in given}


def as_path(names: Iterable[str]) -> str:
    """Names of a tree as one: "Retail / Pricing"."""
    return " / ".join(names)


def page_by_name(found: "QuerySet[Any]", *fields: str, number: str | int | None, size: int) -> Page[Any]:
    """One page of `found`, sorted by the names in `fields`; two queries, however many rows there are."""
    names = found.order_by("pk").values_list("pk", *fields)
    ordered = sorted(names, key=lambda row: tuple(map(sort_key, row[1:])))
    page: Page[Any] = Paginator([pk for pk, *_names in ordered], size).get_page(number)
    rows = found.in_bulk(list(page.object_list))
    page.object_list = [rows[pk] for pk in page.object_list if pk in rows]
    return page
