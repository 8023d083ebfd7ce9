import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.manifest import BackupRefused
from core.backup.writing import back_up, write


class Command(BaseCommand):
    help = (
        "Write everything that this installation has into one file: the database as it is at one moment, and "
        "the uploads. People may go on working. The secret key is not in it: keep it elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the file to make; - for standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["file"] == "-":
                manifest = write(sys.stdout.buffer, beside=settings.DATA_DIR)
            else:
                manifest = back_up(Path(options["file"]))
        except (BackupRefused, OSError) as refused:
            raise CommandError(str(refused)) from refused
        # What is said goes where it does not mix with a backup on standard output.
        self.stderr.write(
            f"Backed up: {sum(manifest.counts.values())} rows of {len(manifest.counts)} tables, "
            f"{len(manifest.members) - 1} uploads, from {manifest.engine} {manifest.server}."
        )
