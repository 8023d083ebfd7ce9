"""The teams of the dashboard as a CSV file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localtime

from core.spreadsheets.cells import Value, as_csv
from maturity.reading import Catalog
from organizations.audit.recording import record
from organizations.models import Membership
from reports.explain import state_word
from reports.figures import fraction, rounded_down
from reports.queries.choices import Choice
from reports.queries.rounds import RoundFacts
from reports.queries.standings import Reading, Standing, levels_of, read_round, results_in
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
)
OF_DIMENSION = (
    "level",
    "score",
    "score_exact",
    "next_level",
    "next_level_achieved",
    "next_level_achieved_exact",
)


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """What is stored of one team in one dimension."""

    team_result_id: int
    dimension_id: int
    level: int | None
    score_exact: str
    next_level: int | None
    next_mean_exact: str


def teams_csv(choice: Choice, chosen: RoundFacts, *, by: Membership) -> File:
    """All teams that `by` sees in the round, unit, label and order chosen; the download is recorded.

    Column names never change with the language; words in cells are in the reader's.
    """
    reading = read_round(by, chosen, choice.unit, choice.label)
    previous = choice.earlier[0] if choice.earlier else None
    before = levels_of(results_in(by, previous, choice.unit, choice.label)) if previous else {}
    dimensions = _dimensions(reading)
    rows = [
        [
            *_team(reading, one, previous, before.get(one.team)),
            *_of_dimensions(reading.catalog, dimensions.get(one.result, {})),
        ]
        for one in reading.in_order(choice.order)
    ]
    head = [
        *HEAD,
        *(f"{one.key}.{name}" for one in reading.catalog.dimensions for name in OF_DIMENSION),
    ]
    with transaction.atomic():
        round = Round.objects.visible_to(by).get(pk=chosen.pk)
        record("results.exported", round, by=by, teams=len(rows))
    name = f"{by.organization.slug}-{slugify(chosen.name) or chosen.pk}-results.csv"
    return File(name, as_csv(head, rows))


def _dimensions(reading: Reading) -> Mapping[int, Mapping[int, DimensionRow]]:
    """The rows of all dimensions, by result and dimension (one query)."""
    found: dict[int, dict[int, DimensionRow]] = {}
    rows = DimensionResult.objects.filter(team_result__in=reading.results.values("pk")).order_by()
    fields = DimensionRow.__slots__
    for row in (DimensionRow(*values) for values in rows.values_list(*fields)):
        found.setdefault(row.team_result_id, {})[row.dimension_id] = row
    return found


def _team(
    reading: Reading, one: Standing, previous: RoundFacts | None, before: int | None
) -> Sequence[Value]:
    round = reading.round
    closed = localtime(round.closed_at).date().isoformat() if round.closed_at else ""
    level = None if one.level is None else str(reading.catalog.level(one.level).name)
    change = one.level - before if one.counted and one.level is not None and before is not None else None
    answered = not one.hidden
    return (
        round.name,
        closed,
        reading.catalog.version.model.key,
        round.version_number,
        one.unit,
        one.name,
        one.slug,
        one.state,
        state_word(one.state),
        one.level,
        level,
        one.highest_level,
        one.next_level,
        *_both(one.score_exact),
        one.responses if answered else None,
        one.expected if answered else None,
        len(reading.catalog.criteria),
        one.missing if one.level is not None else None,
        one.unknown if one.level is not None else None,
        one.not_applicable if one.level is not None else None,
        previous.name if previous else None,
        before,
        change,
    )


def _of_dimensions(read: Catalog, rows: Mapping[int, DimensionRow]) -> list[Value]:
    cells: list[Value] = []
    for dimension in read.dimensions:
        row = rows.get(dimension.pk)
        if row is None:
            cells.extend([None] * len(OF_DIMENSION))
            continue
        cells.extend([row.level, *_both(row.score_exact), row.next_level, *_both(row.next_mean_exact)])
    return cells


def _both(exact: str) -> tuple[Value, Value]:
    """A stored fraction as a number cut to two decimals, and exactly."""
    value = fraction(exact)
    return (None, None) if value is None else (rounded_down(value), exact)
