"""Words that several pages share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core import moments
from reports.queries.rounds import RoundFacts
from reports.queries.team import Sent


def when(moment: datetime) -> str:
    """A day in the reader's language and time zone."""
    return date_format(localtime(moment), "DATE_FORMAT")


def until(round: RoundFacts) -> str:
    """Until when a round takes answers: the day and hour on the clocks of its zone, and where those hang.

    A day alone would be wrong for a round that ends at midnight, and for who reads in another zone.
    """
    return moments.end(round.closes_at, round.time_zone)


def round_line(round: RoundFacts) -> SafeString:
    """Which model, version and round a page speaks of, and whether the round has ended."""
    values = {
        "model": round.model_name,
        "version": round.version_number,
        "round": written(round.name),
        "day": until(round) if round.is_open else when(round.ends_at),
    }
    if round.is_open:
        return told(_("%(model)s, version %(version)s · round %(round)s, open until %(day)s"), values)
    return told(_("%(model)s, version %(version)s · round %(round)s, closed on %(day)s"), values)


def sent_line(sent: Sent | None) -> SafeString:
    """Who answered for the team, and when; empty before anything was sent."""
    if sent is None:
        return SafeString("")
    values = {"day": when(sent.at), "person": written(sent.by)}
    if not sent.by:
        return told(_("answered on %(day)s"), values)
    return told(_("answered by %(person)s on %(day)s"), values)


def told(sentence: str, values: Mapping[str, Any]) -> SafeString:
    """A translated sentence with its values, escaped unless they are safe already."""
    safe = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(escape(sentence) % safe)  # noqa: S308


def written(name: str) -> SafeString:
    """What people wrote, which no machine may translate."""
    return format_html('<span translate="no">{}</span>', name)
