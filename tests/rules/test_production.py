"""What production refuses to start with, and what it is when it starts."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as current
from django.core import signing

from core.checks import production_is_safe, refuse_unsafe_start

ROOT = Path(current.BASE_DIR)
KEY = "k3Yq9wZ-" * 8
SAFE = {
    "PATAMAR_MODE": "production",
    "PATAMAR_SECRET_KEY": KEY,
    "PATAMAR_SITE_URL": "https://patamar.example",
    "PATAMAR_ALLOWED_HOSTS": "patamar.example",
    "DATABASE_URL": "postgres://patamar:secret@127.0.0.1:1/patamar",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def run(*command: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, with a production environment but for what is changed."""
    inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    environment = {name: value for name, value in (SAFE | changed).items() if value is not None}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def production(settings: Any) -> Any:
    """Settings as production has them, safe to start with."""
    settings.IN_PRODUCTION = True
    settings.DEBUG = False
    settings.SECRET_KEY = KEY
    settings.ALLOWED_HOSTS = ["patamar.example"]
    settings.SITE_URL = "https://patamar.example"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
    return settings


def test_safe_values_are_accepted(production: Any) -> None:
    assert production_is_safe(None) == []
    refuse_unsafe_start()


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        pytest.param("DEBUG", True, "patamar.E001", id="debug pages"),
        pytest.param("SECRET_KEY", "short", "patamar.E002", id="a short key"),
        pytest.param("SECRET_KEY", "a" * 64, "patamar.E002", id="a key of one letter"),
        pytest.param("ALLOWED_HOSTS", [], "patamar.E003", id="no host"),
        pytest.param("ALLOWED_HOSTS", ["*"], "patamar.E003", id="every host"),
        pytest.param("ALLOWED_HOSTS", ["patamar.example", "*.example"], "patamar.E003", id="many hosts"),
        pytest.param("SITE_URL", "", "patamar.E004", id="no address"),
        pytest.param("SITE_URL", "http://patamar.example", "patamar.E004", id="an address without TLS"),
        pytest.param(
            "CACHES",
            {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
            "patamar.E005",
            id="a cache that each worker has alone",
        ),
    ],
)
def test_an_unsafe_value_is_refused(production: Any, name: str, value: object, error: str) -> None:
    setattr(production, name, value)

    assert [problem.id for problem in production_is_safe(None)] == [error]


def test_outside_production_nothing_is_asked(settings: Any) -> None:
    settings.SECRET_KEY = "short"

    assert production_is_safe(None) == []


def test_the_deployment_checks_find_nothing() -> None:
    checked = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        pytest.param("PATAMAR_MODE", "productive", "must be one of", id="a mode that there is not"),
        pytest.param("DATABASE_URL", None, "Production needs DATABASE_URL", id="no database"),
        pytest.param("PATAMAR_SECRET_KEY", None, "Production needs PATAMAR_SECRET_KEY", id="no key"),
        pytest.param("REDIS_URL", None, "REDIS_URL is needed", id="no cache that workers share"),
        pytest.param("PATAMAR_DEBUG", "true", "PATAMAR_DEBUG must be off", id="debug pages"),
    ],
)
def test_the_server_does_not_start(name: str, value: str | None, words: str) -> None:
    started = run("-c", "import config.wsgi", **{name: value})

    assert started.returncode != 0
    assert words in started.stderr


def test_all_that_is_unsafe_is_told_at_once() -> None:
    started = run("-c", "import config.wsgi", PATAMAR_DEBUG="true", PATAMAR_ALLOWED_HOSTS="*")

    assert "PATAMAR_DEBUG" in started.stderr
    assert "PATAMAR_ALLOWED_HOSTS" in started.stderr


def test_production_is_what_its_defaults_say() -> None:
    names = (
        "DEBUG",
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "ANSWER_COOKIE_NAME",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "CELERY_TASK_ALWAYS_EAGER",
        "CELERY_ACCEPT_CONTENT",
        "CSRF_TRUSTED_ORIGINS",
        "SILENCED_SYSTEM_CHECKS",
    )
    code = f"import json, config.settings as s; print(json.dumps({{n: getattr(s, n) for n in {names!r}}}))"

    assert json.loads(run("-c", code).stdout) == {
        "DEBUG": False,
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "ANSWER_COOKIE_NAME": "__Secure-answer",
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "CELERY_TASK_ALWAYS_EAGER": False,
        "CELERY_ACCEPT_CONTENT": ["json"],
        "CSRF_TRUSTED_ORIGINS": ["https://patamar.example"],
        "SILENCED_SYSTEM_CHECKS": [],
    }


def test_an_earlier_key_still_opens_what_it_signed(settings: Any) -> None:
    settings.SECRET_KEY = "the earlier key, and long enough to sign with"
    signed = signing.dumps({"invitation": 7}, salt="anything")

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = KEY, [settings.SECRET_KEY]

    assert signing.loads(signed, salt="anything") == {"invitation": 7}
