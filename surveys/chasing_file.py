"""Who is asked in a round and how far they are, as a CSV file: a line for each person or team without one."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from core.moments import on_clocks_of
from core.spreadsheets.cells import Value, as_csv, habit_of_reader
from core.spreadsheets.cells import name as as_name
from organizations.access import Right, demand
from organizations.audit.recording import record
from organizations.models import Membership
from surveys.chasing import TeamLine, Wish, all_lines
from surveys.models import Round

HEAD = (
    *("round", "unit", "team", "team_key", "state", "answered", "asked", "sent_at"),
    *("person", "email", "joined", "mailed_at", "mail", "team_joined_at"),
)


def name_of(round: Round) -> str:
    """What the file is called."""
    return f"{round.organization.slug}-{slugify(round.name) or round.pk}-participation.csv"


def participation_csv(round: Round, wish: Wish, *, by: Membership) -> str:
    """The teams of the list, narrowed as there; the download is recorded.

    It opens right in a spreadsheet of the reader's language. Words in cells never change with that, so
    that a sheet can be made of two files. Times are those of the round's zone.

    Raises:
        NoSuchPlace: the wish names a unit or a label that `by` sees nothing of.
    """
    demand(by, Right.RUN_ROUND, round.organization)
    lines = all_lines(by, round, wish)
    with transaction.atomic():
        record("round.exported", round, by=by, teams=len(lines))
    return as_csv(HEAD, (cells for line in lines for cells in _cells(round, line)), habit_of_reader())


def _cells(round: Round, line: TeamLine) -> Iterator[list[Value]]:
    answered = line.answered if line.counted else None
    joined_round = _moment(round, line.joined_at)
    team: list[Value] = [as_name(text) for text in (round.name, line.unit_path, line.name, line.slug)]
    team += [line.part.value, answered, line.asked, _moment(round, line.sent_at)]
    if not line.people:
        yield [*team, None, None, None, None, None, joined_round]
    for one in line.people:
        joined = "yes" if one.joined else "no"
        person: list[Value] = [one.name, one.address, joined, _moment(round, one.mailed_at), one.mail.value]
        yield [*team, *person, joined_round]


def _moment(round: Round, moment: datetime | None) -> str:
    return on_clocks_of(round.time_zone, moment).strftime("%Y-%m-%d %H:%M") if moment else ""
