"""Pages of an organization: what two parts of each cost, the dashboard, a team, the tree, the file."""

from typing import Any

from bench.client import Client
from bench.figures import Figure
from bench.ground import Limits, Side
from bench.meter import Work, by_turns
from bench.servers import Server

TOGETHER = 1.0
DASHBOARD, WHOLE, WEIGHT = 8.0, 10.0, 0.9
TEAM, TREE, FILE = 7.0, 20.0, 3.0


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
    """Its first page against P, its whole table against P and a joined one, and where they lead."""
    client = Client(server.port, place["owner"]["cookies"])
    address = f"/o/{place['slug']}/results/"
    team = f"/o/{place['slug']}/teams/team-{teams - 1}/"
    tree = f"/o/{place['slug']}/teams/"
    cpu = by_turns(
        {
            "P": Work(limits.server, limits.page),
            "J": Work(limits.server, lambda: limits.table(teams)),
            "first": Work(server, lambda: client.get(address)),
            "all": Work(server, lambda: client.get(f"{address}?page=all")),
            "team": Work(server, lambda: client.get(team)),
            "tree": Work(server, lambda: client.get(tree)),
        }
    )
    whole = len(client.get(f"{address}?page=all").text) / 1_000_000
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
        Figure(f"{engine}: all {teams} teams on one page", whole, "MB", goal=WEIGHT),
        Figure(f"{engine}: page of a team / P", cpu["team"], "CPU ms", cpu["P"], TEAM),
        Figure(f"{engine}: tree of {teams} teams / P", cpu["tree"], "CPU ms", cpu["P"], TREE),
    ]


def file(engine: str, side: Side, place: dict[str, Any], teams: int) -> list[Figure]:
    """The file of all teams against the same cells written from a raw cursor."""
    cpu = side.inside("exporting", place=place)
    label = f"{engine}: file of {teams} teams / csv.writer over a raw cursor"
    return [Figure(label, cpu["product"], "CPU ms", cpu["raw"], FILE)]
