"""`manage.py demo`: build the demo organizations if they are not there yet, and serve them."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import CommandParser, call_command
from django.db import connections

from core.management.commands import serve
from reports.demo import story
from reports.demo.accounts import ACCOUNTS, PASSWORD


class Command(serve.Command):
    help = "Builds the demo organizations once and serves them on this machine (PATAMAR_MODE=demo)."
    mode = "demo"
    target = "demo"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="remove the demo's data and start afresh")

    def prepare(self, *, reset: bool) -> None:
        """Tables, and the content, which comes in one transaction: all of it or nothing."""
        if reset:
            remove_database()
        super().prepare(reset=reset)
        if not story.is_there():
            self.stdout.write("Building the demo organizations, this once ...")
            call_command("build_demo", stdout=StringIO())

    def greet(self) -> None:
        """Say where the pages are and who can sign in."""
        super().greet()
        self.stdout.write(f"\nSign in as one of these; the password is {PASSWORD} for everybody:")
        for person, organization, seen in ACCOUNTS:
            self.stdout.write(f"  {person.address(organization.slug):24} {person.name}, {seen}")
        self.stdout.flush()


def remove_database() -> None:
    """Remove the demo's database file, and what SQLite keeps beside it."""
    connections.close_all()
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{settings.DATABASES['default']['NAME']}{suffix}").unlink(missing_ok=True)
