"""Text to catalog document: YAML or JSON, read so that no file can do harm.

YAML is read event by event, without constructing anything: no aliases, no tags, no dates, no key twice,
only as deep and as large as a catalog can be. Words are as in YAML 1.2: `no` is a word, not "false".
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from django.utils.translation import gettext as _

from maturity.problems import Problem, VersionHasProblems
from maturity.problems.checking import DEEPEST

LARGEST = 1_000_000

_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}\Z")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_document(text: str) -> dict[str, Any]:
    """The mapping that a catalog file holds, in YAML or JSON; it still has to be checked.

    Raises:
        VersionHasProblems: with the one problem for which it cannot be read, by line where known.
    """
    if len(text) > LARGEST:
        found = {"found": len(text), "limit": LARGEST}
        raise _unreadable("", _("the file has %(found)d characters, at most %(limit)d are read") % found)
    text = text.removeprefix("\ufeff")
    document = _read_json(text) if text.lstrip().startswith("{") else _read_yaml(text)
    if not isinstance(document, dict):
        raise _unreadable("", _("the file must hold a mapping of fields to values"))
    return document


def _unreadable(where: str, message: str) -> VersionHasProblems:
    return VersionHasProblems([Problem(where, message)])


def _at(line: int) -> str:
    return _("line %(number)d") % {"number": line}


def _read_json(text: str) -> Any:
    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise _unreadable("", _twice(key))
            found[key] = value
        return found

    try:
        return json.loads(text, object_pairs_hook=mapping)
    except json.JSONDecodeError as error:
        raise _unreadable(_at(error.lineno), _("this is no JSON: %(why)s") % {"why": error.msg}) from None
    except RecursionError:
        raise _unreadable("", _too_deep()) from None
    except ValueError:  # a number of thousands of digits
        raise _unreadable("", _("a number is too long")) from None


def _read_yaml(text: str) -> Any:
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = _at(mark.line + 1) if mark else ""
        raise _unreadable(where, _("this is no YAML: %(why)s") % {"why": error.problem}) from None
    except yaml.YAMLError:
        raise _unreadable("", _("the file holds characters that YAML does not allow")) from None
    return builder.document


def _twice(key: str) -> str:
    return _("the field “%(field)s” appears twice") % {"field": key[:40]}


def _too_deep() -> str:
    return _("nested more than %(limit)d deep") % {"limit": DEEPEST}


class _Builder:
    """Builds the document from the events of the parser, and refuses what no catalog needs."""

    def __init__(self) -> None:
        self.document: Any = None
        self._documents = 0
        self._open: list[dict[str, Any] | list[Any]] = []
        self._keys: list[str | None] = []  # of each open mapping the key that waits for its value

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None) or getattr(event, "tag", None) not in (None, "!"):
            raise _unreadable(_at(line), _("anchors, aliases and tags are not read; write the value out"))
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._start({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _unreadable(_at(line), _("the file holds more than one document"))

    def _take_scalar(self, event: Any, line: int) -> None:
        if self._awaits_key:
            if event.value in self._open[-1]:
                raise _unreadable(_at(line), _twice(event.value))
            self._keys[-1] = event.value
        else:
            self._place(_plain_value(event.value) if event.implicit[0] else event.value)

    def _start(self, container: dict[str, Any] | list[Any], line: int) -> None:
        if self._awaits_key:
            raise _unreadable(_at(line), _("a field needs a plain name"))
        if len(self._open) >= DEEPEST:
            raise _unreadable(_at(line), _too_deep())
        self._place(container)
        self._open.append(container)
        self._keys.append(None)

    @property
    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], dict) and self._keys[-1] is None

    def _place(self, value: Any) -> None:
        if not self._open:
            self.document = value
            return
        container, key = self._open[-1], self._keys[-1]
        if isinstance(container, list):
            container.append(value)
        elif key is not None:
            container[key] = value
            self._keys[-1] = None


def _plain_value(word: str) -> Any:
    """What a word without quotes means."""
    if word.lower() in _WORDS:
        return _WORDS[word.lower()]
    if _WHOLE.match(word):
        return int(word)
    return float(word) if _DECIMAL.match(word) else word
