"""Results computed again: a team's as it sends, a whole round's as it closes."""

from typing import Any

from bench.figures import Figure
from bench.ground import Side

RECOMPUTE, FREEZE, FLAT = 2.5, 15.0, 20.0


def figures(
    engine: str, side: Side, place: dict[str, Any], teams: int, name: str = "", *, few: bool = False
) -> list[Figure]:
    """Against F (one GROUP BY, the rule, the way up, one raw upsert) and one GROUP BY over the round.

    Args:
        name: what is put before each figure of another build, which has no goals.
        few: the model asks few criteria. The goals of CPU are for the 70 of the built-in one; that of memory
            holds for all.
    """
    cpu = side.inside("recomputing", place=place)
    goals = [None] * 3 if name else [None, None, FLAT] if few else [RECOMPUTE, FREEZE, FLAT]
    label = f"{engine}: {name}"
    a_round = f"{label}freeze a round of {teams} teams"
    all_teams = f"{a_round}, all of them to compute"
    return [
        Figure(f"{label}recompute a team / F", cpu["recompute"], "CPU ms", cpu["F"], goals[0]),
        Figure(f"{label}recompute a team / G", cpu["recompute"], "CPU ms", cpu["G"]),
        Figure(f"{label}recompute a team, queries", cpu["queries"], "queries"),
        Figure(f"{a_round} / one GROUP BY over it", cpu["freeze"], "CPU ms", cpu["round G"], goals[1]),
        Figure(f"{all_teams} / one GROUP BY over it", cpu["freeze all"], "CPU ms", cpu["round G"], goals[1]),
        Figure(f"{a_round}, queries", cpu["freeze queries"], "queries"),
        Figure(f"{a_round}, growth of memory", cpu["freeze MB"], "MB", goal=goals[2]),
        Figure(f"{all_teams}, growth of memory", cpu["freeze all MB"], "MB", goal=goals[2]),
    ]
