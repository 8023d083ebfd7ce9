"""Make .venv and install the pinned requirements; `make` calls it: prepare.py requirements.txt

Its syntax is old enough for Python 3.6, so that a too old one is told so in a sentence.
"""

import os
import shutil
import subprocess
import sys
from typing import Optional

OLDEST = (3, 11)
NEWEST_TRIED = 14
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def newer_python() -> Optional[str]:  # noqa: UP045  a `|` in it would be too new
    """A Python on the path that is new enough, or None."""
    names = [f"python3.{minor}" for minor in range(NEWEST_TRIED, OLDEST[1] - 1, -1)]
    return next((path for path in map(shutil.which, names) if path), None)


def demand_python() -> None:
    """Go on with a Python that is new enough, or stop with one sentence."""
    if sys.version_info >= OLDEST:
        return
    other = newer_python()
    if other:
        os.execv(other, [other, *sys.argv])
    sys.exit(
        f"Patamar needs Python 3.11 or newer, and this one is {sys.version.split()[0]}: "
        "install one and name it, for example `make demo PYTHON=python3.12`."
    )


def works() -> bool:
    """Whether .venv is there, and made with a Python that is new enough and still there."""
    try:
        question = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
        return subprocess.call([PYTHON, "-c", question], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make .venv anew where it is missing or broken."""
    if works():
        return
    try:
        import ensurepip  # noqa: F401  Debian splits it off
        import venv
    except ImportError:
        sys.exit(
            "Python's venv module is missing: install it first, "
            "on Debian and Ubuntu with `apt-get install python3-venv`."
        )
    print("Making .venv ...")
    venv.create(VENV, clear=True, with_pip=True)


def run(*command: str) -> bool:
    return subprocess.call(command, cwd=ROOT) == 0


def install(requirements: str) -> None:
    """Install what `requirements` pins, each file checked against its hash; by pip where uv fails."""
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r"]
    uv = os.path.join(VENV, "bin", "uv")
    print(f"Installing {requirements} ...")
    if run(*pip, "requirements-uv.txt") and run(
        uv, "pip", "install", "-q", "--require-hashes", "-p", PYTHON, "-r", requirements
    ):
        return
    print("uv could not install them: trying pip, which takes a minute.")
    if not run(*pip, requirements):
        sys.exit("The requirements could not be installed: the lines above say why.")


if __name__ == "__main__":
    try:
        demand_python()
        make_venv()
        install(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
