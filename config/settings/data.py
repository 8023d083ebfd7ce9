"""Where data and copies of them are kept: the one database, the cache, sessions."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import DATA_DIR, IN_PRODUCTION, MODE, env
from core.servers import SQLITE, cache_at, database_at

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a read that becomes a write can't end in "database is locked"
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
        "PRAGMA recursive_triggers=ON;"  # so that REPLACE asks the guards of DELETE too
        "PRAGMA secure_delete=ON;"  # what is deleted is overwritten: see core.traces for the log
    ),
}


POOLERS = ("none", "transaction")
POOLER = env.str("PATAMAR_POOLER", "none")  # what stands between us and PostgreSQL
if POOLER not in POOLERS:
    raise ImproperlyConfigured(f"PATAMAR_POOLER is {POOLER!r}, must be none or transaction.")


def database() -> dict[str, Any]:
    """The one database: SQLite in the data folder outside production, else `DATABASE_URL`.

    The demo always takes its own file, so that it can never write into real data.
    """
    own = {"demo": "demo.sqlite3", "local": "patamar.sqlite3"}.get(MODE)
    if own:
        DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        config: dict[str, Any] = {"ENGINE": SQLITE, "NAME": DATA_DIR / own}
    else:
        fallback = "" if IN_PRODUCTION else f"sqlite:///{DATA_DIR / 'test.sqlite3'}"
        config = database_at(env.str("DATABASE_URL", fallback))
    config["CONN_MAX_AGE"] = 60
    if config["ENGINE"] == SQLITE:
        config["OPTIONS"] = SQLITE_OPTIONS
    elif POOLER == "transaction":
        # A pooler hands each transaction to another connection: it takes no start-up options, and a cursor
        # of the server would be gone with the next statement. jit is switched off for the role instead.
        config["DISABLE_SERVER_SIDE_CURSORS"] = True
    else:
        config["CONN_HEALTH_CHECKS"] = True
        given = config.get("OPTIONS", {})
        config["OPTIONS"] = {**given, "options": f"{given.get('options', '')} -c jit=off".strip()}
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = cache_at(env.str("REDIS_URL", ""))
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
