"""The built-in catalogs, broken on purpose."""

import copy

from maturity.catalogs import read_built_in
from maturity.problems import problems_in

MLOPS, HEALTH = read_built_in("mlops"), read_built_in("team-health")


GONE = object()


def put(document: dict, way: str, value: object) -> None:
    """Set what stands at `way` ("levels.0.name.en") to `value`, or take it away."""
    *steps, last = [int(step) if step.isdigit() else step for step in way.split("/")]
    place = document
    for step in steps:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value


def told(document: object) -> list[str]:
    return [str(problem) for problem in problems_in(document)]


def changed(document: dict, way: str, value: object) -> dict:
    copied = copy.deepcopy(document)
    put(copied, way, value)
    return copied
