"""One server of the installation: started, killed without a word, started again."""

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.meter import tree_of
from tools.servers import ROOT, until_listening

PATIENCE = 90.0  # seconds until what should happen counts as never happening
LOOK_AGAIN = 0.05


class Never(Exception):
    """Something that had to happen did not."""


def until(happened: Callable[[], object], what: str, patience: float = PATIENCE) -> float:
    """Wait for `happened()`; how many seconds that took.

    Raises:
        Never: it did not happen in time.
    """
    begun = time.monotonic()
    while not happened():
        if time.monotonic() - begun > patience:
            raise Never(f"never within {patience:.0f} s: {what}")
        time.sleep(LOOK_AGAIN)
    return time.monotonic() - begun


@dataclass
class Process:
    """A server with its log.

    Attributes:
        port: where it listens; None where it listens nowhere.
        user: who runs it where we are root; PostgreSQL refuses to be.
        ends: how often it had to be started again, by its name and the code that it ended with.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    port: int | None = None
    user: str | None = None
    ends: Counter[str] = field(default_factory=Counter)
    running: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    begun: list[subprocess.Popen[bytes]] = field(default_factory=list, repr=False)

    def start(self) -> None:
        """Start it, and wait until it listens; more than once where the port is not free yet."""
        last = Never(self.name)
        for _ in range(5):
            user = self.user if os.geteuid() == 0 else None
            with self.log.open("ab") as log:
                self.running = subprocess.Popen(
                    self.command,
                    cwd=ROOT,
                    env=self.environment,
                    stdout=log,
                    stderr=log,
                    user=user,
                    group=user,
                    start_new_session=True,
                )
            self.begun.append(self.running)
            try:
                if self.port is not None:
                    until_listening(self.port, self.running, self.log)
                return
            except RuntimeError as error:
                last = Never(f"{self.name} does not start: {error}")
                self.stop()
                time.sleep(1)
        raise last

    @property
    def is_alive(self) -> bool:
        return self.running is not None and self.running.poll() is None

    def children(self) -> list[int]:
        """Its direct and further children."""
        assert self.running is not None
        return [pid for pid in tree_of(self.running.pid) if pid != self.running.pid]

    def kill(self) -> None:
        """SIGKILL to the process itself; its children are left to find out."""
        assert self.running is not None
        self.running.kill()
        self.running.wait()

    def revive(self) -> None:
        """Start it again if it has ended, as systemd or the compose file would; what it left goes first."""
        if not self.is_alive:
            if self.running is not None:
                self.ends[f"{self.name} ({self.running.returncode})"] += 1
            self.stop()
            self.start()

    def stop(self) -> None:
        """End it and whatever it left behind, now or when it was killed."""
        for one in self.begun:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(one.pid, sign)
                except ProcessLookupError:
                    break
                try:
                    one.wait(10)
                except subprocess.TimeoutExpired:
                    continue
        self.begun.clear()


def kill_all(pids: list[int]) -> None:
    """SIGKILL to each that still is."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
