"""Collect the texts to translate; needs gettext's own programs, which running the product does not."""

import shutil
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import makemessages

from core.translations import languages, untranslated, without_date

SOURCES = ("config", "core", "maturity", "organizations", "reports", "surveys", "templates")


class Command(makemessages.Command):
    """Django's own, with the options that keep the catalog the same on every machine.

    A new text comes in empty instead of with a guess, places are told without line numbers, and the
    date of the run is left out, so that a catalog only changes when a text does.
    """

    help = "Brings the catalog of each language up to date with the sources, and tells what is missing."
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Nothing to choose."""

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.LOCALE_PATHS[0])
        root = Path(settings.BASE_DIR)
        with TemporaryDirectory() as place, chdir(place):  # Django leaves files beside those that it reads
            for name in SOURCES:
                shutil.copytree(root / name, name, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
            super().handle(**self._choices(folder), verbosity=0)
        for language in languages(folder):
            self._tell(language, folder)

    def write_po_file(self, potfile: str, locale: str) -> None:
        super().write_po_file(potfile, locale)
        without_date(Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po")

    def _choices(self, folder: Path) -> dict[str, Any]:
        return {
            "locale": languages(folder),
            "exclude": [],
            "domain": "django",
            "all": False,
            "extensions": ["html", "txt", "py"],
            "symlinks": False,
            "ignore_patterns": [],
            "use_default_ignore_patterns": True,
            "no_wrap": True,
            "no_location": False,
            "add_location": "file",
            "no_obsolete": True,
            "keep_pot": False,
        }

    def _tell(self, language: str, folder: Path) -> None:
        missing = untranslated(folder / language / "LC_MESSAGES" / "django.po")
        self.stdout.write(f"{language}: {len(missing)} texts to translate.")
        for entry in missing:
            self.stdout.write(f"  {entry.msgid}")
