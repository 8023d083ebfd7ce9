"""What a backup says of itself: who made it, what is in it, and how to tell that it arrived whole."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
PURPOSE = b"patamar.backup.key"


class BackupRefused(Exception):
    """A backup cannot be made or brought back; the text tells the operator why, and what to do."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file within the backup."""

    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last file within a backup, so one that was cut short has none."""

    version: str  # of Patamar
    engine: str  # a key of DATABASES
    server: str  # the version of SQLite or PostgreSQL
    made_at: str  # ISO 8601, UTC
    key: str  # the fingerprint of the secret key
    migrations: list[str]  # "app.name" of all that were applied
    counts: dict[str, int]  # rows of each table
    members: dict[str, Member]
    format: int = FORMAT

    def as_json(self) -> bytes:
        """The text that is kept in the backup."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Read what `as_json` wrote.

        Raises:
            BackupRefused: it is something else, or of a format that this version does not know.
        """
        try:
            told: dict[str, Any] = json.loads(text)
            if told["format"] != FORMAT:
                raise BackupRefused(
                    f"The file has format {told['format']} and this version reads {FORMAT}: "
                    "restore it with the version of Patamar that made it."
                )
            members = {name: Member(**member) for name, member in told.pop("members").items()}
            return cls(**told, members=members)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
            raise BackupRefused("The file is no backup of Patamar: its manifest can't be read.") from broken

    @property
    def database(self) -> str:
        """The name of the database within the backup."""
        return DATABASES[self.engine]


def fingerprint(key: str) -> str:
    """What tells one secret key from another and gives nothing of it away: 32 hexadecimal digits."""
    return hmac.new(key.encode(), PURPOSE, hashlib.sha256).hexdigest()[:32]


def key_is_known(told: str) -> bool:
    """Whether the present key, or one of the fallbacks, has this fingerprint."""
    return any(fingerprint(key) == told for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
