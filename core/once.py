"""A form that is sent twice does its deed once: a double click, a retry, the way back to the page.

Each form that creates something carries a key of its own (`{% form_key %}`). Whoever sends it first writes
down the key in the transaction of the deed; whoever sends the same form again, at the same moment or later,
waits for that transaction and is led to where it led. A form that was refused may be sent again, and one
that was filled in differently is another form, for people go back and change what they wrote.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from core.clock import now
from core.errors import DomainError, refusal
from core.models import SentForm

FIELD = "form_key"
KEPT_FOR = timedelta(days=1)


class SentAlready(DomainError):
    """The same form has done its deed, and led nowhere."""

    code = "sent_already"
    heading = _("This is done already")
    message = _("This form was sent already, and what it asked for is done. It was not done twice.")


class PostRequest(HttpRequest):
    """A request as the middleware sees it."""

    user: Any
    around_deed: ExitStack
    sent: SentForm | None  # of the form that does its deed in this request


class OnceMiddleware:
    """Lets each keyed form of a signed-in person do its deed once.

    The deed, its key and where it led are one transaction. A post without a key is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PostRequest) -> HttpResponse:
        with ExitStack() as stack:
            request.around_deed, request.sent = stack, None
            answer = self.get_response(request)
            if request.sent is not None:
                _settle(request, request.sent, answer)
            return answer

    def process_view(self, request: PostRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        # Here and not above, so that the token of the form and the membership have been looked at.
        if request.method != "POST" or not request.POST.get(FIELD) or not request.user.is_authenticated:
            return None
        request.around_deed.enter_context(transaction.atomic())
        sent, is_first = SentForm.objects.get_or_create(fingerprint=_fingerprint(request))
        if not is_first:
            return _answer_again(request, sent)
        request.sent = sent
        return None


def forget_old() -> int:
    """Forget the forms that nobody will send again; how many they were."""
    return SentForm.objects.filter(sent_at__lt=now() - KEPT_FOR).delete()[0]


def forget_words(*words: str) -> None:
    """Forget what forms said, where they named somebody who is to be forgotten; where they led stays."""
    spoken = SentForm.objects.exclude(said=[]).values_list("pk", "said")
    naming = [pk for pk, said in spoken if any(word in text for word in words for _level, text in said)]
    SentForm.objects.filter(pk__in=naming).update(said=[])


def _settle(request: PostRequest, sent: SentForm, answer: HttpResponse) -> None:
    """Write down where the deed led; free the key where it was refused, undo all where it broke."""
    if answer.status_code >= 500 or connection.needs_rollback:
        transaction.set_rollback(True)
    elif answer.status_code >= 400:
        sent.delete()
    else:
        sent.led_to = answer.headers.get("Location") or answer.headers.get("HX-Redirect", "")
        # What the deed said is still waiting here; reading it in any other way would take it from the page.
        waiting: Any = messages.get_messages(request)
        sent.said = [[one.level, str(one.message)] for one in waiting._queued_messages]
        sent.save(update_fields=["led_to", "said"])


def _answer_again(request: HttpRequest, sent: SentForm) -> HttpResponse:
    if not sent.led_to:
        return refusal(request, SentAlready())
    for level, words in sent.said:
        messages.add_message(request, level, words)
    by_htmx = getattr(request, "htmx", False)
    return HttpResponseClientRedirect(sent.led_to) if by_htmx else HttpResponseRedirect(sent.led_to)


def _fingerprint(request: PostRequest) -> str:
    """Who sent what to which address, as 64 characters from which nothing can be read."""
    content = [str(request.user.pk), request.path, *_parts(request)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _parts(request: HttpRequest) -> Iterator[Any]:
    yield sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
            yield [name, file.name, digest.hexdigest()]
