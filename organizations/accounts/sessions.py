"""Where a person is signed in, and ending it.

allauth keeps a row for each session. When it was last seen is noted at most every few minutes: the
session itself remembers when, so that asking costs no query.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from core.clock import now
from core.sessions import SessionStore
from organizations.accounts.devices import device_words, is_phone
from organizations.audit.recording import record_for_person
from organizations.models import User

SEEN_AT = "seen_at"
EVERY = timedelta(minutes=5)
LONGEST_USER_AGENT = 200


@dataclass(frozen=True, slots=True)
class Sitting:
    """One place where somebody is signed in."""

    pk: int
    device: str
    on_phone: bool
    address: str
    seen_at: datetime
    is_this: bool


def note_sign_in(request: HttpRequest, **_sent: Any) -> None:
    """A session begins; called by Django for every way of signing in."""
    request.session[SEEN_AT] = now().timestamp()
    if "REMOTE_ADDR" in request.META:
        _write(request)


def note_visit(request: HttpRequest) -> None:
    """The session is in use; written down once in a while."""
    if request.session.get(SEEN_AT, 0) < (now() - EVERY).timestamp():
        request.session[SEEN_AT] = now().timestamp()
        _write(request)


def _write(request: HttpRequest) -> None:
    seen = {
        "user_id": request.user.pk,
        "ip": get_adapter().get_client_ip(request),
        "user_agent": request.headers.get("User-Agent", "")[:LONGEST_USER_AGENT],
        "last_seen_at": now(),
    }
    UserSession.objects.update_or_create(session_key=request.session.session_key, defaults=seen)


def sittings_of(request: HttpRequest) -> list[Sitting]:
    """All places where the person who asks is signed in, this one first, then the last seen."""
    rows = UserSession.objects.purge_and_list(request.user)
    sittings = [
        Sitting(
            pk=row.pk,
            device=device_words(row.user_agent),
            on_phone=is_phone(row.user_agent),
            address=row.ip,
            seen_at=row.last_seen_at,
            is_this=row.session_key == request.session.session_key,
        )
        for row in rows
    ]
    return sorted(sittings, key=lambda sitting: (not sitting.is_this, -sitting.seen_at.timestamp()))


def end_session(row: UserSession) -> None:
    """Sign out there; the next request from there is a visitor's.

    A pass to answer that was given to this session ends with it. One that came by a link in a mail is tied to
    no session, and nobody knows on which device it lies: it ends with all others (`end_other_sessions`).
    """
    row.end()
    record_for_person("session.ended", row.user, by=row.user)


def end_other_sessions(request: HttpRequest) -> int:
    """Sign out everywhere but here; how many that were.

    The person's generation ends, so that what no list holds ends as well: a pass to answer on some device,
    a link to choose a password. This session alone learns the next one.
    """
    person: Any = request.user
    with transaction.atomic():
        others = UserSession.objects.filter(user_id=person.pk)
        ended = list(others.exclude(session_key=request.session.session_key or ""))
        for row in ended:
            row.end()
        end_generation(person)
        person.refresh_from_db(fields=["generation"])
        if ended:
            record_for_person("session.others_ended", person, by=person, number=len(ended))
    request.session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    return len(ended)


def end_generation(person: User) -> None:
    """End all that the person has at hand, at once and for good: sessions, kept passes, mailed links."""
    User.objects.filter(pk=person.pk).update(generation=F("generation") + 1)


def end_all_sessions(user: User) -> None:
    """Sign a person out everywhere."""
    for row in UserSession.objects.filter(user=user):
        row.end()


def forget_ended() -> int:
    """Delete the sessions whose time is over, here and in the list of each person; how many of the list."""
    SessionStore.clear_expired()
    over = now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return UserSession.objects.filter(last_seen_at__lt=over).delete()[0]
