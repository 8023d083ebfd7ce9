"""Translated messages: compiled here in Python, so that nobody needs gettext to run the product."""

import re
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


def languages(folder: Path) -> list[str]:
    """The names of the catalogs below `folder`: "pt_BR"."""
    return sorted(path.parent.name for path in folder.glob("*/LC_MESSAGES"))


def untranslated(catalog: Path) -> list[polib.POEntry]:
    """The entries without a text in the other language, or with one that is only guessed."""
    return [entry for entry in polib.pofile(str(catalog)) if not entry.obsolete and not entry.translated()]


def without_date(catalog: Path) -> None:
    """Leave the date of the last run out of a catalog, so that a run which finds nothing changes nothing."""
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(re.sub(r'^"POT-Creation-Date: .*\n', "", text, flags=re.M), encoding="utf-8")
