"""Opening a backup: nothing of it is used before all of it has been proven whole."""

import hashlib
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from core.backup.manifest import DATABASES, FILES, MANIFEST, BackupRefused, Manifest

BLOCK = tarfile.BLOCKSIZE
LONGEST_NAME = 4096
LARGEST_MANIFEST = 256 * 1024 * 1024
PIECE = 1024 * 1024
FOREIGN = "The file is no backup of Patamar"
BROKEN = "The file is broken"


class Backup:
    """A backup that was proven whole."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self.tar = tar
        self.manifest = manifest

    def copy_database(self, target: Path) -> None:
        """Write the database of the backup into `target`."""
        with _content(self.tar, self.manifest.database) as content, target.open("wb") as file:
            shutil.copyfileobj(content, file, PIECE)

    def files(self) -> Iterator[tuple[str, "IO[bytes]"]]:
        """The uploads: the name of each in the storage, and what it holds."""
        for name in self.manifest.members:
            if name.startswith(FILES):
                with _content(self.tar, name) as content:
                    yield name.removeprefix(FILES), content


@contextmanager
def open_backup(source: Path) -> Iterator[Backup]:
    """A backup, proven whole.

    Raises:
        BackupRefused: it is no backup, was cut short, or differs from what its manifest says.
    """
    try:
        opened = source.open("rb")
    except OSError as missing:
        raise BackupRefused(f"{source} can't be opened: {missing.strerror}.") from missing
    with opened as file:
        _look_at_headers(file)
        file.seek(0)
        try:
            with tarfile.open(fileobj=file, mode="r:") as tar:
                manifest = _manifest(tar)
                _prove(tar, manifest)
                yield Backup(tar, manifest)
        except tarfile.TarError as broken:
            raise BackupRefused(f"{BROKEN}: {broken}") from broken


def _look_at_headers(file: BinaryIO) -> None:
    """Let nothing but plain files through, before a library reads what a header promises.

    Links, devices, sparse files, compressed archives and headers that are larger than the whole file can
    make a reader write elsewhere, or take all memory; a backup has none of them.
    """
    end = file.seek(0, 2)
    file.seek(0)
    if end < BLOCK:
        raise BackupRefused(f"{FOREIGN}: it is too short.")
    while (block := file.read(BLOCK)) != bytes(BLOCK):
        if len(block) < BLOCK:
            raise BackupRefused(f"{BROKEN}: it ends in the middle.")
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        except (tarfile.HeaderError, ValueError) as foreign:
            raise BackupRefused(f"{FOREIGN}, or it is broken: {foreign}.") from foreign
        names_the_next = info.type == tarfile.GNUTYPE_LONGNAME and 0 < info.size <= LONGEST_NAME
        if info.size < 0 or not (names_the_next or info.type == tarfile.REGTYPE):
            raise BackupRefused(f"{FOREIGN}: {info.name!r} is no plain file.")
        if file.seek(-(-info.size // BLOCK) * BLOCK, 1) > end:
            raise BackupRefused(f"{BROKEN}: it ends in the middle of {info.name!r}.")


def _manifest(tar: tarfile.TarFile) -> Manifest:
    names = [member.name for member in tar.getmembers()]
    if len(set(names)) < len(names):
        raise BackupRefused(f"{FOREIGN}: a name is there twice.")
    if MANIFEST not in names:
        raise BackupRefused(f"{FOREIGN}, or it was cut short: {MANIFEST} is missing.")
    if tar.getmember(MANIFEST).size > LARGEST_MANIFEST:
        raise BackupRefused(f"{FOREIGN}: its manifest is too large.")
    with _content(tar, MANIFEST) as content:
        manifest = Manifest.from_json(content.read())
    if manifest.engine not in DATABASES or manifest.database not in manifest.members:
        raise BackupRefused(f"{FOREIGN}: it holds no database.")
    if set(names) != {MANIFEST, *manifest.members}:
        raise BackupRefused(f"{BROKEN}: it does not hold the files that its manifest names.")
    for name in manifest.members:
        _check_name(name, manifest)
    return manifest


def _check_name(name: str, manifest: Manifest) -> None:
    """Refuse a name that would lead out of the folder of uploads."""
    parts = name.split("/")
    plain = all(part not in ("", ".", "..") for part in parts) and not set(name) & {"\\", "\0"}
    if name != manifest.database and not (plain and name.startswith(FILES)):
        raise BackupRefused(f"{FOREIGN}: {name!r} would be written elsewhere.")


def _prove(tar: tarfile.TarFile, manifest: Manifest) -> None:
    for name, told in manifest.members.items():
        digest, size = hashlib.sha256(), 0
        with _content(tar, name) as content:
            while piece := content.read(PIECE):
                digest.update(piece)
                size += len(piece)
        if (size, digest.hexdigest()) != (told.size, told.sha256):
            raise BackupRefused(f"{BROKEN}: {name} is not what was backed up (its SHA-256 differs).")


def _content(tar: tarfile.TarFile, name: str) -> "IO[bytes]":
    content = tar.extractfile(name)
    if content is None:
        raise BackupRefused(f"{FOREIGN}: {name!r} is no plain file.")
    return content
