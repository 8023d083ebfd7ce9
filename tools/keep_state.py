"""Keep the present schema with a small but full set of rows as SQL text: keep_state.py NAME

`tests/db/test_upgrade.py` loads what is kept here into an empty database, runs today's `migrate` over it and
compares rows and results. Run it for each release, on both engines (DATABASE_URL names a PostgreSQL server on
which databases may be created). The rows are those of the tests' world, the built-in model as it is loaded,
and one made-up row in each table that is still empty.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
STATES = ROOT / "tests" / "data" / "states"
LARGEST = 300_000  # bytes of one text
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


def main(name: str) -> None:
    """Keep both engines' states, each made in a process of its own: one process has one database."""
    STATES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        _in_own_process(f"sqlite:///{place}/state.sqlite3", STATES / f"{name}.sqlite.sql")
    server = os.environ.get("DATABASE_URL", POSTGRES).rsplit("/", 1)[0]
    database = f"state_{uuid4().hex[:8]}"
    address = f"{server}/{database}"
    _ask(server, f"CREATE DATABASE {database}")
    try:
        _in_own_process(address, STATES / f"{name}.postgresql.sql")
    finally:
        _ask(server, f"DROP DATABASE {database}")


def _in_own_process(address: str, target: Path) -> None:
    environment = os.environ | {"DATABASE_URL": address, "PATAMAR_MODE": "test"}
    subprocess.run([sys.executable, __file__, "--into", str(target)], env=environment, cwd=ROOT, check=True)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size} bytes")
    if size > LARGEST:
        sys.exit(f"That is more than {LARGEST} bytes.")


def _ask(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


def fill_and_dump(target: Path) -> None:
    """Migrate the database of DATABASE_URL, fill it, and write it into `target` as text."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from maturity.catalogs import read_built_in
    from organizations.scoping import scopes_disabled
    from tests.rules.world import make_world

    call_command("migrate", verbosity=0)
    call_command("loaddata", "mlops", verbosity=0)
    make_world(read_built_in("team-health"))
    with scopes_disabled():
        _fill_empty_tables()
    lines = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _fill_empty_tables() -> None:
    """One row in each table that has none; what it points at is the first row there."""
    from django.apps import apps

    waiting = [
        model for model in apps.get_models(include_auto_created=True) if not model._base_manager.exists()
    ]
    while waiting:
        ready = [model for model in waiting if not _lacking(model, waiting)]
        for model in ready:
            model._base_manager.bulk_create([model(**_made_up(model))])
            waiting.remove(model)


def _lacking(model: Any, waiting: list[Any]) -> bool:
    return any(
        field.related_model in waiting and field.related_model is not model and not field.null
        for field in model._meta.concrete_fields
        if field.is_relation
    )


def _made_up(model: Any) -> dict[str, Any]:
    """A value for each column that needs one, by its kind."""
    from django.utils import timezone

    kinds: dict[str, Any] = {
        "DateTimeField": timezone.now(),
        "DateField": timezone.now().date(),
        "GenericIPAddressField": "192.0.2.1",
        "JSONField": {},
        "BooleanField": False,
        **{f"{kind}IntegerField": 1 for kind in ("", "Big", "Positive", "PositiveSmall")},
    }
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        known: Any = field
        if known.has_default() or known.null or "AutoField" in type(known).__name__:
            continue
        if known.is_relation:
            values[known.attname] = known.related_model._base_manager.values_list("pk", flat=True).first()
        else:
            values[known.name] = kinds.get(known.get_internal_type(), "made-up")
    return values


def _sqlite() -> Iterator[str]:
    import sqlite3

    from django.db import connection

    connection.close()
    with sqlite3.connect(connection.settings_dict["NAME"]) as database:
        yield from database.iterdump()


def _postgresql() -> Iterator[str]:
    """Without what only psql understands, comments and empty lines."""
    options = ("--inserts", "--rows-per-insert=50", "--no-owner", "--no-privileges")
    dumped = subprocess.run(
        ["pg_dump", *options, os.environ["DATABASE_URL"]], capture_output=True, text=True, check=True
    )
    for line in dumped.stdout.splitlines():
        if line and not line.startswith(("--", "\\")):
            yield line


if __name__ == "__main__":
    if sys.argv[1] == "--into":
        fill_and_dump(Path(sys.argv[2]))
    else:
        main(sys.argv[1])
