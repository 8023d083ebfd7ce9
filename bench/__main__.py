"""`python -m bench`: what the product costs, held against units that are measured in the same run.

One line of JSON a figure on standard output, the same to read on standard error.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import alone, answering, builds, engines, ground
from bench.builds import FOLDER, Build
from bench.engines import EngineLacking
from bench.figures import Sheet
from bench.ground import Limits, Side
from bench.peer.serving import Peer, peer
from bench.servers import Server

ENGINES = ("sqlite", "postgresql")
FEW_TEAMS, MANY_TEAMS = 100, 1000


def main() -> int:
    asked = arguments()
    FOLDER.mkdir(parents=True, exist_ok=True)
    sheet = Sheet()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=FOLDER)))
        if asked.only_import:
            alone.measure(sheet, folder, bombs_too=False)
            return verdict(sheet, asked)
        redis = stack.enter_context(engines.redis(folder))
        other = builds.beside(asked.beside) if asked.beside else None
        for engine in asked.engine or ENGINES:
            try:
                with Stand.of(engine, other, redis, folder / engine) as stand:
                    measure(sheet, stand, asked)
            except EngineLacking as lacking:
                sheet.say(f"{engine} is left out. {lacking}")
    return verdict(sheet, asked)


def verdict(sheet: Sheet, asked: argparse.Namespace) -> int:
    """How many goals were missed; the exit code tells only who asked with --check."""
    sheet.say(f"{len(sheet.missed)} goals missed.")
    return bool(sheet.missed) if asked.check else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="this one alone")
    parser.add_argument(
        "--teams", type=int, default=FEW_TEAMS, help="teams of the organization that is measured"
    )
    parser.add_argument("--beside", metavar="COMMIT|PATH", help="another build to measure in the same run")
    parser.add_argument("--import", action="store_true", dest="only_import", help="an import alone")
    parser.add_argument("--check", action="store_true", help="exit 1 when a goal is missed")
    asked = parser.parse_args()
    asked.teams = asked.teams or (MANY_TEAMS if asked.full else FEW_TEAMS)
    return asked


@dataclass(frozen=True)
class Stand:
    """What runs at once on one engine: this build, another one, the units and the peer."""

    engine: str
    here: Side
    server: Server
    limits: Limits
    other: Side | None
    other_server: Server | None
    peer: Peer | None

    @staticmethod
    @contextmanager
    def of(engine: str, other: Build | None, redis: str, folder: Path) -> Iterator["Stand"]:
        folder.mkdir()
        here = builds.here()
        with ExitStack() as stack:
            found = stack.enter_context(engines.databases(engine, ["here", "beside", "limits"], folder))
            ours = ground.side(here, found["here"], redis, folder)
            theirs = ground.side(other, found["beside"], redis, folder) if other else None
            yield Stand(
                engine,
                ours,
                stack.enter_context(ours.served()),
                stack.enter_context(ground.limits(here, found["limits"], redis, folder)),
                theirs,
                stack.enter_context(theirs.served()) if theirs else None,
                stack.enter_context(peer(redis, folder)),
            )


def measure(sheet: Sheet, stand: Stand, asked: argparse.Namespace) -> None:
    large = stand.here.place("large", teams=asked.teams, model_key="mlops", members=1, past_rounds=0)
    sheet.say(
        f"{stand.engine}: {asked.teams} teams, {large['answers']} answers, made in {large['seconds']:.0f} s"
    )
    ours = answering.Survey(stand.server, large)
    theirs = None
    if stand.other:
        place = stand.other.place("large", teams=FEW_TEAMS, model_key="mlops", members=1, past_rounds=0)
        theirs = answering.Survey(stand.other_server, place)
    sheet.add(*answering.figures(stand.engine, stand.limits, ours, theirs, stand.peer))
    sheet.add(*answering.queries(stand.engine, stand.here, large))
    if stand.other:
        sheet.add(*answering.queries(stand.engine, stand.other, place, "the build beside it, "))


if __name__ == "__main__":
    sys.exit(main())
