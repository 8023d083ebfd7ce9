"""What stands beside a question about last time, and above those that can be confirmed together.

As in `surveys.drawn`, what is kept holds texts of the catalog and the interface alone; what somebody said is
filled in for each reader.
"""

from collections.abc import Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.look import glyph
from maturity.models import Dimension
from maturity.reading import Catalog
from maturity.scoring import DK, NA
from surveys.answer_forms import Entry
from surveys.drawn import Fragment, anchor_of, mark, options_of
from surveys.drawn_frames import draw, once
from surveys.given import Given
from surveys.last_time import Beside, LastTime
from surveys.models import NaReason

PLACES = (
    "key",
    "id",
    "round",
    "team",
    "glyph",
    "name",
    "state",
    "same",
    "rating",
    "why",
    "note",
    "link",
    "said",
)
NOTHING = SafeString("")


def last_of(read: Catalog, last: LastTime | None, entry: Entry) -> SafeString:
    """What was said of one criterion last time: by the seat itself, then by teams that were merged in."""
    if last is None:
        return NOTHING
    drawn = _own_of(read, last, entry)
    for one, said in last.said_beside(entry.criterion):
        drawn += _beside_of(read, one, said)
    return drawn


def _own_of(read: Catalog, last: LastTime, entry: Entry) -> SafeString:
    """What the seat said, with the button that confirms it where it can be."""
    criterion, before = entry.criterion, entry.before
    if before is None:
        return _new(read) if criterion.pk in last.added else NOTHING
    said = before.given
    kind = "confirmable" if before.confirmable else "reworded" if before.reworded else "other"
    theirs = bool(last.whose)
    parts: Fragment = once(read, f"last:{kind}:{theirs}", lambda: Fragment(_draw_last(kind, theirs=theirs)))
    return parts.fill(
        {
            **_said(read, last.round, said),
            "team": escape(last.whose),
            "key": criterion.key,
            "id": anchor_of(criterion),
            "state": " is-confirmed" if entry.given.confirmed else "",
            "same": "1" if entry.given.confirmed else "",
            "rating": escape(said.rating),
            "why": escape(said.na_reason),
            "note": escape(said.comment),
            "link": escape(said.evidence_url),
        }
    )


def _beside_of(read: Catalog, one: Beside, said: Given) -> SafeString:
    """What a team that was merged in had said, under its name and without a button."""
    parts: Fragment = once(read, "last:beside", lambda: Fragment(_draw_last("beside")))
    return parts.fill({**_said(read, one.round, said), "team": escape(one.team)})


def _said(read: Catalog, round: str, said: Given) -> dict[str, str]:
    """An answer in words, as markup, with its comment."""
    disc, name = _rating_of(read, said.rating)
    reason = f" ({NaReason(said.na_reason).label})" if said.na_reason else ""
    note = format_html('<p class="last__note" translate="no">{}</p>', said.comment) if said.comment else ""
    return {
        "round": escape(round),
        "glyph": glyph(disc),
        "name": escape(f"{name}{reason}"),
        "said": note,
    }


def block_of(
    read: Catalog, last: LastTime | None, dimension: Dimension, entries: Sequence[Entry]
) -> SafeString:
    """What stands above the criteria of a dimension that can be confirmed together; nothing for none."""
    if last is None or not entries:
        return NOTHING
    left = sum(not entry.given.rating for entry in entries)
    context = {"round": last.round, "count": len(entries), "left": left, "dimension": dimension}
    return draw("surveys/_block.html", context)


def _new(read: Catalog) -> SafeString:
    drawn: SafeString = once(read, "last:new", lambda: draw("surveys/_last.html", {"kind": "new"}))
    return drawn


def _draw_last(kind: str, *, theirs: bool = False) -> SafeString:
    return draw(
        "surveys/_last.html", {"kind": kind, "theirs": theirs, **{place: mark(place) for place in PLACES}}
    )


def _rating_of(read: Catalog, rating: str) -> tuple[str, str]:
    """The disc and the name of an answer; an option that the scale has no more keeps its key for a name."""
    if rating == DK:
        return "rate-dk", _("Don’t know")
    if rating == NA:
        return "rate-na", _("Not applicable")
    found = {one.key: (one.glyph, one.name) for one in options_of(read)}
    return found.get(rating, ("rate-dk", rating))
