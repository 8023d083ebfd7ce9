"""One request: made, judged by its status, by what it shows and by the rows it changed, and undone."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest import mock
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core import mail
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

import core.errors
import core.views
from core.clock import now
from organizations.accounts.sessions import SEEN_AT
from organizations.models import AuditEvent, Membership
from surveys import drawn, drawn_frames
from tests.confirmed import confirm
from tests.rules.footprints import changed, footprint_of
from tests.rules.world import NOT_FOR, World

READING = ("GET", "HEAD")
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
FORM = "application/x-www-form-urlencoded"
STRANGERS = ("otto", "lena")  # of Boreal

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP)\b", re.IGNORECASE)
WRITTEN = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE(?: OR \w+)?|DELETE FROM) "(\w+)"', re.IGNORECASE)
# A session, and when somebody was last here: no more may follow from reading.
LAST_USE = re.compile(r'"django_session"|UPDATE "organizations_user" SET "last_login"')
# Whose answer a page of its own row is: what each person finds there, and who has no business there at all.
OWN = ("own", "not signed in", "owner of another organization")
# What was refused leaves a line in the trail, whatever the method, and nothing else.
REFUSALS = (401, 403, 404, 410, 429)
TRAIL = "organizations_auditevent"
HOLDS = "FOR UPDATE"  # as PostgreSQL is told; SQLite knows no locks of rows
# How Python writes what a template was to call, and did not.
OBJECT = re.compile(r"functools\.partial|\bat 0x[0-9a-f]{6,}")


@dataclass(frozen=True)
class Ask:
    """One request and what it must be answered with."""

    who: str
    method: str
    address: str
    status: int
    data: dict[str, Any]
    why: str
    kind: dict[str, str] = field(default_factory=dict)  # the content type, where it is no form
    shows: tuple[str, ...] = ()  # names that this page may tell


@dataclass(frozen=True)
class Place:
    """An address without its organization."""

    name: str
    values: dict[str, Any]
    query: str = ""

    def at(self, organization: str) -> str:
        return reverse(self.name, kwargs={"organization": organization, **self.values}) + self.query


@dataclass
class Outcome:
    """What came of a request."""

    wrong: list[str] = field(default_factory=list)
    did_something: bool = False  # rows of the asker's own side are others than before, or a mail went out


def device_of(member: Membership) -> Client:
    """A device on which somebody has signed in. No sign-in happens, for that leaves lines in the trail."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session[SEEN_AT] = (now() + timedelta(days=1)).timestamp()  # no visit is due to be noted
    session.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    confirm(client)  # what asks who one is once more is a rule of its own
    return client


def carry_out(ask: Ask, world: World, clients: dict[str, Client]) -> Outcome:
    """Make one request, tell what was wrong with the answer, and undo what it changed."""
    client = clients[ask.who]
    client.cookies.pop("messages", None)
    mail.outbox.clear()
    outcome = Outcome()
    with transaction.atomic(), watching() as every, drawing(ask):
        answer = _send(client, ask)
        seen = [sql for sql in every if WRITES.match(sql) and not LAST_USE.search(sql)]
        writes = [sql for sql in seen if not _is_line(ask, sql)]
        wrong = [
            *_wrong_status(ask, answer),
            *_wrong_headers(answer),
            *_wrong_writes(ask, writes, every),
            *_wrong_trail(ask, seen),
            *_wrong_rows(ask, answer, world, writes, outcome),
            *_wrong_mail(ask),
            *_wrong_words(ask, answer),
        ]
        transaction.set_rollback(True)
    outcome.wrong = [f"{ask.who}: {ask.method} {ask.address} ({ask.why}): {what}" for what in wrong]
    return outcome


def status_of(ask: Ask, clients: dict[str, Client]) -> int:
    """How a request is answered, whatever it is promised; what it changed is undone."""
    with transaction.atomic(), no_pages():
        answer = _send(clients[ask.who], ask)
        transaction.set_rollback(True)
    return int(answer.status_code)


@contextmanager
def no_pages() -> Iterator[None]:
    """No template is drawn; and what is drawn once a process is not taken to be empty from then on."""
    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(Template, "render", _no_page))
        for kept in (drawn._kept, drawn_frames._kept, drawn_frames._words):
            patches.enter_context(mock.patch.dict(kept))
        yield


@contextmanager
def drawing(ask: Ask) -> Iterator[None]:
    """Draw the page where somebody reads it and this is the one place that looks.

    A page in full is drawn of everything that is let through, and of each person's own GET and POST, whatever
    comes of it. Any other refusal answers with the words that its page is drawn from, and HEAD with nothing.
    """
    with ExitStack() as patches:
        if ask.method == "HEAD":
            patches.enter_context(no_pages())
        elif ask.why not in OWN:
            for module in (core.views, core.errors):
                patches.enter_context(mock.patch.object(module, "render", _words))
        yield


def _no_page(template: Template, context: Any = None, request: HttpRequest | None = None) -> str:
    return ""


def _words(request: HttpRequest, template: Any, context: Any = None, status: int = 200) -> HttpResponse:
    """What the page of a refusal is drawn from: the error, the message and what was typed."""
    return HttpResponse(repr({name: str(value) for name, value in (context or {}).items()}), status=status)


def _send(client: Client, ask: Ask) -> Any:
    if ask.method in READING:
        return getattr(client, ask.method.lower())(ask.address)
    if ask.method == "POST":
        return client.post(ask.address, ask.data, **ask.kind)
    if ask.method == "TRACE":  # carries no body
        return client.generic("TRACE", ask.address)
    return client.generic(ask.method, ask.address, urlencode(ask.data, doseq=True), content_type=FORM)


def _wrong_status(ask: Ask, answer: Any) -> Iterator[str]:
    if answer.status_code != ask.status:
        yield f"answered {answer.status_code} and not {ask.status}"
    elif (
        ask.why == "not signed in"
        and ask.status == 302
        and not answer.headers["Location"].startswith("/accounts/login/?next=")
    ):
        yield f"led to {answer.headers['Location']}"


def _wrong_words(ask: Ask, answer: Any) -> Iterator[str]:
    text = text_of(answer)
    yield from (f"shows {canary}" for canary in _not_for(ask) if canary in text)
    yield from (f"shows an object of the program: {found[0]}" for found in OBJECT.finditer(text))


def _not_for(ask: Ask) -> list[str]:
    return [canary for canary in NOT_FOR[ask.who] if canary not in ask.shows]


def _is_line(ask: Ask, sql: str) -> bool:
    return ask.status in REFUSALS and sql.startswith(f'INSERT INTO "{TRAIL}"')


# What every answer carries; `tests/web/test_headers.py` says more about files and errors.
HEADERS = {
    "X-Content-Type-Options": ("nosniff",),
    "X-Frame-Options": ("DENY",),
    "Referrer-Policy": ("same-origin", "strict-origin"),  # the latter where an address holds a token
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Cross-Origin-Resource-Policy": ("same-origin",),
}


def _wrong_headers(answer: Any) -> Iterator[str]:
    for name, values in HEADERS.items():
        if answer.headers.get(name) not in values:
            yield f"says {name}: {answer.headers.get(name)}"
    policy = answer.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or "frame-ancestors 'none'" not in policy:
        yield f"has the policy {policy!r}"
    kept = answer.headers.get("Cache-Control", "")
    is_picture = answer.headers.get("Content-Type", "").startswith("image/")  # of a logo, by the own browser
    if "no-store" not in kept and not (is_picture and kept.startswith("private,")):
        yield "may be kept by a cache"
    if answer.headers.get("Access-Control-Allow-Origin"):
        yield "lets other sites read it"


def _wrong_writes(ask: Ask, writes: list[str], every: list[str]) -> Iterator[str]:
    if ask.method in OTHER_METHODS:  # whoever asks and whatever is there: nobody looked
        yield from (f"looked at {sql}" for sql in every)
    elif ask.method != "POST":
        yield from (f"wrote {sql}" for sql in writes)
        yield from (f"held rows, outside a transaction perhaps: {sql}" for sql in every if HOLDS in sql)


def _wrong_trail(ask: Ask, seen: list[str]) -> Iterator[str]:
    """Whatever somebody who is signed in is refused of an organization's leaves its line."""
    refused = ask.status in (403, 404) and ask.who != "anonymous" and ask.address.startswith("/o/")
    if refused and not any(_is_line(ask, sql) for sql in seen):
        yield "left no line of the refusal in the trail"


def _wrong_rows(ask: Ask, answer: Any, world: World, writes: list[str], outcome: Outcome) -> Iterator[str]:
    """Every statement is seen, so no row can have changed but those of the tables that were written."""
    if not writes:
        return
    cast = world.cast
    tables = tables_in(writes)
    at_home = changed(world.home, footprint_of(cast.aurora, tables))
    away = changed(world.away, footprint_of(cast.boreal, tables))
    own, others = (away, at_home) if ask.who in STRANGERS else (at_home, away)
    outcome.did_something = bool(own)
    if others:
        yield f"changed rows of the other organization: {sorted(others)}"
    if ask.status in REFUSALS:
        own.discard(AuditEvent._meta.label)
    if answer.status_code >= 400 and own:
        yield f"changed rows though it answered {answer.status_code}: {sorted(own)}"


def _wrong_mail(ask: Ask) -> Iterator[str]:
    """A mail that leaves within the request; all others wait for the commit, which never comes here."""
    for message in mail.outbox:
        if ask.who not in STRANGERS and any(address.endswith("@boreal.example") for address in message.to):
            yield f"wrote to {message.to}"


def text_of(answer: Any) -> str:
    """Everything that somebody could read in the answer: body, unpacked where it is packed, and headers."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = "\n".join(morsel.OutputString() for morsel in answer.cookies.values())
    return "\n".join([*_readable(answer.getvalue()), headers, cookies])


def _readable(body: bytes) -> Iterator[str]:
    if body.startswith(b"PK\x03\x04"):  # a spreadsheet, or an archive of the organization
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name
                yield from _readable(archive.read(name))
    else:
        yield body.decode("utf-8", "replace")


def tables_in(writes: list[str]) -> set[str] | None:
    """The tables that these statements write; None where one does not say so, which may be any."""
    named = [WRITTEN.match(sql) for sql in writes]
    return {match[1] for match in named if match} if all(named) else None


@contextmanager
def watching() -> Iterator[list[str]]:
    """The statements of the block, their beginnings."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
