"""What PostgreSQL has to be told where a pooler stands before it, and what does not go through one."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from core.checks import postgres_compiles_nothing

WAY_PAST = {
    "en": "a DATABASE_URL that leads to PostgreSQL itself, and with PATAMAR_POOLER=none",
    "pt-br": "uma DATABASE_URL que leve diretamente ao PostgreSQL e com PATAMAR_POOLER=none",
}
COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "backup": lambda folder: [str(folder / "patamar.tar")],
    "restore": lambda folder: [str(folder / "patamar.tar")],
    "move": lambda folder: ["--to", f"sqlite:///{folder / 'patamar.sqlite3'}"],
}


@pytest.mark.postgres
@pytest.mark.engine("postgresql")
@pytest.mark.django_db
@pytest.mark.parametrize(("jit", "told"), [("on", ["patamar.W002"]), ("off", [])])
def test_a_database_that_compiles_queries_is_told(jit: str, told: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL jit = {jit}")

    assert [found.id for found in postgres_compiles_nothing(None, databases=["default"])] == told


@pytest.mark.django_db
@pytest.mark.parametrize("language", WAY_PAST)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_needs_postgresql_itself_refuses_a_pooler(
    command: str, language: str, tmp_path: Path, settings: Any
) -> None:
    """In the reader's language, with the way past it, and with nothing made or changed."""
    settings.POOLER = "transaction"

    with translation.override(language), pytest.raises(CommandError) as refused:
        call_command(command, *COMMANDS[command](tmp_path), stdout=StringIO(), stderr=StringIO())

    assert WAY_PAST[language] in str(refused.value)
    assert list(tmp_path.iterdir()) == []
