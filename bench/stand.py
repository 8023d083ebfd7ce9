"""What runs at once on one engine: this build, another one, the units and the peer."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import answering, builds, engines, ground, memory, pages, rounds
from bench.builds import Build
from bench.figures import Sheet
from bench.ground import Limits, Side
from bench.peer.serving import Peer, peer
from bench.servers import Server

BESIDE = "the build beside it, "


@dataclass(frozen=True)
class Stand:
    """The sides and servers of one engine."""

    engine: str
    here: Side
    server: Server
    limits: Limits
    other: Side | None
    other_server: Server | None
    peer: Peer

    @staticmethod
    @contextmanager
    def of(engine: str, other: Build | None, redis: str, folder: Path) -> Iterator["Stand"]:
        """Databases made, builds made ready, servers started; all gone afterwards."""
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

    def measure(self, sheet: Sheet, parts: set[str], teams: int) -> None:
        """The wanted parts, over an organization of so many teams."""
        large = self._place(sheet, self.here, teams)
        beside = self._place(sheet, self.other, teams) if self.other else None
        if "memory" in parts:
            sheet.add(*memory.figures(self.engine, self.server, "at the start", goal=None))
        if "answering" in parts:
            self._answering(sheet, large, beside)
        if "rounds" in parts:
            sheet.add(*rounds.figures(self.engine, self.here, large, teams))
            if self.other and beside:
                sheet.add(*rounds.figures(self.engine, self.other, beside, teams, BESIDE))
        if "pages" in parts:
            sheet.add(*pages.parts(self.engine, self.here, large))
            if self.other and beside:
                sheet.add(*pages.parts(self.engine, self.other, beside, BESIDE))
            sheet.add(*pages.dashboard(self.engine, self.limits, self.server, large, teams))
            sheet.add(*pages.file(self.engine, self.here, large, teams))
        if "memory" in parts:
            sheet.add(*memory.figures(self.engine, self.server, "after the bench"))

    def _answering(self, sheet: Sheet, large: dict[str, Any], beside: dict[str, Any] | None) -> None:
        ours, theirs = answering.Survey(self.server, large), None
        if self.other_server and beside:
            theirs = answering.Survey(self.other_server, beside)
        sheet.add(*answering.figures(self.engine, self.limits, ours, theirs, self.peer))
        sheet.add(*answering.queries(self.engine, self.here, large))
        if self.other and beside:
            sheet.add(*answering.queries(self.engine, self.other, beside, BESIDE))

    def _place(self, sheet: Sheet, side: Side, teams: int) -> dict[str, Any]:
        place = side.place("large", teams=teams, model_key="mlops", members=1, past_rounds=0)
        told = f"{teams} teams, {place['answers']} answers, made in {place['seconds']:.0f} s"
        sheet.say(f"{self.engine}, {side.build.commit}: {told}")
        return place
