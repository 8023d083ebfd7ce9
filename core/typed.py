"""What somebody wrote into a form that is refused whole: given back, for nobody likes to write it twice."""

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

# What forms carry besides words of people: keys, choices, numbers. And what is never shown again.
NO_WORDS = re.compile(r"[\w:.,/+-]*", re.ASCII)
NEVER_BACK = re.compile(r"token|password|code|login|email|next", re.IGNORECASE)
UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)


def typed_in(request: HttpRequest) -> str:
    """The sentences in the form that was sent, to be copied; empty for a form that another site sent.

    Another site could otherwise put its own words on our page.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return ""
    try:
        sent = list(request.POST.lists())
    except UNREADABLE:
        return ""
    values = [value.strip() for name, values in sent if not NEVER_BACK.search(name) for value in values]
    return "\n\n".join(value for value in values if not NO_WORDS.fullmatch(value))
