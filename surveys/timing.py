"""How long answering takes, as it was measured: for "about 12 minutes" that are twelve.

The device sums the seconds for which a dimension was in sight and somebody did something, and sends them with
the answers. Of them only a histogram is kept, of whole seconds for a criterion; nothing of it says who took
how long, and anonymous rounds are not measured at all.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil

from django.db.models import F, Q

from maturity.models import Criterion
from maturity.reading import Catalog, catalog
from surveys.anonymity import is_anonymous
from surveys.models import AnsweringTime, Response, Round

USUAL = 17  # seconds for a criterion, until there are measures: 20 minutes for the 70 of the built-in model
ENOUGH = 30  # measures of a dimension before they are believed
LONGEST = 180  # seconds for a criterion; who took longer did something else
TEXT_LIMIT = 4000

Seconds = Mapping[str, int]
"""How long a criterion takes, by the key of its dimension."""


def read_seconds(text: str) -> dict[str, float]:
    """The seconds that a device sent, by dimension; none where they can't be read: nothing hangs on them."""
    if len(text) > TEXT_LIMIT:
        return {}
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(sent, dict):
        return {}
    return {key: float(took) for key, took in sent.items() if type(took) in (int, float) and 0 < took < 1e6}


def note(response: Response, took: Mapping[str, float]) -> None:
    """Count how long each dimension took that has answers, in the caller's transaction.

    Four queries, none without a measure.

    Args:
        took: seconds, by the key of the dimension.
    """
    round = response.participation.round
    if not took or is_anonymous(round.mode):
        return
    read = catalog(round.version_id)
    answered: dict[str, int] = defaultdict(int)
    for criterion in response.answers.exclude(rating="").values_list("criterion__dimension__key", flat=True):
        answered[criterion] += 1
    measures = {
        dimension.pk: ceil(took[dimension.key] / answered[dimension.key])
        for dimension in read.dimensions
        if took.get(dimension.key) and answered[dimension.key]
    }
    _count(round, {dimension: each for dimension, each in measures.items() if each <= LONGEST})


def seconds_of(round: Round) -> Seconds:
    """How long a criterion of each dimension took half of those who answered at the most (one query).

    Where there are fewer measures than are enough, it is what is usual.
    """
    read = catalog(round.version_id)
    kept = AnsweringTime.objects.filter(organization=round.organization_id, version=round.version_id)
    measured: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for dimension, each, number in kept.order_by("seconds").values_list("dimension_id", "seconds", "number"):
        measured[dimension].append((each, number))
    return {one.key: _median(measured[one.pk]) for one in read.dimensions}


def minutes_for(criteria: Iterable[Criterion], seconds: Seconds) -> int:
    """How long answering these criteria takes, in whole minutes, at least one."""
    return max(1, ceil(Fraction(sum(seconds[one.dimension.key] for one in criteria), 60)))


def minutes_of(round: Round) -> int:
    """How long answering a whole round takes, in whole minutes (one query)."""
    read: Catalog = catalog(round.version_id)
    return minutes_for(read.criteria, seconds_of(round))


def _median(measures: list[tuple[int, int]]) -> int:
    """The median of a histogram, rising; what is usual where it holds too little."""
    total = sum(number for _each, number in measures)
    if total < ENOUGH:
        return USUAL
    passed = 0
    for each, number in measures:
        passed += number
        if 2 * passed >= total:
            return each
    return USUAL


def _count(round: Round, measures: Mapping[int, int]) -> None:
    """One more for each dimension (id) that took so many seconds for a criterion."""
    if not measures:
        return
    where = {"organization_id": round.organization_id, "version_id": round.version_id}
    AnsweringTime.objects.bulk_create(
        (AnsweringTime(**where, dimension_id=one, seconds=each) for one, each in measures.items()),
        ignore_conflicts=True,
    )
    places = Q(pk__in=[])
    for one, each in measures.items():
        places |= Q(dimension=one, seconds=each)
    # Against others who send at the same time, in one order, so that no two wait for each other.
    held = AnsweringTime.objects.select_for_update(of=("self",)).filter(places, **where).order_by("pk")
    AnsweringTime.objects.filter(pk__in=[one.pk for one in held]).update(number=F("number") + 1)
