"""What load balancers ask."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries


def test_a_process_that_answers_is_alive_and_asks_nobody(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_process_with_database_and_cache_is_ready(client: Client, db: None) -> None:
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "cache": "ok"})


def test_without_its_database_it_is_not_ready(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("connection refused")

    with monkeypatch.context() as while_gone:
        while_gone.setattr(connection, "cursor", gone)
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["database"]) == (503, "away")
    assert "refused" not in answer.content.decode()


def test_without_its_cache_it_goes_on_and_says_so(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*args: Any, **kwargs: Any) -> None:
        raise ConnectionError("redis is away")

    monkeypatch.setattr(cache, "get", gone)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "cache": "away"})


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nothing_is_posted_to_them(client: Client, db: None, address: str) -> None:
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
