"""Text that carries its translations: catalog texts are data, not gettext."""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FALLBACK = "en"


class SortedEncoder(DjangoJSONEncoder):
    """JSON in one key order, so that the same data is the same text on SQLite too."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"sort_keys": True}))


class TranslatedText(dict[str, str]):
    """Language code -> text; `str()` is the reader's language, so templates just print it."""

    def __str__(self) -> str:
        return self.in_language(get_language() or FALLBACK)

    def in_language(self, language: str) -> str:
        """The text in `language`, else in its base language, else in English, else whatever there is."""
        return self.get(self.language_for(language), "")

    def language_for(self, language: str) -> str:
        """The code of the language that `in_language` shows, for a `lang` attribute."""
        for code in (language, language.split("-")[0], FALLBACK):
            if self.get(code):
                return code
        return next((code for code, text in self.items() if text), FALLBACK)


class SortedJSONField(models.JSONField):
    """A JSON field that writes its keys in one order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["encoder"] = SortedEncoder
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["encoder"]
        return name, path, args, kwargs


class TranslatedField(SortedJSONField):
    """Holds a `TranslatedText`: `{"en": "...", "pt-br": "..."}`."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> TranslatedText | None:
        loaded = super().from_db_value(value, expression, connection)
        return None if loaded is None else TranslatedText(loaded)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return TranslatedText(value) if isinstance(value, dict) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value is not None and not is_translated(value):
            raise ValidationError(_("A text needs a mapping of languages to strings."), code="not_translated")


def is_translated(value: object) -> bool:
    """Whether `value` has the form of a translated text."""
    return isinstance(value, Mapping) and all(
        isinstance(k, str) and isinstance(v, str) for k, v in value.items()
    )


# Nobody sees these, and a few of them turn round whatever stands behind them on the page.
# The joiners of emoji and of Persian stay.
UNSEEN = re.compile("[\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


# What no spreadsheet and no XML can hold: controls, halves of letters, and two places that are no letters.
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")  # as Word and old systems write them


def writable(text: str) -> str:
    """A text as every file can hold it: odd line breaks are plain ones, and what is no letter is gone."""
    if text.isascii() and text.isprintable():
        return text
    return UNWRITABLE.sub("", LINE_BREAKS.sub("\n", text))


def prose(text: str) -> str:
    """A text of several lines as it is stored: plain line breaks, nothing that nobody sees, no blank ends.

    Of several empty lines one stays.
    """
    lines = [line.rstrip() for line in UNSEEN.sub("", writable(text)).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """A name as it is stored: in one line, single spaces between its words, nothing that nobody sees.

    Empty where nothing is left to be read.
    """
    if text.isascii() and text.isprintable():  # most names: three passes less
        return " ".join(text.split()) if any(map(str.isalnum, text)) else _readable(" ".join(text.split()))
    return _readable(" ".join(UNSEEN.sub("", CONTROLS.sub(" ", text)).split()))


def _readable(name: str) -> str:
    """`name`, or nothing where it holds no letter, digit or sign."""
    return name if any(unicodedata.category(letter)[0] in "LNPS" for letter in name) else ""


# A whole address, whose place an ellipsis takes; and a dot that makes a word look like the name of a host.
# The dots of other scripts and widths count, for programs that read mail take them for the same.
ADDRESS = re.compile(r"\S*(?:[:：][/／\\]{1,2}|[@＠﹫]|\bwww[.．。｡․])\S*", re.IGNORECASE)
DOT = "[.．。｡․]"
ADDRESS_OF_A_MACHINE = re.compile(rf"\b\d{{1,3}}(?:{DOT}\d{{1,3}}){{3}}\b")
DOT_OF_A_HOST = re.compile(rf"(?<=\w){DOT}(?=[^\W\d_]{{2}})")


def without_addresses(text: str) -> str:
    """A text in which no mail program finds anything to follow: no URL, no e-mail address, no name of a host.

    Addresses give way to an ellipsis. A name such as Booking.com keeps its words and loses the dot.
    """
    return DOT_OF_A_HOST.sub(" ", ADDRESS_OF_A_MACHINE.sub("…", ADDRESS.sub("…", text)))


def as_canonical_json(document: object) -> str:
    """One text for one document: sorted keys, no spaces, no ASCII escapes; what checksums are taken of."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
