"""A disk that fills up while people answer: they are told to try again, and what was acknowledged stays.

The database lies on a small file system in memory, which only root can make.
"""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.ground import inside
from faults import audit
from faults.cases import Outcome, answering, drain
from faults.installation import Installation, installed
from faults.people import Owner
from faults.processes import until

MEGABYTES = {"postgresql": 200, "sqlite": 40}
TEAMS = 4
LATER = 5  # times that somebody is told to try again
AFTER = 5
LEASE_SECONDS = 5.0
MEGABYTE, BLOCK = 1 << 20, 4096
TOP_UP = 0.1  # seconds until what the database has given back is filled again


def prove() -> int:
    """The full disk on both engines; how many failed. Where no small disk can be made, a line says so."""
    return sum(_prove(engine) for engine in MEGABYTES)


def _prove(engine: str) -> int:
    folder, disk = (Path(tempfile.mkdtemp(prefix=f"patamar-{name}-")) for name in ("faults", "disk"))
    try:
        with small(disk, MEGABYTES[engine]) as made:
            if not made:
                print(f"left out: disk full on {engine}: this machine lets us make no small file system")
                return 0
            with installed(engine, folder, disk=disk) as here:
                return _filled(engine, here, disk)
    finally:
        for one in (folder, disk):
            shutil.rmtree(one, ignore_errors=True)


def _filled(engine: str, here: Installation, disk: Path) -> int:
    [place] = inside(here.side.build, here.side.told, "faults.places", names=["full"], teams=TEAMS)
    here.start()
    outcome, owner = Outcome(), Owner(here.web_port, place)
    owner.open("first")
    drain(here, LEASE_SECONDS)
    with answering(here, place, outcome, words=300) as crowd:
        with full(disk):
            until(lambda: sum(crowd.later.values()) >= LATER, "somebody is told to try again")
        freed = time.monotonic()
        with here.supervised():
            crowd.until_each_has(AFTER)
        outcome.away = time.monotonic() - freed
    owner.close("first")
    drain(here, LEASE_SECONDS)
    found = audit.of(here, place)
    findings = [*outcome.findings, *found.findings]
    told = ", ".join(f"{times} x {what}" for what, times in outcome.later.most_common(4))
    print(
        f"{'FAILED' if findings else 'held  '}  disk full on {engine}: {found.acknowledged} answers "
        f"acknowledged; back within {outcome.away:.1f} s; asked to try again: {told}",
        flush=True,
    )
    for finding in findings[:10]:
        print(f"        {finding}", flush=True)
    return bool(findings)


@contextmanager
def small(folder: Path, megabytes: int) -> Iterator[bool]:
    """A file system of that size in `folder`; False where we may not make one."""
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    may = mount is not None and os.geteuid() == 0
    made = may and not subprocess.run(command, check=False, capture_output=True).returncode
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Nothing is free on that disk throughout the block, whatever the database gives back."""
    ballast, ended = disk / "ballast", threading.Event()

    def fill() -> None:
        with ballast.open("ab", buffering=0) as file:
            while not ended.is_set():
                for size in (MEGABYTE, BLOCK):
                    try:
                        while file.write(bytes(size)) == size:
                            continue
                    except OSError:
                        continue
                ended.wait(TOP_UP)

    filling = threading.Thread(target=fill)
    filling.start()
    try:
        yield
    finally:
        ended.set()
        filling.join()
        ballast.unlink()
