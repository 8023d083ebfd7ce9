"""`make demo` from an empty data folder: CPU of all its processes until the first page answers."""

import os
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from bench.builds import FOLDER, Build
from bench.engines import free_port
from bench.figures import Figure
from bench.meter import tree_of

GOAL = 22.0
PATIENCE = 600.0
TICKS = os.sysconf("SC_CLK_TCK")


def figures(build: Build, name: str = "") -> list[Figure]:
    """Seconds of CPU with `.venv` there and no data."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        used = start(build, Path(folder))
    return [Figure(f"{name}make demo until the first page", used, "CPU s", goal=None if name else GOAL)]


def start(build: Build, data: Path) -> float:
    port = free_port()
    told = {**os.environ, "PORT": str(port), "PATAMAR_DATA_DIR": str(data)}
    for gone in ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"):
        told.pop(gone, None)
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    made = subprocess.Popen(["make", "demo"], cwd=build.tree, env=told, start_new_session=True, **quiet)
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port):
            if made.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"make demo in {build.tree} does not serve.")
            time.sleep(0.1)
        return sum(used_by(pid) for pid in tree_of(made.pid))
    finally:
        os.killpg(made.pid, signal.SIGTERM)
        made.wait()


def answers(port: int) -> bool:
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).status == 200
    except (urllib.error.URLError, OSError):
        return False


def used_by(pid: int) -> float:
    """Seconds of a process and of all that it began and that ended: utime, stime, cutime, cstime."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return sum(int(one) for one in fields[11:15]) / TICKS
