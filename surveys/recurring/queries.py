"""The read side of the pages of recurrences: frozen rows, so that templates cause no queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from core import clock, moments
from core.names import by_name
from maturity.models import ModelVersion
from organizations.access import Right
from organizations.models import Membership
from surveys.models import Occurrence, Recurrence, Round
from surveys.recurring import words
from surveys.recurring.making import version_before
from surveys.recurring.recurrences import newest_version, teams_of, went_on_in
from surveys.recurring.schedule import Planned

SHOWN = 3  # rounds to come on the page of a recurrence
HISTORY = 24
State, Reach = Recurrence.State, Recurrence.Reach


@dataclass(frozen=True, slots=True)
class Coming:
    """A round to come: its name, and its moments on the clocks of its place; the first with the city.

    It is `due` where the moment of its draft has come, as with one that is set up late: it is made next.
    """

    name: str
    due: bool
    drafted: str
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Line:
    """A recurrence in the list; `note` says why the last round was skipped, where it was."""

    pk: int
    title: str
    state: str
    model: str
    own: bool
    rhythm: str
    teams: str
    coming: Coming | None
    note: str


@dataclass(frozen=True, slots=True)
class Past:
    """One time that was due: the round that came of it, if there is one, and why it is not as planned."""

    name: str
    opens: str
    round: Round | None
    note: str
    discarded: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a recurrence would do from now on, and what it has done."""

    version: ModelVersion | None
    model: str
    own: bool
    teams: Sequence[str]
    place: str
    coming: Sequence[Coming]
    past: Sequence[Past]
    draft: Round | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft comes from: its recurrence, the day that was planned, and the version asked before.

    `waits` says why it was left to a person although it was to open by itself.
    """

    pk: int
    title: str
    opens: str
    waits: str
    before: ModelVersion | None


def lines_for(member: Membership) -> list[Line]:
    """The recurrences that `member` runs: active ones first, the next draft on top; four queries."""
    newest = Occurrence.objects.filter(recurrence=OuterRef("pk")).order_by("-opens_at", "-pk")
    mine = Recurrence.objects.where_may(member, Right.RUN_ROUND)
    mine = mine.annotate(latest=Subquery(newest.values("pk")[:1]))
    found: list[Any] = list(mine.select_related("model", "unit", "label"))
    names = _model_names(found)
    later = Occurrence.objects.filter(recurrence__in=found, opens_at__gt=F("recurrence__done_until"))
    done: defaultdict[int, set[date]] = defaultdict(set)
    for pk, day in later.values_list("recurrence", "day"):
        done[pk].add(day)
    latest = Occurrence.objects.select_related("recurrence", "round", "hindered_by").in_bulk(
        [one.latest for one in found if one.latest]
    )
    order = [State.ACTIVE, State.PAUSED, State.ENDED]
    found.sort(key=lambda one: (order.index(one.state), one.due_at is None, one.due_at, one.pk))
    return [_line(one, names, done[one.pk], latest.get(one.latest)) for one in found]


def outlook(recurrence: Recurrence) -> Outlook:
    """What its page tells; the same queries for 3 teams and 300."""
    past = Occurrence.objects.filter(recurrence=recurrence).select_related(
        "recurrence", "round", "hindered_by"
    )
    occurrences = list(past[:HISTORY])
    version = newest_version(recurrence)
    return Outlook(
        version=version,
        model=str(version.name) if version else _model_names([recurrence])[recurrence.model_id],
        own=recurrence.model.owner_id is not None,
        teams=by_name(teams_of(recurrence).order_by("pk").values_list("name", flat=True), str),
        place=place_of(recurrence),
        coming=[_coming(recurrence, one) for one in recurrence.coming(SHOWN)],
        past=[_past(one) for one in occurrences],
        draft=next(
            (one.round for one in occurrences if one.round and one.round.state == Round.State.DRAFT), None
        ),
    )


def origin_of(round: Round) -> Origin | None:
    """Where a draft comes from; None for one that somebody planned (one query)."""
    found = Occurrence.objects.filter(round=round).select_related("recurrence", "hindered_by")
    occurrence = found.first()
    if occurrence is None:
        return None
    occurrence.round = round
    before = version_before(occurrence.recurrence, round)
    return Origin(
        pk=occurrence.recurrence_id,
        title=str(occurrence.recurrence),
        opens=words.opening(occurrence),
        waits=words.why_skipped(occurrence),
        before=before if before and before.pk != round.version_id else None,
    )


def place_of(recurrence: Recurrence) -> str:
    """Which teams are asked, in words: "All teams", the name of a unit or of a label."""
    match recurrence.reach:
        case Reach.UNIT if recurrence.unit:
            return _("%(unit)s and below") % {"unit": went_on_in(recurrence.unit)}
        case Reach.LABEL if recurrence.label is None:
            return _("A label that was deleted")
        case Reach.LABEL:
            return _("Label %(label)s") % {"label": recurrence.label}
    return str(Reach.ALL.label)


def _line(one: Recurrence, names: Mapping[int, str], done: set[date], latest: Occurrence | None) -> Line:
    coming = one.coming(1, done)
    return Line(
        pk=one.pk,
        title=str(one),
        state=one.state,
        model=names[one.model_id],
        own=one.model.owner_id is not None,
        rhythm=one.get_months_display(),
        teams=place_of(one),
        coming=_coming(one, coming[0]) if coming else None,
        note=words.why_skipped(latest) if latest and one.state == State.ACTIVE else "",
    )


def _coming(recurrence: Recurrence, planned: Planned) -> Coming:
    zone = recurrence.time_zone
    return Coming(
        name=planned.name,
        due=planned.drafted_at <= clock.now(),
        drafted=moments.end(planned.drafted_at, zone),
        opens=moments.day_and_time(planned.opens_at, zone),
        closes=moments.day_and_time(planned.closes_at, zone),
    )


def _past(one: Occurrence) -> Past:
    return Past(
        name=one.round.name if one.round else one.name,
        opens=words.opening(one),
        round=one.round,
        note=words.why_skipped(one),
        discarded=one.round is None and one.outcome == Occurrence.Outcome.MADE,
    )


def _model_names(recurrences: Iterable[Recurrence]) -> dict[int, str]:
    """What each model is called, by its newest version that is no draft (one query)."""
    models = {one.model_id for one in recurrences}
    versions = ModelVersion.objects.filter(model__in=models).read_by_all().order_by("number")
    return {version.model_id: str(version.name) for version in versions}
