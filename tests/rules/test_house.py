"""The code base itself: migrations, and pages of the docs that are made from code."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from config.schedule import SCHEDULE
from core.outbox import topics
from organizations import access_page
from organizations.access import GRANTS, MEANING, RANK, Right, Role

ROOT = Path(settings.BASE_DIR)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    told = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=told)
    except SystemExit:
        pytest.fail(f"A model has changed without its migration:\n{told.getvalue()}")


def test_the_access_page_is_the_table() -> None:
    assert access_page.PAGE.read_text(encoding="utf-8") == access_page.render(), (
        "The access table has changed: run `manage.py access_page`."
    )


def test_every_role_has_a_rank_a_meaning_and_a_row() -> None:
    assert set(GRANTS) == set(RANK) == set(MEANING) == set(Role)


def test_every_right_is_given_to_some_role() -> None:
    assert {right for row in GRANTS.values() for right in row} == set(Right)


def test_every_topic_that_is_emitted_has_a_handler_or_is_known_to_have_none() -> None:
    """A topic without a handler is a note for later; a misspelt one would be silence."""
    nobody_yet = {"organization.founded", "round.closed", "response.submitted"}
    emitted = {
        topic for app in ("organizations", "maturity", "surveys", "reports") for topic in topics_in(app)
    }

    # Of an earlier release: its messages may still wait while ours begins.
    nobody_now = {"round.opened"}
    assert emitted - set(topics()) <= nobody_yet
    assert set(topics()) - nobody_now <= emitted


def test_every_topic_task_and_command_is_documented() -> None:
    page = (ROOT / "docs" / "jobs.md").read_text(encoding="utf-8")
    emitted = {
        topic for app in ("organizations", "maturity", "surveys", "reports") for topic in topics_in(app)
    }
    commands = {path.stem for path in ROOT.glob("*/management/commands/[!_]*.py")}

    tasks = {entry["task"] for entry in SCHEDULE.values()}

    assert [name for name in sorted(emitted | commands | tasks) if f"`{name}`" not in page] == []


def test_no_database_sorts_by_a_name() -> None:
    """Each would do it in its own way; `core.names` sorts alike on all."""
    by_a_name = re.compile(r"""order_by\([^)]*(?:name|path)["']""")
    found = [
        str(path.relative_to(ROOT))
        for app in ("core", "organizations", "maturity", "surveys", "reports")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts and by_a_name.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []


EMITTING = ("emit", "emit_each")


def topics_in(app: str) -> set[str]:
    found = set()
    for path in (ROOT / app).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in EMITTING:
                found.add(ast.literal_eval(node.args[0]))
    return found
