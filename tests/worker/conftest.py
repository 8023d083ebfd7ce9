"""A real Celery worker, set up as in production, on the test database, with a mail server to write to."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from urllib.parse import quote

import pytest
import redis
from django.conf import settings
from django.db import connection

from config.celery import app
from core.models import OutboxMessage
from tests.post_office import PostOffice, open_post_office

PATIENCE = 30  # seconds until what should happen counts as never happening


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder carry the mark `worker` and commit for real."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.worker)
            item.add_marker(pytest.mark.django_db(transaction=True))


def until(happened: Callable[[], object], what: str) -> None:
    """Come back as soon as `happened()` is true; fail when it never is."""
    begun = monotonic()
    while not happened():
        if monotonic() - begun > PATIENCE:
            left = OutboxMessage.objects.values_list("topic", "state", "attempts", "last_error")
            pytest.fail(f"never: {what}; the outbox holds {list(left)}")
        threading.Event().wait(0.05)


@pytest.fixture
def broker() -> Iterator[str]:
    """Redis, emptied; hints go there instead of being carried out at once."""
    url = settings.REDIS_URL
    if not url:
        pytest.skip("no Redis: `apt-get install redis-server`, and name it in REDIS_URL")
    redis.Redis.from_url(url).flushdb()
    app.conf.task_always_eager = False
    yield url
    app.conf.task_always_eager = True


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with open_post_office() as office:
        yield office


@dataclass
class Worker:
    """Starts and ends worker processes."""

    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "solo", "-l", "INFO"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--without-gossip", "--without-mingle"],
                env=self.environment,
                stdout=log,
                stderr=log,
                cwd=settings.BASE_DIR,
            )
        until(self.is_ready, "the worker is ready")

    def is_ready(self) -> bool:
        assert self.process is not None
        text = self.log.read_text(encoding="utf-8")
        assert self.process.poll() is None, text
        return " ready." in text

    def kill(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)


def database_url() -> str:
    """The test database as DATABASE_URL names it."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    login = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    return f"postgres://{login}@{known['HOST']}:{known['PORT'] or 5432}/{known['NAME']}"


@pytest.fixture
def worker(broker: str, post_office: PostOffice, tmp_path: Path) -> Iterator[Worker]:
    """Not started yet; whatever was started is gone after the test."""
    own = {
        "PATAMAR_MODE": "production",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PATAMAR_SECRET_KEY": settings.SECRET_KEY,
        "PATAMAR_ALLOWED_HOSTS": "patamar.example",
        "PATAMAR_SITE_URL": "https://patamar.example",
        "PATAMAR_EMAIL_URL": f"smtp://127.0.0.1:{post_office.port}",
        "DATABASE_URL": database_url(),
        "REDIS_URL": broker,
    }
    started = Worker({**os.environ, **own}, tmp_path / "worker.log")
    yield started
    started.kill()
