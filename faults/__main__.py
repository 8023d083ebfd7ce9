"""`python -m faults`: hit an installation in every way while people work, and audit what is left.

One line a case; ends with 1 where anything that was promised is not so.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.ground import inside
from faults import disk_full
from faults.blows import BLOWS, Blow
from faults.cases import WORKS, Outcome, hit
from faults.installation import Installation, Lacking, installed
from tools.servers import clean_up_when_ended, python

TEAMS = 8


def main() -> int:
    asked = arguments()
    clean_up_when_ended()
    failed = 0
    try:
        if not asked.disk:
            failed += kills(asked)
        if not asked.only:
            failed += disk_full.prove()
    except Lacking as lacking:
        print(f"left out: {lacking}")
        return 1
    return min(failed, 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="faults")
    parser.add_argument("-n", "--times", type=int, default=5, help="how often each case is repeated")
    parser.add_argument("--quick", dest="times", action="store_const", const=1, help="each case once")
    parser.add_argument("--only", action="append", help="only blows whose name holds this")
    parser.add_argument("--work", type=int, choices=(1, 2), help="1: answers are saved, 2: a round closes")
    parser.add_argument("--disk", action="store_true", help="the full disk alone")
    parser.add_argument("--keep", action="store_true", help="leave logs and ledger where they lie")
    return parser.parse_args()


def kills(asked: argparse.Namespace) -> int:
    """All chosen cases on one installation with PostgreSQL; how many failed."""
    works = [WORKS[asked.work - 1]] if asked.work else list(WORKS)
    blows = [one for one in BLOWS if not asked.only or any(word in one.name for word in asked.only)]
    folder = Path(tempfile.mkdtemp(prefix="patamar-faults-"))
    failed = 0
    try:
        with installed("postgresql", folder) as here:
            places = iter(made(here, len(works) * len(blows) * asked.times))
            here.start()
            for work in works:
                for blow in blows:
                    failed += case(here, [next(places) for _ in range(asked.times)], blow, work)
            failed += not recomputed(here)
    finally:
        if asked.keep:
            print(f"logs and ledger: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return failed


def made(here: Installation, count: int) -> list[dict[str, Any]]:
    """A fresh organization for each repetition."""
    names = [f"place{number}" for number in range(count)]
    found: list[dict[str, Any]] = inside(
        here.side.build, here.side.told, "faults.places", names=names, teams=TEAMS
    )
    return found


def case(here: Installation, places: list[dict[str, Any]], blow: Blow, work: str) -> bool:
    """Repeat one case and print what came of it; whether it failed."""
    begun = time.monotonic()
    outcomes = [hit(here, place, blow, work, turn) for turn, place in enumerate(places)]
    findings = [finding for one in outcomes for finding in one.findings]
    print(f"{'FAILED' if findings else 'held  '}  {told(outcomes, blow, work, begun)}", flush=True)
    for finding in findings[:10]:
        print(f"        {finding}", flush=True)
    return bool(findings)


def told(outcomes: list[Outcome], blow: Blow, work: str, begun: float) -> str:
    """One line with the figures of a case."""
    later = sum((one.later for one in outcomes), Counter[str]())
    words = ", ".join(f"{times} x {what}" for what, times in later.most_common(4)) or "nobody"
    started = sum((one.restarted for one in outcomes), Counter[str]())
    again = ", ".join(f"{times} x {name}" for name, times in started.most_common()) or "nothing"
    return (
        f"{blow.name} while {work}: {len(outcomes)} times; "
        f"{sum(one.acknowledged for one in outcomes)} answers acknowledged, "
        f"{sum(one.mails for one in outcomes)} mails owed, {sum(one.twice for one in outcomes)} came twice; "
        f"back within {max(one.away for one in outcomes):.1f} s; asked to try again: {words}; "
        f"started again: {again} ({time.monotonic() - begun:.0f} s)"
    )


def recomputed(here: Installation) -> bool:
    """Whether all results are those that the product computes from the answers now."""
    try:
        python("manage.py", "recompute_results", "--check", **here.told)
    except RuntimeError as error:
        print(f"FAILED  results computed again: {error}")
        return False
    print("held    all results are what the answers say, computed again")
    return True


if __name__ == "__main__":
    sys.exit(main())
