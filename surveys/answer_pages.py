"""What the answering pages show, read once and made plain, so that no template asks the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.moments import day, long_day_and_time, place_of
from core.prepared import Prepared
from maturity.models import Criterion, Dimension
from maturity.reading import Catalog, catalog
from maturity.scoring import DK, NA
from surveys.answer_forms import DimensionForm
from surveys.drawn import Option, anchor_of, faces_of, options_of
from surveys.drawn_frames import climb_of, frame_of, words_of_script
from surveys.given import Given
from surveys.models import Answer, Participation, Response, Round
from surveys.progress import Progress, minutes_to_answer, progress_of

FEW = 3  # up to so many open criteria of a dimension are told one by one


@dataclass(frozen=True, slots=True)
class Place:
    """A criterion and where it is asked."""

    criterion: Criterion

    @property
    def anchor(self) -> str:
        return anchor_of(self.criterion)


@dataclass(frozen=True, slots=True)
class Gap:
    """What a dimension still leaves open; told as a number where it is much."""

    dimension: Dimension
    places: list[Place]

    @property
    def many(self) -> bool:
        return len(self.places) > FEW


@dataclass(frozen=True, slots=True)
class CountRow:
    dimension: Dimension
    counts: list[int]


class Sheet:
    """One response with its answers: everything that its pages show, three queries."""

    def __init__(self, participation: Participation, response: Response | None) -> None:
        self.participation = participation
        self.response = response
        self.round: Round = participation.round
        self.read: Catalog = catalog(self.round.version_id)
        self.version = self.read.version
        self.minutes = minutes_to_answer(len(self.read.criteria))

    @cached_property
    def answers(self) -> Mapping[int, Answer]:
        """By the criterion's id."""
        if self.response is None:
            return {}
        return {answer.criterion_id: answer for answer in _answers.rows(self.response.pk)}

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.read, self.answers)

    @property
    def is_draft(self) -> bool:
        return self.response is not None and self.response.state == Response.State.DRAFT

    @property
    def is_sent(self) -> bool:
        return self.response is not None and self.response.state == Response.State.SUBMITTED

    @cached_property
    def options(self) -> list[Option]:
        """The answers that have a value, lowest first."""
        return options_of(self.read)

    @cached_property
    def next_dimension(self) -> Dimension:
        """The first dimension that is not done, to go on with; the first of all when all are done."""
        open_ones = [one.dimension for one in self.progress.dimensions if not one.done]
        return (open_ones or self.read.dimensions)[0]

    @cached_property
    def unanswered(self) -> list[Place]:
        """What has no answer; a comment alone is none."""
        return [Place(one) for one in self.progress.unanswered]

    @property
    def unanswered_by_dimension(self) -> list[Gap]:
        """The same by dimension, in catalog order."""
        gaps = []
        for dimension in self.read.dimensions:
            places = [one for one in self.unanswered if one.criterion.dimension_id == dimension.pk]
            if places:
                gaps.append(Gap(dimension, places))
        return gaps

    @cached_property
    def unknown(self) -> list[Place]:
        """What was answered by "don't know"."""
        known = {pk for pk, answer in self.answers.items() if answer.rating == DK}
        return [Place(one) for one in self.read.criteria if one.pk in known]

    @property
    def not_applicable(self) -> int:
        return self.progress.counts[NA]

    @property
    def rated(self) -> int:
        """Answers that have a value."""
        return self.progress.answered - self.not_applicable - len(self.unknown)

    @property
    def count_rows(self) -> list["CountRow"]:
        """The numbers by dimension: each option, don't know, N/A, no answer."""
        keys = [*(option.key for option in self.options), DK, NA]
        return [
            CountRow(one.dimension, [*(one.counts.get(key, 0) for key in keys), one.asked - one.answered])
            for one in self.progress.dimensions
        ]

    @property
    def closes_in_words(self) -> str:
        return long_day_and_time(self.round.closes_at, self.round.time_zone)

    @property
    def closes_on(self) -> str:
        return day(self.round.closes_at, self.round.time_zone, year=False)

    @property
    def place(self) -> str:
        """The city whose clocks the dates follow."""
        return place_of(self.round.time_zone)

    @property
    def words(self) -> SafeString:
        return words_of_script()

    @property
    def climb(self) -> SafeString:
        return climb_of(self.read, self.progress)

    def page(self, dimension: Dimension, form: DimensionForm) -> "DimensionPage":
        return DimensionPage(self, dimension, form)

    def form(self, dimension: Dimension) -> DimensionForm:
        return DimensionForm(self.read.criteria_of(dimension.key), self.answers)


@Prepared
def _answers(response: int) -> QuerySet[Answer]:
    return Answer.objects.filter(response=response)


class DimensionPage:
    """One dimension to answer: its place among the others, and its questions."""

    def __init__(self, sheet: Sheet, dimension: Dimension, form: DimensionForm) -> None:
        self.sheet = sheet
        self.dimension = dimension
        self.form = form
        place = sheet.read.dimensions.index(dimension)
        self.number = place + 1
        self.previous = sheet.read.dimensions[place - 1] if place else None
        self.next = next(iter(sheet.read.dimensions[place + 1 :]), None)
        frame, faces = frame_of(sheet.read, dimension), faces_of(sheet.read)
        self.rail = frame.rail(
            sheet.progress,
            team=sheet.participation.team_name,
            round=sheet.round.name,
            closes=sheet.closes_on,
        )
        self.climb, self.intro, self.dock = frame.climb(sheet.progress), frame.intro, frame.dock
        self.questions = [
            faces[entry.criterion.key].asked(entry, name_of(sheet, entry.stored)) for entry in form.entries
        ]
        self.wrong = [Place(entry.criterion) for entry in form.wrong]


def name_of(sheet: Sheet, given: Given | None) -> str:
    """What a stored rating is called; empty where none was given."""
    if given is None:
        return ""
    labels = {option["key"]: str(option["label"]) for option in sheet.read.options}
    return {**labels, DK: _("Don’t know"), NA: _("Not applicable")}.get(given.rating, "")
