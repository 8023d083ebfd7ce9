"""gunicorn with the settings of production, on loopback, with a database of its own."""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.builds import Build
from bench.engines import Database, free_port, wait_for
from bench.meter import cpu_seconds, tree_of

KEY = secrets.token_urlsafe(64)
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ")


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    process: subprocess.Popen
    database: Database
    log: Path

    @property
    def processes(self) -> list[int]:
        """gunicorn's master and its workers."""
        return tree_of(self.process.pid)

    def cpu(self) -> dict[int, float]:
        """Seconds of CPU of the master, the workers, and the database's backends that serve them."""
        found = {}
        for pid in [*self.processes, *self.database.backends()]:
            try:
                found[pid] = cpu_seconds(pid)
            except ProcessLookupError:
                continue
        return found


def environment(build: Build, database: Database, redis: str, data: Path, port: int = 443) -> dict[str, str]:
    """What production is told, as docs/deployment.md has it: a proxy ends TLS, and Redis is there.

    The second step is asked of nobody, since the bench signs people in without a device.
    """
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "PATAMAR_MODE": "production",
        "PATAMAR_SECRET_KEY": KEY,
        "PATAMAR_SITE_URL": f"https://127.0.0.1:{port}",
        "PATAMAR_ALLOWED_HOSTS": "127.0.0.1",
        "PATAMAR_TRUST_PROXY": "true",
        "PATAMAR_REQUIRE_MFA": "nobody",
        "PATAMAR_DATA_DIR": str(data),
        "PATAMAR_BIND": f"127.0.0.1:{port}",
        "DATABASE_URL": database.url,
        "REDIS_URL": redis,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(build.tree),
    }


@contextmanager
def product(build: Build, database: Database, redis: str, data: Path, *options: str) -> Iterator[Server]:
    """The product of a build, as `gunicorn --config config/gunicorn.py config.wsgi` serves it.

    Args:
        options: further ones of gunicorn, for example a certificate for a browser.
    """
    port = free_port()
    told = environment(build, database, redis, data, port)
    log = data / f"{build.name}.log"
    with _gunicorn(build, "config.wsgi", told, log, port, database, *options) as server:
        yield server


@contextmanager
def application(
    build: Build, wsgi: str, database: Database, redis: str, data: Path, **told: str
) -> Iterator[Server]:
    """Another application under the same gunicorn settings: the units, the peer."""
    port = free_port()
    told = {**environment(build, database, redis, data, port), **told}
    log = data / f"{wsgi}.log"
    with _gunicorn(build, wsgi, told, log, port, database) as server:
        yield server


@contextmanager
def _gunicorn(
    build: Build, wsgi: str, told: dict[str, str], log: Path, port: int, database: Database, *options: str
) -> Iterator[Server]:
    command = [str(build.python), "-m", "gunicorn", "--config", "config/gunicorn.py", *options, wsgi]
    with log.open("ab") as file:
        process = subprocess.Popen(command, cwd=build.tree, env=told, stdout=file, stderr=file)
    try:
        wait_for(port, process)
        yield Server(port, process, database, log)
    except RuntimeError as error:
        raise RuntimeError(f"{error}\n{log.read_text(errors='replace')[-2000:]}") from error
    finally:
        process.terminate()
        process.wait()


def run(build: Build, told: dict[str, str], *arguments: str) -> str:
    """A script under a build's interpreter, from the build's folder; what it printed.

    Raises:
        RuntimeError: it failed; with what it printed.
    """
    command = [str(build.python), *arguments]
    done = subprocess.run(command, cwd=build.tree, env=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout
