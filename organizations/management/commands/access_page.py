from typing import Any

from django.core.management.base import BaseCommand

from organizations.access_page import PAGE, render


class Command(BaseCommand):
    help = "Write docs/access.md from the access table."

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(render(), encoding="utf-8")
        self.stdout.write(f"Wrote {PAGE}.")
