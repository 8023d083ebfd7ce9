"""Answering, over HTTP: one answer saved, one dimension opened, all of them, the check page."""

import re
from collections.abc import Callable
from itertools import count, cycle
from typing import Any

from bench.client import Client
from bench.figures import Figure
from bench.ground import Limits, Side
from bench.meter import Work, by_turns
from bench.peer.serving import Peer
from bench.servers import Server

OPTIONS = ("not", "partially", "largely", "fully")
SAVE, OPEN, CHECK, PEER = 1.3, 1.8, 2.0, 0.65
TODAY = 1 / 2.5
MOST_QUERIES = 5


class Survey:
    """A team's lead, signed in, who has begun to answer; all criteria are answered."""

    def __init__(self, server: Server, place: dict[str, Any], lead: int = 0) -> None:
        self.server = server
        self.place = place
        asked = place["leads"][lead]
        self.client = Client(server.port, asked["cookies"])
        address = f"/o/{place['slug']}/rounds/{place['round']}/"
        self.client.get(address)
        self.client.post(f"{address}teams/{asked['team']}/answer/", expect=302)
        self.client.post("/a/", expect=302)
        page = self.client.get(f"/a/dimension/{place['dimensions'][0]}/").text
        self.response = re.findall(r'data-response="([^"]+)"', page)[0]
        self.revisions, self.keys, self.ratings = count(1), cycle(place["criteria"]), cycle(OPTIONS)
        for _ in place["criteria"]:
            self.save()

    def save(self) -> object:
        sent = {
            "response": self.response,
            "criterion": next(self.keys),
            "rating": next(self.ratings),
            "revision": next(self.revisions),
        }
        return self.client.post("/a/answers/", sent)

    def open(self, at: int = 0) -> object:
        return self.client.get(f"/a/dimension/{self.place['dimensions'][at]}/")

    def open_all(self) -> None:
        for at in range(len(self.place["dimensions"])):
            self.open(at)

    def check(self) -> object:
        return self.client.get("/a/check/")

    def work(self, ask: Callable[[], object]) -> Work:
        return Work(self.server, ask)


def figures(
    engine: str, limits: Limits, here: Survey, beside: Survey | None, peer: Peer | None
) -> list[Figure]:
    """The figures of answering against the units, today's build and the peer, all by turns."""
    works = {
        "A": Work(limits.server, limits.row),
        "save": here.work(here.save),
        "P": Work(limits.server, limits.page),
        "open": here.work(here.open),
        "check": here.work(here.check),
        "all": here.work(here.open_all),
    }
    if beside:
        works |= {
            "save before": beside.work(beside.save),
            "open before": beside.work(beside.open),
            "check before": beside.work(beside.check),
            "all before": beside.work(beside.open_all),
        }
    if peer:
        works["peer"] = Work(peer.server, peer.page)
    cpu = by_turns(works)
    a, p = cpu["A"], cpu["P"]
    found = [
        Figure(f"{engine}: save one answer / A", cpu["save"], "CPU ms", a, SAVE),
        Figure(f"{engine}: open one dimension / P", cpu["open"], "CPU ms", p, OPEN),
        Figure(f"{engine}: check page / P", cpu["check"], "CPU ms", p, CHECK),
    ]
    pages = len(here.place["dimensions"])
    if peer:
        name = f"{engine}: {pages} pages of {len(here.place['criteria'])} criteria / the peer's page of 60"
        found.append(Figure(name, cpu["all"], "CPU ms", cpu["peer"], PEER))
    if beside:
        found += [
            Figure(
                f"{engine}: save one answer / the build beside it",
                cpu["save"],
                "CPU ms",
                cpu["save before"],
                TODAY,
            ),
            Figure(f"{engine}: the build beside it, save one answer / A", cpu["save before"], "CPU ms", a),
            Figure(f"{engine}: the build beside it, open one dimension / P", cpu["open before"], "CPU ms", p),
            Figure(f"{engine}: the build beside it, check page / P", cpu["check before"], "CPU ms", p),
        ]
        if peer:
            name = f"{engine}: the build beside it, {pages} pages / the peer's page"
            found.append(Figure(name, cpu["all before"], "CPU ms", cpu["peer"]))
    return found


def queries(engine: str, side: Side, place: dict[str, Any], name: str = "") -> list[Figure]:
    """How often each asks the database, counted inside the build."""
    asked = side.inside("counting", place=place, lead=1)
    most = {"save one answer": MOST_QUERIES, "open one dimension": None, "check page": None}
    return [
        Figure(f"{engine}: {name}{what}, queries", asked[what], "queries", goal=None if name else goal)
        for what, goal in most.items()
    ]
