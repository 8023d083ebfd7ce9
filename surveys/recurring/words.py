"""What has come of a recurring round in words, alike on its page and in the mail."""

from django.utils.translation import gettext as _

from core import moments
from surveys.models import Occurrence

Outcome = Occurrence.Outcome


def opening(occurrence: Occurrence) -> str:
    """When it was to open, "Mon 4 Jan 2027, 09:00 (São Paulo)"."""
    return moments.end(occurrence.opens_at, occurrence.recurrence.time_zone)


def why_skipped(occurrence: Occurrence) -> str:
    """A sentence that says why there is no round, or why it waits; "" where it was drafted as planned."""
    last = occurrence.hindered_by
    words = {
        "name": occurrence.name,
        "opens": opening(occurrence),
        "last": last.name if last else _("the round before"),
        "until": moments.end(last.ends_at, last.time_zone) if last else "",
    }
    match occurrence.outcome:
        case Outcome.LAST_OPEN if occurrence.round is not None:
            return _("%(name)s was to open by itself, but %(last)s was still open.") % words
        case Outcome.LAST_OPEN:
            return _("%(name)s was skipped: %(last)s was not over by then.") % words
        case Outcome.LAST_DRAFT:
            return _("%(name)s was skipped: %(last)s was still a draft.") % words
        case Outcome.NO_VERSION:
            return _("%(name)s was skipped: its model had no published version.") % words
        case Outcome.NO_TEAMS:
            return _("%(name)s was skipped: there was no team to ask.") % words
        case Outcome.MISSED:
            return _("%(name)s was skipped: the server was off when it was due.") % words
    return ""


def what_helps(occurrence: Occurrence) -> str:
    """What can be done about a round that was skipped, or about its draft that waits."""
    match occurrence.outcome:
        case Outcome.LAST_OPEN if occurrence.round is not None:
            return _("Its draft waits: open it, or discard it if this one is not wanted.")
        case Outcome.LAST_OPEN:
            return _("The next one is drafted as usual, once the last one is over.")
        case Outcome.LAST_DRAFT:
            return _("Open that draft or discard it; until then no other one is made.")
        case Outcome.NO_VERSION:
            return _("Choose another model, or end the recurring round. You are told of it once.")
        case Outcome.NO_TEAMS:
            return _("Choose other teams, or end the recurring round. You are told of it once.")
    return ""
