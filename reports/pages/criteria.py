"""Single criteria in words: what was answered, what it means, what it was before, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from core.look import disc
from core.text import TranslatedText
from maturity.models import Criterion
from maturity.reading import Catalog
from maturity.scoring import Status
from maturity.wording import percent
from reports.pages.team_addresses import Addresses
from reports.queries.answers import CriterionStand, Said
from reports.queries.history import PastAnswer
from reports.queries.team import OneResult, TeamReading


@dataclass(frozen=True, slots=True)
class Rating:
    """An answer as it is printed: its glyph ("" for none) and its words."""

    glyph: str
    words: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion of a team in one round. `moved` is +1, −1 or 0 against `before`, None without one."""

    criterion: Criterion
    url: str
    rating: Rating
    anchor: str
    before: Rating | None
    moved: int | None
    said: Said | None
    steps: Sequence[str]


def rating(read: Catalog, stand: CriterionStand) -> Rating:
    """What the answers to a criterion amount to, in words."""
    if stand.score is None:
        return Rating("", _("Too few answers to show"))
    match stand.score.status:
        case Status.MISSING:
            return Rating("", _("Not answered"))
        case Status.NOT_APPLICABLE:
            return Rating("rate-na", _("Not applicable"))
        case Status.UNKNOWN:
            return Rating("rate-dk", _("Don’t know"))
    value = stand.score.value or Fraction(0)
    return Rating(disc(value), value_in_words(read, value))


def value_in_words(read: Catalog, value: Fraction) -> str:
    """A value as the option that has it, else as a percentage (the mean of several answers)."""
    option = next((option for option in read.options if option["value"] == value), None)
    return str(option["label"]) if option else percent(value)


def line(
    to: Addresses, reading: TeamReading, now: OneResult, criterion: Criterion, *, steps: bool = True
) -> CriterionLine:
    """One criterion with all that is known of it in this round and the one before."""
    stand = now.criteria[criterion.key]
    before = reading.before.criteria.get(criterion.key) if reading.before else None
    was = rating(reading.before.catalog, before) if reading.before and before else None
    anchor = criterion.guidance.get(stand.only_answer)
    top = now.catalog.spec.scales[criterion.key].top
    wanting = not stand.is_(Status.NOT_APPLICABLE) and (stand.value is None or stand.value < top)
    return CriterionLine(
        criterion=criterion,
        url=to.criterion(criterion.key),
        rating=rating(now.catalog, stand),
        anchor=str(TranslatedText(anchor)) if anchor else "",
        before=was,
        moved=_moved(stand, before),
        said=reading.said.get(criterion.key),
        steps=improvements(criterion) if steps and wanting else (),
    )


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One answer of the scale, what it means for this criterion, and how many gave it."""

    glyph: str
    label: str
    anchor: str
    count: int
    chosen: bool


def options(now: OneResult, criterion: Criterion) -> list[OptionLine]:
    """The answers offered for a criterion with those that were given."""
    stand = now.criteria[criterion.key]
    return [
        OptionLine(
            glyph=disc(option["value"]),
            label=str(option["label"]),
            anchor=str(TranslatedText(criterion.guidance.get(option["key"], {}))),
            count=stand.counts.get(option["key"], 0),
            chosen=stand.only_answer == option["key"],
        )
        for option in now.catalog.options_of(criterion)
    ]


@dataclass(frozen=True, slots=True)
class PastLine:
    """One round in the past of a criterion; `moved` is +1, −1 or 0 against the round before it."""

    answer: PastAnswer
    rating: Rating
    moved: int | None


def past(answers: Sequence[PastAnswer]) -> list[PastLine]:
    """The rounds of a criterion in words, the newest first."""
    earlier = [*answers[1:], None]
    return [
        PastLine(
            one,
            rating(one.catalog, one.stand) if one.stand else Rating("", _("Not asked in this version")),
            _moved(one.stand, then.stand if then else None) if one.stand else None,
        )
        for one, then in zip(answers, earlier, strict=True)
    ]


def improvements(criterion: Criterion) -> list[str]:
    """The next steps of a criterion, in the reader's language."""
    return [str(TranslatedText(step)) for step in criterion.improve]


def _moved(now: CriterionStand, before: CriterionStand | None) -> int | None:
    if before is None or now.value is None or before.value is None:
        return None
    return (now.value > before.value) - (now.value < before.value)
