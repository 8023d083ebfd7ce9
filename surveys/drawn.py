"""The questions of the answering pages, drawn once and then only filled in.

A version never changes, so the markup of a question is drawn once a language and process; drawing it anew
for each page was most of what a page cost. What is kept holds texts of the catalog alone. Where something of
a person belongs, a mark stands, and each page puts that in escaped, and keeps none of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.look import disc
from core.text import TranslatedText
from maturity.models import Criterion
from maturity.reading import Catalog
from maturity.scoring import DK, NA
from surveys.answer_forms import Entry
from surveys.given import Given
from surveys.models import NaReason

MARK = "\0"  # around the name of a place: no text holds it, for no database of ours can
INDENT = re.compile(r"\n\s+")
CHECKED, SELECTED = " checked", " selected"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of the scale: its key, its disc, and its name in two parts, "Largely" and "achieved"."""

    key: str
    glyph: str
    name: str
    rest: str


class Fragment:
    """Markup with places that are filled in for each reader."""

    def __init__(self, drawn: str) -> None:
        pieces = INDENT.sub("\n", drawn).split(MARK)
        self._texts, self._places = pieces[::2], pieces[1::2]

    def fill(self, values: Mapping[str, str]) -> SafeString:
        """The markup with `values` in the places of their names; nothing where there is none.

        Args:
            values: markup themselves: whatever a person wrote must have been escaped.
        """
        found = [self._texts[0]]
        for place, text in zip(self._places, self._texts[1:], strict=True):
            found.append(values.get(place, ""))
            found.append(text)
        return mark_safe("".join(found))  # noqa: S308 (drawn by a template, filled with escaped values)


@dataclass(frozen=True, slots=True)
class Face:
    """One criterion as everybody is asked it, in one language."""

    criterion: Criterion
    total: int
    options: list[Option]
    blank: Fragment  # without a comment
    noted: Fragment  # with one, or with a link to evidence

    def asked(self, entry: Entry, number: int, *, stored_name: str, last: SafeString) -> SafeString:
        """The question with what stands in its fields; drawn anew only where something is wrong with that.

        Args:
            number: its place on the page.
            stored_name: what the rating is called that was saved meanwhile.
            last: what was said last time, as markup.
        """
        given = entry.given
        if entry.wrong or given.na_reason == NaReason.ANOTHER_TEAM:
            return _draw(self.criterion, self.total, self.options, entry, number, stored_name, last)
        values = {"number": str(number), "last": last, "seen": str(entry.seen), f"c:{given.rating}": CHECKED}
        if given.na_reason:
            values[f"why:{given.na_reason}"] = SELECTED
        if not (given.comment or given.evidence_url):
            return self.blank.fill(values)
        values |= {"note": escape(given.comment), "link": escape(given.evidence_url)}
        return self.noted.fill(values)


_kept: dict[tuple[str, str], Mapping[str, Face]] = {}


def faces_of(read: Catalog) -> Mapping[str, Face]:
    """All criteria of a version in the reader's language, by key."""
    place = (read.version.checksum, get_language() or "")
    if place not in _kept:
        _kept[place] = {face.criterion.key: face for face in _faces(read)}
    return _kept[place]


def _faces(read: Catalog) -> Iterable[Face]:
    options = options_of(read)
    for dimension in read.dimensions:
        asked = read.criteria_of(dimension.key)
        for criterion in asked:
            place = (criterion, len(asked), options)
            yield Face(*place, Fragment(_draw(*place, None)), Fragment(_draw(*place, None, noted=True)))


def _draw(
    criterion: Criterion,
    total: int,
    options: list[Option],
    entry: Entry | None,
    number: int = 0,
    stored_name: str = "",
    last: str = "",
    *,
    noted: bool = False,
) -> SafeString:
    """One question. Without an entry marks stand where something of a person belongs."""
    given = entry.given if entry else Given(comment=mark("note"), evidence_url=mark("link"))
    if entry:
        noted = bool(given.comment or given.evidence_url)

    def chosen(place: str, value: str, word: str) -> str:
        if entry is None:
            return mark(f"{place}:{value}")
        return word if value == (given.rating if place == "c" else given.na_reason) else ""

    errors = entry.errors if entry else {}
    anchors = {key: TranslatedText(text) for key, text in criterion.guidance.items()}
    question = {
        "criterion": criterion,
        "number": number if entry else mark("number"),
        "last": last if entry else mark("last"),
        "total": total,
        "evidence": within_sentence(str(criterion.evidence)),
        "options": [
            (one, at, anchors.get(one.key, ""), chosen("c", one.key, CHECKED))
            for at, one in enumerate(options, start=1)
        ],
        "asides": [
            (key, glyph, name, press, chosen("c", key, CHECKED))
            for key, glyph, name, press in _asides(na_allowed=criterion.na_allowed)
        ],
        "reasons": [
            (value, label, chosen("why", value, SELECTED))
            for value, label in NaReason.offered(given.na_reason)
        ],
        "seen": entry.seen if entry else mark("seen"),
        "comment": given.comment if noted or entry else "",
        "link": given.evidence_url if noted or entry else "",
        "noted": noted,
        "open": noted or bool({"comment", "evidence_url"} & set(errors)),
        "errors": errors,
        "stored": entry.stored if entry else None,
        "stored_name": stored_name,
    }
    context: dict[str, Any] = {"question": question, "key": criterion.key, "id": anchor_of(criterion)}
    return cast(SafeString, get_template("surveys/_rate.html").render(context))


def mark(place: str) -> SafeString:
    """What stands in a drawing where `Fragment.fill` puts the value of that name."""
    return SafeString(f"{MARK}{place}{MARK}")


def _asides(*, na_allowed: bool) -> list[tuple[str, str, str, int]]:
    """The answers without a value: key, disc, name, and the digit that chooses them."""
    unknown = (DK, "rate-dk", _("Don’t know"), 0)
    return [unknown, (NA, "rate-na", _("Not applicable"), 9)] if na_allowed else [unknown]


def anchor_of(criterion: Criterion) -> str:
    """The id of a criterion's place on its page; a dot would need escaping in CSS."""
    return "c-" + criterion.key.replace(".", "-")


def options_of(read: Catalog) -> list[Option]:
    """The answers of a version's scale; the words that all their labels end with are set apart."""
    labels = [str(option["label"]).split() for option in read.options]
    common = 0
    while all(len(words) > common + 1 for words in labels) and len({w[-1 - common] for w in labels}) == 1:
        common += 1
    found = []
    for option, words in zip(read.options, labels, strict=True):
        cut = len(words) - common
        name, rest = " ".join(words[:cut]), " ".join(words[cut:])
        found.append(Option(option["key"], disc(option["value"]), name, rest))
    return found


def within_sentence(text: str) -> str:
    """A text as it goes on in a sentence: its first letter small, unless an abbreviation begins it."""
    begins_with_a_word = len(text) > 1 and not text[1].isupper() and not text[1].isdigit()
    return text[0].lower() + text[1:] if begins_with_a_word else text
