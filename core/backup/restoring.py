"""Bringing a backup back into an installation in which nobody is yet."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files import File
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from core import outbox
from core.backup import engines
from core.backup.files import put_back
from core.backup.manifest import BackupRefused, Manifest, key_is_known
from core.backup.reading import Backup, open_backup
from core.models import OutboxMessage
from core.pooler import why_not_behind_a_pooler

OTHER_ENGINE = (
    "The backup is of {theirs} and this installation uses {ours}. Restore it into an installation on "
    "{theirs}, then take it over with `manage.py move --to`."
)
# A session that was ended after the backup would be open again.
SESSIONS = Session._meta.db_table
NO_SESSION = f"DELETE FROM {SESSIONS}"  # noqa: S608  a table of Django's


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    manifest: Manifest
    held: int  # messages of the outbox that wait until they are released
    key_is_known: bool  # whether what the old key sealed and signed still opens
    cache_is_empty: bool  # whether no copy of a later session is left


def restore(source: Path) -> Restored:
    """Bring a backup back: uploads, then the database, then the migrations that it has not seen.

    Nobody is signed in afterwards, and what was queued is held: it may have been done after the backup. Both
    come with the database, in its own transaction: whenever this is cut short, nothing is ever there that
    would go out. What the clock has to make up for is held when it is done (`outbox.emit`).

    Raises:
        BackupRefused: a pooler stands in the way, somebody is here already, the file is broken or no backup,
            or it was made by a newer version or on another engine. Nothing has changed then; or the engine's
            own tool failed.
    """
    if reason := why_not_behind_a_pooler():
        raise BackupRefused(reason)
    _check_nobody_is_here()
    with open_backup(source) as backup:
        manifest = backup.manifest
        _check_version(manifest)
        _check_engine(manifest)
        _bring_back(backup)
    _compare(manifest)
    call_command("migrate", interactive=False, verbosity=0)
    held = sum(outbox.held().values())
    return Restored(manifest, held, key_is_known(manifest.key), _empty_cache())


def _check_nobody_is_here() -> None:
    people = get_user_model()
    there = people._meta.db_table in connection.introspection.table_names()
    if there and people._default_manager.exists():
        raise BackupRefused(
            "This installation has people already, and restoring would replace everything. "
            "Restore into an empty database and an empty data folder."
        )


def _check_version(manifest: Manifest) -> None:
    """Refuse what this version does not understand; what is older is migrated."""
    ours = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or ()}
    newer = _parts(manifest.version) > _parts(settings.VERSION) or set(manifest.migrations) - ours
    if newer:
        raise BackupRefused(
            f"The backup was made by Patamar {manifest.version}, which is newer than this one "
            f"({settings.VERSION}). Install that version or a later one, and restore with it."
        )


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


def _check_engine(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupRefused(OTHER_ENGINE.format(theirs=manifest.engine, ours=connection.vendor))


def _bring_back(backup: Backup) -> None:
    """Files first: as long as the database has nobody, a restore that was cut short can be run again."""
    for name, content in backup.files():
        put_back(name, File(content))
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as place:
        database = Path(place) / backup.manifest.database
        backup.copy_database(database)
        engines.load(database, list(backup.manifest.counts), with_it=[*outbox.holding(), NO_SESSION])


def _empty_cache() -> bool:
    """Forget the copies of sessions, which may be of people who are not in the backup."""
    try:
        cache.clear()
    except Exception:  # each cache backend raises its own errors
        return False
    return True


def _compare(manifest: Manifest) -> None:
    """Whether all rows are there, and beside them what restoring has written down itself."""
    there = engines.counts_now()
    messages = OutboxMessage._meta.db_table
    expected = {**manifest.counts, SESSIONS: 0, messages: manifest.counts.get(messages, 0) + 1}
    differing = [name for name, count in expected.items() if there.get(name) != count]
    if differing:
        raise BackupRefused(f"The database came back with other rows than the backup names: {differing}.")
