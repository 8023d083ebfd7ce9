"""The lines of the table teams by dimensions, on the page asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.queries.standings import Standing

PAGE = 100


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the table; `whole` when it holds all of its `teams`."""

    lines: Sequence[Standing]
    number: int
    pages: int
    whole: bool
    teams: int


def page_of(ordered: Sequence[Standing], number: int | None) -> Page:
    """One page of the teams (no query).

    Args:
        number: from 1; one beyond the last is the last. None asks for all teams.
    """
    pages = max(1, -(-len(ordered) // PAGE))
    here = min(max(number or 1, 1), pages)
    chosen = ordered if number is None else ordered[(here - 1) * PAGE : here * PAGE]
    return Page(chosen, here, pages, len(chosen) == len(ordered), len(ordered))
