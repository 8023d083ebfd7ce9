"""What two parts of every page cost: the membership that an address is asked for, and an icon's address.

Both are wrapped wherever a module holds them, so it does not matter from where they are called, and their
thread's CPU is added up over one page at a time. The least of several pages counts. What the database's own
process does meanwhile is not in it.
"""

import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

HTTPS: Any = {"secure": True, "headers": {"host": "127.0.0.1"}}
PARTS = ("membership_in", "sprite_url")
PAGES = 30


def main(place: dict[str, Any]) -> dict[str, Any]:
    """For each page of an organization: CPU ms of the page, of both parts, and how often each is called."""
    client = Client()
    client.force_login(get_user_model().objects.get(pk=place["owner"]["user"]))
    spent = {name: [0.0, 0] for name in PARTS}
    addresses = {
        "dashboard": f"/o/{place['slug']}/results/",
        "teams": f"/o/{place['slug']}/teams/",
        "round": f"/o/{place['slug']}/rounds/{place['round']}/",
    }
    for address in addresses.values():
        load(client, address)
    for name in PARTS:
        wrap(name, spent[name])
    return {name: least(client, address, spent) for name, address in addresses.items()}


def load(client: Client, address: str) -> None:
    answer = client.get(address, **HTTPS)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"


def wrap(name: str, spent: list[Any]) -> None:
    """Put a clock around a function of that name in every module that holds it."""
    holders = [module for module in list(sys.modules.values()) if callable(getattr(module, name, None))]
    assert holders, f"No module has {name}: the product has changed, and this measurement with it."
    clocked = timed(getattr(holders[0], name), spent)
    for module in holders:
        setattr(module, name, clocked)


def timed(function: Callable[..., Any], spent: list[Any]) -> Callable[..., Any]:
    @wraps(function)
    def clocked(*args: Any, **kwargs: Any) -> Any:
        begun = time.thread_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[0] += time.thread_time() - begun
            spent[1] += 1

    return clocked


def least(client: Client, address: str, spent: dict[str, list[Any]]) -> dict[str, float]:
    """The cheapest of some visits, in ms: the whole page, and each part."""
    visits = []
    for _ in range(PAGES):
        for part in spent.values():
            part[:] = [0.0, 0]
        begun = time.thread_time()
        load(client, address)
        visit = {"page": (time.thread_time() - begun) * 1000}
        for name, (seconds, calls) in spent.items():
            visit |= {name: seconds * 1000, f"{name} calls": calls}
        visits.append(visit)
    return {name: min(visit[name] for visit in visits) for name in visits[0]}
