"""What PostgreSQL has to be told where a pooler stands before it."""

import pytest
from django.db import connection

from core.checks import postgres_compiles_nothing


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(("jit", "told"), [("on", ["patamar.W002"]), ("off", [])])
def test_a_database_that_compiles_queries_is_told(jit: str, told: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL jit = {jit}")

    assert [found.id for found in postgres_compiles_nothing(None, databases=["default"])] == told
