"""Results computed again: one team in the transaction of its sending, and all teams as a round closes.

Both sides of a ratio are worked here in one process, by turns: its CPU, and that of the database's process
that serves it. The least of the turns counts.
"""

import json
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django_scopes import scope

from maturity.reading import catalog
from maturity.scoring import Tally, score_team
from surveys import results

try:
    from maturity.scoring.way_up import shortest_way_up
except ImportError:  # a build of before it moved there
    shortest_way_up = import_module("maturity.plans").cheapest_plan

TURNS = 5
SLICE = 0.4  # seconds of one turn
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")

# A join, not IN (SELECT ...): for that one SQLite, once it has analyzed the tables, reads all answers.
GROUPED = """SELECT a.criterion_id, a.rating, count(*) FROM surveys_response r
    JOIN surveys_answer a ON a.response_id = r.id
    WHERE r.participation_id = %s AND r.state = 'submitted' GROUP BY 1, 2"""
GROUPED_ROUND = """SELECT r.participation_id, a.criterion_id, a.rating, count(*) FROM surveys_answer a
    JOIN surveys_response r ON r.id = a.response_id AND r.state = 'submitted'
    JOIN surveys_participation p ON p.id = r.participation_id WHERE p.round_id = %s GROUP BY 1, 2, 3"""
TABLE = """CREATE TABLE IF NOT EXISTS bench_result (participation integer, key varchar(60), level integer,
    exact varchar(60), counts text, PRIMARY KEY (participation, key))"""
UPSERT = """INSERT INTO bench_result (participation, key, level, exact, counts) VALUES {rows}
    ON CONFLICT (participation, key)
    DO UPDATE SET level = excluded.level, exact = excluded.exact, counts = excluded.counts"""

Work = Callable[[], object]


def main(place: dict[str, Any]) -> dict[str, float]:
    """CPU ms of G, F and the product's work, and what freezing the round asks and holds.

    "freeze" finds all teams computed, as closing does where all have sent. "freeze all" finds the rows as
    they were laid out when the round opened, and has to compute and to write every team.
    """
    by_one_process()
    with scope(organization=place["organization"]):
        one = apps.get_model("surveys.Round").objects.select_related("version").get(pk=place["round"])
        answered = one.participations.filter(responses__state="submitted").order_by("-pk")
        participation = answered.select_related("round")[0]
        with connection.cursor() as cursor:
            cursor.execute(TABLE)
        read = catalog(one.version_id)
        works: dict[str, Work] = {
            "G": lambda: group(participation.pk),
            "F": lambda: unit(read, participation.pk),
            "recompute": lambda: results.refresh(participation),
        }
        found = {**by_turns(works), "queries": queries_of(works["recompute"])}
        freeze, begin_anew = partial(results.freeze, one), partial(lay_out_anew, one)
        found |= by_turns({"round G": lambda: rows(GROUPED_ROUND, one.pk), "freeze": freeze})
        found |= {"freeze MB": memory_of(freeze), "freeze queries": queries_of(freeze)}
        found["freeze all"] = min(turn(freeze, before=begin_anew) for _ in range(TURNS))
        begin_anew()
        return found | {"freeze all MB": memory_of(freeze)}


def by_one_process() -> None:
    """Let PostgreSQL have no helpers, for whose work our clock does not know."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")


def lay_out_anew(one: Any) -> None:
    """The rows of a round as they are before anybody has sent; who has, looks so again afterwards."""
    responses = apps.get_model("surveys.Response")._base_manager.filter(participation__round=one.pk)
    with transaction.atomic():
        responses.filter(state="submitted").update(state="lapsed")
        for table, path in (
            ("CriterionResult", "team_result__round"),
            ("DimensionResult", "team_result__round"),
            ("TeamResult", "round"),
        ):
            rows_of = apps.get_model(f"surveys.{table}")._base_manager.filter(**{path: one.pk})
            rows_of._raw_delete(rows_of.db)
        results.lay_out(one)
        responses.filter(state="lapsed").update(state="submitted")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # what autovacuum does between two rounds
            cursor.execute("VACUUM ANALYZE")


def unit(read: Any, participation: int) -> None:
    """F: one GROUP BY, the scoring rule, the way up, and one statement that writes all rows of the team."""
    with transaction.atomic():
        tallies: dict[str, dict[str, int]] = defaultdict(dict)
        keys = {criterion.pk: criterion.key for criterion in read.criteria}
        for criterion, rating, number in group(participation):
            tallies[keys[criterion]][rating] = number
        score = score_team(
            read.spec,
            {key: Tally(counts) for key, counts in tallies.items()},
            responses=1,
            minimum_group=None,
        )
        plan = shortest_way_up(read.spec, score)
        stored: list[Any] = [participation, "team", score.level, str(score.score), str(plan and plan.cost)]
        for dimension in read.dimensions:
            own = score.dimensions[dimension.key]
            stored += [
                participation,
                dimension.key,
                own.level,
                str(own.score),
                json.dumps(list(own.blocking)),
            ]
        for key in keys.values():
            value = score.criteria[key].value if key in score.criteria else None
            stored += [participation, f"c.{key}", None, str(value), json.dumps(tallies.get(key, {}))]
        with connection.cursor() as cursor:
            cursor.execute(
                UPSERT.format(rows=", ".join(["(%s, %s, %s, %s, %s)"] * (len(stored) // 5))), stored
            )


def group(participation: int) -> list[tuple[Any, ...]]:
    """G: one GROUP BY of a team's answers."""
    return rows(GROUPED, participation)


def rows(statement: str, of: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [of])
        return cursor.fetchall()


def by_turns(works: dict[str, Work]) -> dict[str, float]:
    """Milliseconds of CPU a call of each work: the least of several turns, taken by turns."""
    for work in works.values():
        work()
    least = dict.fromkeys(works, float("inf"))
    for _ in range(TURNS):
        for name, work in works.items():
            least[name] = min(least[name], turn(work))
    return least


def turn(work: Work, before: Work | None = None) -> float:
    """Milliseconds of CPU a call; what is done before each call does not count."""
    count, used, until = 0, 0.0, time.monotonic() + SLICE
    while time.monotonic() < until or not count:
        if before:
            before()
        begun = cpu()
        work()
        used += cpu() - begun
        count += 1
    return used / count * 1000


def cpu() -> float:
    """Seconds of this process, and of the backend that serves it (see `bench.meter.cpu_seconds`)."""
    used = time.process_time()
    if connection.vendor == "postgresql":
        used += time.clock_gettime((~connection.connection.info.backend_pid << 3) | 2)
    return used


def queries_of(work: Work) -> int:
    """How often it asks the database; beginning and ending a transaction is no question."""
    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(TRANSACTION):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        work()
    return len(asked)


def memory_of(work: Work) -> float:
    """How far the process grows meanwhile, in MB: its highest resident set over the one before."""
    with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")  # the high-water mark begins anew
    before = status("VmRSS")
    work()
    return (status("VmHWM") - before) / 1024


def status(name: str) -> int:
    """A line of /proc/self/status, in KB."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(f"{name}:"))
