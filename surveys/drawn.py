"""The parts of the answering pages that are the same for everybody, drawn once and then kept.

A version never changes, so what stands on its questions is drawn once a language; drawing it anew for
each page would be most of what the page costs. Nothing of a person or a response is ever kept here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.look import disc
from core.text import TranslatedText
from maturity.models import Criterion
from maturity.reading import Catalog
from maturity.scoring import DK, NA
from surveys.given import Given
from surveys.models import NaReason


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of the scale: its key, its disc, and its name in two parts, "Largely" and "achieved"."""

    key: str
    glyph: str
    name: str
    rest: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Markup of one criterion in one language."""

    head: str
    answers: list[tuple[str, str]]  # the key of each answer, and what stands on it
    note: str  # the reason for N/A, comment and evidence, all empty


_kept: dict[tuple[str, str], Mapping[str, Drawn]] = {}


def drawn_for(read: Catalog) -> Mapping[str, Drawn]:
    """All criteria of a version in the reader's language, by key."""
    place = (read.version.checksum, get_language() or "")
    if place not in _kept:
        _kept[place] = _draw(read)
    return _kept[place]


def asides_in_words() -> list[tuple[str, str]]:
    """The two answers without a value, in the reader's language: their keys, and what stands on them."""
    draw = get_template("surveys/_rate_aside.html").render
    return [
        (DK, draw({"disc": "rate-dk", "name": _("Don’t know"), "press": 0})),
        (NA, draw({"disc": "rate-na", "name": _("Not applicable"), "press": 9})),
    ]


def _draw(read: Catalog) -> Mapping[str, Drawn]:
    options = options_of(read)
    drawn = {}
    for dimension in read.dimensions:
        asked = read.criteria_of(dimension.key)
        for number, criterion in enumerate(asked, start=1):
            drawn[criterion.key] = _draw_one(criterion, number, len(asked), options)
    return drawn


def _draw_one(criterion: Criterion, number: int, total: int, options: list["Option"]) -> Drawn:
    head = get_template("surveys/_rate_head.html").render
    label = get_template("surveys/_rate_label.html").render
    note = get_template("surveys/_rate_note.html").render
    place = anchor_of(criterion)
    evidence = within_sentence(str(criterion.evidence))
    where = {"id": place, "criterion": criterion, "evidence": evidence, "number": number, "total": total}
    anchors = {key: TranslatedText(text) for key, text in criterion.guidance.items()}
    answers = [
        (one.key, label({"option": one, "number": at, "anchor": anchors.get(one.key, "")}))
        for at, one in enumerate(options, start=1)
    ]
    empty = {"criterion": criterion, "given": Given(), "errors": {}, "reasons": NaReason.offered()}
    return Drawn(head(where), answers, note({"question": empty, "key": criterion.key, "id": place}))


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
