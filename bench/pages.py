"""Pages of an organization: what two parts of each cost, and the dashboard."""

from typing import Any

from bench.client import Client
from bench.figures import Figure
from bench.ground import Limits, Side
from bench.meter import Work, by_turns
from bench.servers import Server

TOGETHER = 1.0
DASHBOARD, WHOLE = 8.0, 5.0


def parts(engine: str, side: Side, place: dict[str, Any], name: str = "") -> list[Figure]:
    """`membership_in` and `sprite_url` together, on the page where they cost most."""
    pages = side.inside("page_parts", place=place)
    worst = max(pages, key=lambda page: pages[page]["membership_in"] + pages[page]["sprite_url"])
    cost = pages[worst]
    label = f"{engine}: {name}"
    together = cost["membership_in"] + cost["sprite_url"]
    goal = None if name else TOGETHER
    return [
        Figure(f"{label}membership_in and sprite_url on the {worst} page", together, "CPU ms", goal=goal),
        Figure(f"{label}... membership_in alone", cost["membership_in"], "CPU ms"),
        Figure(f"{label}... {cost['sprite_url calls']} times sprite_url", cost["sprite_url"], "CPU ms"),
        Figure(f"{label}... the whole page", cost["page"], "CPU ms"),
    ]


def dashboard(engine: str, limits: Limits, server: Server, place: dict[str, Any], teams: int) -> list[Figure]:
    """Its first page against P, its whole table against P and a table that is only joined."""
    client = Client(server.port, place["owner"]["cookies"])
    address = f"/o/{place['slug']}/results/"
    cpu = by_turns(
        {
            "P": Work(limits.server, limits.page),
            "J": Work(limits.server, lambda: limits.table(teams)),
            "first": Work(server, lambda: client.get(address)),
            "all": Work(server, lambda: client.get(f"{address}?page=all")),
        }
    )
    return [
        Figure(
            f"{engine}: dashboard of {teams} teams, first page / P",
            cpu["first"],
            "CPU ms",
            cpu["P"],
            DASHBOARD,
        ),
        Figure(
            f"{engine}: all {teams} teams on one page / (J + P)",
            cpu["all"],
            "CPU ms",
            cpu["J"] + cpu["P"],
            WHOLE,
        ),
    ]
