from typing import Any

from django.core.management.base import BaseCommand

from organizations.audit.page import PAGE, render


class Command(BaseCommand):
    help = "Write docs/audit.md from the words of the audit trail."

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(render(), encoding="utf-8")
        self.stdout.write(f"Wrote {PAGE}.")
