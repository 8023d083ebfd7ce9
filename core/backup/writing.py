"""Making a backup: the database at one moment, then the uploads, then the manifest, as one tar."""

import hashlib
import os
import tarfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from core.backup import engines
from core.backup.files import stored_names
from core.backup.manifest import DATABASES, FILES, MANIFEST, BackupRefused, Manifest, Member, fingerprint
from core.clock import now
from core.pooler import why_not_behind_a_pooler


def back_up(target: Path) -> Manifest:
    """Make the backup `target`, readable by its owner alone; there is none until it is whole.

    It holds everything that was committed before it began.

    Raises:
        BackupRefused: something has that name already, a pooler stands in the way, or the database gave no
            copy.
    """
    if target.exists():
        raise BackupRefused(f"{target} is there already: choose another name.")
    part = target.with_name(target.name + ".part")
    try:
        with open(part, "wb", opener=_private) as file:
            manifest = write(file, beside=target.parent)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def write(file: BinaryIO, *, beside: Path) -> Manifest:
    """Write the backup into a file that need not be able to go back, as a pipe.

    Args:
        beside: a folder on a disk with room for a copy of the database.

    Raises:
        BackupRefused: a pooler stands in the way, or the database gave no copy.
    """
    if reason := why_not_behind_a_pooler():
        raise BackupRefused(reason)
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=beside, prefix=".backup-") as place:
        made_at = now()
        name = DATABASES[connection.vendor]
        copied = Path(place) / name
        copy = engines.dump(copied)
        # Files come after the database: a file is stored before the row that names it, so none is missing.
        with tarfile.open(fileobj=file, mode="w|", format=tarfile.GNU_FORMAT) as tar:
            with copied.open("rb") as database:
                members = {name: _add(tar, name, database, copied.stat().st_size)}
            members |= dict(_add_files(tar))
            manifest = Manifest(
                version=settings.VERSION,
                engine=connection.vendor,
                server=copy.server,
                made_at=made_at.isoformat(),
                key=fingerprint(settings.SECRET_KEY),
                migrations=copy.migrations,
                counts=copy.counts,
                members=members,
            )
            text = manifest.as_json()
            _add(tar, MANIFEST, BytesIO(text), len(text))
    return manifest


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _add_files(tar: tarfile.TarFile) -> Iterator[tuple[str, Member]]:
    for name in stored_names():
        try:
            size = default_storage.size(name)
            opened = default_storage.open(name)
        except FileNotFoundError:  # thrown away meanwhile, with the row that named it
            continue
        with opened as content:
            yield FILES + name, _add(tar, FILES + name, content, size)


def _add(tar: tarfile.TarFile, name: str, content: "IO[bytes]", size: int) -> Member:
    """Add one file; what it is told to be is what was written, for it is counted on the way."""
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(time.time())
    counted = _Counted(content)
    tar.addfile(info, counted)
    return Member(size, counted.digest.hexdigest())


class _Counted:
    """Reads a file, and makes its digest on the way."""

    def __init__(self, content: "IO[bytes]") -> None:
        self.content = content
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.content.read(size)
        self.digest.update(piece)
        return piece
