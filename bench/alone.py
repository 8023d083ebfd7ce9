"""What needs no server: an import of many teams, and catalog files that are made to hurt."""

import logging
import os
from pathlib import Path

from bench.figures import Sheet


def measure(sheet: Sheet, folder: Path, *, bombs_too: bool) -> None:
    """In this process, on a database of SQLite in `folder`, or on that of DATABASE_URL."""
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'alone.sqlite3'}")
    os.environ["PATAMAR_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from bench import bombs, importing

    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    if bombs_too:
        sheet.add(*bombs.figures())
    sheet.add(*importing.figures())
