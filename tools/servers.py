"""Throw-away servers on this machine for the slow proofs: started, waited for, and ended."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
PATIENCE = 60  # seconds until a server that does not answer counts as broken


def clean_up_when_ended() -> None:
    """Let SIGTERM and SIGHUP end this process as an exception does: servers stop, databases and folders go.

    Asked again meanwhile, it goes on with that.
    """
    endings = (signal.SIGTERM, signal.SIGHUP)

    def leave(number: int, _frame: FrameType | None) -> NoReturn:
        for ending in endings:
            signal.signal(ending, signal.SIG_IGN)
        sys.exit(128 + number)

    for ending in endings:
        signal.signal(ending, leave)


def free_port(wanted: int = 0) -> int:
    """The port `wanted` if nobody has it, else any that is free."""
    for port in (wanted, 0):
        with closing(socket.socket()) as opened:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                opened.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(opened.getsockname()[1])
    raise RuntimeError("No port is free.")


def need(program: str, packages: str) -> None:
    """End here with a sentence where the machine lacks a program."""
    if shutil.which(program) is None:
        sys.exit(f"There is no {program} here: apt-get install {packages}")


def until_listening(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Come back when somebody takes connections on `port`.

    Raises:
        RuntimeError: the process has ended, or nobody did in time; with the end of its log.
    """
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with closing(socket.socket()) as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} does not answer:\n{log.read_text(errors='replace')[-3000:]}")


@contextmanager
def serving(
    command: Sequence[str],
    port: int,
    folder: Path,
    *,
    environment: dict[str, str] | None = None,
    user: str | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that listens on `port` until the end of the block; its log lies in `folder`.

    Args:
        user: who runs it where we are root, for some servers refuse to be.
    """
    log = folder / f"{Path(command[0]).name}-{port}.log"
    somebody = user if os.geteuid() == 0 else None
    with log.open("wb") as out:
        process = subprocess.Popen(
            list(command),
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=out,
            stderr=out,
            user=somebody,
            group="nogroup" if somebody == "nobody" else somebody,
        )
    try:
        until_listening(port, process, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def redis_here(folder: Path) -> Iterator[str]:
    """A Redis that keeps nothing; its address."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with serving(command, port, folder):
        yield f"redis://127.0.0.1:{port}/0"


def python(*command: str, **environment: str) -> str:
    """Run a command of Python's in the project's folder; what it prints.

    Raises:
        RuntimeError: it failed; with what it said.
    """
    done = subprocess.run(
        [str(PYTHON), *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[:2]} failed:\n{done.stderr[-3000:]}")
    return done.stdout.strip()


def tell(name: str, proof: Callable[[], str]) -> bool:
    """Run one proof and print what came of it; whether it held."""
    try:
        found = proof()
    except (AssertionError, OSError, RuntimeError) as broken:
        print(f"FAILED  {name.replace('_', ' ')}: {broken}", flush=True)
        return False
    print(f"held    {name.replace('_', ' ')}: {found}", flush=True)
    return True
