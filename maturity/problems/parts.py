"""The rules of a catalog's model, levels and dimensions. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from maturity.problems.checking import (
    EXTRA,
    KEY,
    Check,
    Item,
    as_fraction,
    is_whole,
    mappings,
    path,
    shortened,
    strings,
)
from maturity.scoring import DK, NA

OPTIONS = range(2, 11)
POLARITIES = ("absence", "mixed", "positive")
LIMITS = {"short": 16, "abbreviation": 3}
SOURCE_FIELDS = frozenset({"title", "urls", "note"})
RATING_FIELDS = frozenset({"scale", "dimension_from", "overall_from", "min_criteria_per_cell"})
OPTION_FIELDS = frozenset({"key", "value", "label"})
LEVEL_FIELDS = frozenset({"number", "key", "name", "summary", "highlights", "technology"})
ITEM_FIELDS = frozenset({"key", "polarity", "text"})
DIMENSION_FIELDS = frozenset({"key", "name", "short", "abbreviation", "description", "why"})

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*\Z")
_URL = re.compile(r"https://[^\s\x00-\x1f\x7f]+\Z")


def check_model(check: Check, model: Mapping[str, Any]) -> None:
    languages = model["languages"]
    if not isinstance(languages, list) or not languages or not all(map(_is_language, languages)):
        check.add("model.languages", _("must name at least one language by its code, such as en or pt-br"))
    elif len(set(languages)) < len(languages):
        check.add("model.languages", _("must name each language once"))
    else:
        check.languages = languages
    check.key("model", model["key"], set())
    if not is_whole(model["version"], range(1, 1_000_000)):
        check.add("model.version", _("must be a whole number from 1"))
    for name in ("name", "description", "purpose"):
        check.text(f"model.{name}", model[name])
    if check.fields("model.source", model["source"], SOURCE_FIELDS):
        _check_source(check, model["source"])
    if check.fields("model.rating", model["rating"], RATING_FIELDS):
        _check_rating(check, model["rating"])


def _check_source(check: Check, source: Mapping[str, Any]) -> None:
    check.text("model.source.title", source["title"])
    check.text("model.source.note", source["note"])
    urls = source["urls"]
    if not isinstance(urls, Mapping):
        check.add("model.source.urls", _("must be a mapping of language to address"))
        return
    for language, url in urls.items():
        here = f"model.source.urls.{shortened(str(language))}"
        if language not in check.languages:
            check.add(here, _("this language is not among the languages of the model"))
        if not isinstance(url, str) or not _URL.match(url):
            check.add(here, _("must be an address that begins with https://"))


def _check_rating(check: Check, rating: Mapping[str, Any]) -> None:
    _check_scale(check, rating["scale"])
    each, overall = as_fraction(rating["dimension_from"]), as_fraction(rating["overall_from"])
    if each is None or overall is None:
        check.add("model.rating", _("the bounds must be fractions such as 2/3"))
    elif not 0 < each <= overall <= 1:
        check.add("model.rating", _("needs 0 < dimension_from <= overall_from <= 1"))
    if not is_whole(rating["min_criteria_per_cell"], range(1000)):
        check.add("model.rating.min_criteria_per_cell", _("must be a whole number from 0"))
    else:
        check.minimum_per_cell = rating["min_criteria_per_cell"]


def _check_scale(check: Check, scale: object) -> None:
    where = "model.rating.scale"
    if not isinstance(scale, list) or len(scale) not in OPTIONS:
        limits = {"fewest": OPTIONS.start, "most": OPTIONS.stop - 1}
        check.add(where, _("must be a list of %(fewest)d to %(most)d options") % limits)
        return
    keys: set[str] = set()
    values: list[Fraction | None] = []
    for here, option in check.rows(where, scale, OPTION_FIELDS):
        check.key(here, option["key"], keys, longest=40)
        if option["key"] in (NA, DK):
            check.add(path(here, "key"), _("“na” and “dk” belong to every scale and are no options"))
        check.text(path(here, "label"), option["label"])
        values.append(as_fraction(option["value"]))
        check.options.append(str(option["key"]))
        if values[-1] is None:
            check.add(path(here, "value"), _("must be a fraction such as 1/3"))
    known = [value for value in values if value is not None]
    if len(known) == len(scale) and (known[0] != 0 or known[-1] != 1 or not _rises(known)):
        check.add(where, _("the values must rise from 0 to 1"))


def check_references(check: Check, references: object) -> None:
    if not isinstance(references, Mapping):
        check.add("references", _("must be a mapping of key to citation"))
        return
    for key, citation in references.items():
        here = path("references", shortened(str(key)))
        if not isinstance(key, str) or not KEY.match(key):
            check.add(here, _("must be made of lower case letters, digits, dots and hyphens"))
        check.line(here, citation)
    check.references = references.keys()


def check_levels(check: Check, levels: object) -> None:
    keys: set[str] = set()
    item_keys: set[str] = set()
    numbers = [row.get("number") for row in mappings(levels)]
    check.levels = [number for number in numbers if is_whole(number, range(1000))]
    for here, level in check.rows("levels", levels, LEVEL_FIELDS):
        check.key(here, level["key"], keys)
        check.text(path(here, "name"), level["name"])
        check.text(path(here, "summary"), level["summary"])
        if not is_whole(level["number"], range(1000)):
            check.add(path(here, "number"), _("must be a whole number from 0"))
            continue
        for column in ("highlights", "technology"):
            _check_items(check, path(here, column), level[column], level["number"], item_keys)
    if len(check.levels) < 2:
        check.add("levels", _("at least two levels are needed"))
    elif check.levels[0] > 1 or any(b - a != 1 for a, b in pairwise(check.levels)):
        check.add("levels", _("the numbers must begin with 0 or 1 and rise by one"))


def _check_items(check: Check, where: str, items: object, level: int, seen: set[str]) -> None:
    for here, item in check.rows(where, items, ITEM_FIELDS):
        check.key(here, item["key"], seen, longest=80)
        check.text(path(here, "text"), item["text"])
        if not str(item["key"]).startswith(f"l{level}."):
            check.add(path(here, "key"), _("must begin with “%(start)s”") % {"start": f"l{level}."})
        if item["polarity"] not in POLARITIES:
            check.add(
                path(here, "polarity"), _("must be one of: %(words)s") % {"words": ", ".join(POLARITIES)}
            )
        else:
            check.items[str(item["key"])] = Item(here, level, item["polarity"])


def check_dimensions(check: Check, dimensions: object) -> None:
    keys: set[str] = set()
    check.dimensions = [row["key"] for row in mappings(dimensions) if isinstance(row.get("key"), str)]
    used: dict[str, Counter[tuple[str, str]]] = {
        name: Counter() for name in ("name", "short", "abbreviation")
    }
    for here, dimension in check.rows("dimensions", dimensions, DIMENSION_FIELDS, EXTRA | {"group"}):
        check.key(here, dimension["key"], keys)
        for name in ("name", "description", "why", "short", "abbreviation"):
            check.text(path(here, name), dimension[name], LIMITS.get(name))
        if "group" in dimension:
            check.text(path(here, "group"), dimension["group"])
        for name, count in used.items():
            count.update(strings(dimension[name]))
    for name, count in used.items():
        for (language, text), times in count.items():
            if times > 1:
                check.add(
                    f"dimensions.{name}.{language}",
                    _("“%(text)s” names %(times)d dimensions") % {"text": shortened(text), "times": times},
                )
    if not check.dimensions:
        check.add("dimensions", _("at least one dimension is needed"))


def _is_language(code: object) -> bool:
    return isinstance(code, str) and bool(_LANGUAGE.match(code))


def _rises(values: list[Fraction]) -> bool:
    return all(a < b for a, b in pairwise(values))
