"""Run the tests of the database through a real PgBouncer in transaction mode.

behind_pgbouncer.py [what pytest is told instead of tests/db]. DATABASE_URL names a PostgreSQL server and
a role that may create roles and databases; both are made there for us and dropped again. Needs pgbouncer.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import run
from urllib.parse import quote

import dj_database_url
import psycopg
from psycopg import sql

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.prove import SIDE_BY_SIDE
from tools.servers import ROOT, free_port, need, python, serving, tell

PGBOUNCER = "/usr/sbin/pgbouncer"
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
# Without cursors of the server the rows of an archive are held in memory at once (decision 0135).
NOT_PROMISED = "tests/db/test_archive.py::test_a_large_organization_takes_no_more_memory"
# What goes past the pooler in life does so here. pg_dump and SQL text empty the search path of their session,
# which the pooler then hands on to others; and a database that is lost and made anew leaves the prepared
# statements of pooled sessions behind. `manage.py backup`, `restore` and `move` refuse behind a pooler, which
# tests/db/test_pooler.py tries here as well.
PAST_IT = {
    "tests/db/test_backup.py": "pg_dump and pg_restore; the database is lost",
    "tests/db/test_moving.py": "a second database, made and dropped beside the first",
    "tests/db/test_upgrade.py": "an older state as SQL text, which empties the search path",
    "tests/db/test_guards.py": "the same, from each kept state",
}
CHECK = ("manage.py", "check", "--database", "default", "--fail-level", "WARNING")
ROLE, PASSWORD, DATABASE = "patamar_pooled", "p@/#%?[]+", "test_patamar_pooled"


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server, as its administrator reaches it."""

    host: str
    port: int
    admin: str
    password: str

    def connect(self) -> psycopg.Connection:
        """A connection of the administrator's."""
        return psycopg.connect(
            host=self.host,
            port=self.port,
            user=self.admin,
            password=self.password,
            dbname="postgres",
            autocommit=True,
        )

    def execute(self, *statements: str) -> None:
        """Carry out each statement; the names in them are ours."""
        with self.connect() as connection:
            for statement in statements:
                connection.execute(
                    sql.SQL(statement).format(
                        role=sql.Identifier(ROLE),
                        database=sql.Identifier(DATABASE),
                        password=sql.Literal(PASSWORD),
                    )
                )

    def clean(self) -> None:
        """Drop what an earlier run or this one has made: each worker of pytest has a database of its own."""
        with self.connect() as connection:
            ours = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [DATABASE]
            )
            for (name,) in ours.fetchall():
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        self.execute("DROP ROLE IF EXISTS {role}")


def server() -> Server:
    """The server that DATABASE_URL names, or the one of this machine."""
    found = dj_database_url.parse(os.environ.get("DATABASE_URL", POSTGRES))
    return Server(
        str(found.get("HOST") or "127.0.0.1"),
        int(found.get("PORT") or 5432),
        str(found.get("USER") or "postgres"),
        str(found.get("PASSWORD") or ""),
    )


@contextmanager
def pooler(behind: Server, folder: Path) -> Iterator[int]:
    """PgBouncer as Debian has it, in transaction mode, for our role alone; its port."""
    port = free_port()
    (folder / "userlist.txt").write_text(f'"{ROLE}" "{PASSWORD}"\n')
    (folder / "pgbouncer.ini").write_text(
        f"[databases]\n* = host={behind.host} port={behind.port}\n[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = plain\n"
        f"auth_file = {folder}/userlist.txt\npool_mode = transaction\n"
        "default_pool_size = 60\nmax_client_conn = 400\n"
    )
    folder.chmod(0o755)  # PgBouncer refuses to be root, and has to read its own files
    with serving([PGBOUNCER, str(folder / "pgbouncer.ini")], port, folder, user="nobody"):
        yield port


def start_up_options_are_refused(port: int) -> str:
    """What Patamar meets without PATAMAR_POOLER."""
    asked = {"host": "127.0.0.1", "port": port, "user": ROLE, "password": PASSWORD, "dbname": DATABASE}
    words = ""
    try:
        psycopg.connect(**asked, options="-c jit=off").close()  # type: ignore[arg-type]
    except psycopg.OperationalError as refused:
        words = str(refused)
    assert "unsupported startup parameter: options" in words, words or "it came through"
    return "unsupported startup parameter: options"


def jit_is_told(environment: dict[str, str]) -> str:
    """The check of the database for a role that was never told."""
    words = ""
    try:
        python(*CHECK, **environment)
    except RuntimeError as warned:
        words = str(warned)
    assert "patamar.W002" in words, words or "nobody said that jit is on"
    assert f'ALTER ROLE "{ROLE}" SET jit = off' in words, words
    return "patamar.W002, with the statement that helps"


def jit_is_told_no_more(environment: dict[str, str]) -> str:
    """The same after ALTER ROLE, for connections that PgBouncer opens from then on."""
    return python(*CHECK, **environment)


def the_tests_of_the_database_pass(environment: dict[str, str], *arguments: str) -> str:
    """All of them; their databases are dropped when no pooled connection is left, and not by pytest."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        *SIDE_BY_SIDE,
        "--reuse-db",
        "-m",
        "not worker and not drill",  # pg_dump speaks with PostgreSQL itself
        "--deselect",
        NOT_PROMISED,
    ]
    command += [*(f"--ignore={name}" for name in PAST_IT), *(arguments or ["tests/db"])]
    code = run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
    assert code == 0, f"pytest ended with {code}"
    return "with PATAMAR_POOLER=transaction"


def pooled(port: int, database: str) -> dict[str, str]:
    """The environment of a process that reaches that database through the pooler."""
    login = f"{ROLE}:{quote(PASSWORD, safe='')}"
    return {
        "PATAMAR_MODE": "test",
        "PATAMAR_POOLER": "transaction",
        "DATABASE_URL": f"postgres://{login}@127.0.0.1:{port}/{database}",
    }


def main(arguments: list[str]) -> int:
    """Try it all; how many proofs did not hold."""
    need(PGBOUNCER, "pgbouncer")
    behind = server()
    behind.clean()
    behind.execute("CREATE ROLE {role} LOGIN CREATEDB PASSWORD {password}")
    behind.execute("CREATE DATABASE {database} OWNER {role}")
    held = []
    try:
        with tempfile.TemporaryDirectory() as name:
            with pooler(behind, Path(name)) as port:
                held += [
                    tell("start-up options are refused", lambda: start_up_options_are_refused(port)),
                    tell("jit is told", lambda: jit_is_told(pooled(port, DATABASE))),
                ]
            behind.execute("ALTER ROLE {role} SET jit = off")
            with pooler(behind, Path(name)) as port:
                tested = pooled(port, DATABASE.removeprefix("test_"))
                held += [
                    tell("jit is told no more", lambda: jit_is_told_no_more(pooled(port, DATABASE))),
                    tell("tests/db passes", lambda: the_tests_of_the_database_pass(tested, *arguments)),
                ]
    finally:
        behind.clean()
    return held.count(False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
