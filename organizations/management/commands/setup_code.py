from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.clock import now
from organizations.tenant.first_run import code_at, nobody_is_here


class Command(BaseCommand):
    help = "Print the one-time code that the first-run page asks for; it works for one to two hours."

    def handle(self, *args: Any, **options: Any) -> None:
        if not nobody_is_here():
            raise CommandError("This installation has been set up already: sign in instead.")
        self.stdout.write(code_at(now()))
