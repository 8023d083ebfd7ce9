"""Addresses of the dashboard: the page as it is, with something changed."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from reports.queries.choices import Choice
from reports.queries.filters import BY_UNIT
from reports.queries.showing import Show


def address(choice: Choice, **changes: Any) -> str:
    """The parameters of this page with some changed; what is as by default is left out."""
    parameters = {
        "model": choice.lineage.key if choice.lineage and len(choice.lineages) > 1 else None,
        "round": choice.round.pk if choice.round else None,
        "unit": choice.unit.slug if choice.unit else None,
        "label": choice.label or None,
        "show": choice.show.address if choice.show else None,
        "sort": choice.order if choice.order != BY_UNIT else None,
    } | changes
    if parameters["round"]:
        parameters["model"] = None  # which a round says by itself
    return _encoded(tuple((name, str(value)) for name, value in parameters.items() if value))


@lru_cache(maxsize=4096)  # a page has a hundred of them, and the next page the same
def _encoded(parameters: tuple[tuple[str, str], ...]) -> str:
    return "?" + urlencode(parameters)


def teams_of(choice: Choice, show: Show) -> str:
    """The address at which the table holds the teams of a figure."""
    return address(choice, show=show.address, sort=None) + "#h-heat"
