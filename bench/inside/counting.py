"""How often a request asks the database. Beginning and ending a transaction is no question."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

HTTPS: Any = {"secure": True, "headers": {"host": "127.0.0.1"}}
WARM = 3
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def main(place: dict[str, Any], lead: int) -> dict[str, int]:
    """The queries of each work of answering, asked by the lead of that number."""
    asked = place["leads"][lead]
    client = Client()
    client.force_login(get_user_model().objects.get(pk=asked["user"]))
    address = f"/o/{place['slug']}/rounds/{place['round']}/"
    sent(client.get(address, **HTTPS), 200)
    sent(client.post(f"{address}teams/{asked['team']}/answer/", **HTTPS), 302)
    sent(client.post("/a/", **HTTPS), 302)
    page = sent(client.get(f"/a/dimension/{place['dimensions'][0]}/", **HTTPS), 200).content.decode()
    response = page.split('data-response="')[1].split('"')[0]
    revisions = iter(range(1, 1000))

    def save() -> None:
        body = {
            "response": response,
            "criterion": place["criteria"][0],
            "rating": "fully",
            "revision": next(revisions),
        }
        sent(client.post("/a/answers/", json.dumps(body), content_type="application/json", **HTTPS), 200)

    first = f"/a/dimension/{place['dimensions'][0]}/"
    works = {
        "save one answer": save,
        "open one dimension": lambda: sent(client.get(first, **HTTPS), 200),
        "check page": lambda: sent(client.get("/a/check/", **HTTPS), 200),
    }
    return {name: queries_of(work) for name, work in works.items()}


def sent(answer: Any, status: int) -> Any:
    """An answer that is one: a refusal would be quick, and worth nothing."""
    assert answer.status_code == status, f"{answer.status_code} {answer.content[:300]!r}"
    return answer


def queries_of(work: Callable[[], object]) -> int:
    """How often it asks, once what a process reads once has been read."""
    for _ in range(WARM):
        work()
    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(TRANSACTION):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        work()
    return len(asked)
