"""The addresses of answering, and what a page without scripts sends."""

import re

from organizations.scoping import scopes_disabled
from surveys.models import Answer, Response

START, CHECK, DONE = "/a/", "/a/check/", "/a/result/"
VALUE, TRUST = "/a/dimension/value/", "/a/dimension/trust/"


def address_in(text: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/a/\S+)", text)
    assert found
    return found[1]


def fields(response: Response, users: str = "", benefit: str = "", **others: str) -> dict[str, str]:
    sent = {"response": response.public_id, "then": "next"}
    sent |= {"c:value.known-users": users, "c:value.proven-benefit": benefit}
    return sent | others


def stored() -> dict[str, str]:
    with scopes_disabled():
        return dict(Answer.objects.values_list("criterion__key", "rating"))
