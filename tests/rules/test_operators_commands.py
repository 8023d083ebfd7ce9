"""Each command that the pages for operators tell them to run is there, and takes what stands behind it."""

import re
import shlex
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

DOCS = Path(settings.BASE_DIR) / "docs"
PAGES = ("backup.md", "deployment.md", "jobs.md", "upgrading.md")
BLOCKS = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
SUBSTITUTED = re.compile(r"\$\([^)]*\)")
REDIRECTED = re.compile(r"\s(?:[<>]|#).*")  # a file of the shell, or a remark


def told() -> list[tuple[str, str]]:
    """Page and what follows `manage.py`, line by line."""
    found = []
    for page in PAGES:
        for block in BLOCKS.findall((DOCS / page).read_text(encoding="utf-8")):
            for line in block.splitlines():
                if "manage.py " in line:
                    command = SUBSTITUTED.sub("today", line.split("manage.py ", 1)[1])
                    found.append((page, REDIRECTED.sub("", command)))
    return found


def test_the_pages_tell_commands() -> None:
    assert {page for page, _command in told()} >= {"backup.md", "deployment.md", "upgrading.md"}


@pytest.mark.parametrize(("page", "command"), told())
def test_a_command_on_a_page_is_taken(page: str, command: str) -> None:
    name, *given = shlex.split(command)

    assert name in get_commands(), page
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    assert parser.parse_args(given)
