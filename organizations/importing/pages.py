"""A plan in the words of its page."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from core.clock import now
from core.spreadsheets.tables import Note, some_of
from organizations.access import Role
from organizations.importing.keeping import Upload
from organizations.importing.mapping import kind_of, letter_of
from organizations.importing.plans import Change, ImportPlan, Person, Place, Problem
from organizations.members.queries import role_words
from organizations.models import Organization, RoleGrant, Team
from organizations.offers.mail_queue import day_of_the_last
from organizations.offers.offering import Kind

SAID: Mapping[Change, Any] = {
    Change.ADDED: gettext_lazy("is added"),
    Change.RESTORED: gettext_lazy("is brought back from the archive"),
    Change.RENAMED: gettext_lazy("is renamed; it was “%(before)s”"),
    Change.MOVED: gettext_lazy("moves; it was in “%(before)s”"),
    Change.KEYED: gettext_lazy("gets this key"),
    Change.LABELLED: gettext_lazy("gets the labels %(labels)s"),
}
OFFERED: Mapping[Kind, Any] = {
    Kind.NEW: gettext_lazy("is invited to join"),
    Kind.ROLE: gettext_lazy("is a member, and gains the role at once"),
    Kind.OPEN: gettext_lazy("is invited already"),
    Kind.HELD: gettext_lazy("has this role already"),
    Kind.REPEATED: gettext_lazy("stands above already"),
}
COUNTED: Mapping[Change, Any] = {
    Change.ADDED: ngettext_lazy(
        "%(count)s team or unit is added", "%(count)s teams and units are added", "count"
    ),
    Change.RENAMED: ngettext_lazy("%(count)s is renamed", "%(count)s are renamed", "count"),
    Change.MOVED: ngettext_lazy("%(count)s moves", "%(count)s move", "count"),
    Change.RESTORED: ngettext_lazy("%(count)s is brought back", "%(count)s are brought back", "count"),
    Change.LABELLED: ngettext_lazy("%(count)s gets other labels", "%(count)s get other labels", "count"),
    Change.KEYED: ngettext_lazy("%(count)s gets a key", "%(count)s get a key", "count"),
}
MADE: Mapping[Kind, Any] = {
    Kind.NEW: ngettext_lazy("%(count)s invitation to join", "%(count)s invitations to join", "count"),
    Kind.ROLE: ngettext_lazy("%(count)s member gains a role", "%(count)s members gain a role", "count"),
}


NOTES: Mapping[str, Any] = {
    "letters_of_windows": gettext_lazy(
        "Line %(line)s: the file is not in UTF-8, and was read as Windows writes it. Look whether the "
        "names are right."
    ),
    "letters_odd": gettext_lazy(
        "Line %(line)s: in “%(said)s” letters seem to be lost, or converted once too often. Look whether "
        "the names are right."
    ),
    "more_cells": gettext_lazy(
        "More cells than columns have names, in these lines: %(said)s. Where a cell holds the sign between "
        "columns, put it in quotation marks; else what comes after it lands in the wrong column."
    ),
    "no_result": gettext_lazy(
        "Formulas without a stored result: %(cell)s. Open the file in a spreadsheet, save it, and choose it "
        "again."
    ),
    "units_left_out": gettext_lazy(
        "These lines name no unit, and lines above them do: %(said)s. If cells were merged there, write the "
        "unit in each line; else what they name lies at the top."
    ),
    "column_hidden": gettext_lazy("The column %(said)s is hidden in the sheet, and read."),
    "struck_out": gettext_lazy(
        "Crossed out in the sheet, and read all the same: lines %(said)s. Look whether these people are "
        "still here."
    ),
    "sheet_hidden": gettext_lazy("The hidden sheet “%(said)s” is not read."),
    "sheet_unread": gettext_lazy("The sheet “%(said)s” is not read: no row of it names columns."),
    "key_taken_for": gettext_lazy("Keys that are taken for those that are here: %(said)s. Lines: %(line)s"),
    "status_unknown": gettext_lazy(
        "“%(said)s” says neither active nor inactive; who has it is taken for active. Lines: %(line)s"
    ),
    "left": gettext_lazy("Line %(line)s: %(said)s"),
}
# What notes of a code must share to be told as one, for a list may have thousands of them.
ALIKE: Mapping[str, Sequence[str]] = {
    "no_result": ("column",),
    "key_taken_for": (),
    "status_unknown": ("said",),
}
EACH = ("line", "column", "said")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the list: what it names, and what happens to it."""

    kind: str
    line: int
    name: str
    detail: str
    where: str
    effects: Sequence[str]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows that are not imported for a reason that is no fault: how many, why, and which."""

    words: str
    rows: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A problem with the place where it stands."""

    table: str
    line: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Mails:
    """What inviting at once would send: to how many addresses, and until which day."""

    count: int
    most_a_day: int
    last: date | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The rows to show, and the whole in a few words."""

    rows: Sequence[PlanRow]
    summary: Sequence[str]
    notes: Sequence[str]
    gone: Skipped | None
    hidden: str
    problems: Sequence[Told]
    wrong_rows: int
    unused: Sequence[str]


def page_of(plan: ImportPlan, upload: Upload, *, everything: bool) -> PlanPage:
    """The rows that change something, or all, and the counts; what is wrong with a row stands elsewhere."""
    teams = sorted(plan.teams, key=lambda place: place.line)
    rows = [*map(_team_row, teams), *map(_person_row, plan.people)]
    changing = {("teams", place.line) for place in plan.changing if not place.made}
    changing |= {("people", person.line) for person in plan.offers}
    changing -= {(problem.kind, problem.line) for problem in plan.problems}
    made = [row for row in rows if row.kind == "made"]
    shown = rows if everything else [*made, *(row for row in rows if (row.kind, row.line) in changing)]
    names = {kind_of(columns): grid.name for grid, columns in zip(upload.grids, upload.columns, strict=True)}
    problems = plan.left_out or plan.problems
    return PlanPage(
        shown,
        list(_summary(plan)),
        [*_notes(plan, upload)],
        _gone(plan.skipped),
        _hidden(upload),
        [_told(problem, names) for problem in problems],
        len({(problem.kind, problem.line) for problem in problems}),
        plan.unused,
    )


def mails_of(organization: Organization, plan: ImportPlan) -> Mails:
    """The mails that inviting at once would send."""
    last = day_of_the_last(organization, plan.invited) if plan.invited else None
    later = last if last and last > now().date() else None
    return Mails(plan.invited, settings.OFFER_MAILS_PER_DAY, later)


def _told(problem: Problem, names: Mapping[str, str]) -> Told:
    return Told(names.get(problem.kind, ""), problem.line, problem.column, problem.message)


def _notes(plan: ImportPlan, upload: Upload) -> Iterator[str]:
    """What was noted, each thing once, with the lines on which it stands."""
    shown = [
        (note, grid.name)
        for grid, columns in zip(upload.grids, upload.columns, strict=True)
        for note in grid.notes
        if note.column < 0 or (note.column < len(columns) and columns[note.column])
    ]
    together: defaultdict[tuple[object, ...], list[Note]] = defaultdict(list)
    for note, name in [*shown, *((note, "") for note in plan.notes)]:
        together[name, note.code, *(getattr(note, one) for one in ALIKE.get(note.code, EACH))].append(note)
    for (of, *_same), notes in together.items():
        yield _words(notes, str(of))


def _words(notes: Sequence[Note], name: str = "") -> str:
    first = notes[0]
    cells = [f"{letter_of(note.column)}{note.line}" for note in notes if note.column >= 0]
    where = f"{some_of(cells)} ({name})" if name else some_of(cells)
    said = some_of(list(dict.fromkeys(note.said for note in notes)))
    lines = some_of([note.line for note in notes])
    return str(NOTES[first.code]) % {"line": lines, "said": said, "cell": where}


def _gone(skipped: Sequence[Note]) -> Skipped | None:
    if not skipped:
        return None
    words = ngettext(
        "%(count)s person has left or is disabled in the list, and is not invited.",
        "%(count)s people have left or are disabled in the list, and are not invited.",
        len(skipped),
    )
    return Skipped(words % {"count": len(skipped)}, [_words([note]) for note in skipped])


def _hidden(upload: Upload) -> str:
    """The rows that a filter or a group hides, with their lines: whoever sent the list may not see them."""
    lines = [row.line for grid in upload.grids for row in grid.hidden]
    if not lines:
        return ""
    words = ngettext(
        "%(count)s row is hidden in the sheet and not read. Lines: %(lines)s",
        "%(count)s rows are hidden in the sheet and not read. Lines: %(lines)s",
        len(lines),
    )
    if upload.hidden_too:
        words = ngettext(
            "%(count)s row is hidden in the sheet and read too. Lines: %(lines)s",
            "%(count)s rows are hidden in the sheet and read too. Lines: %(lines)s",
            len(lines),
        )
    return words % {"count": len(lines), "lines": some_of(lines)}


def _team_row(place: Place) -> PlanRow:
    values = {"labels": ", ".join(place.labels or ())}
    effects = [
        str(SAID[change]) % (values | {"before": place.before.get(change) or _("the top")})
        for change in place.changes
    ]
    is_new = Change.ADDED in place.changes
    if is_new and place.labels:
        effects.append(str(SAID[Change.LABELLED]) % values)
    kind = str(Team.Kind(place.kind).label)
    detail = _("%(kind)s, key %(key)s") % {"kind": kind, "key": place.key} if place.key else kind
    return PlanRow("made" if place.made else "teams", place.line, place.path, detail, "", effects, is_new)


def _person_row(person: Person) -> PlanRow:
    offer = person.offer
    role = role_words(RoleGrant(role=offer.role, team=offer.team))
    where = f"{offer.role.label}, {person.place.path}" if person.place else role
    if person.place and offer.role == Role.MANAGER and person.place.is_unit:
        where = _("%(role)s and all below it") % {"role": where}
    effects = [str(OFFERED[person.effect])]
    detail = offer.email if offer.name else ""
    name = offer.name or offer.email
    return PlanRow("people", person.line, name, detail, where, effects, person.effect == Kind.NEW)


def _summary(plan: ImportPlan) -> Iterator[str]:
    """How often each thing happens; what never does is left out."""
    changes = Counter(change for place in plan.changing for change in place.changes)
    made = Counter(person.effect for person in plan.people)
    yield from _counted(changes, COUNTED)
    yield from _counted(made, MADE)
    still = len(plan.teams) - len(plan.changing) + len(plan.people) - len(plan.offers)
    if still:
        words = ngettext_lazy("%(count)s row changes nothing", "%(count)s rows change nothing", "count")
        yield str(words % {"count": still})


def _counted(counts: Mapping[Any, int], texts: Mapping[Any, Any]) -> Iterator[str]:
    return (str(words % {"count": counts[one]}) for one, words in texts.items() if counts[one])
