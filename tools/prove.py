"""Run what proves the product, and tell how much passed: prove.py all|fast|browser|postgres|worker|drill|lint

What this machine lacks is left out with a line that says how to get it; with CI=true it fails instead.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
IN_CI = os.environ.get("CI") == "true"
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/15"
# The first that is there; the one without windows makes a page ready in a third of the time.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ENGINES = ["tests/db", "tests/web"]
# The rules that ask a database; the others read the source, and once is enough.
RULES_OF_ROWS = [f"tests/rules/test_{name}.py" for name in ("house", "inputs", "jobs", "routes", "tenants")]

# Rules of the source that start servers, or run all other rules once more.
LONG_RULES = [f"tests/rules/test_{name}.py" for name in ("documented_examples", "new_page")]

SIDE_BY_SIDE = ["-n", "2"]
ALONE = ["-n", "0"]  # the tests of a Celery worker share one Redis: another worker would take their hints

# `make lint`, and what .pre-commit-config.yaml runs before a commit.
LINT = {
    "Style": ("ruff", "check", "--quiet", "."),
    "Format": ("ruff", "format", "--check", "--quiet", "."),
    "Templates": ("djlint", "--lint", "--quiet", "templates"),
    "Imports": ("lint-imports",),
    "Migrations": ("python", "-m", "tools.lint_migrations"),
}


@dataclass
class Tally:
    """What came out so far. A check that is no test counts as one."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    broken: list[str] = field(default_factory=list)
    took: dict[str, float] = field(default_factory=dict)  # seconds, by part

    def __str__(self) -> str:
        counts = f"{self.passed} passed, {self.failed} failed"
        return f"{counts}, {self.skipped} skipped" if self.skipped else counts


tally = Tally()


def environment(**changes: str | None) -> dict[str, str]:
    """This process's environment without its servers, and with `changes`."""
    named = {**os.environ, "PATAMAR_MODE": "test", "DATABASE_URL": None, "REDIS_URL": None, **changes}
    return {name: value for name, value in named.items() if value is not None}


@contextmanager
def part(title: str) -> Iterator[None]:
    """A part of the proof, under its title; how long it took is told at the end."""
    print(f"\n== {title}", flush=True)
    started = time.monotonic()
    yield
    tally.took[title] = time.monotonic() - started


def check(title: str, *command: str) -> None:
    """One command that must succeed."""
    with part(title):
        done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, env=environment(), check=False)
    if done.returncode:
        tally.failed += 1
        tally.broken.append(title)
    else:
        tally.passed += 1


def tests(title: str, *arguments: str, **servers: str) -> None:
    """One run of pytest on two workers; its counts go into the tally."""
    report = ROOT / "var" / "proof.xml"
    report.unlink(missing_ok=True)
    command = [str(BIN / "pytest"), "-q", "--create-db", f"--junitxml={report}", *SIDE_BY_SIDE, *arguments]
    with part(title):
        code = subprocess.run(command, cwd=ROOT, env=environment(**servers), check=False).returncode
    suite = ElementTree.parse(report).getroot().find("testsuite") if report.exists() else None
    number = {name: int(suite.get(name, 0)) if suite is not None else 0 for name in ("tests", "skipped")}
    bad = sum(int(suite.get(name, 0)) for name in ("failures", "errors")) if suite is not None else 0
    if IN_CI:
        bad += number["skipped"]
    else:
        tally.skipped += number["skipped"]
    tally.failed += bad or bool(code)
    tally.passed += max(0, number["tests"] - number["skipped"] - bad)
    if code or bad:
        tally.broken.append(title)


def lacking(what: str, how: str) -> None:
    """Something of the machine is not there."""
    print(f"\n== Skipped: {what}. {how}", flush=True)
    if IN_CI:
        tally.failed += 1
        tally.broken.append(what)
    else:
        tally.skipped += 1


def servers() -> dict[str, str] | None:
    """PostgreSQL and Redis, named or on this machine; None where one is lacking.

    A server that is named and does not answer is no gap but a failure.
    """
    import psycopg
    import redis

    found = {
        "DATABASE_URL": os.environ.get("DATABASE_URL", POSTGRES),
        "REDIS_URL": os.environ.get("REDIS_URL", REDIS),
    }
    asks: dict[str, Callable[[], object]] = {
        "DATABASE_URL": lambda: psycopg.connect(found["DATABASE_URL"], connect_timeout=3).close(),
        "REDIS_URL": lambda: redis.Redis.from_url(found["REDIS_URL"], socket_connect_timeout=3).ping(),
    }
    hints = {
        "DATABASE_URL": "apt-get install postgresql; DATABASE_URL names a role that may create databases.",
        "REDIS_URL": "apt-get install redis-server, or name one in REDIS_URL.",
    }
    for name, ask in asks.items():
        try:
            ask()
        except (psycopg.OperationalError, redis.RedisError, OSError):
            if name in os.environ:
                sys.exit(f"{name} names a server that does not answer: {found[name]}")
            server = "PostgreSQL" if name == "DATABASE_URL" else "Redis"
            lacking(f"the tests on PostgreSQL with Redis, for no {server} answers", hints[name])
            return None
    return found


def lint() -> None:
    for title, command in LINT.items():
        check(title, *command)


def fast() -> None:
    """What needs hardly a database: the rule of scoring, and the house as its source tells it."""
    rules = sorted({str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "rules").glob("test_*.py")})
    quick = [name for name in rules if name not in (*RULES_OF_ROWS, *LONG_RULES)]
    tests("Units and the house", "tests/unit", *quick)


def browser() -> None:
    if not any(map(shutil.which, CHROMIUMS)):
        lacking("the tests in a browser, for there is no Chromium", "apt-get install chromium.")
        return
    tests("In Chromium, on SQLite", "tests/browser")


def postgres() -> None:
    """What may come out otherwise on PostgreSQL, and what needs Redis; of the browser's tests the story."""
    if (found := servers()) is None:
        return
    tests("On PostgreSQL with Redis", *ENGINES, *RULES_OF_ROWS, "-m", "not worker and not drill", **found)
    worker()
    if any(map(shutil.which, CHROMIUMS)):
        tests("The story in Chromium, on PostgreSQL", "tests/browser", "-m", "story", **found)


def drill() -> None:
    """Backup, lost database and restore, and the move to another engine, on PostgreSQL."""
    if found := servers():
        tests("The drill, on PostgreSQL", "tests/db", "-m", "drill", **found)


def worker() -> None:
    if found := servers():
        tests("With a Celery worker", "tests/worker", *ALONE, **found)


def everything() -> None:
    lint()
    check("Types", "mypy", ".")
    tests("On SQLite", "tests/unit", *ENGINES, "tests/rules", "-m", "not worker and not postgres")
    browser()
    postgres()


if __name__ == "__main__":
    parts = {
        "all": everything,
        "fast": fast,
        "lint": lint,
        "browser": browser,
        "postgres": postgres,
        "worker": worker,
        "drill": drill,
    }
    (ROOT / "var").mkdir(exist_ok=True)
    begun = time.monotonic()
    parts[sys.argv[1]]()
    parts_took = "; ".join(f"{title}: {seconds:.0f} s" for title, seconds in tally.took.items())
    print("".join(f"\nFailed: {title}" for title in tally.broken))
    print(f"{parts_took}; {time.monotonic() - begun:.0f} s in all.")
    print(tally)
    sys.exit(bool(tally.failed))
