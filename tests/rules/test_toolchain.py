"""The tools agree with each other, and what others wrote is named with its licence."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from tools import prove
from tools.subject import wrong_with

ROOT = Path(settings.BASE_DIR)
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))


def hooks() -> Iterator[dict[str, object]]:
    for repository in HOOKS["repos"]:
        yield from repository["hooks"]


def test_the_hooks_run_what_make_lint_runs() -> None:
    before_a_commit = {hook["name"]: hook["entry"] for hook in hooks() if "stages" not in hook}

    assert before_a_commit == {
        title: " ".join((f".venv/bin/{command[0]}", *command[1:])) for title, command in prove.LINT.items()
    }, "Name a tool of `make lint` in LINT of tools/prove.py and in .pre-commit-config.yaml."


def test_the_hooks_download_nothing() -> None:
    assert {repository["repo"] for repository in HOOKS["repos"]} == {"local"}
    assert {hook["language"] for hook in hooks()} == {"system"}


@pytest.mark.parametrize(
    ("message", "refused"),
    [
        pytest.param("surveys: " + "x" * 63, "", id="72 characters"),
        pytest.param("surveys: " + "x" * 64, "The subject has 73 characters", id="73 characters"),
        pytest.param("# a comment\n\nsurveys: Close.\n\n" + "x" * 99, "", id="a long line in the body"),
        pytest.param("Fix it", "A subject says its part first", id="no part"),
        pytest.param("", "A subject says its part first", id="empty"),
        pytest.param(
            "Merge branch '" + "x" * 72 + "'",
            "",
            id="a merge",
        ),
    ],
)
def test_a_subject_is_read_in_one_line(message: str, refused: str) -> None:
    assert wrong_with(message).startswith(refused)
    assert bool(wrong_with(message)) == bool(refused)


def test_the_hook_refuses_a_long_subject_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "COMMIT_EDITMSG"
    file.write_text("surveys: " + "x" * 64, encoding="utf-8")
    hook = next(hook for hook in hooks() if hook.get("stages") == ["commit-msg"])

    told = subprocess.run(
        [sys.executable, ROOT / str(hook["entry"]).split()[1], file],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert told.stderr.startswith("The subject has 73 characters")


# What lies here that others wrote: the folder or file of its licence, its package, and words of that licence.
VENDORED = {
    "static/vendor/bootstrap/LICENSE": ("bootstrap", "MIT", "The MIT License"),
    "static/vendor/bootstrap-icons/LICENSE": ("bootstrap-icons", "MIT", "The MIT License"),
    "static/vendor/htmx/LICENSE": ("htmx.org", "0BSD", "Zero-Clause BSD"),
    "static/vendor/plotly/LICENSE": ("plotly.js", "MIT", "MIT License"),
    "static/fonts/LICENSE": ("@fontsource-variable/figtree", "OFL-1.1", "SIL OPEN FONT LICENSE Version 1.1"),
    "tests/vendor/axe.LICENSE": ("axe-core", "MPL-2.0", "Mozilla Public License, version 2.0"),
}


def test_every_licence_that_lies_here_is_known() -> None:
    found = {
        str(path.relative_to(ROOT))
        for folder in ("static", "tests/vendor")
        for path in (ROOT / folder).rglob("*LICENSE*")
    }

    assert found == set(VENDORED)


@pytest.mark.parametrize("place", sorted(VENDORED))
def test_what_others_wrote_is_named_with_its_licence(place: str) -> None:
    package, licence, words = VENDORED[place]
    pinned = json.loads((ROOT / "assets/package.json").read_text(encoding="utf-8"))["devDependencies"]
    notice = (ROOT / "NOTICE.md").read_text(encoding="utf-8")

    rows = re.findall(
        rf"^\| {re.escape(package)} \| (\S+) \| ([\w.-]+) \|.*\({re.escape(place)}\)", notice, re.M
    )

    assert rows == [(pinned[package], licence)]
    assert words in (ROOT / place).read_text(encoding="utf-8")


def test_the_licence_of_the_product_is_the_one_that_its_package_names() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert text.startswith("BSD 3-Clause License\n\nCopyright (c) 2026, Patamar contributors\n")
    assert 'license = "BSD-3-Clause"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
