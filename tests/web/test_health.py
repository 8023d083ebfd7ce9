"""What load balancers ask."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection


def test_a_process_that_answers_is_alive_and_asks_nobody(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_process_with_database_and_cache_is_ready(client, db):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "cache": "ok"})


def test_without_its_database_it_is_not_ready(client, db, monkeypatch):
    def gone(*args, **kwargs):
        raise DatabaseError("connection refused")

    with monkeypatch.context() as while_gone:
        while_gone.setattr(connection, "cursor", gone)
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["database"]) == (503, "away")
    assert "refused" not in answer.content.decode()


def test_without_its_cache_it_goes_on_and_says_so(client, db, monkeypatch):
    def gone(*args, **kwargs):
        raise ConnectionError("redis is away")

    monkeypatch.setattr(cache, "get", gone)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "cache": "away"})


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nothing_is_posted_to_them(client, db, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
