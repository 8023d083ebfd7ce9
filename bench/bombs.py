"""Catalog files that are made to hurt: how long until each is refused."""

import time
from contextlib import suppress

from bench.figures import Figure
from maturity.documents import read_document
from maturity.exchange import problems_in
from maturity.problems import VersionHasProblems
from tests.bombs import BOMBS

SECONDS = 2.0
TURNS = 3


def figures() -> list[Figure]:
    """The CPU of the slowest, in seconds: a promise to whoever waits, so no ratio to another work."""
    slowest = max(min(_refuse(text) for _ in range(TURNS)) for text in BOMBS.values())
    return [Figure(f"refuse the slowest of {len(BOMBS)} catalog bombs", slowest, "CPU s", goal=SECONDS)]


def _refuse(text: str) -> float:
    begun = time.process_time()
    with suppress(VersionHasProblems):
        if found := problems_in(read_document(text)):
            raise VersionHasProblems(found)
    return time.process_time() - begun
