"""Where data and copies of them are kept: the one database, the cache, sessions."""

from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config.settings.base import DATA_DIR, IN_PRODUCTION, MODE, env

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a read that becomes a write can't end in "database is locked"
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
    ),
}


def database() -> dict[str, object]:
    """The one database: SQLite in the data folder outside production, else `DATABASE_URL`.

    The demo always takes its own file, so that it can never write into real data.
    """
    own = {"demo": "demo.sqlite3", "local": "patamar.sqlite3"}.get(MODE)
    if own:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        config: dict[str, object] = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / own}
    else:
        fallback = "" if IN_PRODUCTION else f"sqlite:///{DATA_DIR / 'test.sqlite3'}"
        url = env.str("DATABASE_URL", fallback)
        if not url:
            raise ImproperlyConfigured(
                "Production needs DATABASE_URL, for example postgres://user:password@host/name."
            )
        config = dict(dj_database_url.parse(url))
    config["CONN_MAX_AGE"] = 60
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = SQLITE_OPTIONS
    else:
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {"options": "-c jit=off"}
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
if REDIS_URL and MODE in ("production", "test"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
SESSION_ENGINE = "core.sessions"
