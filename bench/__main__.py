"""`python -m bench [--teams 1000] [--import]`: all figures, or those of an import, on a database that is
thrown away."""

import argparse
import logging
import os
import sys
import tempfile
import time


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--teams", type=int, default=1000)
    parser.add_argument("--check", action="store_true", help="exit 1 when a goal is missed")
    parser.add_argument("--import", action="store_true", dest="only_import", help="the import alone")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["PATAMAR_DATA_DIR"] = folder
        missed = measure(asked.teams, only_import=asked.only_import)
    sys.exit(bool(missed) if asked.check else 0)


def measure(teams: int, *, only_import: bool) -> int:
    """Build, measure and print; how many goals were missed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench import answers, bombs, dashboard, importing, seed

    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    if only_import:
        found = importing.lines()
        print(*found, sep="\n")
        return sum(not line.met for line in found)
    begun = time.monotonic()
    version = seed.load_model()
    small, large = seed.build("Small", version, teams=10), seed.build("Large", version, teams=teams)
    print(f"{connection.vendor}, {teams} teams, built in {time.monotonic() - begun:.0f} s")
    print("CPU of the web process per request, its ratio to the unit, queries\n")
    found = [*answers.lines(large), *dashboard.lines(large, small), *bombs.lines(), *importing.lines()]
    print(*found, sep="\n")
    return sum(not line.met for line in found)


if __name__ == "__main__":
    main()
