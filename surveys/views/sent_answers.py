"""One answer as the script of the answering pages sends it."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from surveys.given import Given
from surveys.refusals import BodyTooLarge, BrokenRequest, WrongContentType

BODY_LIMIT = 64 * 1024
TEXTS = ("rating", "na_reason", "comment", "evidence_url")


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """One answer as a script sent it."""

    response: str
    criterion: str
    given: Given
    revision: Any
    seen: int | None


def read_sent_answer(request: HttpRequest) -> SentAnswer:
    """The answer in a JSON request.

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
    if not isinstance(sent, dict):
        raise BrokenRequest
    texts = {name: sent.get(name, "") for name in (*TEXTS, "response", "criterion")}
    seen = sent.get("seen")
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(seen, int | None):
        raise BrokenRequest
    given = Given(**{name: texts[name] for name in TEXTS})
    return SentAnswer(texts["response"], texts["criterion"], given, sent.get("revision"), seen)
