"""A plan in the words of its page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from organizations.importing.plans import Change, ImportPlan, Person, Place
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
    Kind.NEW: gettext_lazy("gets an offer to join"),
    Kind.ROLE: gettext_lazy("is a member, and gains the role"),
    Kind.OPEN: gettext_lazy("has this offer already"),
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
    Kind.NEW: ngettext_lazy("%(count)s offer to join", "%(count)s offers to join", "count"),
    Kind.ROLE: ngettext_lazy("%(count)s member gains a role", "%(count)s members gain a role", "count"),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the file: what it names, and what happens to it."""

    kind: str
    line: int
    name: str
    detail: str
    effects: Sequence[str]
    is_new: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The rows to show, and the whole in a few words."""

    rows: Sequence[PlanRow]
    summary: Sequence[str]


def page_of(plan: ImportPlan, *, everything: bool) -> PlanPage:
    """The rows that change something, or all, and the counts; what is wrong with a row stands elsewhere."""
    teams = sorted(plan.teams, key=lambda place: place.line)
    rows = [*map(_team_row, teams), *map(_person_row, plan.people)]
    changing = {("teams", place.line) for place in plan.changing}
    changing |= {("people", person.line) for person in plan.offers}
    changing -= {(problem.kind, problem.line) for problem in plan.problems}
    shown = rows if everything else [row for row in rows if (row.kind, row.line) in changing]
    return PlanPage(shown, list(_summary(plan)))


def _team_row(place: Place) -> PlanRow:
    values = {"labels": ", ".join(place.labels or ())}
    effects = [
        str(SAID[change]) % (values | {"before": place.before.get(change) or _("the top")})
        for change in place.changes
    ]
    is_new = Change.ADDED in place.changes
    if is_new and place.labels:
        effects.append(str(SAID[Change.LABELLED]) % values)
    return PlanRow("teams", place.line, place.path, place.key, effects, is_new)


def _person_row(person: Person) -> PlanRow:
    role = str(person.offer.role.label)
    where = f"{role}, {person.place.path}" if person.place else role
    effects = [str(OFFERED[person.effect])]
    return PlanRow("people", person.line, person.offer.email, where, effects, person.effect == Kind.NEW)


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
