"""Refuse a commit whose subject nobody can read in one line of a log: subject.py FILE

Git's commit-msg hook calls it with the file that holds the message (`make hooks`).
"""

import re
import sys
from pathlib import Path

LONGEST = 72  # what `git log --oneline` shows on a screen of 80 columns, after the commit's name
FORM = re.compile(r"[a-z0-9_./-]+: \S")
MADE_BY_GIT = ("Merge ", "Revert ", "fixup! ", "squash! ", "amend! ")


def wrong_with(message: str) -> str:
    """What is wrong with the subject of a commit message; "" if nothing."""
    subject = next((line for line in message.splitlines() if line.strip() and not line.startswith("#")), "")
    if subject.startswith(MADE_BY_GIT):
        return ""
    if len(subject) > LONGEST:
        return f"The subject has {len(subject)} characters, and {LONGEST} are the most: {subject}"
    if not FORM.match(subject):
        return f"A subject says its part first, as in `surveys: Refuse a late submit`, not: {subject!r}"
    return ""


if __name__ == "__main__":
    sys.exit(wrong_with(Path(sys.argv[1]).read_text(encoding="utf-8")) or 0)
