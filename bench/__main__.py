"""`python -m bench`: what the product costs, held against units that are measured in the same run.

One line of JSON a figure on standard output, the same to read on standard error.
"""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench import alone, browser, builds, crowd, demo, engines, ground, growth, memory
from bench.answering import Survey
from bench.builds import FOLDER, Build, BuildLacking
from bench.engines import EngineLacking
from bench.figures import Sheet
from bench.ground import Side
from bench.stand import BESIDE, Stand
from tools.servers import clean_up_when_ended

ENGINES = ("sqlite", "postgresql")
BESIDE_UNITS = ("answering", "rounds", "pages", "memory")  # measured on one stand, by turns
FEW = (*BESIDE_UNITS, "browser", "import")
LONG = ("demo", "requests", "crowd", "growth")
BY_ITSELF = ("browser", "requests", "crowd")  # each with a server for itself
FEW_TEAMS, MANY_TEAMS = 100, 1000


def main() -> int:
    asked = arguments()
    clean_up_when_ended()
    FOLDER.mkdir(parents=True, exist_ok=True)
    sheet = Sheet()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=FOLDER)))
        other = builds.beside(asked.beside) if asked.beside else None
        if set(asked.only) != {"import"}:
            redis = stack.enter_context(engines.redis(folder))
            wanted = set(asked.only)
            for engine in asked.engine or ENGINES:
                (folder / engine).mkdir()
                try:
                    measure(sheet, engine, other, redis, folder / engine, asked, wanted)
                except (EngineLacking, BuildLacking) as lacking:
                    sheet.say(f"{engine} is left out. {lacking}")
                wanted -= {"browser"}  # pages weigh the same on all engines
        if "demo" in asked.only:
            sheet.add(*demo.figures(builds.here()))
            sheet.add(*(demo.figures(other, BESIDE) if other else []))
        if "import" in asked.only:  # last, for it sets Django up in this process
            alone.measure(sheet, folder, bombs_too=len(asked.only) > 1)
    sheet.say(f"{len(sheet.missed)} goals missed.")
    return bool(sheet.missed) if asked.check else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench")
    add = parser.add_argument
    add("--full", action="store_true", help="what takes longer than minutes, too, and 1,000 teams")
    add("--only", action="append", choices=(*FEW, *LONG), help="this part alone; may be given again")
    add("--import", action="append_const", dest="only", const="import", help="as --only import")
    add("--engine", action="append", choices=ENGINES, help="this one alone")
    add("--teams", type=int, help="teams of the organization that is measured")
    add("--beside", metavar="COMMIT|PATH", help="another build to measure in the same run")
    add("--people", type=int, default=1000, help="of the crowd")
    add("--minutes", type=float, default=10, help="in which the crowd answers")
    add("--members", type=int, action="append", help="responses a team in each round, for growth")
    add("--requests", type=int, default=memory.REQUESTS, help="over which memory may grow")
    add("--check", action="store_true", help="exit 1 when a goal is missed")
    asked = parser.parse_args()
    asked.only = asked.only or [*FEW, *(LONG if asked.full else ())]
    asked.teams = asked.teams or (MANY_TEAMS if asked.full else FEW_TEAMS)
    return asked


def measure(
    sheet: Sheet,
    engine: str,
    other: Build | None,
    redis: str,
    folder: Path,
    asked: argparse.Namespace,
    wanted: set[str],
) -> None:
    """All wanted parts on one engine."""
    if wanted & set(BESIDE_UNITS):
        with Stand.of(engine, other, redis, folder) as stand:
            stand.measure(sheet, wanted, asked.teams)
    if wanted & set(BY_ITSELF):
        with engines.databases(engine, ["alone"], folder) as found:
            side = ground.side(builds.here(), found["alone"], redis, folder, "alone")
            measure_alone(sheet, engine, side, asked, wanted)
    if "growth" in wanted:
        members = asked.members or growth.MEMBERS
        growth.measure(sheet, engine, builds.here(), redis, folder, asked.teams, members)


def measure_alone(sheet: Sheet, engine: str, side: Side, asked: argparse.Namespace, wanted: set[str]) -> None:
    """The parts that nothing may work beside, one after the other."""
    few = {"teams": 4, "model_key": "mlops", "members": 1, "past_rounds": 0}
    if "browser" in wanted:
        sheet.add(*browser.figures(engine, side, side.place("weighed", **few)))
    if "requests" in wanted:
        place = side.place("asked", **few)
        with side.served("--max-requests", "0") as server:
            sheet.add(*memory.growth(engine, Survey(server, place), asked.requests))
            sheet.add(*memory.figures(engine, server, f"after {asked.requests} requests"))
    if "crowd" in wanted:
        with side.served() as server:
            sheet.add(*crowd.figures(engine, side, server, asked.people, asked.minutes))


if __name__ == "__main__":
    sys.exit(main())
