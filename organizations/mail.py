"""What all mail has in common: how it is put together, and the addresses that stand in it."""

from collections.abc import Mapping
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from core.context import html_tag
from core.text import one_line, without_addresses
from organizations.models import User

PERMANENT = 500  # codes of SMTP from here on: to try again would change nothing

# So that no absence notice answers: RFC 3834, and what Exchange reads in its place. "All" would keep back the
# reports of mail that could not be delivered as well, which mark a wrong address.
NOBODY_WROTE_IT = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}


def letter_to(
    address: str, *, key: str, subject: str, template: str, words: Mapping[str, Any]
) -> EmailMultiAlternatives:
    """A mail as text and as HTML, in the language in force.

    Args:
        key: names the mail for ever; should it be sent twice, mail programs see that it is the same.
        subject: may hold names that somebody gave; an address in them is left out, since a mail that comes
            from us would vouch for it.
        template: "mail/offer" stands for mail/offer.txt and mail/offer.html.
        words: what the template tells; the language and the address of the site are added.
    """
    context = {**words, "html_lang": html_tag(get_language() or ""), "site": settings.SITE_URL}
    message = EmailMultiAlternatives(
        subject=without_addresses(one_line(subject)),
        body=render_to_string(f"{template}.txt", context),
        to=[address],
        headers={"Message-ID": f"<{key}@{urlsplit(settings.SITE_URL).hostname}>", **NOBODY_WROTE_IT},
    )
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return message


def deliver(message: EmailMultiAlternatives) -> str:
    """Send a mail to its one address; what the mail server said if it refuses it for good, else "".

    Raises:
        Any other failure, so that the outbox tries again later.
    """
    try:
        message.send()
    except (SMTPRecipientsRefused, SMTPDataError) as error:
        code, reason = _answer_of(error)
        if code < PERMANENT:
            raise
        return f"{code} {reason}"
    return ""


def _answer_of(error: SMTPRecipientsRefused | SMTPDataError) -> tuple[int, str]:
    """What the mail server said: its code and its words."""
    code: int
    words: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    else:
        code, words = error.smtp_code, error.smtp_error
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return code, one_line(said)


def password_link(person: User) -> str:
    """The address of the page where the person chooses a password; works once, and for some days."""
    key = default_token_generator.make_token(person)
    parts = {"uidb36": user_pk_to_url_str(person), "key": key}
    return absolute(reverse("account_reset_password_from_key", kwargs=parts))


def absolute(path: str) -> str:
    """The full address, from the configured site and never from a request."""
    return settings.SITE_URL + path
