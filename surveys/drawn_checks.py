"""The parts of the check page, drawn once a version and language, and then only filled in.

As in `surveys.drawn`, what is kept holds texts of the catalog and the interface alone: never which of its
criteria somebody left open, nor how often they chose an answer.
"""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from maturity.models import Criterion, Dimension
from maturity.reading import Catalog
from maturity.scoring import DK, NA
from surveys.drawn import Fragment, anchor_of, mark, options_of
from surveys.drawn_frames import draw, once
from surveys.progress import Progress


def counts_of(read: Catalog, progress: Progress) -> SafeString:
    """The table of how many answers of each kind there are, by dimension."""
    parts = once(read, "counts:", lambda: Fragment(_draw_counts(read)))
    kinds = _kinds(read)
    values = {}
    for one in progress.dimensions:
        counts = {**one.counts, "": one.asked - one.answered}
        for kind in kinds:
            place, count = f"{one.dimension.key}:{kind}", counts.get(kind, 0)
            values[place] = str(count)
            if not count:
                values[f"{place}:muted"] = " muted"
    return parts.fill(values)


def entry_of(read: Catalog, criterion: Criterion, *, answered: bool) -> SafeString:
    """The entry of a list that leads to one criterion, to answer it or to change the answer."""
    context = {"criterion": criterion, "anchor": anchor_of(criterion), "answered": answered}
    kept: SafeString = once(
        read, f"entry:{criterion.key}:{answered}", lambda: draw("surveys/_check_entry.html", context)
    )
    return kept


def gap_of(read: Catalog, dimension: Dimension, criteria: Sequence[Criterion]) -> SafeString:
    """The entry that leads to the first of several criteria of a dimension, and tells how many they are."""
    parts = once(
        read, f"gap:{dimension.key}:{len(criteria)}", lambda: Fragment(_draw_gap(dimension, len(criteria)))
    )
    return parts.fill({"anchor": anchor_of(criteria[0])})


def _kinds(read: Catalog) -> list[str]:
    """What is counted, in the order of the columns; the last one is no answer."""
    return [*(option["key"] for option in read.options), DK, NA, ""]


def _draw_counts(read: Catalog) -> SafeString:
    rows = []
    for dimension in read.dimensions:
        places = [f"{dimension.key}:{kind}" for kind in _kinds(read)]
        rows.append((dimension, [(mark(place), mark(f"{place}:muted")) for place in places]))
    return draw("surveys/_counts.html", {"options": options_of(read), "rows": rows})


def _draw_gap(dimension: Dimension, count: int) -> SafeString:
    return draw("surveys/_check_gap.html", {"dimension": dimension, "count": count, "anchor": mark("anchor")})
