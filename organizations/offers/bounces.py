"""Reports of mail servers that a mail could not be delivered (RFC 3464), read from what a server pipes in.

A report is believed when it names the key of a mail that was sent: it stands in the Message-ID and in a
header of ours, both of which come back with the report, and nobody can guess it. A delay is no refusal.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Protocol

from core.text import one_line
from organizations.models import OfferMail
from organizations.offers.mail_queue import mark_bounced
from organizations.scoping import scope, scopes_disabled

KEY = re.compile(r"(?:<offer-|<round-\d+-\w+-|X-Patamar-Offer:\s*)([0-9a-f]{32})\b", re.IGNORECASE)
FAILED = "failed"
PERMANENT = re.compile(r"5\.\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Report:
    """What a delivery report says of one of our mails."""

    key: str
    reason: str


class Letter(Protocol):
    """A mail that came back."""

    @property
    def email(self) -> str: ...


Taker = Callable[[Report], Letter | None]

_takers: list[Taker] = []


def takes_reports(taker: Taker) -> Taker:
    """Register what lies above and sends mails of its own: it marks the one that a report is about."""
    _takers.append(taker)
    return taker


def read_report(content: bytes) -> Report | None:
    """The report in a mail; None when it is none, tells of a delay, or is of no mail of ours."""
    message = message_from_bytes(content, policy=policy.default)
    if message.get_content_type() != "multipart/report":
        return None
    reason = _refusal(message)
    found = KEY.search(content.decode("utf-8", "replace"))
    return Report(found[1].lower(), reason) if reason and found else None


def _refusal(message: Message) -> str:
    """Why the mail was refused for good; empty for anything else."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in part.get_payload():
            if isinstance(fields, EmailMessage) and _is_refusal(fields):
                return one_line(str(fields.get("Diagnostic-Code") or fields.get("Status") or FAILED))
    return ""


def _is_refusal(fields: EmailMessage) -> bool:
    failed = str(fields.get("Action", "")).strip().lower() == FAILED
    return failed and bool(PERMANENT.match(str(fields.get("Status", "")).strip()))


def take_in(content: bytes) -> Letter | None:
    """Mark the mail that a report is about; which one it is, or None where there is none."""
    report = read_report(content)
    if report is None:
        return None
    with scopes_disabled():
        mail = OfferMail.objects.select_related("organization").filter(key=report.key).first()
    if mail is not None:
        with scope(organization=mail.organization):
            mark_bounced(mail, reason=report.reason)
        return mail
    return next(filter(None, (taker(report) for taker in _takers)), None)
