"""A whole installation of production on free ports of loopback: what is hit, and what must come back."""

import glob
import os
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import builds, ground, servers
from bench.engines import Database
from faults.ledger import Ledger
from faults.post import Post, open_post
from faults.processes import Process
from tools.servers import PYTHON, free_port

WORKERS, CHILDREN = 2, 2
A_MOMENT = 0.5  # seconds until who ended is noticed
POSTGRES = ("-c", "max_connections=60", "-c", "log_min_messages=warning", "-c", "unix_socket_directories=")
# On a small disk the log of writes has small files and few of them, so that it fills the disk too.
SMALL = ("-c", "min_wal_size=2MB", "-c", "max_wal_size=8MB", "-c", "checkpoint_timeout=30s")


class Lacking(Exception):
    """This machine has no such server; the message says how to get one."""


Connect = Callable[[], AbstractContextManager[Any]]


@dataclass
class Installation:
    """Its servers, and the ways to look at it from outside the product."""

    side: ground.Side
    connect: Connect
    ledger: Ledger
    post: Post
    web: Process
    worker: Process
    beat: Process
    redis: Process
    database: Process | None
    web_port: int
    told: dict[str, str]

    @property
    def all(self) -> list[Process]:
        """In the order in which they need one another."""
        return [
            one for one in (self.database, self.redis, self.web, self.worker, self.beat) if one is not None
        ]

    def start(self) -> None:
        for one in self.all:
            one.revive()

    def restarts(self) -> Counter[str]:
        """How often each server was started again so far, with the code that it had ended with."""
        return sum((one.ends for one in self.all), Counter())

    def revive(self) -> None:
        """Start again what has ended, as systemd or the compose file would. What lives is left alone."""
        self.start()

    @contextmanager
    def supervised(self) -> Iterator[None]:
        """Throughout the block whatever ends is started again, also what ends late.

        Celery's worker may: where Redis goes while it restores a message, it gives up for good.
        """
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(A_MOMENT):
                self.revive()

        self.revive()
        watching = threading.Thread(target=watch)
        watching.start()
        try:
            yield
        finally:
            ended.set()
            watching.join()

    def rows(self, statement: str) -> list[Any]:
        """What a statement finds, from a connection of the auditor's own."""
        with self.connect() as connection:
            return list(connection.execute(statement).fetchall())

    def execute(self, statement: str) -> None:
        with self.connect() as connection:
            connection.execute(statement)
            connection.commit()


@contextmanager
def installed(engine: str, folder: Path, *, disk: Path | None = None) -> Iterator[Installation]:
    """An installation with empty tables, started; gone afterwards.

    Args:
        engine: "sqlite" or "postgresql".
        disk: where the data of the database lie; in `folder` if not told.

    Raises:
        Lacking: the machine has no such server.
    """
    build, where = builds.here(), disk or folder
    ports = {name: free_port() for name in ("web", "redis", "database")}
    redis_url = f"redis://127.0.0.1:{ports['redis']}/0"
    with ExitStack() as stack:
        redis = _redis(ports["redis"], folder)
        database, url, connect = _ENGINES[engine](ports["database"], where, folder)
        for one in (redis, database):
            if one is not None:
                stack.callback(one.stop)
                one.start()
        side = ground.side(build, Database(url), redis_url, folder, "product")
        ledger = Ledger(folder / "ledger.jsonl")
        stack.callback(ledger.close)
        post = stack.enter_context(open_post(ledger))
        told = {
            **servers.environment(build, side.database, redis_url, side.data, ports["web"]),
            "DJANGO_SETTINGS_MODULE": "faults.settings",
            "PATAMAR_EMAIL_URL": f"smtp://127.0.0.1:{post.port}",
            "PATAMAR_WEB_WORKERS": str(WORKERS),
        }
        made = Installation(
            side,
            connect,
            ledger,
            post,
            _python("web", ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi"], told, folder),
            _celery("worker", ["worker", "--concurrency", str(CHILDREN)], told, folder),
            _celery("beat", ["beat", "--schedule", str(folder / "schedule")], told, folder),
            redis,
            database,
            ports["web"],
            told,
        )
        made.web.port = ports["web"]
        for one in (made.web, made.worker, made.beat):
            stack.callback(one.stop)
        yield made


def _python(name: str, arguments: Sequence[str], told: dict[str, str], folder: Path) -> Process:
    return Process(name, [str(PYTHON), "-m", *arguments], told, folder / f"{name}.log")


def _celery(name: str, arguments: Sequence[str], told: dict[str, str], folder: Path) -> Process:
    return _python(name, ["celery", "-A", "config", *arguments, "--loglevel", "INFO"], told, folder)


def _redis(port: int, folder: Path) -> Process:
    """A Redis that keeps nothing: killed, it comes back empty."""
    program = shutil.which("redis-server")
    if program is None:
        raise Lacking("There is no Redis: apt-get install redis-server.")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    return Process("redis", [*command, "--dir", str(folder)], dict(os.environ), folder / "redis.log", port)


def _sqlite(port: int, where: Path, folder: Path) -> tuple[None, str, Connect]:
    import sqlite3

    path = where / "patamar.sqlite3"
    return None, f"sqlite:///{path}", lambda: closing(sqlite3.connect(path, timeout=20))


def _postgresql(port: int, where: Path, folder: Path) -> tuple[Process, str, Connect]:
    """A cluster of its own, with what makes a commit durable left as it is by default: on."""
    import psycopg

    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    initdb = shutil.which("initdb") or (found[-1] if found else None)
    if initdb is None:
        raise Lacking("There is no PostgreSQL: apt-get install postgresql.")
    user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to be run by root
    data, url = where / "pgdata", f"postgres://postgres@127.0.0.1:{port}/postgres"
    data.mkdir()
    if user:
        shutil.chown(data, user)
        for above in (folder, where):
            above.chmod(0o755)
    command = [initdb, "-D", str(data), "-U", "postgres", "--auth", "trust", "--encoding", "UTF8"]
    command += ["--wal-segsize", "1"] if where != folder else []
    subprocess.run(command, check=True, user=user, group=user, stdout=subprocess.DEVNULL)
    server = Path(initdb).parent / "postgres"
    command = [str(server), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", *POSTGRES]
    command += SMALL if where != folder else ()
    process = Process("postgres", command, dict(os.environ), folder / "postgres.log", port, user)
    return process, url, lambda: closing(psycopg.connect(url, connect_timeout=5))


_ENGINES = {"sqlite": _sqlite, "postgresql": _postgresql}
