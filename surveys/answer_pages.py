"""What the answering pages show, read once and made plain, so that no template asks the database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.moments import end, long_day_and_time, place_of
from core.prepared import Prepared
from maturity.models import Criterion, Dimension
from maturity.reading import Catalog, catalog
from maturity.scoring import DK, NA
from surveys.answer_forms import DimensionForm
from surveys.drawn import anchor_of, faces_of
from surveys.drawn_checks import counts_of, entry_of, gap_of
from surveys.drawn_frames import climb_of, frame_of, words_of_script
from surveys.drawn_last import block_of, last_of
from surveys.given import Given, Stored
from surveys.last_time import LastTime, last_time_of
from surveys.models import Invitation, Participation, Response, Round
from surveys.outcomes import Outcome, outcomes_before
from surveys.progress import Progress, progress_of
from surveys.seats import seat_of
from surveys.timing import minutes_for, seconds_of

SHOWN = ("id", "participation_id", "earlier_id", "beside", "state", "public_id")  # in the order of the model
"""What the pages show of a response; the rest is read when somebody asks for it."""
FEW = 3  # up to so many open criteria of a dimension are told one by one


@dataclass(frozen=True, slots=True)
class Place:
    """A criterion and where it is asked."""

    criterion: Criterion

    @property
    def anchor(self) -> str:
        return anchor_of(self.criterion)


class Sheet:
    """One response with its answers: everything that its pages show."""

    def __init__(
        self, participation: Participation, response: Response | None, answers: Iterable[Stored] = ()
    ) -> None:
        self.participation = participation
        self.response = response
        self.answers: Mapping[int, Stored] = {one.criterion_id: one for one in answers}  # by criterion (id)
        self.round: Round = participation.round
        self.read: Catalog = catalog(self.round.version_id)
        self.version = self.read.version

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.read, self.answers)

    @cached_property
    def minutes(self) -> int:
        """How long what is not answered yet will take."""
        return minutes_for(self.unanswered, seconds_of(self.round))

    @cached_property
    def last_time(self) -> LastTime | None:
        """What the seat said in the round before; None where it answers for the first time."""
        return last_time_of(self.response, self.round) if self.response else None

    @cached_property
    def outcome(self) -> Outcome | None:
        """What came of the round before, for the first page; None where none asked the team."""
        team = self.participation.team_id
        return outcomes_before(self.round, [team]).get(team)

    @property
    def is_draft(self) -> bool:
        return self.response is not None and self.response.state == Response.State.DRAFT

    @property
    def is_sent(self) -> bool:
        return self.response is not None and self.response.state == Response.State.SUBMITTED

    @cached_property
    def next_dimension(self) -> Dimension:
        """The first dimension that is not done, to go on with; the first of all when all are done."""
        open_ones = [one.dimension for one in self.progress.dimensions if not one.done]
        return (open_ones or self.read.dimensions)[0]

    @property
    def unanswered(self) -> Sequence[Criterion]:
        """What has no answer; a comment alone is none."""
        return self.progress.unanswered

    @property
    def gaps(self) -> Iterator[SafeString]:
        """The entries that lead to what has no answer, by dimension; one alone where it is much."""
        for dimension in self.read.dimensions:
            criteria = [one for one in self.unanswered if one.dimension_id == dimension.pk]
            if len(criteria) > FEW:
                yield gap_of(self.read, dimension, criteria)
            else:
                yield from (entry_of(self.read, one, answered=False) for one in criteria)

    @cached_property
    def unknown(self) -> list[SafeString]:
        """The entries that lead to what was answered by "don't know"."""
        known = {pk for pk, answer in self.answers.items() if answer.rating == DK}
        return [entry_of(self.read, one, answered=True) for one in self.read.criteria if one.pk in known]

    @property
    def not_applicable(self) -> int:
        return self.progress.counts[NA]

    @property
    def rated(self) -> int:
        """Answers that have a value."""
        return self.progress.answered - self.not_applicable - len(self.unknown)

    @property
    def counts(self) -> SafeString:
        """The table of the numbers by dimension: each option, don't know, N/A, no answer."""
        return counts_of(self.read, self.progress)

    @property
    def closes_in_words(self) -> str:
        return long_day_and_time(self.round.closes_at, self.round.time_zone)

    @property
    def closes_on(self) -> str:
        return end(self.round.closes_at, self.round.time_zone, year=False)

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
        """What needs a fresh look comes first, then what can be confirmed together."""
        asked = self.read.criteria_of(dimension.key)
        if self.last_time is not None:
            asked = sorted(asked, key=self.last_time.in_block)
        return DimensionForm(asked, self.answers, self.last_time)


def sheet_of(invitation: Invitation) -> Sheet:
    """The sheet of the response that the invited person fills in, if it was begun; one query."""
    participation = invitation.participation
    rows: list[tuple[Any, ...]] = _filled_in.rows(*seat_of(invitation))
    if not rows:
        return Sheet(participation, None)
    response = Response.from_db(DEFAULT_DB_ALIAS, SHOWN, rows[0][: len(SHOWN)])
    response.participation = participation
    found = (Stored._make(row[len(SHOWN) :]) for row in rows)
    return Sheet(participation, response, (one for one in found if one.criterion_id is not None))


@Prepared
def _filled_in(participation: int, seat: str) -> QuerySet[Response, tuple[Any, ...]]:
    """A response once for each of its answers, with the answer; once without where it has none."""
    found = Response.objects.filter(participation=participation, seat=seat)
    return found.values_list(*SHOWN, *(f"answers__{name}" for name in Stored._fields))


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
        questions = [
            faces[entry.criterion.key].asked(
                entry,
                number,
                stored_name=name_of(sheet, entry.stored),
                last=last_of(sheet.read, sheet.last_time, entry),
            )
            for number, entry in enumerate(form.entries, start=1)
        ]
        block = [entry for entry in form.entries if entry.in_block]
        cut = len(questions) - len(block)
        self.questions, self.unchanged = questions[:cut], questions[cut:]
        self.block = block_of(sheet.read, sheet.last_time, dimension, block)
        self.wrong = [Place(entry.criterion) for entry in form.wrong]


def name_of(sheet: Sheet, given: Given | None) -> str:
    """What a stored rating is called; empty where none was given."""
    if given is None:
        return ""
    labels = {option["key"]: str(option["label"]) for option in sheet.read.options}
    return {**labels, DK: _("Don’t know"), NA: _("Not applicable")}.get(given.rating, "")
