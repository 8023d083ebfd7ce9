"""What production refuses to start with, and what it is when it starts."""

import json
from typing import Any

import pytest
from django.core import signing

from core.checks import production_is_safe, refuse_unsafe_start
from tests.rules.sources import APPS
from tests.rules.starting import KEY, run


@pytest.fixture
def production(settings: Any) -> Any:
    """Settings as production has them, safe to start with."""
    settings.IN_PRODUCTION = True
    settings.DEBUG = False
    settings.SECRET_KEY = KEY
    settings.ALLOWED_HOSTS = ["patamar.example"]
    settings.SITE_URL = "https://patamar.example"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
    settings.SECURE_HSTS_SECONDS = 31_536_000
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
        pytest.param("SECURE_HSTS_SECONDS", 0, "patamar.E006", id="browsers that forget https"),
        pytest.param(
            "SECURE_HSTS_PRELOAD", True, "patamar.E007", id="a host on the list without those below"
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
        pytest.param(
            "PATAMAR_SITE_URL",
            "https://intranet.example/patamar",
            "ends with the path /patamar. A path is not possible yet: give Patamar a host name of its own",
            id="an address below a path",
        ),
        pytest.param("PATAMAR_SITE_URL", "patamar.example", "write https:// and the host", id="a bare host"),
        pytest.param(
            "PATAMAR_SITE_URL", "https://a.example?b", "nothing behind it", id="a site with a query"
        ),
        pytest.param("PATAMAR_EMAIL_URL", "imap://mail.example", "begins with imap://", id="no way to send"),
        pytest.param("PATAMAR_HSTS", "everything", "must be host, subdomains or preload", id="too much HSTS"),
        pytest.param("PATAMAR_POOLER", "session", "must be none or transaction", id="an unknown pooler"),
        pytest.param("DATABASE_URL", "mysql://a:b@c/d", "must begin with postgres://", id="another database"),
        pytest.param("DATABASE_URL", "postgres://a:1#2@c/d", "write @ as %40", id="a password that cuts"),
        pytest.param("DATABASE_URL", "postgres://a:b/c@d/e", "write @ as %40", id="a password with a slash"),
        pytest.param("REDIS_URL", "http://redis.example", "must begin with redis://", id="another cache"),
        pytest.param("REDIS_URL", "redis://:a/b@redis.example", "write @ as %40", id="a bent cache"),
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
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
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
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": False,
        "SECURE_HSTS_PRELOAD": False,
        "SILENCED_SYSTEM_CHECKS": ["security.W005", "security.W021"],  # E006 and E007 ask in their place
    }


@pytest.mark.parametrize(
    ("chosen", "below", "on_the_list"),
    [("host", False, False), ("subdomains", True, False), ("preload", True, True)],
)
def test_how_much_of_the_domain_stays_with_https(chosen: str, below: bool, on_the_list: bool) -> None:
    names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    code = f"import json, config.settings as s; print(json.dumps([getattr(s, n) for n in {names!r}]))"

    assert json.loads(run("-c", code, PATAMAR_HSTS=chosen).stdout) == [31_536_000, below, on_the_list]


def test_a_password_in_the_open_is_told() -> None:
    checked = run("manage.py", "check", "--deploy", PATAMAR_EMAIL_URL="smtp://user:secret@mail.example")

    assert "The password for mail.example is sent without encryption" in checked.stderr
    assert "secret" not in checked.stderr


def test_behind_a_pooler_a_connection_asks_for_nothing_special() -> None:
    code = "import json, config.settings as s; print(json.dumps(s.DATABASES['default']))"
    address = "postgres://patamar:secret@127.0.0.1:6432/patamar?sslmode=require"

    straight = json.loads(run("-c", code, DATABASE_URL=address).stdout)
    pooled = json.loads(run("-c", code, DATABASE_URL=address, PATAMAR_POOLER="transaction").stdout)

    assert straight["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}
    assert pooled["OPTIONS"] == {"sslmode": "require"}
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"]


def test_an_earlier_key_still_opens_what_it_signed(settings: Any) -> None:
    settings.SECRET_KEY = "the earlier key, and long enough to sign with"
    signed = signing.dumps({"invitation": 7}, salt="anything")

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = KEY, [settings.SECRET_KEY]

    assert signing.loads(signed, salt="anything") == {"invitation": 7}


def test_our_own_middlewares_are_few_and_each_is_one_thought(settings: Any) -> None:
    ours = [name for name in settings.MIDDLEWARE if name.split(".")[0] in APPS]

    assert len(ours) <= 8
