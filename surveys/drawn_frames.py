"""What stands around the questions, drawn once a dimension, version and language, and then only filled in.

As in `surveys.drawn`, what is kept holds texts of the catalog and the interface alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.template.loader import get_template
from django.utils.html import escape, json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.templatetags.look import icon
from maturity.models import Dimension
from maturity.reading import Catalog
from surveys.drawn import Fragment, mark, options_of
from surveys.progress import DimensionProgress, Progress
from surveys.script_words import script_words


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a dimension's page that are the same for everybody, with places for how far one is."""

    key: str  # of the dimension; its row may be another one's, for equal catalogs are drawn once
    rail_parts: Fragment
    climb_parts: Fragment
    intro: SafeString
    dock: SafeString

    def rail(self, progress: Progress, *, team: str, round: str, closes: str) -> SafeString:
        """All dimensions and how far each is."""
        values: dict[str, str] = {"team": escape(team), "round": escape(round), "closes": escape(closes)}
        for one in progress.dimensions:
            key, now = one.dimension.key, one.dimension.key == self.key
            values[f"state:{key}"] = "is-done" if one.done else "is-now" if now else "is-todo"
            values[f"icon:{key}"] = icon(_icon_of(one, now=now))
            values[f"answered:{key}"] = str(one.answered)
        return self.rail_parts.fill(values)

    def climb(self, progress: Progress) -> SafeString:
        """The steps of the bar and how many criteria are answered."""
        return _filled_climb(self.climb_parts, progress, self.key)


_kept: dict[tuple[str, str, str], Any] = {}


def once(read: Catalog, part: str, make: Callable[[], Any]) -> Any:
    """What was drawn for a version in the reader's language, now or before."""
    place = (read.version.checksum, get_language() or "", part)
    if place not in _kept:
        _kept[place] = make()
    return _kept[place]


def frame_of(read: Catalog, dimension: Dimension) -> Frame:
    """The frame around one dimension in the reader's language."""
    return cast(Frame, once(read, dimension.key, lambda: _draw_frame(read, dimension)))


def climb_of(read: Catalog, progress: Progress) -> SafeString:
    """The steps of the bar on a page of no dimension."""
    parts = once(read, "", lambda: Fragment(_draw_climb(read, None)))
    return _filled_climb(parts, progress, "")


_words: dict[str, SafeString] = {}


def words_of_script() -> SafeString:
    """What the script of the answering pages says in the reader's language, as it reads it."""
    language = get_language() or ""
    if language not in _words:
        _words[language] = json_script(script_words(), "words")
    return _words[language]


def _draw_frame(read: Catalog, dimension: Dimension) -> Frame:
    place = read.dimensions.index(dimension)
    ways = {
        "previous": read.dimensions[place - 1] if place else None,
        "next": next(iter(read.dimensions[place + 1 :]), None),
        "options": len(options_of(read)),
    }
    about = {"dimension": dimension, "number": place + 1, "total": len(read.dimensions)}
    return Frame(
        dimension.key,
        Fragment(_draw_rail(read, dimension)),
        Fragment(_draw_climb(read, dimension)),
        draw("surveys/_intro.html", about),
        draw("surveys/_dock.html", ways),
    )


def _draw_rail(read: Catalog, now: Dimension) -> SafeString:
    rows = [
        {
            "dimension": one,
            "is_current": one == now,
            "asked": len(read.criteria_of(one.key)),
            **{name: mark(f"{name}:{one.key}") for name in ("state", "icon", "answered")},
        }
        for one in read.dimensions
    ]
    ours = {name: mark(name) for name in ("team", "round", "closes")}
    return draw("surveys/_rail.html", {"dimensions": rows, **ours})


def _draw_climb(read: Catalog, now: Dimension | None) -> SafeString:
    context = {
        "steps": [(one, mark(f"step:{one.key}")) for one in read.dimensions],
        "answered": mark("answered"),
        "asked": len(read.criteria),
        "short": now.short if now else "",
    }
    return draw("surveys/_climb.html", context)


def _filled_climb(parts: Fragment, progress: Progress, now: str) -> SafeString:
    """The bar with its steps; `now` is the key of the dimension at hand, "" on a page of none."""
    values = {"answered": str(progress.answered)}
    for one in progress.dimensions:
        if one.dimension.key == now or (one.begun and not now):
            values[f"step:{one.dimension.key}"] = ' class="is-now"'
        elif one.done:
            values[f"step:{one.dimension.key}"] = ' class="is-done"'
    return parts.fill(values)


def _icon_of(one: DimensionProgress, *, now: bool) -> str:
    if one.done:
        return "check-circle-fill"
    return "circle-half" if one.begun or now else "circle"


def draw(template: str, context: Mapping[str, Any]) -> SafeString:
    """What a template makes of texts of the catalog, without a request."""
    return cast(SafeString, get_template(template).render(dict(context)))
