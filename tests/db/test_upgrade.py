"""From each state that was kept to today's: `migrate` runs, no row is lost or changed, results stay.

`tools/keep_state.py` keeps a state: schema and rows as SQL text, one text for each engine.
"""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from core.backup.engines import counts_now
from tests.lost_disk import leave_in_order, load_text

pytestmark = pytest.mark.usefixtures("transactional_db")
KEPT = Path(settings.BASE_DIR) / "tests" / "data" / "states"
STATES = sorted(KEPT.glob(f"*.{connection.vendor}.sql"))

# Django's own tables, to which each new model and migration adds a row.
GROWING = {"auth_permission", "django_content_type", "django_migrations"}
# Columns whose values some migration changes on purpose, and which one.
CHANGED = {
    ("maturity_modelversion", "published_at"): "maturity.0008: built-in versions have no invented date",
}

Table = tuple[list[str], list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def today_again(transactional_db: None) -> Iterator[None]:
    """Also where a migration fails."""
    yield
    leave_in_order()


def tables() -> dict[str, Table]:
    """The columns and rows of each table, as the engine gives them."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            description = connection.introspection.get_table_description(cursor, name)
            found[name] = read(name, sorted(column.name for column in description))
    return found


def read(name: str, columns: list[str]) -> Table:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quote, columns))} FROM {quote(name)}")
        return columns, sorted(cursor.fetchall(), key=repr)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_an_upgrade_loses_and_changes_nothing(state: Path) -> None:
    load_text(state)
    before = tables()
    assert all(rows for _columns, rows in before.values())

    call_command("migrate", verbosity=0, interactive=False)

    after = tables()
    assert set(before) <= set(after)
    for name, (columns, rows) in before.items():
        same = [column for column in columns if column in after[name][0] and (name, column) not in CHANGED]
        places = [columns.index(column) for column in same]
        expected = sorted((tuple(row[place] for place in places) for row in rows), key=repr)
        found = read(name, same)[1]
        if name in GROWING:
            assert set(map(repr, expected)) <= set(map(repr, found)), name
        else:
            assert found == expected, name


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_an_upgraded_installation_computes_the_same_results(state: Path) -> None:
    load_text(state)
    call_command("migrate", verbosity=0, interactive=False)
    told = StringIO()

    call_command("recompute_results", "--check", stdout=told)

    lines = told.getvalue().splitlines()
    assert len(lines) == 5
    assert all(line.endswith(": all are right") for line in lines)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_an_upgraded_installation_learns_where_every_team_stands(state: Path) -> None:
    load_text(state)
    call_command("migrate", verbosity=0, interactive=False)
    told = StringIO()

    with pytest.raises(CommandError, match="are not what follows from the results"):
        call_command("recount_standings", "--check", stdout=told)
    call_command("recount_standings", stdout=told)
    told = StringIO()
    call_command("recount_standings", "--check", stdout=told)

    lines = told.getvalue().splitlines()
    assert lines
    assert all(line.endswith(": all are right") for line in lines)


def test_each_state_is_kept_for_both_engines_and_small() -> None:
    """What is kept fills every table that it has, so that each migration meets a row."""
    assert STATES
    for state in STATES:
        pair = [
            state.with_name(state.name.replace(connection.vendor, engine))
            for engine in ("sqlite", "postgresql")
        ]
        assert all(0 < one.stat().st_size <= 300_000 for one in pair)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_an_upgraded_installation_has_the_tables_of_a_new_one(state: Path) -> None:
    new = set(counts_now())
    load_text(state)

    call_command("migrate", verbosity=0, interactive=False)

    assert set(counts_now()) == new >= {model._meta.db_table for model in apps.get_models()}
