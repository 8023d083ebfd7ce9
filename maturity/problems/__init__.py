"""What is wrong with a catalog document: every rule of the format, told with its place. Pure.

The rules are in `docs/catalog.md`. No document makes this package raise: a document that is no mapping
at all has one problem, like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from maturity.problems.checking import Check, EnoughFound, Problem, VersionHasProblems, as_fraction
from maturity.problems.criteria import check_cells, check_criteria, check_items_are_used
from maturity.problems.parts import check_dimensions, check_levels, check_model, check_references

__all__ = ["FORMAT", "Problem", "VersionHasProblems", "as_fraction", "problems_in"]

FORMAT = 1
TOP_FIELDS = frozenset({"format", "model", "references", "levels", "dimensions", "criteria"})
MODEL_FIELDS = frozenset(
    {"key", "version", "languages", "name", "description", "purpose", "source", "rating"}
)


def problems_in(document: object) -> list[Problem]:
    """Every rule that `document` breaks, in the order of the file; at most `MOST_PROBLEMS`.

    Returns:
        An empty list exactly when `exchange.load_version` can make a version of it.
    """
    check = Check()
    try:
        if check.fields("", document, TOP_FIELDS, optional=frozenset()):
            assert isinstance(document, Mapping)
            _check_document(check, document)
    except EnoughFound:
        pass
    return check.problems


def _check_document(check: Check, document: Mapping[str, Any]) -> None:
    if document["format"] != FORMAT or isinstance(document["format"], bool):
        check.add("format", _("must be %(format)d, the only format known here") % {"format": FORMAT})
    if not check.fields("model", document["model"], MODEL_FIELDS):
        return
    check_model(check, document["model"])
    check_references(check, document["references"])
    check_levels(check, document["levels"])
    check_dimensions(check, document["dimensions"])
    cells = check_criteria(check, document["criteria"])
    check_cells(check, cells)
    check_items_are_used(check, document["criteria"])
