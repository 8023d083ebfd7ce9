"""The mail about a recurring round, to those whom it concerns, each in their language."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import moments
from organizations.access import Right, may_everywhere
from organizations.mail import absolute, deliver, letter_to
from organizations.models import Membership
from organizations.tenant.mail import Letter
from surveys.models import Occurrence, Round
from surveys.recurring import words
from surveys.recurring.making import version_before
from surveys.review import Review, review

NAMED = 8  # teams in a sentence; the page has all
Outcome = Occurrence.Outcome


def tell(occurrence: Occurrence, member: Membership) -> bool:
    """Tell one member that a draft is there, or why there is none; False where there is nothing to tell.

    That is so for who may not run rounds any more, and once a draft is opened or discarded. Should the
    process die between sending and noting it, the mail goes out again with the same Message-ID.
    """
    if not may_everywhere(member, Right.RUN_ROUND):
        return False
    drafted = occurrence.outcome == Outcome.MADE
    round = occurrence.round
    if (drafted and round is None) or (round is not None and round.state != Round.State.DRAFT):
        return False
    person, organization = member.user, occurrence.recurrence.organization
    with translation.override(person.language or organization.language):
        letter = _drafted(occurrence, round, member) if drafted and round else _not_now(occurrence)
        message = letter_to(
            person.email,
            key=f"recurrence-{occurrence.pk}-{occurrence.outcome}-{member.pk}",
            subject=letter.heading,
            template="mail/letter",
            words={"person": person, "letter": letter},
        )
    return not deliver(message)


def _drafted(occurrence: Occurrence, round: Round, member: Membership) -> Letter:
    seen = review(member, round)
    heading = _("%(organization)s: the draft of %(round)s is there, look it over")
    return Letter(
        heading=heading % {"organization": round.organization.name, "round": round.name},
        sentences=[
            _asks(round, seen),
            _opens(occurrence, round),
            *_of_the_version(occurrence, round),
            *_needs(seen),
        ],
        way=_("Look the draft over"),
        address=absolute(reverse("surveys:round", args=[round.organization.slug, round.pk])),
    )


def _not_now(occurrence: Occurrence) -> Letter:
    organization, round = occurrence.recurrence.organization, occurrence.round
    if round is not None:
        heading = _("%(organization)s: %(round)s was not opened")
        way, address = _("Open the draft"), reverse("surveys:round", args=[organization.slug, round.pk])
    else:
        heading = _("%(organization)s: %(round)s is skipped")
        way = _("Open the recurring round")
        address = reverse("surveys:recurrence", args=[organization.slug, occurrence.recurrence_id])
    return Letter(
        heading=heading % {"organization": organization.name, "round": occurrence.name},
        sentences=[
            words.why_skipped(occurrence),
            _("It was to open on %(opens)s.") % {"opens": words.opening(occurrence)},
            words.what_helps(occurrence),
        ],
        way=way,
        address=absolute(address),
    )


def _asks(round: Round, seen: Review) -> str:
    told = ngettext(
        "%(round)s asks %(count)s team about %(model)s, version %(number)s.",
        "%(round)s asks %(count)s teams about %(model)s, version %(number)s.",
        len(seen.teams),
    )
    version = round.version
    return told % {
        "round": round.name,
        "count": len(seen.teams),
        "model": version.name,
        "number": version.number,
    }


def _opens(occurrence: Occurrence, round: Round) -> str:
    closes = moments.end(round.closes_at, round.time_zone)
    if round.opens_by_itself:
        told = _("It opens by itself on %(opens)s and closes on %(closes)s.")
        return told % {"opens": moments.end(round.opens_at, round.time_zone), "closes": closes}
    told = _("It opens when you open it. Its day is %(opens)s; it closes on %(closes)s.")
    return told % {"opens": words.opening(occurrence), "closes": closes}


def _of_the_version(occurrence: Occurrence, round: Round) -> Iterator[str]:
    before = version_before(occurrence.recurrence, round)
    if before is not None and before.pk != round.version_id:
        told = _("It asks version %(now)s of the model now; the last round asked version %(then)s.")
        yield told % {"now": round.version.number, "then": before.number}


def _needs(seen: Review) -> Iterator[str]:
    """What the draft needs before it opens, as its page tells it."""
    if seen.unled:
        told = ngettext(
            "%(count)s team has nobody to answer: %(teams)s.",
            "%(count)s teams have nobody to answer: %(teams)s.",
            len(seen.unled),
        )
        yield told % {"count": len(seen.unled), "teams": _some([one.name for one in seen.unled])}
    if seen.bounced:
        told = ngettext(
            "%(count)s address does not take mail: %(teams)s.",
            "%(count)s addresses do not take mail: %(teams)s.",
            len(seen.bounced),
        )
        yield told % {"count": len(seen.bounced), "teams": _some([one.team for one in seen.bounced])}
    for rival in seen.rivals:
        told = _("%(round)s asks some of these teams already, until %(closes)s.")
        yield told % {"round": rival.name, "closes": rival.closes}
    if not (seen.unled or seen.bounced or seen.rivals):
        yield ngettext(
            "Nothing is missing: %(count)s person gets a mail.",
            "Nothing is missing: %(count)s people get a mail.",
            seen.mails,
        ) % {"count": seen.mails}


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
