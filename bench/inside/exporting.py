"""The file of all teams: `csv.writer` over a raw cursor with the same cells, and what the product takes.

Both are worked here in one process by turns, its CPU alone; the least of the turns counts. The product's side
is the whole function behind the page: reading, ordering, writing, and the line in the audit trail.
"""

import csv
import io
import time
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection
from django_scopes import scope

from reports.exports.teams import teams_csv
from reports.queries.choices import choose
from reports.queries.filters import Wish

TURNS = 7
RAW = """SELECT p.team_name, p.unit_path, t.state, t.level, t.highest_level, t.next_level, t.score,
    t.score_exact, t.responses, t.missing, t.unknown, t.not_applicable, d.level, d.score, d.score_exact,
    d.next_level, d.next_mean_exact FROM surveys_teamresult t
    JOIN surveys_participation p ON p.id = t.participation_id
    JOIN surveys_dimensionresult d ON d.team_result_id = t.id
    WHERE t.round_id = %s ORDER BY p.unit_path, p.team_name, d.dimension_id"""


def main(place: dict[str, Any]) -> dict[str, float]:
    """CPU ms of each side, and how long each file is."""
    with scope(organization=place["organization"]):
        people = apps.get_model("organizations.Membership").objects.with_grants()
        owner = people.select_related("user", "organization").get(user=place["owner"]["user"])
        length: dict[str, int] = {}

        def raw() -> None:
            length["raw bytes"] = len(written(place["round"]))

        def product() -> None:
            choice = choose(owner, Wish())
            assert choice is not None, "The owner sees the organization's rounds."
            read = choice.catalog
            assert read is not None, "The owner sees the organization's rounds."
            length["product bytes"] = len(teams_csv(choice, read, by=owner).content)

        cpu = least({"raw": raw, "product": product})
    return {**cpu, **length}


def written(round_id: int) -> str:
    """One line a team and dimension, as the cursor gives them."""
    file = io.StringIO()
    with connection.cursor() as cursor:
        cursor.execute(RAW, [round_id])
        csv.writer(file).writerows(cursor.fetchall())
    return file.getvalue()


def least(works: dict[str, Callable[[], None]]) -> dict[str, float]:
    """CPU ms of each, by turns, the least of some."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(TURNS):
        for name, work in works.items():
            begun = time.process_time()
            work()
            spent[name].append((time.process_time() - begun) * 1000)
    return {name: min(each) for name, each in spent.items()}
