"""`DATABASE_URL=postgres://... python -m bench.trail [--lines 1000000]`: a long audit trail, page by page.

The database is filled and left as it is; name one that may be thrown away.
"""

import argparse
import os
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

SEED = 20261126
BATCH = 20_000
TURNS = 5
ACTIONS = (
    ("person.signed_in", "sign_in", 50),
    ("response.submitted", "rounds", 20),
    ("role.granted", "people", 15),
    ("access.refused", "refused", 10),
    ("results.exported", "taken_out", 4),
    ("version.published", "catalog", 1),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.trail")
    parser.add_argument("--lines", type=int, default=1_000_000)
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from bench import seed

    call_command("migrate", verbosity=0)
    begun = time.monotonic()
    place = seed.build("Long", seed.load_model(), teams=40)
    fill(place, asked.lines)
    print(f"{asked.lines} lines in {time.monotonic() - begun:.0f} s\n")
    measure(place)


def fill(place: Any, lines: int) -> None:
    """Ten years of an organization, written in batches; rare kinds are rare, and names repeat."""
    from django.db import connection

    from core.clock import now
    from organizations.models import AuditEvent
    from organizations.scoping import scopes_disabled

    chance, people = Random(SEED), [place.owner.user, *(lead.user for lead in place.leads)]
    begin, step = now() - timedelta(days=3650), timedelta(days=3650) / lines
    weights = [weight for _action, _kind, weight in ACTIONS]

    def line(number: int) -> AuditEvent:
        (action, kind, _weight), person = chance.choices(ACTIONS, weights)[0], chance.choice(people)
        return AuditEvent(
            organization=place.organization,
            actor=person,
            person=person if kind == "sign_in" else None,
            action=action,
            kind=kind,
            object_type="team",
            object_id=str(chance.randrange(400)),
            label=f"Team {chance.randrange(400)}",
            at=begin + step * number,
            origin="web",
            address=f"203.0.113.{chance.randrange(250)}",
        )

    with scopes_disabled():
        for start in range(0, lines, BATCH):
            AuditEvent.objects.bulk_create(line(number) for number in range(start, min(start + BATCH, lines)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE organizations_auditevent")


def measure(place: Any) -> None:
    """Each way of asking: the best of five turns, and how PostgreSQL finds the first page."""
    from django.db import connection

    from organizations.audit import reading
    from organizations.audit.reading import Asked
    from organizations.models import AuditEvent
    from organizations.requests import membership_in
    from organizations.scoping import scope

    member = membership_in(place.organization.slug, user=place.owner.user)
    assert member is not None
    with scope(organization=place.organization):
        last = AuditEvent.objects.order_by("at", "pk")[60]
        deep = f"{last.at.isoformat()}_{last.pk}"
        lead = place.leads[7].user
        ways = {
            "first page, nothing filtered": (Asked(), ""),
            "last page": (Asked(), deep),
            "one kind in a hundred": (Asked(kind="catalog"), ""),
            "one person": (Asked(who=lead.email), ""),
            "one person, one kind": (Asked(who=lead.email, kind="refused"), ""),
            "one thing": (Asked(thing="team:7"), ""),
            "one day": (Asked(since=last.at.date(), until=last.at.date()), ""),
            "a word that many lines hold": (Asked(text="team 3"), ""),
            "a word that no line holds": (Asked(text="nowhere to be found"), ""),
        }
        for name, (asked, before) in ways.items():
            took = best(partial(reading.page_of, member, asked, before=before))
            print(f"{name:32} {took * 1000:8.1f} ms   {_plan(reading, member, asked, connection)}")
        begun = time.monotonic()
        count = sum(1 for _line in reading.all_lines(member, Asked()))
        print(f"{'all lines, as for the file':32} {time.monotonic() - begun:8.1f} s    {count} lines")


def best(deed: Callable[[], Any]) -> float:
    """The least of some turns, in seconds."""
    took = []
    for _ in range(TURNS):
        begun = time.perf_counter()
        deed()
        took.append(time.perf_counter() - begun)
    return min(took)


def _plan(reading: Any, member: Any, asked: Any, connection: Any) -> str:
    """The indexes in the plan of the first page; "-" where there is no EXPLAIN as PostgreSQL has it."""
    if connection.vendor != "postgresql":
        return "-"
    plan = reading.lines_of(member, asked).newest_first()[:51].explain()
    used = [line.strip(" ->") for line in plan.splitlines() if "Scan" in line]
    return "; ".join(line.split("  (")[0] for line in used)


if __name__ == "__main__":
    main()
