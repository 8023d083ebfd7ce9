"""Mail about offers to join, in the recipient's language, as text and as HTML.

Nothing in it is free text of whoever makes the offer: only names of the organization, of teams and of
that person, each in one line. Every address comes from the configured site and never from a request.
"""

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.moments import day, place_of
from core.text import one_line
from organizations.mail import absolute, deliver, letter_to
from organizations.members.queries import role_words
from organizations.models import MembershipOffer, OfferMail
from organizations.offers.mail_queue import make_link, mark_bounced, mark_sent

KEY_HEADER = "X-Patamar-Offer"  # comes back in a report of the mail server, as the Message-ID does


def send_offers(mail: OfferMail) -> None:
    """Send one address all that is offered there; nothing when it was sent, or nothing is on offer now.

    Should the process die between sending and noting it, the mail goes out again with the same
    Message-ID, and the links of both work. An address that the mail server refuses for good is marked;
    any other failure is raised, and the outbox tries again later.
    """
    made = make_link(mail)
    if made is None:
        return
    token, offers = made
    refusal = deliver(_mail(mail, offers, absolute(reverse("offers:arrive", args=[token]))))
    if refusal:
        mark_bounced(mail, reason=refusal)
    else:
        mark_sent(mail)


def _mail(mail: OfferMail, offers: list[MembershipOffer], link: str) -> EmailMultiAlternatives:
    organization = mail.organization
    language = next((one.language for one in offers if one.language), organization.language)
    with translation.override(language):
        inviter = next((str(one.made_by.user) for one in reversed(offers) if one.made_by), "")
        words = {
            "organization": one_line(organization.name),
            "inviter": one_line(inviter),
            "roles": [one_line(role_words(one)) for one in offers],
            "link": link,
            "until": day(min(one.expires_at for one in offers), organization.time_zone),
            "place": place_of(organization.time_zone),
        }
        subject = _("%(organization)s invites you to join Patamar") % {"organization": organization.name}
        message = letter_to(
            mail.email, key=f"offer-{mail.key}", subject=subject, template="mail/offer", words=words
        )
    message.extra_headers[KEY_HEADER] = mail.key
    return message
