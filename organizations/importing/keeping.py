"""Between the look at an import and the word to do it: what was read is kept for an hour, for one person.

The tables are kept, not the file. Who looks for them must be the member who sent them: the name of what is
kept begins with both, so that the word in the address alone finds nothing.
"""

import json
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.clock import now
from core.spreadsheets.tables import Grid, Table
from organizations.access import Role
from organizations.importing.headers import Column
from organizations.importing.mapping import Columns, apply
from organizations.importing.people import Otherwise
from organizations.models import Membership

FOLDER = "imports"
KEPT_FOR = timedelta(hours=1)
KEPT_AT_ONCE = 5  # of one member: as many as somebody may look at side by side


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody has sent, and what they said of it.

    `columns` are those of each grid; `asked` says whether somebody has to say what they mean first.
    """

    grids: list[Grid]
    columns: list[Columns]
    asked: bool = False
    otherwise: Otherwise = field(default_factory=Otherwise)
    hidden_too: bool = False

    def tables(self) -> list[Table]:
        """The tables under the columns said, teams before people."""
        pairs = zip(self.grids, self.columns, strict=True)
        tables = [apply(grid, columns, hidden_too=self.hidden_too) for grid, columns in pairs]
        return sorted((table for table in tables if table.rows), key=lambda table: table.kind != "teams")

    def saying(self, columns: list[Columns], *, hidden_too: bool) -> "Upload":
        """The same with what somebody said of its columns and its hidden rows."""
        return replace(self, columns=columns, hidden_too=hidden_too, asked=False)

    def as_json(self) -> dict[str, Any]:
        """For keeping it until somebody confirms."""
        return {
            "grids": [grid.as_json() for grid in self.grids],
            "columns": self.columns,
            "asked": self.asked,
            "otherwise": [self.otherwise.role, self.otherwise.team, self.otherwise.language],
            "hidden_too": self.hidden_too,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Upload":
        """The upload as it was kept."""
        role, team, language = kept["otherwise"]
        columns = [tuple(Column(one) if one else None for one in of) for of in kept["columns"]]
        grids = [Grid.from_json(grid) for grid in kept["grids"]]
        return cls(grids, columns, kept["asked"], Otherwise(Role(role), team, language), kept["hidden_too"])


def keep(upload: Upload, *, of: Membership) -> str:
    """Keep what a member has sent, and the last few before it; the word that finds it again."""
    word = secrets.token_urlsafe(16)
    _forget_but_last(KEPT_AT_ONCE - 1, of=of)
    _save(upload, _name(of, word))
    return word


def keep_again(word: str, upload: Upload, *, of: Membership) -> None:
    """Keep it under the same word, with what the member has said of it since; its hour begins anew."""
    name = _name(of, word)
    default_storage.delete(name)
    _save(upload, name)


def _save(upload: Upload, name: str) -> None:
    default_storage.save(name, ContentFile(json.dumps(upload.as_json()).encode()))


def kept(word: str, *, of: Membership) -> Upload | None:
    """What the member has sent under that word; None when the hour is over, or it was never there."""
    name = _name(of, word)
    try:
        if _is_old(name):
            return None
        with default_storage.open(name) as file:
            return Upload.from_json(json.load(file))
    except FileNotFoundError:  # or it was thrown away at this very moment
        return None


def forget(word: str, *, of: Membership) -> None:
    """Throw away what was kept."""
    default_storage.delete(_name(of, word))


def forget_old() -> int:
    """Throw away all whose hour is over; how many."""
    if not default_storage.exists(FOLDER):
        return 0
    names = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    old = [name for name in names if _is_old(name)]
    for name in old:
        default_storage.delete(name)
    return len(old)


def _forget_but_last(most: int, *, of: Membership) -> None:
    """So that nobody fills the disk by sending again and again."""
    if not default_storage.exists(FOLDER):
        return
    begin = _name(of, "").removesuffix(".json")
    names = [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    own = [name for name in names if name.startswith(begin)]
    for name in sorted(own, key=_kept_since, reverse=True)[most:]:
        default_storage.delete(name)


def _name(member: Membership, word: str) -> str:
    return f"{FOLDER}/{member.organization_id}.{member.pk}.{word}.json"


def _is_old(name: str) -> bool:
    return _kept_since(name) <= now() - KEPT_FOR


def _kept_since(name: str) -> datetime:
    """Very old is also what somebody else has thrown away at this very moment."""
    try:
        return default_storage.get_modified_time(name)
    except FileNotFoundError:
        return datetime.min.replace(tzinfo=UTC)
