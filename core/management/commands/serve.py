"""Prepare the installation of this folder and serve it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from core.serving import PortInUse, Server, listen
from core.translations import compile_all


class Command(BaseCommand):
    help = "Brings the database of this folder up to date and serves it on this machine (PATAMAR_MODE=local)."
    requires_system_checks: list[str] = []
    mode = "local"
    target = "run"  # of the Makefile

    def handle(self, *, reset: bool = False, **options: Any) -> None:
        if self.mode != settings.MODE:
            raise CommandError(
                f"This serves an installation with PATAMAR_MODE={self.mode} only; use `make {self.target}`."
            )
        try:
            opened = listen(settings.PORT)
        except PortInUse:
            raise CommandError(
                f"Port {settings.PORT} is in use: stop what serves there, "
                f"or take another with `make {self.target} PORT={settings.PORT + 1}`."
            ) from None
        self.prepare(reset=reset)
        Server(opened, on_ready=self.greet).run()

    def prepare(self, *, reset: bool) -> None:
        """Translations, tables, content: all that must be there before the first page."""
        compile_all(Path(settings.LOCALE_PATHS[0]))
        call_command("migrate", verbosity=0, interactive=False)

    def greet(self) -> None:
        """Say where the pages are, and where the mail goes that nobody sends from here."""
        self.stdout.write(f"\nPatamar is on {settings.SITE_URL}/  (Ctrl-C stops it)\n")
        self.stdout.write(f"Mails are not sent but written as files into {settings.EMAIL_FILE_PATH}\n")
        self.stdout.flush()
