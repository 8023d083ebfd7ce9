"""What lies in the repository, and that its paper says what the code does."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LONGEST = 400
NOT_OURS = ("static/vendor/", "tests/vendor/", "static/css/foundation.css")
OLD = "sys.version_info, sys.version = (3, 9, 2), '3.9.2 (old)'"
BINARY = {".woff2", ".png", ".ico", ".xlsx"}
# What is kept because it is not in UTF-8: the rest of it is read all the same.
ENCODINGS = {"tests/data/lists/names-unseen-in-check-mixed.csv": "replace"}
# Put together here, so that this file does not hold what it looks for.
REGISTRIES = ("pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.(?:org|com)", r"\bfile:" + "///")
HOSTS = re.compile("|".join(REGISTRIES))
# In a container /tmp is the container's own; what lies in a folder there is the machine's.
FOLDERS = ("work", "home/[a-z]", "Users/[A-Za-z]", "root/", r"tmp/[\w.-]+/")
MACHINE = re.compile(r"(?<![\w.])/(?:" + "|".join(FOLDERS) + r")\b")


def tracked() -> list[Path]:
    """The files that git knows, and those that it would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no clone: the rules of the repository need git")
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    return [
        (name := str(path.relative_to(ROOT)), path.read_text("utf-8", errors=ENCODINGS.get(name, "strict")))
        for path in tracked()
        if path.suffix not in BINARY
    ]


def ours(name: str) -> bool:
    return not name.startswith(NOT_OURS)


def test_no_registry_and_no_machine_is_named() -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in texts()
        if ours(name)
        for pattern in (HOSTS, MACHINE)
        for match in pattern.finditer(text)
    ]

    assert found == []


def test_locks_carry_hashes_and_no_addresses() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-saml.txt", "requirements-uv.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")

        pinned = re.findall(r"^[a-z0-9].*==.*$", text, re.MULTILINE | re.IGNORECASE)
        assert pinned
        assert all("\\" in line for line in pinned), f"{name} has a requirement without a hash"
        assert "://" not in text
    assert '"resolved"' not in (ROOT / "assets/package-lock.json").read_text(encoding="utf-8")


def test_nothing_that_is_made_is_kept() -> None:
    made = re.compile(r"\.(sqlite3?(-\w+)?|mo|pyc|log|orig|rej)$|(^|/)(var|staticfiles|node_modules|\.venv)/")

    assert [name for path in tracked() if made.search(name := str(path.relative_to(ROOT)))] == []


def test_no_file_outgrows_its_reader() -> None:
    long = {
        name: lines
        for name, text in texts()
        if ours(name) and name.endswith((".py", ".js", ".mjs", ".css")) and not name.startswith("tests/")
        if (lines := text.count("\n")) > LONGEST
    }

    assert long == {}


def test_no_conflict_was_left_behind() -> None:
    marker = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)

    assert [name for name, text in texts() if marker.search(text)] == []


def test_the_table_of_settings_is_complete() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "config").rglob("*.py")))
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', sources))

    table = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == read


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    assert phony

    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert set(re.findall(r"^  make ([\w-]+)", listed, re.MULTILINE)) == set(
        phony[1].replace("\\", "").split()
    )


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{name} -> {target}"
        for name, text in texts()
        if name.endswith(".md")
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
        if not ((ROOT / name).parent / target).exists()
    ]

    assert broken == []


def test_every_decision_stands_once_in_the_index_in_order() -> None:
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")

    records = [path.name for path in folder.glob("[0-9]*.md")]
    assert re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", index) == sorted(records)


def test_too_old_a_python_is_told_so_in_a_sentence(tmp_path: Path) -> None:
    """The version is asked before anything else, so an old one gets as far as the sentence."""
    script = (ROOT / "tools/prepare.py").read_text(encoding="utf-8")
    pretended = tmp_path / "prepare.py"
    pretended.write_text(
        script.replace(
            "import sys\n", "import sys\nsys.version_info, sys.version = (3, 9, 2), '3.9.2 (old)'\n"
        ),
        encoding="utf-8",
    )

    told = subprocess.run(
        [sys.executable, str(pretended), "requirements.txt"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path)},
    )

    assert told.returncode == 1
    assert told.stderr.startswith("Patamar needs Python 3.11 or newer, and this one is 3.9.2")
    assert told.stderr.count("\n") == 1


def test_the_preparation_can_be_read_by_an_old_python() -> None:
    ast.parse((ROOT / "tools/prepare.py").read_text(encoding="utf-8"), feature_version=(3, 6))
