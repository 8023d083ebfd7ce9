"""`tools/prepare.py` on machines that lack something: one sentence, or another way."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "tools" / "prepare.py"
WORKING, FAILING = "exit 0", "exit 1"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone that holds nothing but the script."""
    (tmp_path / "tools").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tools" / "prepare.py")
    return tmp_path


def prepare(clone: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", clone / "tools" / "prepare.py", "requirements.txt"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def pretend(clone: Path, name: str, *lines: str) -> None:
    """A program in .venv that writes down what it was asked, and then does `lines`."""
    program = clone / ".venv" / "bin" / name
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f'#!/bin/sh\necho "{name} $*" >> {clone}/asked\n' + "\n".join(lines) + "\n")
    program.chmod(0o755)


def asked(clone: Path) -> list[str]:
    """What the programs were asked to install, in order; not how the venv was looked at first."""
    lines = (clone / "asked").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if "install" in line]


def test_uv_installs_where_it_can(clone: Path) -> None:
    pretend(clone, "python", WORKING)
    pretend(clone, "uv", WORKING)

    done = prepare(clone)

    assert done.returncode == 0
    assert [line.split()[0] for line in asked(clone)] == ["python", "uv"]
    assert all("--require-hashes" in line for line in asked(clone))


def test_where_uv_fails_pip_installs_the_same_against_the_same_hashes(clone: Path) -> None:
    pretend(clone, "python", WORKING)
    pretend(clone, "uv", FAILING)

    done = prepare(clone)

    assert done.returncode == 0
    assert "uv could not install them: trying pip, which takes a minute." in done.stdout
    assert asked(clone)[-1] == (
        "python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt"
    )


def test_where_uv_cannot_even_be_had_pip_installs(clone: Path) -> None:
    pretend(clone, "python", 'case "$*" in *requirements-uv.txt) exit 1;; esac')

    done = prepare(clone)

    assert done.returncode == 0
    assert [line.split()[-1] for line in asked(clone)] == ["requirements-uv.txt", "requirements.txt"]


def test_where_nothing_installs_one_sentence_points_at_why(clone: Path) -> None:
    pretend(clone, "python", 'case "$*" in *pip*install*) echo "No route to host" >&2; exit 1;; esac')

    done = prepare(clone)

    assert done.returncode == 1
    assert "No route to host" in done.stderr
    assert done.stderr.endswith("The requirements could not be installed: the lines above say why.\n")


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_its_venv_module_is_told_in_one_sentence(
    clone: Path, tmp_path: Path, module: str
) -> None:
    """As on Debian, which splits it off: the name is there no more."""
    missing = tmp_path / "missing"
    missing.mkdir()
    (missing / f"{module}.py").write_text(f"raise ImportError({module!r})\n", encoding="utf-8")

    done = prepare(clone, PYTHONPATH=str(missing))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Python's venv module is missing: install it first, "
        "on Debian and Ubuntu with `apt-get install python3-venv`.\n"
    )
    assert not (clone / ".venv").exists()


def test_a_venv_that_is_broken_is_made_anew(clone: Path) -> None:
    """Its Python is gone, as after an upgrade of the system."""
    broken = clone / ".venv" / "bin" / "python"
    broken.parent.mkdir(parents=True)
    broken.symlink_to("/nowhere/python3.11")

    done = prepare(clone)

    assert "Making .venv ..." in done.stdout
    assert subprocess.call([broken, "-c", "import pip"]) == 0
