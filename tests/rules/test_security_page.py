"""`docs/security.md` names the test that answers each threat; every name leads to a test."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGE = ROOT / "docs/security.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def named_tests() -> list[tuple[str, str]]:
    """Each file and function that the page names; "" for a file as a whole."""
    return sorted(set(NAMED.findall(PAGE.read_text(encoding="utf-8"))))


def rows_of_threats() -> list[list[str]]:
    """The rows below each heading "Threat", by cell."""
    rows, inside = [], False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if cells[:1] == ["Threat"]:
            inside = True
        elif not cells:
            inside = False
        elif inside and not set(line) <= {"|", "-"}:
            rows.append(cells)
    return rows


@pytest.mark.parametrize(("file", "test"), named_tests(), ids="::".join)
def test_every_test_that_is_named_exists(file: str, test: str) -> None:
    path = ROOT / file
    assert path.is_file()

    tree = ast.parse(path.read_text(encoding="utf-8"))
    there = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assert not test or test in there


def test_every_threat_says_what_holds_and_what_proves_it() -> None:
    rows = rows_of_threats()

    assert len(rows) >= 25
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
    assert [threat for threat, _defence, proof in rows if not NAMED.search(proof)] == []
