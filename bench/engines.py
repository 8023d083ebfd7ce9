"""The databases and the Redis that a run works on. All of them are the bench's own and thrown away."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
PATIENCE = 120.0  # a server that starts beside much other work needs many seconds
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"


class EngineLacking(Exception):
    """This machine has no such server; the message says how to get one."""


@dataclass
class Database:
    """One database, by its address, and the processes that serve it."""

    url: str
    watching: Any = field(default=None, repr=False)  # a connection to another database of the server

    def backends(self) -> list[int]:
        """The processes of PostgreSQL that serve this database now; none on SQLite, which has none."""
        if self.watching is None:
            return []
        rows = self.watching.execute(BACKENDS, [urlsplit(self.url).path.lstrip("/")])
        return [pid for (pid,) in rows.fetchall()]


@contextmanager
def databases(engine: str, names: list[str], folder: Path) -> Iterator[dict[str, Database]]:
    """An empty database for each name, gone afterwards.

    Args:
        engine: "sqlite" for files in `folder`; "postgresql" for databases on the server that DATABASE_URL
            names, else on this machine's.

    Raises:
        EngineLacking: no PostgreSQL answers.
    """
    if engine == "sqlite":
        yield {name: Database(f"sqlite:///{folder / name}.sqlite3") for name in names}
        return
    server, watching = _postgres()
    try:
        for name in names:
            _drop(watching, name)
            watching.execute(f'CREATE DATABASE "{_named(name)}"')
        yield {name: Database(f"{server}/{_named(name)}", watching) for name in names}
    finally:
        for name in names:
            _drop(watching, name)
        watching.close()


def _named(name: str) -> str:
    # the process in it, for another run on the same server must not find or drop what this one works on
    return f"patamar_bench_{os.getpid()}_{name}"


def _drop(watching: Any, name: str) -> None:
    watching.execute(f'DROP DATABASE IF EXISTS "{_named(name)}" WITH (FORCE)')


def _postgres() -> tuple[str, Any]:
    """The address of the server without a database's name, and a connection to it."""
    import psycopg

    url = os.environ.get("DATABASE_URL", "")
    url = url if url.startswith("postgres") else POSTGRES
    parts = urlsplit(url)
    try:
        watching = psycopg.connect(
            parts._replace(path="/postgres").geturl(), autocommit=True, connect_timeout=3
        )
    except psycopg.OperationalError as error:
        raise EngineLacking(
            "No PostgreSQL answers: apt-get install postgresql, or name one in DATABASE_URL "
            f"whose role may create databases. ({str(error).strip()})"
        ) from None
    return f"{parts.scheme}://{parts.netloc}", watching


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The address of a Redis: that of REDIS_URL, else one that is started for this run.

    Raises:
        EngineLacking: there is none to start.
    """
    if named := os.environ.get("REDIS_URL"):
        yield named
        return
    program = shutil.which("redis-server")
    if program is None:
        raise EngineLacking("There is no Redis: apt-get install redis-server, or name one in REDIS_URL.")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen) -> None:
    """Until somebody listens there.

    Raises:
        RuntimeError: the process that should listen ended, or took too long.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"Nobody listens on port {port}: {server.args!r}")
