"""The peer beside the product: installed once into var/bench/peer, served for a run."""

import subprocess
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import servers
from bench.builds import FOLDER, ROOT, Build, BuildLacking
from bench.client import Client
from bench.engines import Database
from bench.ground import inside
from bench.servers import Server

PINNED = ("django-survey-and-report==1.5.0", "Django==5.2.19", "gunicorn==27.0.1", "environs")


@dataclass(frozen=True)
class Peer:
    """The served peer, and somebody who opens its survey."""

    server: Server
    client: Client
    address: str

    def page(self) -> object:
        return self.client.get(self.address)


def installed() -> Build:
    """The peer's environment; made the first time.

    Raises:
        BuildLacking: its packages can't be installed here.
    """
    folder = FOLDER / "peer"
    build = Build("peer", folder)
    if (folder / "ready").exists():
        return build
    folder.mkdir(parents=True, exist_ok=True)
    venv.create(folder / ".venv", with_pip=True, clear=True)
    pip = [str(build.python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *PINNED]
    if subprocess.run(pip, check=False).returncode:
        raise BuildLacking(f"{' '.join(PINNED)} can't be installed.")
    (folder / "ready").touch()
    return build


@contextmanager
def peer(redis: str, folder: Path) -> Iterator[Peer]:
    """The peer on SQLite with a survey of 60 questions.

    Raises:
        BuildLacking: it can't be installed here.
    """
    python = installed().python
    data = folder / "peer"
    data.mkdir(parents=True, exist_ok=True)
    # served from the bench's own folder, where gunicorn's settings lie, by the peer's interpreter
    build = Served("peer", ROOT, python)
    database = Database(f"sqlite:///{data / 'peer.sqlite3'}")
    more = {"DJANGO_SETTINGS_MODULE": "bench.peer.settings", "PEER_DATABASE": str(data / "peer.sqlite3")}
    told = {**servers.environment(build, database, redis, data), **more}
    asked = inside(build, told, "bench.peer.prepare")
    with servers.application(build, "bench.peer.wsgi", database, redis, data, **more) as server:
        yield Peer(server, Client(server.port, asked["cookies"]), asked["address"])


@dataclass(frozen=True)
class Served(Build):
    """A build whose interpreter lies elsewhere than its tree."""

    interpreter: Path

    @property
    def python(self) -> Path:
        return self.interpreter
