"""Mail of the surveys, in the reader's language, as text and as HTML."""

from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.moments import long_day_and_time, place_of
from core.names import by_name
from organizations.mail import absolute, letter_to
from organizations.models import Membership
from surveys import invitations
from surveys.models import Invitation, Round
from surveys.timing import minutes_of


@dataclass(frozen=True, slots=True)
class Link:
    """A team's name and the address by which one person answers for it."""

    team: str
    address: str


def send_invitation(round: Round, member: Membership) -> bool:
    """Send one mail with the member's unsent links of this round; False when there was none to send.

    The tokens are made here and never stored. Should the process die between sending and noting it,
    the mail goes out again with the same Message-ID and links that work.
    """
    asked = Invitation.objects.filter(
        participation__round=round, membership=member, sent_at=None, revoked_at=None
    )
    links, sent = [], []
    open_links = asked.select_related("participation").order_by("pk")
    for invitation in by_name(open_links, lambda one: one.participation.team_name):
        token = invitations.make_token(invitation)
        if token is not None:
            links.append(
                Link(invitation.participation.team_name, absolute(reverse("answer:arrive", args=[token])))
            )
            sent.append(invitation)
    if not links:
        return False
    _invitation(round, member, links).send()
    invitations.mark_sent(sent)
    return True


def _invitation(round: Round, member: Membership, links: list[Link]) -> EmailMultiAlternatives:
    with translation.override(member.user.language or round.organization.language):
        words = {
            "round": round,
            "member": member,
            "links": links,
            "minutes": minutes_of(round),
            "closes": long_day_and_time(round.closes_at, round.time_zone),
            "place": place_of(round.time_zone),
        }
        asks = {"organization": round.organization.name, "round": round.name}
        return letter_to(
            member.user.email,
            key=f"round-{round.pk}-{member.pk}",
            subject=_("%(organization)s asks: %(round)s") % asks,
            template="mail/round_opened",
            words=words,
        )
