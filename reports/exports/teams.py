"""The teams of the dashboard as a CSV file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localtime

from core.spreadsheets import cells as cell
from core.spreadsheets.cells import Habit, Value, as_plain_csv, habit_of_reader
from maturity.reading import Catalog, catalog
from organizations.audit.recording import record
from organizations.models import Membership
from reports.explain import state_word
from reports.figures import fraction, rounded_down
from reports.queries.choices import Choice
from reports.queries.dashboard import listed, reading_of
from reports.queries.rounds import RoundFacts
from reports.queries.standings import Standing
from reports.queries.told import Told
from surveys.models import DimensionResult, Round

HEAD = (
    "round",
    "closed_on",
    "model",
    "version",
    "unit",
    "team",
    "team_key",
    "state",
    "state_in_words",
    "level",
    "level_name",
    "highest_possible_level",
    "next_level",
    "score",
    "score_exact",
    "responses",
    "people_asked",
    "criteria",
    "not_answered",
    "dont_know",
    "not_applicable",
    "previous_round",
    "previous_level",
    "level_change",
    "newer_round",
    "newer_state",
)
OF_DIMENSION = (
    "level",
    "score",
    "score_exact",
    "next_level",
    "next_level_achieved",
    "next_level_achieved_exact",
)
DIMENSION = ("team_result_id", "dimension_id", "level", "score_exact", "next_level", "next_mean_exact")
NOT_ASKED: Sequence[Value] = [None] * len(OF_DIMENSION)
Cells = Sequence[Value]


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: str
    content: str


def teams_csv(choice: Choice, read: Catalog, *, by: Membership) -> File:
    """All teams that `by` sees in the round or model, unit, label and order chosen; the download is recorded.

    It opens right in a spreadsheet of the reader's language. Column names never change with the language;
    words in cells are in the reader's.
    """
    teams = listed(choice, reading_of(by, choice, read))
    lines = _Lines(choice, read, habit_of_reader())
    dimensions = lines.dimensions([one.told.pk for one in teams if one.told])
    rows = [lines.row(one, dimensions.get(one.told.pk if one.told else 0, {})) for one in teams]
    head = [*HEAD, *(f"{one.key}.{name}" for one in read.dimensions for name in OF_DIMENSION)]
    with transaction.atomic():
        if choice.round is not None:
            round = Round.objects.visible_to(by).get(pk=choice.round.pk)
            record("results.exported", round, by=by, teams=len(rows))
        else:
            record("results.exported", by.organization, by=by, teams=len(rows), model=read.version.model.key)
    of = choice.round.name if choice.round else read.version.model.key
    name = f"{by.organization.slug}-{slugify(of) or of}-results.csv"
    return File(name, as_plain_csv(head, rows, lines.habit))


class _Lines:
    """Makes the line of each team. What recurs over a thousand lines is put into cells once."""

    def __init__(self, choice: Choice, read: Catalog, habit: Habit) -> None:
        self.habit = habit
        self.rounds = {one.pk: one for one in choice.rounds}
        self.chosen = choice.round
        self.compared_with = choice.earlier[0] if choice.earlier else None
        self.keys = [one.key for one in read.dimensions]
        self.both = cache(self._both)
        self.of_round = cache(self._of_round)
        self.of_state = cache(state_word)
        self.level_name = cache(lambda version, level: cell.name(str(catalog(version).level(level).name)))
        self.place = cache(cell.name)

    def row(self, one: Standing, dimensions: Mapping[str, Cells]) -> list[Value]:
        """The cells of one team."""
        cells = [
            *self.of_round(one.told.round if one.told else None),
            self.place(one.unit),
            cell.name(one.name),
            cell.name(one.slug),
            one.state,
            self.of_state(one.state),
            *self._of_result(one.told, hidden=one.hidden),
            *self._compared(one),
        ]
        for key in self.keys:
            cells.extend(dimensions.get(key, NOT_ASKED))
        return cells

    def dimensions(self, results: Sequence[int]) -> Mapping[int, Mapping[str, Cells]]:
        """The cells of all dimensions, by result and the dimension's key (one query)."""
        rows: Any = DimensionResult.objects.filter(team_result__in=results).order_by().values_list(*DIMENSION)
        cells = cache(self._of_dimension)
        keys = {
            dimension.pk: dimension.key
            for version in {one.version_id for one in self.rounds.values()}
            for dimension in catalog(version).dimensions
        }
        found: dict[int, dict[str, Cells]] = {}
        for result, dimension, *told in rows:
            found.setdefault(result, {})[keys[dimension]] = cells(*told)
        return found

    def _of_dimension(self, level: int | None, score: str, following: int | None, achieved: str) -> Cells:
        return (level, *self.both(score), following, *self.both(achieved))

    def _of_round(self, pk: int | None) -> Cells:
        round = self.chosen or self.rounds.get(pk or 0)
        if round is None:
            return (None,) * 4
        closed = localtime(round.closed_at).date().isoformat() if round.closed_at else ""
        return (
            cell.name(round.name),
            closed,
            catalog(round.version_id).version.model.key,
            round.version_number,
        )

    def _of_result(self, told: Told | None, *, hidden: bool) -> Cells:
        if told is None:
            return (None,) * 12
        asked = len(catalog(told.version).criteria)
        if told.level is None:
            people = (None, None) if hidden else (told.responses, told.expected)
            return (*(None,) * 6, *people, asked, None, None, None)
        return (
            told.level,
            self.level_name(told.version, told.level),
            told.highest_level,
            told.next_level,
            *self.both(told.score_exact),
            told.responses,
            told.expected,
            asked,
            told.missing,
            told.unknown,
            told.not_applicable,
        )

    def _compared(self, one: Standing) -> Cells:
        before = one.before
        then = self.compared_with if self.chosen else self._round(before.round if before else None)
        newer = self._round(one.newest.round if one.newest else None)
        return (
            cell.name(then.name) if then else None,
            before.level if before else None,
            one.change,
            cell.name(newer.name) if newer else None,
            one.newest.state if one.newest else None,
        )

    def _round(self, pk: int | None) -> RoundFacts | None:
        return self.rounds.get(pk or 0)

    def _both(self, exact: str) -> tuple[Value, Value]:
        """A stored fraction as a number cut to two decimals, and exactly: with spaces, for 5/3 is a date."""
        value = fraction(exact)
        if value is None:
            return None, None
        return self.habit.number(rounded_down(value)), exact.replace("/", " / ")
