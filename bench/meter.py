"""CPU of other processes, by turns: what a request costs the servers, not the one who asks."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

TURNS = 5
SLICE = 0.6  # seconds of one turn
MOST_TRIES = 5

Readings = Mapping[int, float]


class Metered(Protocol):
    """Whatever works for a request: a web server with its database's backends."""

    def cpu(self) -> Readings:
        """Seconds of CPU that each of its processes has used so far, by process id."""
        ...


@dataclass(frozen=True)
class Work:
    """One request to a server, to be sent again and again."""

    server: Metered
    ask: Callable[[], object]


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, all threads of it, also those that ended.

    Raises:
        ProcessLookupError: there is no such process.

    The same sum as utime + stime in /proc/PID/stat, which counts in hundredths of a second: too coarse
    for a turn of a second. The id of another process's CPU clock is made as clock_getcpuclockid(3) makes it.
    """
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError as error:
        raise ProcessLookupError(pid) from error


def children_of(pid: int) -> list[int]:
    """The processes that a process has begun and that still run."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(one) for one in file.read().split()]


def tree_of(pid: int) -> list[int]:
    """A process and all that it began, whoever of them."""
    found = [pid]
    for one in found:
        try:
            found.extend(children_of(one))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def by_turns(works: Mapping[str, Work], *, turns: int = TURNS, seconds: float = SLICE) -> dict[str, float]:
    """Milliseconds of CPU per request of each work: the least of several turns, taken by turns.

    Taking turns lets noise of the machine fall on all of them alike; the least is what comes back.
    """
    for work in works.values():
        warm(work)
    least = dict.fromkeys(works, float("inf"))
    for _ in range(turns):
        for name, work in works.items():
            least[name] = min(least[name], turn(work, seconds))
    return least


def warm(work: Work, times: int = 6) -> None:
    """Let every worker and thread load what it loads once: templates, catalogs, addresses, connections."""
    for _ in range(times):
        work.ask()


def turn(work: Work, seconds: float) -> float:
    """Milliseconds per request over one turn.

    A process that ended meanwhile took its figure along, so such a turn does not count.
    """
    for _ in range(MOST_TRIES):
        before = work.server.cpu()
        count, until = 0, time.monotonic() + seconds
        while time.monotonic() < until or not count:
            work.ask()
            count += 1
        after = work.server.cpu()
        if before.keys() <= after.keys():
            used = sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())
            return used / count * 1000
    raise RuntimeError("Processes of the server end in every turn: nothing can be measured.")
