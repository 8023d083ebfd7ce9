"""Fixtures for all tests. `tests/db` enters Aurora's scope; in `tests/web` and `tests/browser` the
middleware must, so a view that forgets its tenant fails there."""

import os
from collections.abc import Iterator

import pytest
from django.test import Client
from django_scopes import scope

from tests.cast import Cast, make_cast

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its own loop in the test thread


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Iterator[Cast]:
    """Aurora, Boreal and their people; in `tests/db` within Aurora's scope."""
    request.getfixturevalue("transactional_db" if "live_server" in request.fixturenames else "db")
    made = make_cast()
    if "/tests/db/" in str(request.path):
        with scope(organization=made.aurora):
            yield made
    else:
        yield made


@pytest.fixture
def enter(client: Client):
    """Sign a member in: `enter(cast.lia)` gives the client back."""

    def sign_in(member) -> Client:
        client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
