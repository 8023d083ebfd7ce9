"""Fixtures for all tests. `tests/db` enters Aurora's scope; in `tests/web` and `tests/browser` the
middleware must, so a view that forgets its tenant fails there."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connections
from django.test import Client
from django.test.client import ClientHandler
from django.utils import translation
from django_scopes import scope

from core import guards
from core.translations import compile_all
from maturity import reading
from maturity.catalogs import read_built_in
from maturity.exchange import load_built_in
from maturity.models import ModelVersion
from organizations.models import Membership
from reports.queries import answers, kept, standings, turnout
from tests import made_once
from tests.cast import Cast

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs its own loop in the test thread


OPENS_THE_DATABASE = {"cast", "mlops", "health"}


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations once, before any worker starts, so that pages speak both languages."""
    if not hasattr(config, "workerinput"):
        compile_all(Path(settings.BASE_DIR) / "locale")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what stands on a fixture that opens the database: pytest-django makes it for marked tests only."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if names & OPENS_THE_DATABASE:
            item.add_marker(pytest.mark.django_db(transaction="live_server" in names))
    of_this_engine = [item for item in items if _is_of_this_engine(item)]
    if len(of_this_engine) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in of_this_engine])
        items[:] = of_this_engine


def pytest_collection_finish() -> None:
    """What all tests stand on is never garbage: looking through it again and again took a fifth of the time.

    Garbage of tests is looked for less often too; a request leaves more of it than the default expects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def _is_of_this_engine(item: pytest.Item) -> bool:
    """A test of what only one engine has, marked `engine`, is left out on the other, which lacks nothing."""
    marker = item.get_closest_marker("engine")
    return marker is None or connections["default"].vendor in marker.args


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true a skipped test is a failed one: there the machine has what the tests need."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("\nWith CI=true nothing may be skipped.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def _put_cast(django_db_setup: None, django_db_blocker: Any) -> Callable[[], Cast]:
    with django_db_blocker.unblock():
        return made_once.record_cast()


@pytest.fixture(autouse=True, scope="session")
def _catalogs_are_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, made_once.built_in_catalogs(patch):
        yield


@pytest.fixture
def cast(request: pytest.FixtureRequest, _put_cast: Callable[[], Cast]) -> Iterator[Cast]:
    """Aurora, Boreal and their people; in `tests/db` within Aurora's scope."""
    _open_database(request)
    made = _put_cast()
    if "/tests/db/" in str(request.path):
        with scope(organization=made.aurora):
            yield made
    else:
        yield made


@pytest.fixture(autouse=True)
def set_up_already(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server has seen somebody, so that a visitor needs no person in the database to get a page.

    A test of the first run says so with the mark `first_run`.
    """
    if request.node.get_closest_marker("first_run"):
        monkeypatch.setattr(ClientHandler, "load_middleware", LOAD_MIDDLEWARE)
    else:
        monkeypatch.setattr("organizations.middleware.PersonMiddleware.somebody_is_here", True)


LOAD_MIDDLEWARE = ClientHandler.load_middleware
LOADED = ("_view_middleware", "_template_response_middleware", "_exception_middleware", "_middleware_chain")


@pytest.fixture(autouse=True, scope="session")
def _middleware_is_loaded_once() -> Iterator[None]:
    """All clients stand behind one chain of middlewares, as all requests to a server do.

    Each would load its own, and WhiteNoise then reads every static file: 12 ms a client, for thousands of
    clients. Under changed settings a client has its own, for middlewares read settings as they are loaded.
    """
    loaded: dict[str, Any] = {}
    unchanged = settings._wrapped

    def load(handler: ClientHandler, is_async: bool = False) -> None:
        if is_async or settings._wrapped is not unchanged:
            LOAD_MIDDLEWARE(handler, is_async)
            return
        if not loaded:
            LOAD_MIDDLEWARE(handler)
            loaded.update((name, getattr(handler, name)) for name in LOADED)
        vars(handler).update(loaded)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load)
        yield


@pytest.fixture
def enter(client: Client) -> Any:
    """Sign a member in: `enter(cast.lia)` gives the client back."""

    def sign_in(member: Membership) -> Client:
        client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture(autouse=True, scope="session")
def _flushed_without_guards() -> Iterator[None]:
    """After a test with real transactions the database is emptied by Django's `flush`, which the guards of
    published versions and of the audit trail refuse: so it runs while they are switched off."""
    emptying = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> None:
        with guards.switched_off(connections[options["database"]]):
            emptying(self, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Nothing kept outlives the test in whose database it was, and no language its reader."""
    yield
    reading.forget()
    answers.forget()
    kept.forget()
    standings.forget()
    turnout.forget()
    translation.deactivate()


@pytest.fixture(scope="session")
def mlops_document() -> dict[str, Any]:
    """The catalog document of the built-in MLOps model; not to be changed."""
    return read_built_in("mlops")


@pytest.fixture(scope="session")
def health_document() -> dict[str, Any]:
    """The catalog document of the built-in team health check; not to be changed."""
    return read_built_in("team-health")


@pytest.fixture
def mlops(request: pytest.FixtureRequest) -> ModelVersion:
    """The built-in MLOps model, version 1, published."""
    _open_database(request)
    return load_built_in("mlops")


@pytest.fixture
def health(request: pytest.FixtureRequest) -> ModelVersion:
    """The built-in team health check, version 1, published."""
    _open_database(request)
    return load_built_in("team-health")


def _open_database(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("transactional_db" if "live_server" in request.fixturenames else "db")
