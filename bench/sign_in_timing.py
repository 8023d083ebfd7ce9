"""`python -m bench.sign_in_timing [--n 500]`: does the time of a refused sign-in tell of an account?

Wrong passwords are tried at an unknown address, at a known one, and at one whose account has no password,
in a shuffled order, with the hasher of production. A Kolmogorov-Smirnov test compares the times by the
clock on the wall, and those that the process computed, which a busy machine blurs less. Where a p is below
0.01 the times differ, and the command exits with 1.
"""

import argparse
import logging
import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

UNKNOWN = "nobody@aurora.example"
CASES = {"unknown": UNKNOWN, "known": "lia@aurora.example", "no password": "mauro@aurora.example"}
BOUND = 0.01
WARM_UP = 10


class Took(NamedTuple):
    """Seconds of one attempt."""

    wall: float
    computed: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.sign_in_timing")
    parser.add_argument("--n", type=int, default=500, help="how often each address is tried")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["PATAMAR_DATA_DIR"] = folder
        times = measure(asked.n)
    sys.exit(not report(times))


def measure(n: int) -> dict[str, list[Took]]:
    """The seconds that each refused sign-in took, by case."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from config.celery import app
    from config.settings import PASSWORD_HASHERS

    logging.disable(logging.ERROR)
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    app.conf.task_always_eager = False  # what follows an answer is the worker's, as in production
    call_command("migrate", verbosity=0)
    make_people()
    client = Client()
    for address in [*CASES.values()] * WARM_UP:
        attempt(client, address)
    order = [case for case in CASES for _ in range(n)]
    random.Random(7).shuffle(order)
    times: dict[str, list[Took]] = {case: [] for case in CASES}
    for case in order:
        times[case].append(attempt(client, CASES[case]))
    return times


def make_people() -> None:
    """Two members of an organization, of whom one has a password."""
    from organizations.access import Role
    from organizations.accounts.people import add_person
    from organizations.members.memberships import join
    from organizations.scoping import scope
    from organizations.tenant.founding import found_organization

    owner = add_person(email="olga@aurora.example", name="Olga", password="a long enough pass phrase")
    aurora = found_organization(name="Aurora", language="en", time_zone="UTC", owner=owner).organization
    for email, password in ((CASES["known"], "a long enough pass phrase"), (CASES["no password"], None)):
        person = add_person(email=email, name=email, password=password, confirmed=True)
        with scope(organization=aurora):
            join(aurora, user=person, role=Role.AUDITOR, by=None)


def attempt(client: Any, address: str) -> Took:
    wall, computed = time.perf_counter(), time.process_time()
    answer = client.post("/accounts/login/", {"login": address, "password": "not the password"})
    took = Took(time.perf_counter() - wall, time.process_time() - computed)
    if answer.status_code != 200:
        raise SystemExit(f"{address} was answered with {answer.status_code}: nothing can be compared.")
    return took


def report(times: dict[str, list[Took]]) -> bool:
    """Print the medians and the comparisons; whether none shows a difference."""
    equal = True
    for clock in Took._fields:
        by_case = {case: [getattr(took, clock) for took in found] for case, found in times.items()}
        for case, found in by_case.items():
            print(f"{clock:9} {case:12} median {statistics.median(found) * 1000:7.2f} ms, n={len(found)}")
        for case in ("known", "no password"):
            p = kolmogorov_smirnov(by_case["unknown"], by_case[case])
            verdict = "no difference" if p >= BOUND else "THE TIMES DIFFER"
            print(f"{clock:9} unknown and {case}: p = {p:.4f}: {verdict}")
            equal = equal and p >= BOUND
    return equal


def kolmogorov_smirnov(first: Sequence[float], second: Sequence[float]) -> float:
    """The p of the two-sample test, by the usual approximation for many values."""
    values = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    seen, distance = [0, 0], 0.0
    for value, which in values:
        del value
        seen[which] += 1
        distance = max(distance, abs(seen[0] / len(first) - seen[1] / len(second)))
    size = math.sqrt(len(first) * len(second) / (len(first) + len(second)))
    reach = (size + 0.12 + 0.11 / size) * distance
    if reach < 0.2:
        return 1.0
    terms = (2 * (-1) ** (k - 1) * math.exp(-2 * (k * reach) ** 2) for k in range(1, 101))
    return max(0.0, min(1.0, sum(terms)))


if __name__ == "__main__":
    main()
