"""Catalog files that are made to hurt: how long until each is refused."""

import time
from contextlib import suppress

from bench.meter import Line
from maturity.documents import read_document
from maturity.exchange import problems_in
from maturity.problems import VersionHasProblems
from tests.bombs import BOMBS

SECONDS = 2.0
TURNS = 3


def lines() -> list[Line]:
    """The CPU of the slowest, in seconds: a promise to whoever waits, so no ratio to another work."""
    took = {name: min(_refuse(text) for _ in range(TURNS)) for name, text in BOMBS.items()}
    slowest = max(took, key=lambda name: took[name])
    seconds = took[slowest]
    name = f"refuse the slowest of {len(BOMBS)} bombs"
    return [Line(name, seconds * 1000, "1 second", seconds, SECONDS, 0, 0)]


def _refuse(text: str) -> float:
    begun = time.process_time()
    with suppress(VersionHasProblems):
        if found := problems_in(read_document(text)):
            raise VersionHasProblems(found)
    return time.process_time() - begun
