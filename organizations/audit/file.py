"""The audit trail as a CSV file, written while it is sent: a million lines need no memory."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone, translation
from django.utils.timezone import get_current_timezone, localtime

from core.clock import now
from core.spreadsheets.cells import Value, as_csv_lines, habit_of_reader
from organizations.audit.reading import Asked, Line, all_lines
from organizations.audit.recording import record
from organizations.models import Membership
from organizations.scoping import scope

HEAD = (
    "at",
    "who",
    "email",
    "action",
    "kind",
    "what",
    "thing",
    "thing_name",
    "origin",
    "address",
    "more_followed",
)


TYPED = ("who", "text")


@dataclass(frozen=True, slots=True)
class File:
    """A file to download, in pieces."""

    name: str
    pieces: Iterator[str]


def as_file(member: Membership, asked: Asked) -> File:
    """All lines that `member` may read and asked for; the download is recorded before the first of them.

    Column names never change with the language; words and times are in the reader's language and zone.
    """
    organization = member.organization
    # What somebody typed may name a person, whom nobody could make the trail forget in this line.
    said = {name: "" if name in TYPED else f" {value}" for name, value in asdict(asked).items() if value}
    filters = ", ".join(name + value for name, value in said.items())
    with transaction.atomic():
        record("audit.exported", organization, by=member, organization=organization, filters=filters)
    name = f"{organization.slug}-audit-{localtime(now()).date().isoformat()}.csv"
    return File(name, _pieces(member, asked))


def _pieces(member: Membership, asked: Asked) -> Iterator[str]:
    """The file; each piece is made in the reader's language and the tenant's scope.

    The middleware has put both away by the time that the answer is sent.
    """
    lines = as_csv_lines(HEAD, map(_row, all_lines(member, asked)), habit_of_reader())
    return _in_force(lines, member)


def _in_force(pieces: Iterator[str], member: Membership) -> Iterator[str]:
    language, zone = translation.get_language() or "en", get_current_timezone()

    def one_by_one() -> Iterator[str]:
        while True:
            with (
                scope(organization=member.organization),
                translation.override(language),
                timezone.override(zone),
            ):
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece

    return one_by_one()


def _row(line: Line) -> list[Value]:
    return [
        line.at.isoformat(timespec="milliseconds"),
        line.who,
        line.email,
        line.action,
        line.kind,
        str(line.phrase),
        line.phrase.thing,
        line.label,
        line.origin,
        line.address,
        1 if line.more else 0,
    ]
