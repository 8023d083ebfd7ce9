"""Compile the translations; needs no gettext."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from core.translations import compile_all


class Command(BaseCommand):
    help = "Compiles each .po file of the interface that changed."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        for path in compile_all(Path(settings.LOCALE_PATHS[0])):
            self.stdout.write(f"Compiled {path.relative_to(settings.BASE_DIR)}.")
