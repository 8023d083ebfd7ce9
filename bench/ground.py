"""What all measurements stand on: builds with a database each, filled, and the servers beside one another."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import servers
from bench.builds import ROOT, Build
from bench.client import Client
from bench.engines import Database
from bench.servers import Server

made_ready: set[Path] = set()  # trees whose static files and translations are of this run
RUN = ROOT / "bench" / "inside" / "run.py"


def inside(build: Build, told: dict[str, str], module: str, **wanted: Any) -> Any:
    """What a module says whose `main` runs under a build's interpreter; see `bench/inside/run.py`."""
    said = servers.run(build, told, str(RUN), module, json.dumps(wanted))
    return json.loads(said.strip().splitlines()[-1])


@dataclass
class Side:
    """One build on one engine: its database, and the places in it, by name."""

    build: Build
    database: Database
    redis: str
    data: Path
    places: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def told(self) -> dict[str, str]:
        """The environment that its scripts run in."""
        return servers.environment(self.build, self.database, self.redis, self.data)

    def served(self, *options: str) -> AbstractContextManager[Server]:
        """gunicorn over this side."""
        return servers.product(self.build, self.database, self.redis, self.data, *options)

    def inside(self, script: str, **wanted: Any) -> Any:
        """What a script of `bench/inside` says, run by this build's interpreter on this side's database."""
        return inside(self.build, self.told, script, **wanted)

    def place(self, slug: str, **wanted: Any) -> dict[str, Any]:
        """An organization of that name, made the first time it is asked for."""
        if slug not in self.places:
            self.places[slug] = self.inside("places", slug=slug, **wanted)
        return self.places[slug]


def side(build: Build, database: Database, redis: str, folder: Path, name: str = "") -> Side:
    """A build made ready: static files and translations as in the image, and tables."""
    made = Side(build, database, redis, folder / (name or build.name))
    made.data.mkdir(parents=True, exist_ok=True)
    commands = [["migrate", "--noinput"]]
    if build.tree not in made_ready:
        commands += [["compile_messages"], ["collectstatic", "--noinput"]]
        made_ready.add(build.tree)
    for command in commands:
        servers.run(build, made.told, "manage.py", *command, "--verbosity=0")
    return made


@contextmanager
def limits(build: Build, database: Database, redis: str, folder: Path) -> Iterator["Limits"]:
    """The units, served beside the product."""
    data = folder / "limits"
    data.mkdir(parents=True, exist_ok=True)
    settings = {"DJANGO_SETTINGS_MODULE": "bench.limits.settings"}
    told = {**servers.environment(build, database, redis, data), **settings}
    cookies = inside(build, told, "bench.limits.prepare")
    with servers.application(build, "bench.limits.wsgi", database, redis, data, **settings) as server:
        client = Client(server.port, cookies)
        client.get("/page/")  # which gives the token against forgery
        yield Limits(server, client)


@dataclass(frozen=True)
class Limits:
    """The served units."""

    server: Server
    client: Client

    def page(self) -> object:
        return self.client.get("/page/")

    def row(self) -> object:
        return self.client.post("/save/", b"rating=fully")

    def table(self, teams: int) -> object:
        return self.client.get(f"/table/{teams}/")
