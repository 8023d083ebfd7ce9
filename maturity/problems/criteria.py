"""The rules of a catalog's criteria: statements, anchors, and what they rest on. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from maturity.problems.checking import Check, Item, is_whole, listed, mappings, path, shortened, strings

LIMITS = {"statement": 160, "anchor": 140}
CRITERION_FIELDS = frozenset(
    {"key", "dimension", "level", "statement", "guidance", "evidence", "improve"}
    | {"na_allowed", "not_applicable_when", "evidences", "contrast", "references"}
)


def check_criteria(check: Check, criteria: object) -> Counter[tuple[str, int]]:
    """Check each criterion and their order; return how many there are in each cell."""
    keys: set[str] = set()
    cells: Counter[tuple[str, int]] = Counter()
    statements: Counter[tuple[str, str]] = Counter()
    order: list[tuple[int, int]] = []
    for here, criterion in check.rows("criteria", criteria, CRITERION_FIELDS):
        check.key(here, criterion["key"], keys, longest=80)
        dimension, level = criterion["dimension"], criterion["level"]
        if dimension not in check.dimensions:
            check.add(path(here, "dimension"), _("there is no such dimension"))
            continue
        if not is_whole(level, check.levels[1:]):
            check.add(path(here, "level"), _("must be a level above the lowest"))
            continue
        if not str(criterion["key"]).startswith(f"{dimension}."):
            check.add(path(here, "key"), _("must begin with “%(start)s”") % {"start": f"{dimension}."})
        cells[dimension, level] += 1
        order.append((check.dimensions.index(dimension), level))
        statements.update(strings(criterion["statement"]))
        _check_criterion(check, here, criterion)
    if order != sorted(order):
        check.add("criteria", _("must be sorted by dimension, then by level"))
    for (language, text), times in statements.items():
        if times > 1:
            told = {"text": shortened(text), "times": times, "language": language}
            check.add("criteria", _("%(times)d criteria say “%(text)s” (%(language)s)") % told)
    return cells


def _check_criterion(check: Check, here: str, criterion: Mapping[str, Any]) -> None:
    _check_statement(check, path(here, "statement"), criterion["statement"])
    _check_guidance(check, path(here, "guidance"), criterion["guidance"])
    check.text(path(here, "evidence"), criterion["evidence"])
    check.text(path(here, "not_applicable_when"), criterion["not_applicable_when"])
    steps = criterion["improve"]
    if not isinstance(steps, list) or len(steps) not in (1, 2):
        check.add(path(here, "improve"), _("one or two next steps are needed"))
    else:
        for number, step in enumerate(steps, 1):
            check.text(f"{here}.improve[{number}]", step)
    if not isinstance(criterion["na_allowed"], bool):
        check.add(path(here, "na_allowed"), _("must be true or false"))
    _check_links(check, here, criterion)


def _check_statement(check: Check, where: str, statement: object) -> None:
    check.text(where, statement, LIMITS["statement"])
    for language, string in strings(statement):
        here = path(where, language)
        if not string.endswith("."):
            check.add(here, _("must end with a full stop"))
        if re.search(r"[.!?;] ", string) or "?" in string:
            check.add(here, _("must be one sentence without semicolon or question mark"))
        if language == "en" and not string.startswith("We "):
            check.add(here, _("must begin with “%(start)s”") % {"start": "We "})


def _check_guidance(check: Check, where: str, guidance: object) -> None:
    if not check.options or not check.fields(where, guidance, frozenset(check.options), optional=frozenset()):
        return
    assert isinstance(guidance, Mapping)
    used: Counter[tuple[str, str]] = Counter()
    for option in check.options:
        check.text(path(where, option), guidance[option], LIMITS["anchor"])
        used.update(strings(guidance[option]))
    for language in dict.fromkeys(language for (language, _text), times in used.items() if times > 1):
        check.add(where, _("two options share a text in “%(language)s”") % {"language": language})


def _check_links(check: Check, here: str, criterion: Mapping[str, Any]) -> None:
    """The items that a criterion evidences or overcomes, and its literature."""
    for name in ("evidences", "contrast", "references"):
        if not isinstance(criterion[name], list):
            check.add(path(here, name), _("must be a list"))
    for where, key, item in _linked(check, here, criterion, "evidences"):
        if item.polarity == "absence":
            check.add(
                where, _("“%(key)s” tells what is lacking and cannot be evidenced") % {"key": shortened(key)}
            )
        if item.level != criterion["level"]:
            check.add(where, _("“%(key)s” belongs to another level") % {"key": shortened(key)})
    for where, key, item in _linked(check, here, criterion, "contrast"):
        if item.polarity == "positive":
            check.add(
                where, _("“%(key)s” tells nothing lacking that could be overcome") % {"key": shortened(key)}
            )
        if item.level > criterion["level"]:
            check.add(where, _("“%(key)s” belongs to a higher level") % {"key": shortened(key)})
    _check_literature(check, path(here, "references"), criterion["references"])


def _check_literature(check: Check, where: str, references: object) -> None:
    for key in listed(references):
        if not isinstance(key, str) or key not in check.references:
            check.add(where, _("there is no reference “%(key)s”") % {"key": shortened(str(key))})


def _linked(
    check: Check, here: str, criterion: Mapping[str, Any], name: str
) -> Iterator[tuple[str, str, Item]]:
    """The known items that a criterion names, each with its place; tells of unknown ones."""
    where = path(here, name)
    for key in listed(criterion[name]):
        item = check.items.get(key) if isinstance(key, str) else None
        if item is None:
            check.add(where, _("there is no item “%(key)s”") % {"key": shortened(str(key))})
        else:
            yield where, key, item


def check_cells(check: Check, cells: Counter[tuple[str, int]]) -> None:
    for dimension in check.dimensions:
        for level in check.levels[1:]:
            if cells[dimension, level] < check.minimum_per_cell:
                found = {"found": cells[dimension, level], "least": check.minimum_per_cell, "level": level}
                check.add(
                    f"dimensions[{dimension}]",
                    _("%(found)d criteria at level %(level)d, at least %(least)d are needed") % found,
                )


def check_items_are_used(check: Check, criteria: object) -> None:
    rows = mappings(criteria)
    evidenced = {str(key) for row in rows for key in listed(row.get("evidences"))}
    contrasted = {str(key) for row in rows for key in listed(row.get("contrast"))}
    for key, item in check.items.items():
        if item.polarity == "absence" and key not in contrasted:
            check.add(item.where, _("no criterion overcomes this item"))
        if item.polarity != "absence" and key not in evidenced:
            check.add(item.where, _("no criterion evidences this item"))
