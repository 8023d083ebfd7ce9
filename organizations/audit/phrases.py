"""A line of the audit trail as a sentence: on a page with the values marked, in a file as plain text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.access import Right, Role
from organizations.audit.words import sentence_of
from organizations.models import AuditEvent

WAYS: Mapping[str, Any] = {
    "password": gettext_lazy("a password"),
    "totp": gettext_lazy("a code of an app"),
    "webauthn": gettext_lazy("a passkey"),
    "recovery_codes": gettext_lazy("a recovery code"),
    "all": gettext_lazy("all of them"),
}
SETTINGS: Mapping[str, Any] = {
    "name": gettext_lazy("name"),
    "language": gettext_lazy("main language"),
    "languages": gettext_lazy("languages"),
    "time_zone": gettext_lazy("time zone"),
    "min_group_size": gettext_lazy("minimum group"),
    "retention_months": gettext_lazy("months that comments are kept"),
}


MARKED = '<strong class="told__value" translate="no">{}</strong>'
LEADING_ON = '<a class="told" translate="no" href="?{}">{}</a>'


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with placeholders, and its values; `thing` is what `label` names, as "team:12"."""

    sentence: str
    values: Mapping[str, str]
    thing: str = ""

    def __str__(self) -> str:
        return self.sentence % self.values

    def as_html(self) -> SafeString:
        """The same for the page of the trail: the values stand out, and the thing leads to all about it.

        What people wrote is not touched by a translator of the browser.
        """
        marked = {name: format_html(MARKED, value) for name, value in self.values.items()}
        if self.thing and self.values.get("label"):
            marked["label"] = format_html(LEADING_ON, urlencode({"thing": self.thing}), self.values["label"])
        return mark_safe(conditional_escape(self.sentence) % marked)  # noqa: S308  both parts are escaped


def phrase_of(row: AuditEvent, label: str) -> Phrase:
    """The sentence of one line; `label` is what its thing is called."""
    if row.erased and not label:
        label = _("an erased person")
    values = {name: _said(name, value) for name, value in row.detail.items()}
    values = values | {"label": label, "changes": _changes(row.detail)}
    thing = f"{row.object_type}:{row.object_id}" if row.object_id else ""
    return Phrase(sentence_of(row.action, values), values, thing)


def _said(name: str, value: Any) -> str:
    """A fact as people read it."""
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    say = _SAYING.get(name)
    return say(value) if say and isinstance(value, str) else "" if value is None else str(value)


def _role(value: str) -> str:
    return str(Role(value).label).lower() if value in Role.values else value


def _right(value: str) -> str:
    return str(Right(value).label) if value in Right.values else value


def _way(value: str) -> str:
    return str(WAYS.get(value, value))


def _moment(value: str) -> str:
    try:
        at = parse_datetime(value)
    except ValueError:
        return value
    return date_format(localtime(at), "DATETIME_FORMAT") if at and at.tzinfo else value


_SAYING: Mapping[str, Callable[[str], str]] = {
    "role": _role,
    "right": _right,
    "way": _way,
    "factor": _way,
    "after": _moment,
    "ends": _moment,
}


def _changes(detail: Mapping[str, Any]) -> str:
    """What was set to what, of settings that changed together: "time zone: UTC → Europe/Lisbon"."""
    before, after = detail.get("before"), detail.get("after")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ""
    return "; ".join(
        f"{SETTINGS.get(name, name)}: {_said(name, old) or '–'} → {_said(name, after.get(name)) or '–'}"
        for name, old in before.items()
    )
