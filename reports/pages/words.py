"""Words that several pages share."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reports.queries.rounds import RoundFacts


def when(moment: datetime) -> str:
    """A day in the reader's language and time zone."""
    return date_format(localtime(moment), "DATE_FORMAT")


def when_exactly(moment: datetime) -> str:
    """A day and time in the reader's language and time zone."""
    return date_format(localtime(moment), "DATETIME_FORMAT")


def round_line(round: RoundFacts) -> str:
    """Which model, version and round a page speaks of, and whether the round has ended."""
    values = {
        "model": round.model_name,
        "version": round.version_number,
        "round": round.name,
        "day": when(round.closed_at or round.closes_at),
    }
    if round.is_open:
        return _("%(model)s, version %(version)s · round %(round)s, open until %(day)s") % values
    return _("%(model)s, version %(version)s · round %(round)s, closed on %(day)s") % values
