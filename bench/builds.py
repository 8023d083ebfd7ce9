"""A build: the product at one commit, with an environment of its own."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"


class BuildLacking(Exception):
    """The other build can't be made; the message says why."""


@dataclass(frozen=True)
class Build:
    """A tree of the product and the interpreter that runs it."""

    name: str
    tree: Path

    @property
    def python(self) -> Path:
        return self.tree / ".venv" / "bin" / "python"

    @property
    def commit(self) -> str:
        """The commit of the tree, with a plus where something of it was changed since."""
        changed = _git(self.tree, "status", "--porcelain", "--untracked-files=no")
        return _git(self.tree, "rev-parse", "--short", "HEAD") + ("+" if changed else "")


def here() -> Build:
    """The build that this bench belongs to."""
    return Build("here", ROOT)


def beside(wanted: str) -> Build:
    """Another build to measure in the same run: a folder that has one, or a commit that is made ready.

    A commit gets a git worktree and a `.venv` of its own in var/bench/builds/, which stay for the next time.

    Raises:
        BuildLacking: there is no such folder or commit, or its requirements can't be installed.
    """
    folder = Path(wanted).resolve()
    if not (folder / "manage.py").exists():
        folder = _worktree(wanted)
    build = Build("beside", folder)
    if not build.python.exists():
        _run(folder, sys.executable, "tools/prepare.py", "requirements.txt")
    return build


def _worktree(commit: str) -> Path:
    full = _git(ROOT, "rev-parse", "--verify", f"{commit}^{{commit}}")
    folder = FOLDER / "builds" / full[:12]
    if not (folder / "manage.py").exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        _git(ROOT, "worktree", "prune")
        _git(ROOT, "worktree", "add", "--detach", str(folder), full)
    return folder


def _git(tree: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=tree, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildLacking(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def _run(tree: Path, *command: str) -> None:
    if subprocess.run(command, cwd=tree, check=False).returncode:
        raise BuildLacking(f"{' '.join(command)} failed in {tree}.")
