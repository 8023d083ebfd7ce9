"""Translated messages: compiled here in Python, so that nobody needs gettext to run the product."""

from pathlib import Path

import polib


def compile_all(folder: Path) -> list[Path]:
    """Compile each .po below `folder` whose .mo is missing or older.

    Returns:
        The files written.
    """
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written
