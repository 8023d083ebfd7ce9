"""An import of 400 teams and 3,000 people, and the page of the tree that it makes.

These are seconds of a wall clock, for that is what somebody waits who has confirmed an import.
"""

import gzip
import io
import time
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
from django.test import Client

from bench.figures import Figure
from bench.in_process import cpu_of, queries_of
from organizations.accounts.people import add_person
from organizations.importing.carrying_out import import_tables
from organizations.importing.checking import check
from organizations.importing.reading import read_file
from organizations.models import Membership
from organizations.scoping import scope
from organizations.tenant.founding import found_organization

TEAMS, PEOPLE, LEVELS, IN_A_UNIT = 400, 3000, 5, 10
MOST_SECONDS = 30.0
MOST_QUERIES = 10
MOST_KILOBYTES = 300


def figures() -> list[Figure]:
    """The import from the bytes of a workbook to the last row, the same again, and the tree afterwards."""
    content = workbook()
    user = add_person(email="owner@import.example", name="Owner")
    owner = found_organization(name="Import", language="en", time_zone="UTC", owner=user, slug="import")
    whole = f"{TEAMS} teams, {PEOPLE} people"
    with scope(organization=owner.organization):
        first = seconds(lambda: _import(owner, content, invite=False))
        look = seconds(lambda: check(owner.organization, read_file("all.xlsx", content), by=owner))
        again = seconds(lambda: _import(owner, content, invite=False))
        invited = seconds(lambda: _import(owner, content, invite=True))
    return [
        Figure(f"import {whole}, invite later", first, "s", goal=MOST_SECONDS),
        Figure("... the look at what it would do", look, "s", goal=MOST_SECONDS),
        Figure("... the same file again", again, "s", goal=MOST_SECONDS),
        # In this process no worker stands by, so the mails of the first day are sent before it ends.
        Figure("... and inviting them all, with a day's mails", invited, "s", goal=MOST_SECONDS),
        *_tree(owner),
    ]


def _import(owner: Membership, content: bytes, *, invite: bool) -> None:
    import_tables(owner.organization, read_file("all.xlsx", content), by=owner, invite=invite)


def seconds(work: Callable[[], Any]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def _tree(owner: Membership) -> Iterator[Figure]:
    client = Client()
    client.force_login(owner.user)
    page = client.get("/o/import/teams/").content
    name = f"tree of {TEAMS} teams on {LEVELS} levels"
    (cpu,) = cpu_of(lambda: client.get("/o/import/teams/"))
    yield Figure(f"{name}, CPU", cpu, "CPU ms", goal=500)
    yield Figure(
        f"{name}, queries", queries_of(lambda: client.get("/o/import/teams/")), "queries", goal=MOST_QUERIES
    )
    yield Figure(f"{name}, HTML", len(page) / 1024, "KB", goal=MOST_KILOBYTES)
    yield Figure(f"{name}, compressed", len(gzip.compress(page)) / 1024, "KB", goal=MOST_KILOBYTES / 5)


def workbook() -> bytes:
    """Ten teams in each unit, the units one below another to four levels, and people in all teams."""
    book = openpyxl.Workbook(write_only=True)
    teams, people = book.create_sheet("Teams"), book.create_sheet("People")
    teams.append(["key", "name", "unit", "kind", "labels"])
    for number in range(TEAMS // IN_A_UNIT):
        # every fourth begins at the top, the next three lie each in the one before
        above = f"U-{number - 1}" if number % (LEVELS - 1) else ""
        teams.append([f"U-{number}", f"Unit {number}", above, "unit", ""])
    for number in range(TEAMS):
        unit = f"U-{number // IN_A_UNIT}"
        teams.append([f"T-{number}", f"Team {number}", unit, "team", f"Country {number % 12}"])
    people.append(["email", "name", "role", "team", "language"])
    for number in range(PEOPLE):
        role = "lead" if number < TEAMS else "member"
        people.append(
            [f"person{number}@import.example", f"Person {number}", role, f"T-{number % TEAMS}", "pt-BR"]
        )
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
