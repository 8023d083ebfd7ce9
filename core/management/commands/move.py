from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from core.moving import MoveRefused, connected, move


class Command(BaseCommand):
    help = (
        "Take everything over into another, empty database, for example from SQLite to PostgreSQL. Stop web, "
        "worker and beat first. The database in use stays as it is; the uploads stay where they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", required=True, metavar="ADDRESS", help="the other database, written as in DATABASE_URL"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with connected(options["to"]) as target:
                moved = move(connection, target)
        except (MoveRefused, ImproperlyConfigured, OperationalError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"{sum(moved.values())} rows of {len(moved)} tables are in the other database, with the same "
            "values. Set DATABASE_URL to its address and start web, worker and beat."
        )
