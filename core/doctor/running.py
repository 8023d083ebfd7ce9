"""Looking at what must be up beside us: Redis, worker, beat, the mail server."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parseaddr

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from core import outbox
from core.clock import now
from core.doctor.findings import Finding, bad, warning, well
from core.models import Heartbeat, OutboxMessage

STALE = timedelta(minutes=3)  # beat beats every minute
PATIENCE = 3  # seconds for each answer over the network


def cache_answers() -> Iterator[Finding]:
    """Whether Redis answers, which counts attempts to sign in."""
    try:
        cache.set("doctor", "here", 10)
        answers = cache.get("doctor") == "here"
    except Exception:  # each cache backend raises its own errors
        answers = False
    if answers:
        yield well("redis", _("Redis answers."))
    else:
        yield bad(
            "redis", _("Redis does not answer: nobody can sign in."), _("Start Redis, or look at REDIS_URL.")
        )


def worker_works() -> Iterator[Finding]:
    """Whether a worker answers, and whether beat wakes it: only both together write the heartbeat."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        yield well("worker", _("Jobs are carried out by the web process itself."))
    else:
        yield from _worker_answers()
    last = Heartbeat.objects.order_by("-at").values_list("at", flat=True).first()
    if last is None or last < now() - STALE:
        yield bad(
            "beat",
            _("The clock’s jobs stand still: rounds do not open and close, lost mail is not found."),
            _("Start one beat and wait two minutes; if it runs, look whether the worker does."),
        )
    else:
        yield well("beat", _("Beat and worker carry out the clock’s jobs."))


def _worker_answers() -> Iterator[Finding]:
    try:
        answers = current_app.control.ping(timeout=PATIENCE)
    except Exception:  # each broker raises its own errors
        answers = []
    if answers:
        yield well("worker", _("A worker answers."))
    else:
        yield bad(
            "worker",
            _("No worker answers: mail waits, and archives are not made."),
            _("Start the worker; it says in its log what is missing."),
        )


def messages_go_out() -> Iterator[Finding]:
    """Whether something of the outbox is stuck."""
    dead = OutboxMessage.objects.filter(state=OutboxMessage.State.DEAD).count()
    held = sum(outbox.held().values())
    if dead:
        yield warning(
            "outbox",
            _("Messages of the outbox that failed eight times: %(number)d.") % {"number": dead},
            _("Read their last error on the operators’ pages, mend the cause, and try them again there."),
        )
    if held:
        yield warning(
            "outbox",
            _("Messages held since a backup was restored: %(number)d.") % {"number": held},
            "python manage.py release_messages",
        )
    if not dead and not held:
        yield well("outbox", _("Nothing in the outbox is stuck."))


def mail_is_taken() -> Iterator[Finding]:
    """Whether the mail server takes mail from us, up to the recipient; then it is told to forget it."""
    server = get_connection()
    if not isinstance(server, EmailBackend):
        yield well("mail", _("Mail is written into files here."))
        return
    server.timeout = PATIENCE
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    try:
        server.open()
        refused = _refusal(server.connection, address) if server.connection else ""
    except (smtplib.SMTPException, OSError) as error:
        refused = str(error)
    finally:
        server.close()
    if refused:
        yield bad(
            "mail",
            _("The mail server takes no mail: %(answer)s") % {"answer": refused},
            _("Look at PATAMAR_EMAIL_URL and PATAMAR_MAIL_FROM, then try `manage.py send_test_mail`."),
        )
    else:
        yield well("mail", _("The mail server takes mail from %(address)s.") % {"address": address})


def _refusal(session: smtplib.SMTP, address: str) -> str:
    """What the server says to a mail from and to our own address; "" if it would take it."""
    session.ehlo_or_helo_if_needed()
    try:
        for code, answer in (session.mail(address), session.rcpt(address)):
            if code >= 400:
                return f"{code} {answer.decode('utf-8', 'replace')}"
    finally:
        session.rset()
    return ""
