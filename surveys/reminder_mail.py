"""The mail that asks again, in the reader's language, with all teams that they have not finished."""

from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.moments import day_and_time, long_day_and_time, place_of
from core.names import by_name
from core.text import without_addresses
from organizations.mail import absolute, deliver, letter_to
from organizations.offers.accepting import offered_in
from surveys import invitations, reminders
from surveys.mail import Reader
from surveys.models import Invitation, Response, Round
from surveys.seats import of_team


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A team that waits for its answers: its name, the link, and how many statements are answered."""

    team: str
    address: str
    answered: int


def send_reminder(round: Round, invitation: Invitation) -> bool:
    """Send the reminder that was queued for this invitation; False when there is nothing to send any more.

    Its links open the same as those of the first mail, and these go on working. Should the process die
    between sending and noting it, the mail goes out again with the same Message-ID.
    """
    links = by_name(reminders.to_remind(invitation), lambda one: one.participation.team_name)
    reader = _reader(round, links)
    if reader is None:
        return False
    refused = deliver(_letter(round, reader, links))
    with transaction.atomic():
        if refused:
            invitations.mark_bounced(links)
        reminders.mark_reminded(links)
    return not refused


def _reader(round: Round, links: list[Invitation]) -> Reader | None:
    """Who reads it; nobody where nothing is left, or nothing is offered to the address any more."""
    if not links:
        return None
    usual, first = round.organization.language, links[0]
    joined = next((one.membership for one in links if one.membership), None)
    if joined is not None:
        person = joined.user
        return Reader(person.email, person.name, person.language or usual, joined=True)
    offers = [
        offer
        for one in links
        for offer in offered_in(round.organization, email=one.email, team=one.participation.team_id)
    ]
    name = next((one.name for one in reversed(offers) if one.name), "")
    language = next((one.language for one in offers if one.language), usual)
    return Reader(first.email, without_addresses(name), language, joined=False) if offers else None


def _letter(round: Round, reader: Reader, links: list[Invitation]) -> EmailMultiAlternatives:
    rated = Count("answers", filter=~Q(answers__rating=""))
    begun = Response.objects.filter(of_team(), participation__in=[one.participation_id for one in links])
    answered = dict(begun.annotate(rated=rated).values_list("participation", "rated"))
    stop = absolute(reverse("reminders:stop", args=[reminders.stop_token(links[0])]))
    with translation.override(reader.language):
        words = {
            "stop": stop,
            "round": round,
            "reader": reader,
            "teams": [
                Unfinished(
                    one.participation.team_name,
                    absolute(reverse("answer:arrive", args=[invitations.link_again(one)])),
                    answered.get(one.participation_id, 0),
                )
                for one in links
            ],
            "asked": round.version.criterion_count,
            "closes": long_day_and_time(round.closes_at, round.time_zone),
            "place": place_of(round.time_zone),
        }
        until = {"round": round.name, "end": day_and_time(round.closes_at, round.time_zone, year=False)}
        letter = letter_to(
            reader.email,
            key=f"round-{round.pk}-again-{links[0].reminder_key}",
            subject=_("%(round)s waits for your answers until %(end)s") % until,
            template="mail/round_reminder",
            words=words,
        )
    if stop.startswith("https:"):  # RFC 8058 knows no other; the button of a mail program posts there
        letter.extra_headers |= {
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return letter
