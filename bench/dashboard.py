"""The dashboard: its first page and its whole table, with few teams and with many."""

from collections.abc import Callable
from html import escape
from typing import Any

from django.test import Client

from bench.meter import Line, cpu_of, queries_of
from bench.seed import Place
from bench.units import checked, units

MOST_QUERIES = 15


def lines(large: Place, small: Place) -> list[Line]:
    """The figures of the dashboard against the page `P` and a table that is only joined."""
    first, few, whole = visit(large, ""), visit(small, ""), visit(large, "?page=all")
    joined = table(large)
    page, _row = units(large.owner.user)
    p, a_page, a_few, all_teams, cells = cpu_of(page, first, few, whole, joined)
    asked, most = queries_of(first), queries_of(few)
    teams = len(large.leads)
    return [
        Line(f"dashboard, {teams} teams", a_page, f"P {p:.2f}", a_page / p, 8.0, asked, MOST_QUERIES),
        Line(f"... than with {len(small.leads)}", a_page, f"{a_few:.2f}", a_page / a_few, 2.0, asked, most),
        Line(
            f"all {teams} teams on one page",
            all_teams,
            f"J+P {cells + p:.2f}",
            all_teams / (cells + p),
            5.0,
            queries_of(whole),
            MOST_QUERIES,
        ),
    ]


def visit(place: Place, wish: str) -> Callable[[], Any]:
    client = Client()
    client.force_login(place.owner.user)
    address = f"/o/{place.organization.slug}/results/{wish}"
    return lambda: checked(client.get(address))


def table(place: Place) -> Callable[[], str]:
    """Names and levels joined in Python: the least that a table of this size can cost."""
    names = [f"Team {number}" for number in range(len(place.leads))]

    def join() -> str:
        rows = (
            f"<tr><th>{escape(name)}</th>" + "".join(f'<td class="lv-{n % 5}">{n % 5}</td>' for n in range(8))
            for name in names
        )
        return "<table>" + "</tr>".join(rows) + "</table>"

    return join
