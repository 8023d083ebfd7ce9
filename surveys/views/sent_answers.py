"""Answers as the script of the answering pages sends them: one, or several at once."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from surveys.catching_up import AT_ONCE
from surveys.given import Given, SentAnswer
from surveys.refusals import BodyTooLarge, BrokenRequest, WrongContentType

BODY_LIMIT = 64 * 1024
TEXTS = ("rating", "na_reason", "comment", "evidence_url")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a script sent: the name of the response, and one answer to it, or `several`."""

    response: str
    answers: list[SentAnswer]
    several: bool


def read_sent(request: HttpRequest) -> Sent:
    """The answers in a JSON request.

    Raises:
        WrongContentType, BodyTooLarge, BrokenRequest: it holds none.
    """
    if request.content_type != "application/json":
        raise WrongContentType
    if int(request.headers.get("Content-Length") or 0) > BODY_LIMIT:
        raise BodyTooLarge
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as broken:
        raise BrokenRequest from broken
    if not isinstance(sent, dict) or not isinstance(response := sent.get("response", ""), str):
        raise BrokenRequest
    answers = sent.get("answers")
    if answers is None:
        return Sent(response, [_answer(sent)], several=False)
    if not isinstance(answers, list) or not 0 < len(answers) <= AT_ONCE:
        raise BrokenRequest
    return Sent(response, [_answer(one) for one in answers], several=True)


def _answer(sent: Any) -> SentAnswer:
    if not isinstance(sent, dict):
        raise BrokenRequest
    texts = {name: sent.get(name, "") for name in (*TEXTS, "criterion")}
    seen, confirmed = sent.get("seen"), sent.get("confirmed", False)
    known = isinstance(seen, int | None) and isinstance(confirmed, bool)
    if not known or not all(isinstance(text, str) for text in texts.values()):
        raise BrokenRequest
    given = Given(**{name: texts[name] for name in TEXTS}, confirmed=confirmed)
    return SentAnswer(texts["criterion"], given, sent.get("revision"), seen)
