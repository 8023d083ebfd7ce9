"""Between the look at an import and the word to do it: what was read is kept for an hour, for one person.

The tables are kept, not the file. Who looks for them must be the member who sent them: the name of what is
kept begins with both, so that the word in the address alone finds nothing.
"""

import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.clock import now
from core.spreadsheets.tables import Table
from organizations.models import Membership

FOLDER = "imports"
KEPT_FOR = timedelta(hours=1)
KEPT_AT_ONCE = 5  # of one member: as many as somebody may look at side by side


def keep(tables: Sequence[Table], *, of: Membership) -> str:
    """Keep what a member has sent, and the last few before it; the word that finds it again."""
    word = secrets.token_urlsafe(16)
    _forget_but_last(KEPT_AT_ONCE - 1, of=of)
    content = json.dumps([table.as_json() for table in tables]).encode()
    default_storage.save(_name(of, word), ContentFile(content))
    return word


def kept(word: str, *, of: Membership) -> list[Table] | None:
    """What the member has sent under that word; None when the hour is over, or it was never there."""
    name = _name(of, word)
    try:
        if _is_old(name):
            return None
        with default_storage.open(name) as file:
            return [Table.from_json(table) for table in json.load(file)]
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
