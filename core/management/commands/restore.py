import shutil
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.manifest import BackupRefused
from core.backup.restoring import Restored, restore

OTHER_KEY = """\
The secret key is not the one that the backup was made with. If you still have that one, put it into
PATAMAR_SECRET_KEY (or PATAMAR_SECRET_KEY_FALLBACKS) now. Without it these are lost for good:
- authenticator apps and recovery codes: their owners sign in by passkey, or after `manage.py remove_factors`;
- links in mails that set a password or confirm an address: people ask for new ones;
- passes to answer on a device: people open the link in their mail again, which still works.
Accounts, passwords, passkeys, answers and results do not depend on the key."""


CACHE_AWAY = (
    "Redis does not answer and may hold sessions of after the backup. Empty it before you start the product: "
    "redis-cli FLUSHALL."
)


class Command(BaseCommand):
    help = (
        "Bring a backup back into an installation in which nobody is yet. Stop web, worker and beat first. "
        "Everybody signs in again, and queued mail is held until `manage.py release_messages`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="what `manage.py backup` made; - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            given = options["file"]
            restored = _restore_from_input() if given == "-" else restore(Path(given))
        except (BackupRefused, OSError) as refused:
            raise CommandError(str(refused)) from refused
        self._tell(restored)

    def _tell(self, restored: Restored) -> None:
        manifest = restored.manifest
        self.stdout.write(
            f"Restored the backup of {manifest.made_at} by Patamar {manifest.version}: "
            f"{sum(manifest.counts.values())} rows, {len(manifest.members) - 1} uploads."
        )
        self.stdout.write(f"{restored.held} queued messages are held: see `manage.py release_messages`.")
        if not restored.cache_is_empty:
            self.stderr.write(self.style.WARNING(CACHE_AWAY))
        if not restored.key_is_known:
            self.stderr.write(self.style.WARNING(OTHER_KEY))


def _restore_from_input() -> Restored:
    """A backup is read twice, to be proven and to be used; standard input can be read once."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=settings.DATA_DIR, prefix=".restore-", suffix=".tar") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        return restore(Path(kept.name))
