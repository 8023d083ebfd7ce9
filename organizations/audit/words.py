"""Every action of the audit trail: what kind it is, and the sentence that people read.

A new action needs a line here; `tests/rules/test_audit.py` finds the ones that have none. Of the sentences
of an action the first counts whose placeholders all have a value in the line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What can be filtered by."""

    SIGN_IN = "sign_in", _("Sign-in")
    REFUSED = "refused", _("Refused")
    PEOPLE = "people", _("People and roles")
    TEAMS = "teams", _("Teams")
    ROUNDS = "rounds", _("Rounds and answers")
    CATALOG = "catalog", _("Catalog")
    TAKEN_OUT = "taken_out", _("Downloads")
    SETTINGS = "settings", _("Organization")
    OTHER = "other", _("Other")


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its kind, and its sentences, the most telling first."""

    kind: Kind
    sentences: tuple[Any, ...]


def _of(kind: Kind, lines: Mapping[str, Any]) -> Iterable[tuple[str, Action]]:
    for name, sentences in lines.items():
        yield name, Action(kind, sentences if isinstance(sentences, tuple) else (sentences,))


_SIGN_IN = {
    "person.signed_in": (_("Signed in with %(way)s."), _("Signed in.")),
    "person.signed_out": _("Signed out."),
    "password.changed": _("%(label)s changed the password."),
    "password.set": _("%(label)s chose a first password."),
    "password.reset": _("%(label)s chose a new password by a link."),
    "address.changed": _("%(label)s changed the e-mail address."),
    "session.ended": _("%(label)s ended a session on another device."),
    "session.others_ended": _("%(label)s ended all other sessions: %(number)s."),
    "factor.added": _("%(label)s set up a second factor: %(factor)s."),
    "factor.removed": _("%(label)s removed a second factor: %(factor)s."),
    "factor.renewed": _("%(label)s made new recovery codes."),
}
_ACCOUNTS = {
    "account.closed": _("The account of %(label)s was closed by an operator."),
    "account.opened": _("The account of %(label)s was opened again by an operator."),
    "account.signed_out_everywhere": _("%(label)s was signed out everywhere by an operator."),
    "operator.made": _("%(label)s became an operator of this installation."),
    "operator.unmade": _("%(label)s is no operator of this installation any more."),
    "outbox.retried": _("Dead messages of the outbox were tried again: %(number)s."),
}
_REFUSED = {
    "person.sign_in_failed": (
        _("Sign-in failed: the password for %(label)s was wrong."),
        _("Sign-in failed: nobody has this address."),
    ),
    "factor.failed": _("Sign-in failed: the second factor of %(label)s was wrong."),
    "access.refused": (
        _("Refused at %(label)s: lacks the right to %(right)s."),
        _("Refused at %(label)s."),
    ),
    "access.hidden": _("Not found, or not theirs: %(label)s."),
    "access.limited": _("Held back after too many attempts: %(label)s."),
    "link.refused": _("A link was refused: %(label)s."),
}
_PEOPLE = {
    "member.joined": _("%(label)s became a member."),
    "member.returned": _("%(label)s is a member again."),
    "member.suspended": _("The membership of %(label)s was suspended."),
    "member.erased": _("%(label)s was erased."),
    "person.erased": _("The account of %(label)s was erased."),
    "member.brought_back": _("The membership of %(label)s counts again."),
    "member.left": _("%(label)s is no member any more."),
    "role.granted": (
        _("%(label)s was made %(role)s of %(team)s."),
        _("%(label)s was made %(role)s."),
    ),
    "role.prolonged": (
        _("%(label)s stays %(role)s of %(team)s without an end."),
        _("%(label)s stays %(role)s without an end."),
    ),
    "role.revoked": (
        _("%(label)s is no longer %(role)s of %(team)s."),
        _("%(label)s is no longer %(role)s."),
    ),
}
_OFFERS = {
    "offer.made": (
        _("%(label)s was invited to join: %(role)s of %(team)s."),
        _("%(label)s was invited to join: %(role)s."),
        _("Somebody was invited to join: %(role)s."),
    ),
    "offer.sent_again": (
        _("The invitation to join was sent again to %(label)s."),
        _("An invitation to join was sent again."),
    ),
    "offer.corrected": (
        _("The address of an invitation to join was corrected: %(label)s."),
        _("The address of an invitation to join was corrected."),
    ),
    "offer.revoked": (
        _("The invitation to join was withdrawn from %(label)s."),
        _("An invitation to join was withdrawn."),
    ),
    "offer.accepted": (
        _("%(label)s accepted the invitation to join."),
        _("An invitation to join was accepted."),
    ),
    "offer.declined": (
        _("%(label)s declined the invitation to join."),
        _("An invitation to join was declined."),
    ),
}
_TEAMS = {
    "team.added": (
        _("%(label)s was added to %(parent)s, split off from %(split_from)s."),
        _("%(label)s was added, split off from %(split_from)s."),
        _("%(label)s was added to %(parent)s."),
        _("%(label)s was added."),
    ),
    "team.renamed": (_("%(before)s was renamed %(label)s."), _("%(label)s was renamed.")),
    "team.keyed": (_("%(label)s has the key %(key)s now."), _("%(label)s has no key any more.")),
    "team.moved": (_("%(label)s was moved to %(parent)s."), _("%(label)s was moved to the top.")),
    "team.archived": _("%(label)s was archived."),
    "team.restored": _("%(label)s was brought back."),
    "team.merged": _("%(label)s was merged into %(into)s."),
    "team.labelled": (
        _("%(label)s now has the labels %(labels)s."),
        _("%(label)s has no labels any more."),
    ),
    "teams.imported": _("A spreadsheet was imported; teams added: %(added)s, rows of people: %(people)s."),
    "label.added": _("Label %(label)s was added."),
    "label.renamed": _("Label %(before)s was renamed %(label)s."),
    "label.merged": _("Label %(label)s was merged into %(into)s."),
    "label.deleted": _("Label %(label)s was deleted."),
}
_ROUNDS = {
    "round.planned": _("Round %(label)s was planned."),
    "round.changed": _("The draft of round %(label)s was changed."),
    "round.opened": _("Round %(label)s was opened."),
    "round.extended": (
        _("Round %(label)s now closes on %(after)s."),
        _("Round %(label)s was extended."),
    ),
    "round.joined": _("Teams joined round %(label)s while it was open, %(number)s: %(teams)s."),
    "round.discarded": _("The draft of round %(label)s was discarded."),
    "round.closed": _("Round %(label)s was closed."),
    "round.outcome_told": (
        _("What came of round %(label)s was told, characters: %(letters)s."),
        _("What came of round %(label)s is told no more."),
    ),
    "round.forgotten": _("What people wrote in round %(label)s was deleted: its time is over."),
    "round.recompute_asked": _("The results of round %(label)s are computed again."),
    "response.submitted": _("The answers of %(label)s were sent."),
    "response.reopened": _("The answers of %(label)s were opened again."),
    "round.reminded": _("Round %(label)s: a reminder was asked for, people: %(people)s."),
    "recurrence.set_up": _("The recurring round %(label)s was set up."),
    "recurrence.changed": _("The recurring round %(label)s was changed."),
    "recurrence.paused": _("The recurring round %(label)s was paused."),
    "recurrence.resumed": _("The recurring round %(label)s goes on."),
    "recurrence.ended": _("The recurring round %(label)s was ended."),
    "recurrence.skipped": _("Of the recurring round %(label)s one was skipped: %(round)s."),
    "invitation.replaced": _("A new link to answer was sent: %(label)s."),
    "invitation.revoked": _("The invitation to answer was withdrawn: %(label)s."),
}
_CATALOG = {
    "version.published": (
        _("Version %(number)s was published: %(label)s."),
        _("A version was published: %(label)s."),
    ),
}
_TAKEN_OUT = {
    "archive.asked": _("An archive of everything was asked for."),
    "archive.fetched": _("An archive of everything was downloaded: %(label)s."),
    "audit.exported": (
        _("The audit trail was downloaded, filtered: %(filters)s."),
        _("The audit trail was downloaded."),
    ),
    "round.exported": (
        _("Who is asked in round %(label)s was downloaded; teams: %(teams)s."),
        _("Who is asked in round %(label)s was downloaded."),
    ),
    "results.exported": (
        _("Results of %(teams)s teams were downloaded: %(label)s."),
        _("Results were downloaded: %(label)s."),
    ),
}
_SETTINGS = {
    "organization.founded": _("%(label)s was founded."),
    "organization.changed": (
        _("The settings were changed: %(changes)s."),
        _("The settings were changed."),
    ),
    "organization.logo_set": _("The logo was changed."),
    "organization.logo_removed": _("The logo was removed."),
    "organization.end_asked": (
        _("Asked to delete the organization. It goes on %(ends)s."),
        _("It was asked to delete the organization."),
    ),
    "organization.end_taken_back": _("The organization stays: its deletion was taken back."),
    "organization.deleted": _("%(label)s was deleted with all it had."),
    "ownership.handed_on": _("The organization was handed on to %(label)s."),
}

ACTIONS: Mapping[str, Action] = {
    name: action
    for kind, lines in (
        (Kind.SIGN_IN, _SIGN_IN),
        (Kind.SIGN_IN, _ACCOUNTS),
        (Kind.REFUSED, _REFUSED),
        (Kind.PEOPLE, _PEOPLE),
        (Kind.PEOPLE, _OFFERS),
        (Kind.TEAMS, _TEAMS),
        (Kind.ROUNDS, _ROUNDS),
        (Kind.CATALOG, _CATALOG),
        (Kind.TAKEN_OUT, _TAKEN_OUT),
        (Kind.SETTINGS, _SETTINGS),
    )
    for name, action in _of(kind, lines)
}


def kind_of(action: str) -> str:
    """The kind under which an action is found; "other" for one that no longer has words."""
    return (ACTIONS[action].kind if action in ACTIONS else Kind.OTHER).value


def sentence_of(action: str, values: Mapping[str, Any]) -> str:
    """The sentence for these values, its placeholders still in it; the action where it has no words."""
    if action not in ACTIONS:
        return action.replace("%", "%%")
    sentences = [str(sentence) for sentence in ACTIONS[action].sentences]
    told = {name: value for name, value in values.items() if value not in ("", None, [])}
    return next((one for one in sentences if _fits(one, told)), sentences[-1])


def _fits(sentence: str, values: Mapping[str, Any]) -> bool:
    try:
        sentence % values
    except KeyError:
        return False
    return True
